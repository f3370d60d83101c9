/**
 * Turns the elements of an array into rows, each checked on its own.
 *
 * Invariant: every element becomes exactly one row or one refusal, in order; one bad element costs no other.
 */
import type { RefusedRow, StructuredRow } from '../../model/evidence/structured.ts';
import { IdentityRegister } from './identity-register.ts';
import { type ArrayElement, streamArray } from './json/stream-array.ts';
import { isJsonObject, type JsonObject } from './row-json.ts';

/** What a check finds in a parsed element: the row's identity, or the member that is wrong and why. */
export type RowCheck =
  | { readonly key: string; readonly version: string; readonly type: string }
  | { readonly member: string; readonly reason: string; readonly key?: string };

/** Yields a row or a refusal for each element of the array at the top-level key. */
export async function* arrayRows(
  chunks: AsyncIterable<Uint8Array>,
  arrayKey: string,
  check: (object: JsonObject) => RowCheck,
): AsyncGenerator<StructuredRow | RefusedRow> {
  const seen = new IdentityRegister();
  for await (const batch of streamArray(chunks, arrayKey)) {
    for (const element of batch) yield readRow(element, `/${arrayKey}/${element.index}`, check, seen);
  }
}

function readRow(
  element: ArrayElement,
  pointer: string,
  check: (object: JsonObject) => RowCheck,
  seen: IdentityRegister,
): StructuredRow | RefusedRow {
  const { raw } = element;
  if (!element.validUtf8) return { pointer, reason: `invalid UTF-8 in the object at byte ${element.offset}` };
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    return { pointer, reason: `not JSON, at byte ${element.offset}: ${(error as SyntaxError).message}` };
  }
  if (!isJsonObject(value)) return { pointer, reason: 'not a JSON object' };
  const checked = check(value);
  if ('reason' in checked) {
    const place = checked.member === '' ? pointer : `${pointer}/${checked.member}`;
    return { pointer: place, reason: checked.reason, ...(checked.key !== undefined && { key: checked.key }) };
  }
  const { key, version, type } = checked;
  if (seen.see(`${key}|${version}`, raw) === 'conflict') {
    return {
      pointer,
      key,
      reason: 'id reused with other content: an earlier object of this file has the same id and version',
    };
  }
  return { key, version, type, pointer, raw };
}
