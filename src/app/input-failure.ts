/** What went wrong with one input, in words that say what to do; anything else is a fault of ours and not an outcome. */
import { describeBytes } from '../documents/document-limits.ts';
import { UnreadableDocumentError } from '../documents/unreadable-document.ts';
import { StructuredInputError } from '../model/evidence/structured.ts';
import { ItemTooLargeError } from '../sources/retrieved-item.ts';

export interface InputFailure {
  /** A sentence. */
  readonly reason: string;
  readonly hint: string;
  /** The input, and the byte, pointer or page in it where that is known. */
  readonly place: string;
}

/** Undefined for errors that are not about the input. `name` is what the input was called when it was read. */
export function inputFailure(error: unknown, input: { path: string; name: string }): InputFailure | undefined {
  const { path, name } = input;
  if (error instanceof StructuredInputError)
    return { reason: sentence(error.message), hint: error.hint, place: `${path}: ${error.place}` };
  if (error instanceof UnreadableDocumentError) {
    // Its message repeats the document and the hint, and its place begins with the name.
    const inner = error.place.startsWith(name) ? error.place.slice(name.length).replace(/^[\s,:]+/, '') : error.place;
    return { reason: sentence(error.what), hint: error.hint, place: inner === '' ? path : `${path}: ${inner}` };
  }
  if (error instanceof ItemTooLargeError) {
    return {
      reason: `It is larger than the ${describeBytes(error.limitBytes)} that are read of one document.`,
      hint: 'A report is rarely this long: check that it is the file you meant, or split it.',
      place: path,
    };
  }
  if (isFileError(error))
    return {
      reason: sentence(`it could not be read: ${error.message}`),
      hint: 'Check the path and its permissions, and import it again.',
      place: path,
    };
  return undefined;
}

/** What stages say in passing, as a sentence of its own. */
export function sentence(words: string): string {
  const text = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return /[.?!]$/.test(text) ? text : `${text}.`;
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
