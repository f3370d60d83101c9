/**
 * STIX bundles, 2.0 and 2.1, ATT&CK among them.
 *
 * Invariant: every object of a bundle becomes a row with its exact text, or a refusal that says why; what the model
 * does not understand stays in the row and goes out again as it came.
 */
import type { StructuredFormat } from '../../../model/evidence/structured.ts';
import { isMetaType } from '../../../model/stix/object-types.ts';
import { parseRow } from '../row-json.ts';
import { RowMapping } from '../row-mapping.ts';
import { arrayRows } from '../rows.ts';
import { checkStixObject } from './check.ts';
import { dayOf, mapStixObject } from './map-object.ts';
import { mapRelationship, mapSighting } from './map-relationship.ts';
import { markingOf } from './markings.ts';
import { probeStixBundle } from './probe.ts';

const VERSION = 'stix/1';

export const stixFormat: StructuredFormat = {
  name: 'stix',
  probe: probeStixBundle,
  rows: (chunks) => arrayRows(chunks, 'objects', checkStixObject),
  map: (row, context) => {
    const object = parseRow(row.raw);
    const { marking, issues } = markingOf(object, row.pointer, context.markings);
    const published = dayOf(object.modified) ?? dayOf(object.created) ?? dayOf(context.dataset.publishedAt);
    const mapping = new RowMapping(row, context, { version: VERSION, published, evidenceClass: 'dataset', marking });
    for (const { pointer, message } of issues) mapping.issue(pointer, message);
    if (row.type === 'relationship') mapRelationship(mapping, object);
    else if (row.type === 'sighting') mapSighting(mapping, object);
    else if (!isMetaType(row.type)) mapStixObject(mapping, object);
    return mapping.result();
  },
};
