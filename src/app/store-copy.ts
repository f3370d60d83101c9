/** Backup, restore and purge as use cases: what a person can mend is said in their words. */
import { resolve } from 'node:path';
import { BackupError, restoreBackup, writeBackup } from '../storage/backup.ts';
import type { Database } from '../storage/database.ts';
import { PurgeError, purgeDocument as removeDocument } from '../storage/purge.ts';
import type { Derivations } from '../storage/rebuild.ts';
import { UseCaseError } from './use-cases.ts';

export interface StoreCopyDeps {
  readonly database: Database;
  readonly derivations: Derivations;
}

export async function backupStore(
  database: Database,
  file: string,
  onProgress?: (table: string, rows: number) => void,
  clock: () => Date = () => new Date(),
): Promise<{ file: string; rows: number; sizeBytes: number }> {
  return explained(file, () => writeBackup(database, resolve(file), clock().toISOString(), onProgress));
}

/** Into an empty store; derived state is made anew. The caller's caches of names are stale afterwards. */
export async function restoreStore(
  deps: StoreCopyDeps,
  file: string,
  onProgress?: (table: string, rows: number) => void,
): Promise<{ file: string; rows: number }> {
  return explained(file, () => restoreBackup(deps.database, resolve(file), deps.derivations, onProgress));
}

export async function purgeDocument(
  deps: StoreCopyDeps,
  request: { documentId: string; reason: string; author: string },
): Promise<{ documentId: string; claims: number; tombstone: string }> {
  const reason = request.reason.trim();
  if (reason === '') {
    throw new UseCaseError('invalid', 'A purge needs a reason: it is all that stays.', {
      place: 'reason',
      hint: 'Say why in words that do not repeat what is purged.',
    });
  }
  try {
    return await removeDocument(deps.database, deps.derivations, { ...request, reason });
  } catch (error) {
    if (!(error instanceof PurgeError)) throw error;
    const kind =
      error.reason === 'not-found' ? 'not-found' : error.reason === 'purged-already' ? 'conflict' : 'invalid';
    throw new UseCaseError(kind, error.message, { place: 'documentId', hint: error.hint, cause: error });
  }
}

async function explained<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackupError) {
      throw new UseCaseError(error.reason === 'store-not-empty' ? 'conflict' : 'invalid', error.message, {
        place: error.place,
        hint: error.hint,
        cause: error,
      });
    }
    const told = fileProblem(error, file);
    if (told) throw told;
    throw error;
  }
}

const FILE_PROBLEMS: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOENT: ['There is no such file or folder', 'Check the path.'],
  EISDIR: ['That is a folder', 'Name a file in it.'],
  ENOTDIR: ['A part of the path is no folder', 'Check the path.'],
  EACCES: ['The file may not be read or written', 'Check its permissions, and those of its folder.'],
  EPERM: ['The file may not be read or written', 'Check its permissions, and those of its folder.'],
  EROFS: ['The disk is read-only', 'Choose another place.'],
  ENOSPC: ['The disk is full', 'Free some space, or choose another place. Nothing was left behind.'],
};

function fileProblem(error: unknown, file: string): UseCaseError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = FILE_PROBLEMS[code];
  // A database that cannot be reached has the same codes, and says so itself.
  if (!known || !(error instanceof Error) || !('syscall' in error) || error.syscall === 'connect') return undefined;
  return new UseCaseError(code === 'ENOENT' ? 'not-found' : 'invalid', `${known[0]}: ${file}`, {
    place: file,
    hint: known[1],
    cause: error,
  });
}
