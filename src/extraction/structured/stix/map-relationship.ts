/**
 * Relationships and sightings as claims.
 *
 * A relationship that cites three reports is three statements by three reports, relayed by the data set; one that cites
 * nothing is a statement of the data set's own. Keyed by STIX id, modified time and citation, so that a new release
 * keeps what it leaves unchanged.
 */
import { citedClauses } from '../../../model/attack/citation-marker.ts';
import { referentId } from '../../../model/evidence/identifiers.ts';
import type { CitedDocument } from '../../../model/evidence/structured.ts';
import { claimKindOfRelationship } from '../../../model/stix/relationship-kinds.ts';
import { isStixId, stixTypeOfId } from '../../../model/stix/stix-id.ts';
import { type JsonObject, pointerTo, text, texts } from '../row-json.ts';
import type { RowMapping } from '../row-mapping.ts';
import { validBetween } from './map-object.ts';
import { ReferenceIndex } from './references.ts';

interface Statement {
  readonly cited: CitedDocument | undefined;
  readonly pointer: string;
  readonly quote: string;
}

export function mapRelationship(mapping: RowMapping, object: JsonObject): void {
  const { key, version } = mapping.row;
  const predicate = String(object.relationship_type);
  const source = String(object.source_ref);
  const target = String(object.target_ref);
  const kind = claimKindOfRelationship(predicate, stixTypeOfId(source), stixTypeOfId(target));
  const valid = validBetween(object.start_time, object.stop_time);
  const qualifiers = object.revoked === true ? { status: 'revoked' } : undefined;
  for (const { cited, pointer, quote } of statementsOf(mapping, object)) {
    mapping.claim({
      kind,
      subject: referentId('stix', source),
      predicate,
      object: referentId('stix', target),
      pointer,
      quote,
      cited,
      valid,
      qualifiers,
      sourceKey: `${key}|${version}|${cited?.citationName ?? cited?.url ?? ''}`,
    });
  }
}

function statementsOf(mapping: RowMapping, object: JsonObject): Statement[] {
  const base = mapping.row.pointer;
  const description = text(object.description);
  const references = new ReferenceIndex(object, mapping.citations);
  const whole =
    description === undefined
      ? { pointer: pointerTo(base, 'relationship_type'), quote: String(object.relationship_type) }
      : { pointer: pointerTo(base, 'description'), quote: description.trim() };
  const statements = new Map<string, Statement>();
  const reports = new Set<string>();
  for (const { name, clause } of description === undefined ? [] : citedClauses(description)) {
    // A citation that occurs twice says it once; its first words stand for it.
    if (statements.has(name)) continue;
    const cited = references.citedBy(name);
    reports.add(cited.id);
    statements.set(name, { cited, pointer: whole.pointer, quote: clause });
  }
  // References without a marker, as other producers write them, stand behind the whole.
  const unmarked = references.all().filter((cited) => !reports.has(cited.id));
  const all = [...statements.values(), ...unmarked.map((cited) => ({ cited, ...whole }))];
  return all.length > 0 ? all : [{ cited: undefined, ...whole }];
}

export function mapSighting(mapping: RowMapping, object: JsonObject): void {
  const { key, version, pointer, type } = mapping.row;
  const seen = String(object.sighting_of_ref);
  const subject = mapping.referent(referentId('stix', key), 'other', text(object.description) ?? key, type);
  const valid = validBetween(object.first_seen, object.last_seen);
  const count = typeof object.count === 'number' ? { count: String(object.count) } : undefined;
  const references = new ReferenceIndex(object, mapping.citations);
  const cited = references.all();
  for (const document of cited.length > 0 ? cited : [undefined]) {
    mapping.claim({
      kind: 'campaign',
      subject,
      predicate: 'sighting-of',
      object: referentId('stix', seen),
      pointer: pointerTo(pointer, 'sighting_of_ref'),
      quote: seen,
      cited: document,
      valid,
      qualifiers: count,
      sourceKey: `${key}|${version}|${document?.citationName ?? ''}`,
    });
  }
  const ends = [
    ['where_sighted_refs', 'sighted-at', 'target'],
    ['observed_data_refs', 'refers-to', 'record'],
  ] as const;
  for (const [property, predicate, kind] of ends) {
    for (const { value, index } of texts(object[property])) {
      if (index === undefined || !isStixId(value)) continue;
      mapping.claim({
        kind,
        subject,
        predicate,
        object: referentId('stix', value),
        pointer: pointerTo(pointer, property, index),
        quote: value,
        valid,
        sourceKey: `${key}|${version}|${property}`,
      });
    }
  }
}
