/**
 * What the markings of STIX objects mean for release.
 *
 * STIX 2.1, section 7.2 "Data Markings", and the OASIS extension for TLP 2.0.
 * Invariant: a marking is never loosened. What we cannot read is held at AMBER and said in an issue.
 */
import { type Marking, parseTlp, strictestTlp, type TlpLevel, tlpOfMarkingId } from '../../../model/tlp/tlp.ts';
import { isJsonObject, type JsonObject, objects, pointerTo, text } from '../row-json.ts';

const UNREADABLE: TlpLevel = 'amber';

/** The marking that a `marking-definition` object defines. */
export function definedMarking(definition: JsonObject): Marking {
  const id = String(definition.id);
  const tlp = tlpOfMarkingId(id) ?? statedTlp(definition);
  return tlp !== undefined && tlp !== 'unreadable' ? { tlp } : { tlp: tlp ? UNREADABLE : 'clear', statements: [id] };
}

/**
 * The level a definition states; `unreadable` when it is a TLP marking of no known level; undefined for other markings.
 */
function statedTlp(definition: JsonObject): TlpLevel | 'unreadable' | undefined {
  const words = [tlp2Extension(definition), innerTlp(definition), text(definition.x_opencti_definition)];
  for (const word of words) {
    const level = word === undefined ? undefined : parseTlp(word);
    if (level) return level;
  }
  const name = text(definition.name) ?? '';
  const byName = /^tlp:/i.test(name) ? parseTlp(name) : undefined;
  if (byName) return byName;
  const isTlp =
    String(definition.definition_type).toLowerCase() === 'tlp' || /^tlp:/i.test(name) || words[0] !== undefined;
  return isTlp ? 'unreadable' : undefined;
}

function tlp2Extension(definition: JsonObject): string | undefined {
  if (!isJsonObject(definition.extensions)) return undefined;
  for (const extension of Object.values(definition.extensions)) {
    if (isJsonObject(extension) && text(extension.tlp_2_0)) return text(extension.tlp_2_0);
  }
  return undefined;
}

function innerTlp(definition: JsonObject): string | undefined {
  return isJsonObject(definition.definition) ? text(definition.definition.tlp) : undefined;
}

interface ObjectMarking {
  readonly marking: Marking | undefined;
  readonly issues: readonly { readonly pointer: string; readonly message: string }[];
}

/**
 * The marking of an object: the strictest of all that apply to it or, by granular markings, to any part of it.
 * Undefined when it has none.
 */
export function markingOf(object: JsonObject, pointer: string, defined: ReadonlyMap<string, Marking>): ObjectMarking {
  const refs = markingRefs(object, pointer);
  if (refs.length === 0) return { marking: undefined, issues: [] };
  const levels: TlpLevel[] = [];
  const statements = new Set<string>();
  const issues: { pointer: string; message: string }[] = [];
  for (const ref of refs) {
    const tlp = tlpOfMarkingId(ref.id);
    const known = defined.get(ref.id);
    if (tlp) {
      levels.push(tlp);
    } else if (known) {
      levels.push(known.tlp);
      for (const statement of known.statements ?? []) statements.add(statement);
      if (known.tlp === UNREADABLE && known.statements?.includes(ref.id)) {
        issues.push({
          pointer: ref.pointer,
          message: `${ref.id} is a TLP marking of no known level; held at TLP:AMBER`,
        });
      }
    } else {
      levels.push(UNREADABLE);
      statements.add(ref.id);
      issues.push({ pointer: ref.pointer, message: `${ref.id} is not defined in this file; held at TLP:AMBER` });
    }
  }
  const tlp = strictestTlp(levels);
  return { marking: statements.size > 0 ? { tlp, statements: [...statements].sort() } : { tlp }, issues };
}

function markingRefs(object: JsonObject, pointer: string): { id: string; pointer: string }[] {
  const refs: { id: string; pointer: string }[] = [];
  if (Array.isArray(object.object_marking_refs)) {
    object.object_marking_refs.forEach((id: unknown, index) => {
      if (typeof id === 'string') refs.push({ id, pointer: pointerTo(pointer, 'object_marking_refs', index) });
    });
  }
  for (const { value, index } of objects(object.granular_markings)) {
    const id = text(value.marking_ref);
    if (id) refs.push({ id, pointer: pointerTo(pointer, 'granular_markings', index, 'marking_ref') });
  }
  return refs;
}
