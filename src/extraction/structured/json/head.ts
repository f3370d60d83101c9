/**
 * Looks at the beginning of a stream without losing it.
 */

import type { StructuredInputError } from '../../../model/evidence/structured.ts';
import { partialJson } from './partial-json.ts';
import { EncodingError, utf8Chunks } from './text-encoding.ts';

const HEAD_BYTES = 64 * 1024;

export interface OpenedText {
  /** The first 64 KiB as text (the last character may be cut). */
  readonly head: string;
  /** The whole text as UTF-8 from its beginning; to be read once. */
  readonly bytes: AsyncIterable<Buffer>;
  /** Why the bytes are no text at all; `head` is empty then. */
  readonly problem?: StructuredInputError;
  /** Lets go of the source when `bytes` is not wanted. */
  readonly close: () => Promise<void>;
}

/** Reads the head of the stream and gives back the whole. Bytes in no known encoding are a `problem`, not an error. */
export async function openText(chunks: AsyncIterable<Uint8Array>): Promise<OpenedText> {
  const source = utf8Chunks(chunks);
  const close = async (): Promise<void> => {
    await source.return(undefined);
  };
  const first: Buffer[] = [];
  let size = 0;
  try {
    while (size < HEAD_BYTES) {
      const { done, value } = await source.next();
      if (done) break;
      first.push(value);
      size += value.length;
    }
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    return { head: '', bytes: resume([], source), problem: error, close };
  }
  const head = Buffer.concat(first).toString('utf8', 0, HEAD_BYTES);
  return { head, bytes: resume(first, source), close };
}

/** The members seen so far of the JSON object that the head begins; undefined when it begins none. */
export function headMembers(head: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^[ \t\r\n]*\{/.test(head)) return undefined;
  return partialJson(head) as Record<string, unknown>;
}

async function* resume(first: Buffer[], source: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* first;
    yield* source;
  } finally {
    await source.return(undefined);
  }
}
