/**
 * What did the server say before it gave up? Its standard error goes to a file that outlives us; a failed start is
 * explained from the lines that were added since. Messages are English: the server runs in the C locale.
 */
import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { type Account, openPrivateFile } from './account.ts';
import { diskFull, EmbeddedPostgresError } from './errors.ts';

const KEEP_BYTES = 4 * 1024 * 1024;
const EXCERPT_CHARACTERS = 1200;
const FULL_DISK = /no space left on device|disk quota exceeded/i;

/** Opens the log for appending, having set a large one aside. `from` is where the new lines will begin. */
export function openServerLog(file: string, account: Account | undefined): { descriptor: number; from: number } {
  if (existsSync(file) && statSync(file).size > KEEP_BYTES) {
    // Windows does not rename onto an existing file.
    rmSync(`${file}.1`, { force: true });
    renameSync(file, `${file}.1`);
  }
  const descriptor = openPrivateFile(file, 'append', account);
  return { descriptor, from: statSync(file).size };
}

/** The text that was added to the log since `from`. */
export function readServerLog(file: string, from: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(Math.max(0, statSync(file).size - from));
    readSync(descriptor, bytes, 0, bytes.length, from);
    return bytes.toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** Where the log ends now; 0 when there is none. */
export function serverLogEnd(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** True when the server wrote since `from` that the disk is full. It may end all connections then, and its users are told no reason. */
export function tellsFullDisk(file: string, from: number): boolean {
  const end = serverLogEnd(file);
  // Shorter than it was: a new log was begun.
  return end > 0 && FULL_DISK.test(readServerLog(file, end < from ? 0 : from));
}

/** What a failed start or initdb means for the person, from what the program printed. */
export function explainOutput(
  output: string,
  failure: { reason: 'start-failed' | 'initdb-failed'; message: string; hint: string },
): EmbeddedPostgresError {
  if (FULL_DISK.test(output)) {
    return diskFull(`${failure.message}: the disk is full.${excerpt(output)}`);
  }
  return new EmbeddedPostgresError(failure.reason, `${failure.message}.${excerpt(output)}`, failure.hint);
}

function excerpt(output: string): string {
  const text = output.trim();
  return text === '' ? '' : `\n${text.slice(-EXCERPT_CHARACTERS)}`;
}
