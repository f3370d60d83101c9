/**
 * Bulk loading by COPY in text format.
 *
 * Invariant: a value is written so that PostgreSQL reads back the same value; NUL characters, which `text` cannot hold, become U+FFFD.
 */
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Session } from './database.ts';

export type CopyValue = string | number | boolean | null | undefined | readonly string[] | Date | Uint8Array;

/** Writes rows to `table (columns)`. Returns how many. Back-pressure is kept; a failing row fails the whole copy. */
export async function copyRows(
  session: Session,
  target: { table: string; columns: readonly string[] },
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): Promise<number> {
  const stream = session.client.query(copyFrom(`copy ${target.table} (${target.columns.join(', ')}) from stdin`));
  const ended = finished(stream);
  // The failure is awaited below; this only keeps it from counting as unhandled while rows are still being made.
  ended.catch(() => undefined);
  // What the driver does not expect: after the server refused, writing on fails in its own way and hides the reason.
  let failed = false;
  stream.once('error', () => {
    failed = true;
  });
  let count = 0;
  let buffer: string[] = [];
  let buffered = 0;
  try {
    for await (const row of rows) {
      if (failed) break;
      const line = encodeRow(row);
      buffer.push(line);
      buffered += line.length;
      count++;
      if (buffered >= 64 * 1024) {
        const chunk = buffer.join('');
        buffer = [];
        buffered = 0;
        if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), ended]);
      }
    }
    if (!failed) stream.end(buffer.join(''));
  } catch (error) {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
    await ended.catch(() => undefined);
    throw error;
  }
  await ended;
  return count;
}

/** One line of COPY text format. */
export function encodeRow(row: readonly CopyValue[]): string {
  let line = '';
  for (let i = 0; i < row.length; i++) {
    if (i > 0) line += '\t';
    line += encodeValue(row[i]);
  }
  return `${line}\n`;
}

function encodeValue(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array)
    return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
  return escapeText(arrayLiteral(value));
}

/** A one-dimensional `text[]` literal. */
export function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

const SPECIAL = /[\\\t\n\r\0]/;
const SPECIALS = /[\\\t\n\r\0]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\ufffd',
};

function escapeText(value: string): string {
  const text = value.isWellFormed() ? value : value.toWellFormed();
  return SPECIAL.test(text) ? text.replace(SPECIALS, (character) => ESCAPES[character]!) : text;
}
