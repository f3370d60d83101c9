/**
 * What an object of a bundle must have to be taken in at all: enough to know what it is and to find it again.
 *
 * STIX 2.1, sections 3.1 "Bundle" and 3.2 "Common Properties"; 2.0 objects and custom types pass the same check. A
 * property that is absent though required is no reason to refuse (ATT&CK leaves some out); one that is there and
 * malformed is.
 */
import { isStixId, isStixTimestamp, stixTypeOfId } from '../../../model/stix/stix-id.ts';
import type { JsonObject } from '../row-json.ts';
import type { RowCheck } from '../rows.ts';

const ENDS_OF: Readonly<Record<string, readonly string[]>> = {
  relationship: ['source_ref', 'target_ref'],
  sighting: ['sighting_of_ref'],
};
const TIMES = ['created', 'modified'] as const;

export function checkStixObject(object: JsonObject): RowCheck {
  const { type, id, modified } = object;
  if (typeof type !== 'string' || type === '') return refuse('type', 'type', type);
  if (typeof id !== 'string' || id === '') return refuse('id', 'id', id);
  if (!isStixId(id)) return { member: 'id', key: id, reason: `id "${shorten(id)}" is not of the form type--UUID` };
  if (stixTypeOfId(id) !== type) {
    return {
      member: 'id',
      key: id,
      reason: `id "${shorten(id)}" does not begin with the object's type "${shorten(type)}"`,
    };
  }
  for (const name of TIMES) {
    const time = object[name];
    if (time !== undefined && !(typeof time === 'string' && isStixTimestamp(time))) {
      return {
        member: name,
        key: id,
        reason: `${name} ${shown(time)} is not a timestamp like 2021-03-02T00:00:00.000Z`,
      };
    }
  }
  for (const name of ENDS_OF[type] ?? []) {
    const end = object[name];
    if (end === undefined) return { member: name, key: id, reason: `${type} without ${name}` };
    if (typeof end !== 'string' || !isStixId(end)) {
      return { member: name, key: id, reason: `${name} ${shown(end)} is not of the form type--UUID` };
    }
  }
  if (type === 'relationship' && (typeof object.relationship_type !== 'string' || object.relationship_type === '')) {
    return { member: 'relationship_type', key: id, reason: 'relationship without relationship_type' };
  }
  return { key: id, version: typeof modified === 'string' ? modified : '', type };
}

function refuse(member: string, name: string, value: unknown): RowCheck {
  return { member, reason: value === undefined ? `object without ${name}` : `${name} ${shown(value)} is not a name` };
}

function shown(value: unknown): string {
  return shorten(JSON.stringify(value));
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
