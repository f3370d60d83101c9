/**
 * What kind of thing a STIX object is, in the entity types of the evidence model.
 *
 * STIX 2.1, sections 4 "Domain Objects", 5 "Relationship Objects" and 6 "Cyber-observable Objects"; custom types of
 * ATT&CK begin with `x-mitre-`. A type that is not listed is `other` and keeps its own name as the source's type.
 */
import type { EntityType } from '../evidence/claim.ts';
import { stixTypeOfId } from './stix-id.ts';

const DOMAIN_TYPES: Readonly<Record<string, EntityType>> = {
  'attack-pattern': 'attack-pattern',
  campaign: 'campaign',
  'course-of-action': 'course-of-action',
  grouping: 'report',
  identity: 'identity',
  incident: 'incident',
  indicator: 'indicator',
  infrastructure: 'infrastructure',
  'intrusion-set': 'intrusion-set',
  location: 'location',
  malware: 'malware',
  'malware-analysis': 'report',
  note: 'report',
  'observed-data': 'other',
  opinion: 'report',
  report: 'report',
  'threat-actor': 'threat-actor',
  tool: 'tool',
  vulnerability: 'vulnerability',
};

/** Objects that say something about other objects or about the exchange, and are no things of the field. */
const META_TYPES: ReadonlySet<string> = new Set(['marking-definition', 'language-content', 'extension-definition']);
const RELATIONSHIP_TYPES: ReadonlySet<string> = new Set(['relationship', 'sighting']);

const OBSERVABLE_TYPES: ReadonlySet<string> = new Set([
  'artifact',
  'autonomous-system',
  'directory',
  'domain-name',
  'email-addr',
  'email-message',
  'file',
  'ipv4-addr',
  'ipv6-addr',
  'mac-addr',
  'mutex',
  'network-traffic',
  'process',
  'software',
  'url',
  'user-account',
  'windows-registry-key',
  'x509-certificate',
]);

/**
 * `identity_class` vocabulary. An individual stays `identity`: a person becomes an entity only through an office,
 * a sanctions designation or a docket, and an author or contact of a feed is none of these.
 */
const IDENTITY_CLASSES: Readonly<Record<string, EntityType>> = {
  organization: 'organization',
  group: 'organization',
  class: 'sector',
};

/** The entity type of an object with this STIX type and, for identities, this class. */
export function entityTypeOf(stixType: string, identityClass?: string): EntityType {
  if (stixType === 'identity') return IDENTITY_CLASSES[identityClass ?? ''] ?? 'identity';
  return DOMAIN_TYPES[stixType] ?? 'other';
}

/** The entity type an id promises, for an end of a relationship whose object has not been seen. */
export function entityTypeOfStixId(id: string): EntityType {
  return entityTypeOf(stixTypeOfId(id));
}

export function isMetaType(stixType: string): boolean {
  return META_TYPES.has(stixType);
}

export function isRelationshipType(stixType: string): boolean {
  return RELATIONSHIP_TYPES.has(stixType);
}

/** True for types that STIX or ATT&CK defines; others are kept without being understood. */
export function isKnownType(stixType: string): boolean {
  return (
    stixType in DOMAIN_TYPES ||
    OBSERVABLE_TYPES.has(stixType) ||
    META_TYPES.has(stixType) ||
    RELATIONSHIP_TYPES.has(stixType) ||
    stixType.startsWith('x-mitre-')
  );
}
