/**
 * A thing that came from no STIX source as a STIX 2.1 domain object.
 *
 * The choice of type is docs/decisions (native types in STIX): bodies, companies and people are identities; laws, cases and advisories are
 * reports, since they are documents that speak of other things; a database is infrastructure. The native type is always in the extension.
 */
import { strictestTlp, type TlpLevel } from '../model/tlp/tlp.ts';
import type { ReleasedClaim, ReleasedThing } from './released.ts';
import { isThing } from './released.ts';
import { claimEvidence, externalReferences } from './stix-evidence.ts';
import { EXTENSION_ID, ownStixId, PRODUCER_ID, type StixObject } from './stix-identity.ts';
import { markingRefs } from './stix-marking.ts';

/** What is known of a thing apart from what it does. */
export interface ReleasedThingDetails {
  readonly thing: ReleasedThing;
  /** Ids under which sources know it: `attack:G0096`, `cve:CVE-2021-44228`. */
  readonly referents: readonly string[];
  /** Name and description claims; may be none. */
  readonly claims: readonly ReleasedClaim[];
  readonly tlp: TlpLevel;
  /** RFC 3339, of the claims that speak of it. */
  readonly firstRecorded: string;
  readonly lastRecorded: string;
  readonly firstPublished: string | null;
  /** Things that statements join it with. */
  readonly others: readonly ReleasedThing[];
}

const STIX_TYPE: Readonly<Record<string, string>> = {
  'intrusion-set': 'intrusion-set',
  'threat-actor': 'threat-actor',
  campaign: 'campaign',
  incident: 'incident',
  malware: 'malware',
  tool: 'tool',
  'attack-pattern': 'attack-pattern',
  vulnerability: 'vulnerability',
  'course-of-action': 'course-of-action',
  infrastructure: 'infrastructure',
  database: 'infrastructure',
  product: 'infrastructure',
  // Without its pattern an indicator is only something seen in use.
  indicator: 'infrastructure',
  location: 'location',
  law: 'report',
  case: 'report',
  advisory: 'report',
  report: 'report',
};

const IDENTITY_CLASS: Readonly<Record<string, string>> = {
  'government-body': 'organization',
  company: 'organization',
  organization: 'organization',
  person: 'individual',
  sector: 'class',
};

const WITH_ALIASES = new Set([
  'intrusion-set',
  'threat-actor',
  'campaign',
  'malware',
  'tool',
  'attack-pattern',
  'infrastructure',
]);

export function stixTypeOf(nativeType: string): string {
  return STIX_TYPE[nativeType] ?? 'identity';
}

/** The id by which other objects refer to the thing. */
export function stixIdOf(thing: ReleasedThing): string {
  return thing.stixId ?? ownStixId(stixTypeOf(thing.type), thing.id);
}

export function stixThing(details: ReleasedThingDetails): StixObject {
  const { thing, claims } = details;
  const type = stixTypeOf(thing.type);
  const description = claims.find((claim) => claim.predicate === 'description' && hasValue(claim));
  const references = [...identifierReferences(details), ...externalReferences(claims)];
  return {
    type,
    spec_version: '2.1',
    id: stixIdOf(thing),
    created_by_ref: PRODUCER_ID,
    created: stixTime(details.firstRecorded),
    modified: stixTime(details.lastRecorded),
    name: thing.label,
    ...(description && { description: statedValue(description) }),
    ...typeProperties(type, details),
    ...(references.length > 0 && { external_references: references }),
    object_marking_refs: markingRefs(
      strictestTlp([details.tlp, ...claims.map((claim) => claim.tlp)]),
      claims.flatMap((claim) => claim.markingStatements),
    ),
    extensions: {
      [EXTENSION_ID]: {
        extension_type: 'property-extension',
        native_type: thing.type,
        referents: details.referents,
        ...(claims.length > 0 && {
          claims: claims.map((claim) => ({ ...claimEvidence(claim), value: statedValue(claim) })),
        }),
      },
    },
  };
}

function typeProperties(type: string, details: ReleasedThingDetails): Record<string, unknown> {
  const { thing } = details;
  const aliases = aliasesOf(details);
  const named = WITH_ALIASES.has(type) && aliases.length > 0 ? { aliases } : {};
  switch (type) {
    case 'identity':
      return { identity_class: IDENTITY_CLASS[thing.type] ?? 'unspecified' };
    case 'malware':
      // What sources name is the family; a sample has a hash.
      return { ...named, is_family: true };
    case 'infrastructure':
      return { ...named, infrastructure_types: ['unknown'] };
    case 'location':
      return placeProperties(details);
    case 'report':
      return { published: publishedTime(details), object_refs: referredObjects(details) };
    default:
      return named;
  }
}

function aliasesOf({ thing, claims }: ReleasedThingDetails): string[] {
  const names = claims.filter((claim) => claim.kind === 'name' && hasValue(claim)).map(statedValue);
  return [...new Set(names)].filter((name) => name !== thing.label).sort();
}

/** ISO 3166-1 code where a source gives it; else the place by its name. */
function placeProperties({ thing, referents }: ReleasedThingDetails): Record<string, unknown> {
  const code = referents.find((id) => /^country:[A-Z]{2}$/.test(id))?.slice('country:'.length);
  return code === undefined ? { region: thing.label } : { country: code };
}

/** When a source first spoke of it to the world; the law's or case's own dates are statements about it. */
function publishedTime({ firstPublished, firstRecorded }: ReleasedThingDetails): string {
  if (firstPublished === null) return stixTime(firstRecorded);
  return `${firstPublished.length === 4 ? `${firstPublished}-01-01` : firstPublished.length === 7 ? `${firstPublished}-01` : firstPublished}T00:00:00.000Z`;
}

/** A report refers to something; one that no statement joins with another thing refers to who wrote it down. */
function referredObjects({ thing, others }: ReleasedThingDetails): string[] {
  const own = stixIdOf(thing);
  const ids = [...new Set(others.map(stixIdOf))].filter((id) => id !== own);
  return ids.length > 0 ? ids : [PRODUCER_ID];
}

/** Ids in public catalogues, as external references. */
function identifierReferences({ referents }: ReleasedThingDetails): Record<string, string>[] {
  return referents.flatMap((id) => {
    const colon = id.indexOf(':');
    const source = CATALOGUES[id.slice(0, colon)];
    return source === undefined ? [] : [{ source_name: source, external_id: id.slice(colon + 1) }];
  });
}

const CATALOGUES: Readonly<Record<string, string>> = { attack: 'mitre-attack', cve: 'cve' };

function hasValue(claim: ReleasedClaim): boolean {
  return claim.object !== null && !isThing(claim.object);
}

function statedValue(claim: ReleasedClaim): string {
  return claim.object !== null && !isThing(claim.object) ? claim.object.value : '';
}

/** STIX 2.1, section 3.2: milliseconds are enough, and the same instant is always written alike. */
export function stixTime(rfc3339: string): string {
  return new Date(rfc3339).toISOString();
}
