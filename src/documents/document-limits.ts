/**
 * How much a document may cost to read. Reports are small; what is not is a data set, a mistake or an attack.
 *
 * Invariant: each limit is checked before the memory it bounds is taken.
 */
export interface DocumentLimits {
  /** Bytes of the file as it comes. */
  readonly inputBytes: number;
  /** Bytes of prose to be read as text or Markdown, after expansion. */
  readonly textBytes: number;
  /** Bytes of HTML, after expansion: its tree takes some twenty times as much memory. */
  readonly markupBytes: number;
  /** Bytes that a compressed file, or all members of an archive together, may expand to. */
  readonly expandedBytes: number;
  /** Members of a Word file. */
  readonly archiveMembers: number;
  readonly pages: number;
  /** Time for one PDF, Word or HTML document to be parsed. */
  readonly parseMs: number;
  /** Heap of the parser, in MiB. */
  readonly parserMemoryMib: number;
}

const MIB = 1024 * 1024;

export const DEFAULT_DOCUMENT_LIMITS: DocumentLimits = {
  inputBytes: 128 * MIB,
  textBytes: 64 * MIB,
  markupBytes: 24 * MIB,
  expandedBytes: 128 * MIB,
  archiveMembers: 5_000,
  pages: 5_000,
  parseMs: 60_000,
  parserMemoryMib: 1_024,
};

/** Bytes in words: `64 MiB`, `1.5 KiB`, `12 bytes`. */
export function describeBytes(count: number): string {
  if (count >= MIB) return `${trimZero(count / MIB)} MiB`;
  if (count >= 1024) return `${trimZero(count / 1024)} KiB`;
  return `${count} bytes`;
}

function trimZero(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}
