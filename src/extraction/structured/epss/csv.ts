/**
 * Comma-separated values (RFC 4180) as a stream of records.
 *
 * Invariant: a quoted field may hold commas, quotes and line ends; a file that ends inside one is an error.
 */
import { StructuredInputError } from '../../../model/evidence/structured.ts';

export interface CsvRecord {
  /** 1-based line of the file where the record begins. */
  readonly line: number;
  readonly fields: readonly string[];
}

const MAX_RECORD_CHARS = 1024 * 1024;

/** Yields the records; blank lines are skipped, comment lines (`#`) come as one field. */
export async function* csvRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let line = 1;
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    let from = 0;
    for (;;) {
      const end = recordEnd(rest, from);
      if (end < 0) break;
      const text = rest.slice(from, end).replace(/\r$/, '');
      from = end + 1;
      if (text !== '') yield { line, fields: fieldsOf(text) };
      line += 1 + countLineEnds(text);
    }
    rest = rest.slice(from);
    if (rest.length > MAX_RECORD_CHARS) throw unended(line);
  }
  rest += decoder.decode();
  const last = rest.replace(/\r?\n?$/, '');
  if (last === '') return;
  if (hasOpenQuote(last)) throw unended(line);
  yield { line, fields: fieldsOf(last) };
}

function unended(line: number): StructuredInputError {
  return new StructuredInputError(`line ${line}: a quoted field does not end`, {
    place: `line ${line}`,
    hint: 'The file is cut off or a quote is missing.',
  });
}

/** Index of the line end that ends the record, or -1. */
function recordEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    const lineEnd = text.indexOf('\n', at);
    if (lineEnd < 0) return -1;
    const quote = text.indexOf('"', at);
    if (quote < 0 || quote > lineEnd) return lineEnd;
    const close = text.indexOf('"', quote + 1);
    if (close < 0) return -1;
    at = close + 1;
  }
}

function hasOpenQuote(text: string): boolean {
  return text.split('"').length % 2 === 0;
}

function countLineEnds(text: string): number {
  return text.includes('\n') ? text.split('\n').length - 1 : 0;
}

function fieldsOf(record: string): string[] {
  if (record.startsWith('#')) return [record];
  if (!record.includes('"')) return record.split(',');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (record[at] === '"') {
      let value = '';
      let from = at + 1;
      let close = record.indexOf('"', from);
      while (close >= 0 && record[close + 1] === '"') {
        value += `${record.slice(from, close)}"`;
        from = close + 2;
        close = record.indexOf('"', from);
      }
      const end = close < 0 ? record.length : close;
      const comma = record.indexOf(',', end);
      fields.push(value + record.slice(from, end) + record.slice(end + 1, comma < 0 ? undefined : comma));
      if (comma < 0) return fields;
      at = comma + 1;
    } else {
      const comma = record.indexOf(',', at);
      fields.push(record.slice(at, comma < 0 ? undefined : comma));
      if (comma < 0) return fields;
      at = comma + 1;
    }
  }
}
