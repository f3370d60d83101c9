/** What went wrong with one input, in words that say what to do; anything else is a fault of ours and not an outcome. */
import { UnreadableDocumentError } from '../documents/unreadable-document.ts';
import { StructuredInputError } from '../model/evidence/structured.ts';
import { ItemTooLargeError } from '../sources/retrieved-item.ts';

export interface InputFailure {
  readonly reason: string;
  readonly hint: string;
  readonly place?: string;
}

/** Undefined for errors that are not about the input. */
export function inputFailure(error: unknown): InputFailure | undefined {
  if (error instanceof StructuredInputError || error instanceof UnreadableDocumentError) {
    return { reason: error.message, hint: error.hint, ...(error.place === undefined ? {} : { place: error.place }) };
  }
  if (error instanceof ItemTooLargeError) return { reason: error.message, hint: 'Split it, and import the parts.' };
  if (isFileError(error))
    return {
      reason: `It could not be read: ${error.message}`,
      hint: 'Check the path and its permissions, and import it again.',
    };
  return undefined;
}

const FILE_CODES = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'EIO', 'ELOOP', 'ENAMETOOLONG']);

function isFileError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    FILE_CODES.has(error.code) &&
    'path' in error
  );
}
