/**
 * What the clusters of each MISP galaxy are, and what their `related` entries say.
 *
 * MISP galaxy format: draft-dulaunoy-misp-galaxy-format. A galaxy that is not listed holds things of type `other`.
 */
import type { ClaimKind, EntityType } from '../../../model/evidence/claim.ts';

const TYPE_OF_GALAXY: Readonly<Record<string, EntityType>> = {
  '360net-threat-actor': 'intrusion-set',
  'microsoft-activity-group': 'intrusion-set',
  groups: 'intrusion-set',
  'tidal-groups': 'intrusion-set',
  'threat-actor': 'threat-actor',
  campaigns: 'campaign',
  'tidal-campaigns': 'campaign',
  android: 'malware',
  backdoor: 'malware',
  banker: 'malware',
  botnet: 'malware',
  cryptominers: 'malware',
  'exploit-kit': 'malware',
  malpedia: 'malware',
  ransomware: 'malware',
  rat: 'malware',
  stalkerware: 'malware',
  stealer: 'malware',
  'tidal-software': 'malware',
  software: 'malware',
  wiper: 'malware',
  tool: 'tool',
  tds: 'tool',
  'branded-vulnerability': 'vulnerability',
  'surveillance-vendor': 'company',
  producer: 'organization',
  'intelligence-agency': 'government-body',
  'intelligence-agencies': 'government-body',
  country: 'location',
  region: 'location',
  'target-information': 'location',
  sector: 'sector',
  nace: 'sector',
  naics: 'sector',
  technique: 'attack-pattern',
  'tidal-technique': 'attack-pattern',
  'preventive-measure': 'course-of-action',
};

const MITRE_GALAXY = /^mitre-(?:(?:enterprise|mobile|pre|ics)-attack-)?(.+)$/;

/** STIX types of the galaxies made from ATT&CK, whose cluster UUIDs are those of the STIX objects. */
const STIX_TYPE_OF_MITRE: Readonly<Record<string, string>> = {
  'intrusion-set': 'intrusion-set',
  malware: 'malware',
  tool: 'tool',
  'attack-pattern': 'attack-pattern',
  'course-of-action': 'course-of-action',
  campaign: 'campaign',
  tactic: 'x-mitre-tactic',
  'data-source': 'x-mitre-data-source',
  'data-component': 'x-mitre-data-component',
};

const ENTITY_OF_STIX: ReadonlySet<string> = new Set([
  'intrusion-set',
  'malware',
  'tool',
  'attack-pattern',
  'course-of-action',
  'campaign',
]);

/** Lists of institutions go by many names, one for each country and field. */
const INSTITUTIONS = /universit|academ|institution/;

/** The STIX type whose UUIDs a galaxy shares; undefined for galaxies of other making. */
export function stixTypeOfGalaxy(galaxy: string): string | undefined {
  const part = MITRE_GALAXY.exec(galaxy)?.[1];
  return part === undefined ? undefined : STIX_TYPE_OF_MITRE[part];
}

export function entityTypeOfGalaxy(galaxy: string): EntityType {
  const stixType = stixTypeOfGalaxy(galaxy);
  if (stixType !== undefined) return ENTITY_OF_STIX.has(stixType) ? (stixType as EntityType) : 'other';
  return TYPE_OF_GALAXY[galaxy] ?? (INSTITUTIONS.test(galaxy) ? 'organization' : 'other');
}

/** Clusters that act: only of these is a country a statement about who stands behind them. */
const ACTORS: ReadonlySet<EntityType> = new Set(['threat-actor', 'intrusion-set', 'campaign', 'malware', 'tool']);

export function isActor(type: EntityType): boolean {
  return ACTORS.has(type);
}

const KIND_OF_RELATION: Readonly<Record<string, ClaimKind>> = {
  similar: 'name',
  overlaps: 'name',
  'known-as': 'name',
  uses: 'capability',
  'used-by': 'capability',
  deploys: 'capability',
  'is-deployed-by': 'capability',
  delivers: 'capability',
  drops: 'capability',
  dropped: 'capability',
  'dropped-by': 'capability',
  'variant-of': 'capability',
  'derived-from': 'capability',
  targets: 'target',
  'part-of': 'organisation-structure',
  'located-in': 'organisation-structure',
  'is-acquired-by': 'organisation-structure',
  acquires: 'organisation-structure',
  'attributed-to': 'campaign',
};

/**
 * How clusters are related, said in our predicates. A cluster that is similar to another is never the same by that
 * alone.
 */
export function relationOf(type: string): { readonly kind: ClaimKind; readonly predicate: string } {
  const name = type.trim();
  return { kind: KIND_OF_RELATION[name] ?? 'record', predicate: name === 'similar' ? 'similar-to' : name };
}
