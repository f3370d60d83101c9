/**
 * What an object of a bundle says of itself: names, identifiers, description, state, and its compact properties.
 */
import { attackIdFits, isAttackSource } from '../../../model/attack/attack-id.ts';
import { citationMarkers, plainText } from '../../../model/attack/citation-marker.ts';
import { type ReferentId, referentId } from '../../../model/evidence/identifiers.ts';
import type { PartialDate, ValidTime } from '../../../model/evidence/time.ts';
import { entityTypeOf, isKnownType, isRelationshipType } from '../../../model/stix/object-types.ts';
import { isStixId, isStixTimestamp, stixTypeOfId } from '../../../model/stix/stix-id.ts';
import { type JsonObject, objects, pointerTo, text, texts } from '../row-json.ts';
import type { RowMapping } from '../row-mapping.ts';
import { labelOf, mapNames } from './names.ts';
import { ReferenceIndex } from './references.ts';

const CVE_ID = /^CVE-\d{4}-\d{4,}$/;

/** Text properties, given whole as the claim's value. */
const PROSE: readonly (readonly [property: string, predicate: string])[] = [
  ['description', 'description'],
  ['content', 'description'],
  ['explanation', 'description'],
];

/** Short properties, one record claim per value. */
const PROPERTIES: readonly (readonly [property: string, predicate: string])[] = [
  ['x_mitre_platforms', 'platform'],
  ['primary_motivation', 'motivation'],
  ['secondary_motivations', 'motivation'],
  ['goals', 'goal'],
  ['resource_level', 'resource-level'],
  ['sophistication', 'sophistication'],
  ['roles', 'role'],
  ['sectors', 'sector'],
  ['malware_types', 'malware-type'],
  ['tool_types', 'tool-type'],
  ['threat_actor_types', 'threat-actor-type'],
  ['infrastructure_types', 'infrastructure-type'],
  ['indicator_types', 'indicator-type'],
  ['pattern', 'pattern'],
  ['opinion', 'opinion'],
  ['country', 'country'],
];

export function mapStixObject(mapping: RowMapping, object: JsonObject): void {
  const { key, type, pointer } = mapping.row;
  const entityType = entityTypeOf(type, text(object.identity_class));
  const subject = mapping.referent(referentId('stix', key), entityType, labelOf(object), type);
  const references = new ReferenceIndex(object, mapping.citations);
  if (!isKnownType(type)) mapping.issue(pointerTo(pointer, 'type'), `the model does not know "${type}"; kept as it is`);
  mapNames(mapping, object, subject, references);
  mapIdentifiers(mapping, object, subject);
  mapProse(mapping, object, subject);
  mapStatus(mapping, object, subject);
  mapProperties(mapping, object, subject);
  mapActivity(mapping, object, subject, references);
  mapReferredObjects(mapping, object, subject);
  for (const document of references.all()) mapping.cite(document);
}

/** A day as a partial date; undefined for what is no timestamp. */
export function dayOf(time: unknown): PartialDate | undefined {
  return typeof time === 'string' && isStixTimestamp(time) ? time.slice(0, 10) : undefined;
}

export function validBetween(from: unknown, to: unknown): ValidTime | undefined {
  const first = dayOf(from);
  const last = dayOf(to);
  if (first === undefined && last === undefined) return undefined;
  return { ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }) };
}

/** Ids in ATT&CK and CVE, from objects that are in force: a revoked object's id may have passed to another. */
function mapIdentifiers(mapping: RowMapping, object: JsonObject, subject: ReferentId): void {
  if (object.revoked === true || object.x_mitre_deprecated === true) return;
  const { type } = mapping.row;
  for (const { value } of objects(object.external_references)) {
    const source = text(value.source_name);
    const id = text(value.external_id)?.trim();
    if (source === undefined || id === undefined) continue;
    const namespace =
      isAttackSource(source) && attackIdFits(id, type)
        ? 'attack'
        : type === 'vulnerability' && source.toLowerCase() === 'cve' && CVE_ID.test(id)
          ? 'cve'
          : undefined;
    if (namespace) declare(mapping, object, subject, namespace, id);
  }
  const name = text(object.name)?.trim();
  if (type === 'vulnerability' && name !== undefined && CVE_ID.test(name))
    declare(mapping, object, subject, 'cve', name);
}

function declare(mapping: RowMapping, object: JsonObject, subject: ReferentId, namespace: string, id: string): void {
  const type = mapping.row.type;
  const other = referentId(namespace, id);
  if (mapping.declares(subject, other)) return;
  mapping.referent(other, entityTypeOf(type, text(object.identity_class)), id, type);
  mapping.same(subject, other);
}

function mapProse(mapping: RowMapping, object: JsonObject, subject: ReferentId): void {
  const { key, pointer } = mapping.row;
  for (const [property, predicate] of PROSE) {
    const words = text(object[property]);
    const value = words && plainText(words);
    if (!value) continue;
    mapping.claim({
      kind: 'record',
      subject,
      predicate,
      object: { value },
      pointer: pointerTo(pointer, property),
      quote: words,
      sourceKey: `${key}|${property}`,
    });
  }
}

function mapStatus(mapping: RowMapping, object: JsonObject, subject: ReferentId): void {
  const { key, pointer } = mapping.row;
  const states = [
    ['revoked', 'revoked'],
    ['x_mitre_deprecated', 'deprecated'],
  ] as const;
  for (const [property, value] of states) {
    if (object[property] !== true) continue;
    mapping.claim({
      kind: 'record',
      subject,
      predicate: 'status',
      object: { value },
      pointer: pointerTo(pointer, property),
      quote: 'true',
      sourceKey: `${key}|${property}`,
    });
  }
}

function mapProperties(mapping: RowMapping, object: JsonObject, subject: ReferentId): void {
  const { key, pointer, type } = mapping.row;
  const record = (predicate: string, value: string, place: string, valid?: ValidTime): void =>
    mapping.claim({
      kind: 'record',
      subject,
      predicate,
      object: { value },
      pointer: place,
      quote: value,
      valid,
      sourceKey: `${key}|${predicate}`,
    });
  // An indicator's pattern holds for as long as the indicator says.
  const valid = type === 'indicator' ? validBetween(object.valid_from, object.valid_until) : undefined;
  for (const [property, predicate] of PROPERTIES) {
    for (const { value, index } of texts(object[property])) {
      const place = index === undefined ? pointerTo(pointer, property) : pointerTo(pointer, property, index);
      record(predicate, value, place, valid);
    }
  }
  for (const { value, index } of objects(object.kill_chain_phases)) {
    const phase = text(value.phase_name);
    if (phase) record('tactic', phase, pointerTo(pointer, 'kill_chain_phases', index, 'phase_name'));
  }
}

/** `first_seen` and `last_seen`, with the reports ATT&CK campaigns name for each. */
function mapActivity(mapping: RowMapping, object: JsonObject, subject: ReferentId, references: ReferenceIndex): void {
  const { key, pointer } = mapping.row;
  for (const [property, predicate] of [
    ['first_seen', 'first-seen'],
    ['last_seen', 'last-seen'],
  ] as const) {
    const day = dayOf(object[property]);
    if (day === undefined) continue;
    const markers = citationMarkers(text(object[`x_mitre_${property}_citation`]) ?? '');
    const cited = markers.length > 0 ? markers.map((marker) => references.citedBy(marker.name)) : [undefined];
    for (const document of cited) {
      mapping.claim({
        kind: 'record',
        subject,
        predicate,
        object: { value: day },
        pointer: pointerTo(pointer, property),
        quote: String(object[property]),
        cited: document,
        valid: property === 'first_seen' ? { from: day } : { to: day },
        sourceKey: `${key}|${property}|${document?.citationName ?? ''}`,
      });
    }
  }
}

/** What a report, note, opinion or grouping is about. Relationships it lists say what they say themselves. */
function mapReferredObjects(mapping: RowMapping, object: JsonObject, subject: ReferentId): void {
  const { key, pointer } = mapping.row;
  for (const { value, index } of texts(object.object_refs)) {
    if (index === undefined || !isStixId(value) || isRelationshipType(stixTypeOfId(value))) continue;
    mapping.claim({
      kind: 'record',
      subject,
      predicate: 'refers-to',
      object: referentId('stix', value),
      pointer: pointerTo(pointer, 'object_refs', index),
      quote: value,
      sourceKey: `${key}|object_refs`,
    });
  }
}
