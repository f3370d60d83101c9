/**
 * Exploit Prediction Scoring System scores (FIRST), as CSV.
 *
 * The published file begins with `#model_version:…,score_date:…` and has the columns cve, epss, percentile; tables with
 * more columns and names in capitals are read too. A score is kept as text: it is the source's figure, not ours to
 * round.
 */
import { type DatasetId, referentId } from '../../../model/evidence/identifiers.ts';
import {
  type RefusedRow,
  type StructuredFormat,
  StructuredInputError,
  type StructuredProbe,
  type StructuredRow,
} from '../../../model/evidence/structured.ts';
import { isPartialDate } from '../../../model/evidence/time.ts';
import { IdentityRegister } from '../identity-register.ts';
import { openText } from '../json/head.ts';
import { parseRow, pointerTo, text } from '../row-json.ts';
import { RowMapping } from '../row-mapping.ts';
import { csvRecords } from './csv.ts';

const VERSION = 'epss/1';
const CVE_ID = /^CVE-\d{4}-\d{4,}$/;
const DATE_IN_NAME = /(\d{4}-\d{2}-\d{2})/;
const PERCENTILE_NAMES = ['percentile', 'epss percentile'];

export const epssFormat: StructuredFormat = {
  name: 'epss',
  probe,
  rows,
  map: (row, context) => {
    const { publishedAt } = context.dataset;
    const published = publishedAt?.slice(0, 10);
    const mapping = new RowMapping(row, context, { version: VERSION, evidenceClass: 'dataset', published });
    const cells = parseRow(row.raw);
    const { scoreName, percentileName } = columnNames(Object.keys(cells));
    const score = scoreName === undefined ? undefined : text(cells[scoreName]);
    if (scoreName === undefined || score === undefined) throw new TypeError('a validated EPSS row has a score');
    const percentile = percentileName === undefined ? undefined : text(cells[percentileName]);
    mapping.claim({
      kind: 'record',
      subject: mapping.referent(referentId('cve', row.key), 'vulnerability', row.key),
      predicate: 'epss',
      object: { value: score },
      pointer: pointerTo(row.pointer, scoreName),
      quote: score,
      qualifiers: percentile === undefined ? undefined : { percentile },
      valid: published === undefined ? undefined : { from: published, to: published },
      sourceKey: row.key,
    });
    return mapping.result();
  },
};

interface Columns {
  readonly cveName: string | undefined;
  readonly scoreName: string | undefined;
  readonly percentileName: string | undefined;
}

function columnNames(header: readonly string[]): Columns {
  const find = (...names: string[]): string | undefined =>
    header.find((name) => names.includes(name.trim().toLowerCase()));
  return { cveName: find('cve'), scoreName: find('epss'), percentileName: find(...PERCENTILE_NAMES) };
}

async function probe(chunks: AsyncIterable<Uint8Array>, fileName: string): Promise<StructuredProbe | undefined> {
  const { head, bytes, close } = await openText(chunks);
  if (!looksLikeScores(head)) {
    await close();
    return undefined;
  }
  let rowCount = -1;
  let comment = '';
  for await (const { fields } of csvRecords(bytes)) {
    if (fields[0]!.startsWith('#')) comment = fields[0]!;
    else rowCount++;
  }
  const date = /score_date:(\d{4}-\d{2}-\d{2}[^,\s]*)/.exec(comment)?.[1] ?? DATE_IN_NAME.exec(fileName)?.[1];
  const publishedAt = date !== undefined && isPartialDate(date.slice(0, 10)) ? date : undefined;
  return {
    format: 'epss',
    dataset: {
      id: 'first/epss' as DatasetId,
      title: 'Exploit Prediction Scoring System',
      publisher: 'Forum of Incident Response and Security Teams',
      ...(publishedAt !== undefined && { release: publishedAt.slice(0, 10), publishedAt }),
      url: 'https://www.first.org/epss/',
      complete: true,
    },
    rowCount,
    markings: new Map(),
  };
}

function looksLikeScores(head: string): boolean {
  const [first = '', second = ''] = head.split(/\r?\n/, 2);
  const header = first.startsWith('#') ? second : first;
  const { cveName, scoreName } = columnNames(header.split(','));
  return cveName !== undefined && scoreName !== undefined;
}

async function* rows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StructuredRow | RefusedRow> {
  const { bytes } = await openText(chunks);
  const seen = new IdentityRegister();
  let header: readonly string[] | undefined;
  let index = 0;
  for await (const { line, fields } of csvRecords(bytes)) {
    if (fields[0]!.startsWith('#')) continue;
    if (!header) {
      header = fields.map((name) => name.trim());
      continue;
    }
    yield readRecord(header, fields, `/${index++}`, line, seen);
  }
  if (!header) {
    throw new StructuredInputError('no header line', { place: 'line 1', hint: 'The first line names the columns.' });
  }
}

function readRecord(
  header: readonly string[],
  fields: readonly string[],
  pointer: string,
  line: number,
  seen: IdentityRegister,
): StructuredRow | RefusedRow {
  if (fields.length !== header.length) {
    return { pointer, reason: `line ${line} has ${fields.length} columns, the header ${header.length}` };
  }
  const cells = Object.fromEntries(header.map((name, column) => [name, fields[column]!]));
  const { cveName = '', scoreName = '' } = columnNames(header);
  const cve = cells[cveName]!.trim();
  if (!CVE_ID.test(cve))
    return { pointer: pointerTo(pointer, cveName), reason: `line ${line}: "${cve.slice(0, 40)}" is not a CVE id` };
  const score = Number(cells[scoreName]);
  if (cells[scoreName]!.trim() === '' || !(score >= 0 && score <= 1)) {
    return {
      pointer: pointerTo(pointer, scoreName),
      key: cve,
      reason: `line ${line}: score "${cells[scoreName]!.slice(0, 40)}" is not between 0 and 1`,
    };
  }
  const raw = JSON.stringify(cells);
  if (seen.see(cve, raw) === 'conflict')
    return { pointer, key: cve, reason: `line ${line}: ${cve} stands above with other figures` };
  return { key: cve, version: '', type: 'epss-score', pointer, raw };
}
