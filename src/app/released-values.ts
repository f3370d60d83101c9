/** From rows of the release to the values that products take. */
import type { JudgedCredibility, SourceReliability } from '../model/admiralty/admiralty.ts';
import type { ReleasedClaim, ReleasedDocument, ReleasedStatement, ReleasedThing } from '../products/released.ts';
import { statementKey, statementOf } from '../products/released.ts';
import type { ReleasedThingDetails } from '../products/stix-thing.ts';
import type { ReleasedClaimRow, ReleasedDocumentColumns, ReleasedThingRow } from '../storage/export-reader.ts';
import type { ReleaseGate } from './release-gate.ts';
import { supportOf } from './views/support.ts';

export function releasedClaim(row: ReleasedClaimRow, gate: ReleaseGate): ReleasedClaim {
  const { start, end, pointer, place, fragment, type } = row.span;
  return {
    id: row.id,
    kind: row.kind,
    subject: { id: row.subject_grp, type: row.subject_type, label: row.subject_label, stixId: row.subject_stix },
    predicate: row.predicate,
    object: objectOf(row),
    negated: row.negated,
    qualifiers: row.qualifiers ?? {},
    quote: row.quote,
    statement: row.span.statement ?? null,
    span: {
      type,
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
      ...(pointer !== undefined && { pointer }),
      ...(place !== undefined && { place }),
      ...(fragment && { fragment }),
    },
    document: releasedDocument(row.document),
    cited: row.cited === null ? null : releasedDocument(row.cited),
    via: row.via,
    speaker: row.speaker,
    hedges: (row.hedges ?? []).map((hedge) => hedge.text),
    basis: row.basis,
    evidenceClass: row.evidence_class,
    valid: { from: row.valid_from, to: row.valid_to },
    published: row.published,
    recordedAt: row.recorded_at,
    obtained: { how: row.how, version: row.version },
    status: row.status,
    tlp: gate.level(row.level, `claim ${row.id}`),
    markingStatements: row.statements,
    origin: { id: row.origin, held: row.held },
    report: row.report,
    credibility: row.credibility as JudgedCredibility | null,
    contested: row.contested,
  };
}

function objectOf(row: ReleasedClaimRow): ReleasedClaim['object'] {
  if (row.object_grp !== null) {
    const { object_grp: id, object_type: type, object_label: label, object_stix: stixId } = row;
    return { id, type: type ?? 'other', label: label ?? id, stixId };
  }
  return row.object_value === null ? null : { value: row.object_value };
}

function releasedDocument(row: ReleasedDocumentColumns): ReleasedDocument {
  const { id, kind, held, title, publisher, published, url, evidence_class: evidenceClass, reliability } = row;
  return {
    id,
    kind,
    held,
    title,
    publisher,
    published,
    url,
    evidenceClass,
    reliability: (reliability ?? 'F') as SourceReliability,
  };
}

export function releasedThing(
  row: ReleasedThingRow,
  claims: readonly ReleasedClaim[],
  gate: ReleaseGate,
): ReleasedThingDetails {
  return {
    thing: { id: row.grp, type: row.type, label: row.label, stixId: null },
    referents: row.referents,
    claims,
    tlp: gate.level(row.level, `thing ${row.grp}`),
    firstRecorded: row.first_recorded,
    lastRecorded: row.last_recorded,
    firstPublished: row.first_published,
    others: row.others.map(
      (other): ReleasedThing => ({ id: other.grp, type: other.type, label: '', stixId: other.stix_key }),
    ),
  };
}

/** Claims that say the same come one after the other; each run of them is a statement. */
export async function* statements(
  pages: AsyncIterable<readonly ReleasedClaimRow[]>,
  gate: ReleaseGate,
): AsyncIterable<ReleasedStatement> {
  let held: ReleasedClaim[] = [];
  let key = '';
  const finish = (): ReleasedStatement[] => {
    const [first, ...rest] = held;
    if (!first) return [];
    const tlp = gate.strictest(
      held.map((claim) => claim.tlp),
      first.id,
    );
    return [statementOf([first, ...rest], tlp, supportOf)];
  };
  for await (const page of pages) {
    for (const row of page) {
      const claim = releasedClaim(row, gate);
      const own = statementKey(claim);
      if (own !== key) {
        yield* finish();
        held = [];
        key = own;
      }
      held.push(claim);
    }
  }
  yield* finish();
}
