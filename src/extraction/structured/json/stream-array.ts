/**
 * Reads a large JSON document as a stream: the elements of one top-level array, and the envelope around it.
 *
 * Invariant: at no time is more than one chunk, one element and the envelope in memory.
 */
import { type ArrayElement, ArraySplitter, type Envelope } from './array-splitter.ts';
import { DEFAULT_JSON_LIMITS, type JsonLimits } from './limits.ts';
import { utf8Chunks } from './text-encoding.ts';

export type { ArrayElement, Envelope } from './array-splitter.ts';

/**
 * Yields the elements of the array at the top-level key, in batches of one chunk, and returns the envelope.
 * Throws `StructuredInputError` naming the byte offset when the document is truncated, damaged or beyond the limits.
 */
export async function* streamArray(
  chunks: AsyncIterable<Uint8Array>,
  key: string,
  limits: JsonLimits = DEFAULT_JSON_LIMITS,
): AsyncGenerator<readonly ArrayElement[], Envelope> {
  const splitter = new ArraySplitter(key, limits);
  for await (const chunk of utf8Chunks(chunks)) {
    const batch: ArrayElement[] = [];
    splitter.push(chunk, (element) => batch.push(element));
    if (batch.length > 0) yield batch;
  }
  return splitter.end();
}

/** Calls `visit` with every element of the array at the top-level key and returns the envelope. */
export async function visitArray(
  chunks: AsyncIterable<Uint8Array>,
  key: string,
  visit: (element: ArrayElement) => void,
  limits: JsonLimits = DEFAULT_JSON_LIMITS,
): Promise<Envelope> {
  const splitter = new ArraySplitter(key, limits);
  for await (const chunk of utf8Chunks(chunks)) splitter.push(chunk, visit);
  return splitter.end();
}
