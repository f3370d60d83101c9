/**
 * How a STIX object is called: its label, its names and aliases, and who is cited for each.
 *
 * ATT&CK explains an alias by an entry of `external_references` whose `source_name` is the alias and whose description
 * holds citation markers.
 */
import { citationMarkers } from '../../../model/attack/citation-marker.ts';
import type { ReferentId } from '../../../model/evidence/identifiers.ts';
import type { CitedDocument } from '../../../model/evidence/structured.ts';
import { type JsonObject, objects, pointerTo, text, texts } from '../row-json.ts';
import type { RowMapping } from '../row-mapping.ts';
import { observableLabel } from './observables.ts';
import type { ReferenceIndex } from './references.ts';

const ALIAS_LISTS = ['aliases', 'x_mitre_aliases', 'x_opencti_aliases'] as const;

/** What the source calls it; for objects without a name the nearest thing, at last the id. */
export function labelOf(object: JsonObject): string {
  return (
    text(object.name) ??
    text(object.abstract) ??
    observableLabel(object) ??
    text(object.country) ??
    text(object.region) ??
    text(object.opinion) ??
    String(object.id)
  );
}

export function mapNames(
  mapping: RowMapping,
  object: JsonObject,
  subject: ReferentId,
  references: ReferenceIndex,
): void {
  const { pointer, key } = mapping.row;
  const name = text(object.name);
  const seen = new Set<string>();
  const claimName = (value: string, predicate: 'name' | 'alias', place: string): void => {
    if (seen.has(value)) return;
    seen.add(value);
    const cited: (CitedDocument | undefined)[] = citedFor(value, object, references);
    for (const document of cited.length > 0 ? cited : [undefined]) {
      mapping.claim({
        kind: 'name',
        subject,
        predicate,
        object: { value },
        pointer: place,
        quote: value,
        cited: document,
        // Without the modified time: a name that stays keeps its claim when other parts of the object change.
        sourceKey: `${key}|${predicate}|${document?.citationName ?? ''}`,
      });
    }
  };
  if (name) claimName(name, 'name', pointerTo(pointer, 'name'));
  for (const list of ALIAS_LISTS) {
    for (const { value, index } of texts(object[list])) {
      claimName(value, 'alias', index === undefined ? pointerTo(pointer, list) : pointerTo(pointer, list, index));
    }
  }
}

function citedFor(alias: string, object: JsonObject, references: ReferenceIndex): CitedDocument[] {
  const found = new Map<string, CitedDocument>();
  for (const { value } of objects(object.external_references)) {
    if (value.source_name !== alias) continue;
    for (const marker of citationMarkers(text(value.description) ?? '')) {
      const document = references.citedBy(marker.name);
      found.set(document.id, document);
    }
  }
  return [...found.values()];
}
