/**
 * Claims as a table for spreadsheets: one claim a row, with the words, the source and the counts of its statement.
 *
 * RFC 4180. Cells that a spreadsheet would run as a formula are led by an apostrophe (OWASP, "CSV Injection"): report text is text.
 */
import {
  addressOf,
  isThing,
  placeOf,
  type ReleasedClaim,
  type ReleasedStatement,
  sentenceOf,
  sourceOf,
} from './released.ts';

export const CSV_COLUMNS = [
  'claim',
  'kind',
  'statement',
  'subject',
  'predicate',
  'object',
  'negated',
  'quote',
  'source',
  'publisher',
  'published',
  'address',
  'place',
  'relayed_by',
  'speaker',
  'hedges',
  'valid_from',
  'valid_to',
  'evidence_class',
  'basis',
  'source_reliability',
  'information_credibility',
  'reports_held',
  'reports_cited',
  'origins_held',
  'origins_cited',
  'origins_low',
  'origins_high',
  'contested',
  'status',
  'tlp',
  'recorded',
] as const;
type Column = (typeof CSV_COLUMNS)[number];

export function csvHeader(): string {
  return `${CSV_COLUMNS.join(',')}\r\n`;
}

/** One line for each claim of the statement. */
export function csvRows(statement: ReleasedStatement): string {
  return statement.claims.map((claim) => line(cells(claim, statement))).join('');
}

function cells(claim: ReleasedClaim, statement: ReleasedStatement): Record<Column, string> {
  const { object, speaker } = claim;
  const { support, grade } = statement;
  const source = sourceOf(claim);
  return {
    claim: claim.id,
    kind: claim.kind,
    statement: sentenceOf(claim),
    subject: claim.subject.label,
    predicate: claim.predicate,
    object: object === null ? '' : isThing(object) ? object.label : object.value,
    negated: claim.negated ? 'yes' : '',
    quote: claim.quote ?? '',
    source: source.title ?? source.id,
    publisher: source.publisher ?? '',
    published: claim.published ?? source.published ?? '',
    address: addressOf(claim) ?? '',
    place: placeOf(claim),
    relayed_by: claim.cited === null ? '' : (claim.document.title ?? claim.via ?? claim.document.id),
    speaker: speaker === null ? '' : [speaker.name, ...speaker.chain].join(' < '),
    hedges: claim.hedges.join('; '),
    valid_from: claim.valid.from ?? '',
    valid_to: claim.valid.to ?? '',
    evidence_class: claim.evidenceClass,
    basis: claim.basis,
    source_reliability: source.reliability,
    information_credibility: String(grade.informationCredibility),
    reports_held: String(support.reportsHeld),
    reports_cited: String(support.reportsCited),
    origins_held: String(support.originsHeld),
    origins_cited: String(support.originsCited),
    origins_low: String(support.low),
    origins_high: String(support.high),
    contested: support.contested ? 'yes' : '',
    status: claim.status,
    tlp: `TLP:${claim.tlp.toUpperCase()}`,
    recorded: claim.recordedAt,
  };
}

function line(row: Record<Column, string>): string {
  return `${CSV_COLUMNS.map((column) => csvCell(row[column])).join(',')}\r\n`;
}

/** Leading white space does not keep a spreadsheet from seeing a formula, and full-width signs count as signs. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

export function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
