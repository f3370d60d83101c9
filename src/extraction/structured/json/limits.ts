/**
 * Bounds on structured input, and the errors that name where one was crossed.
 *
 * Invariant: no input, however made, costs more memory than one element plus the envelope around the array.
 */
import { StructuredInputError } from '../../../model/evidence/structured.ts';

export interface JsonLimits {
  /** Deepest allowed nesting of objects and arrays, the top-level object counted as 1. */
  readonly maxDepth: number;
  /** Longest allowed array element in bytes. */
  readonly maxElementBytes: number;
  /** Longest allowed rest of the document, the array left out, in bytes. */
  readonly maxEnvelopeBytes: number;
}

export const DEFAULT_JSON_LIMITS: JsonLimits = {
  maxDepth: 512,
  maxElementBytes: 64 * 1024 * 1024,
  maxEnvelopeBytes: 64 * 1024 * 1024,
};

/** An error at a byte offset of the (decompressed) input. */
export function errorAtByte(message: string, offset: number, hint: string): StructuredInputError {
  return new StructuredInputError(`${message} at byte ${offset}`, { place: `byte ${offset}`, hint });
}
