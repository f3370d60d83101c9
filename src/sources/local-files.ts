/**
 * Files and folders of this machine.
 *
 * Invariant: the order is that of the names and the same each time; a folder is entered once however links lead to it;
 * whatever is passed over is said, and one bad file stops nothing.
 */
import { createReadStream, type Stats } from 'node:fs';
import { access, constants, lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { collectBytes, ItemTooLargeError, type Retrieved, type RetrievedItem } from './retrieved-item.ts';

/** Yields the files at `paths`, folders with all below them. Named files are taken though hidden; in folders they are not. */
export async function* retrievePaths(paths: readonly string[]): AsyncIterable<Retrieved> {
  const entered = new Set<string>();
  for (const path of paths) yield* retrieve(path, entered);
}

async function* retrieve(path: string, entered: Set<string>): AsyncIterable<Retrieved> {
  let facts: Stats;
  try {
    facts = await stat(path);
  } catch (error) {
    yield { ok: false, location: path, ...(await explain(path, error)) };
    return;
  }
  if (facts.isDirectory()) {
    yield* retrieveFolder(path, entered);
    return;
  }
  if (!facts.isFile()) {
    yield {
      ok: false,
      location: path,
      reason: `it is ${kindOf(facts)} and no file`,
      hint: 'Save what it gives to a file and import that.',
    };
    return;
  }
  try {
    await access(path, constants.R_OK);
    yield { ok: true, item: fileItem(path, facts.size) };
  } catch (error) {
    yield { ok: false, location: path, ...(await explain(path, error)) };
  }
}

async function* retrieveFolder(path: string, entered: Set<string>): AsyncIterable<Retrieved> {
  let names: string[];
  try {
    const real = await realpath(path);
    if (entered.has(real)) {
      yield {
        ok: false,
        location: path,
        reason: 'the folder was already read: a link leads back to it, or it was named twice',
        hint: 'Nothing is lost; remove the link to be rid of this notice.',
      };
      return;
    }
    entered.add(real);
    names = await readdir(path);
  } catch (error) {
    yield { ok: false, location: path, ...(await explain(path, error)) };
    return;
  }
  // By code unit, not by locale: the same order on every machine.
  for (const name of names.sort()) {
    const inner = join(path, name);
    if (name.startsWith('.')) {
      yield {
        ok: false,
        location: inner,
        reason: 'hidden files and folders are passed over',
        hint: 'Name it on the command line to import it.',
        skipped: true,
      };
    } else yield* retrieve(inner, entered);
  }
}

function fileItem(path: string, sizeBytes: number): RetrievedItem {
  const open = (): AsyncIterable<Uint8Array> => createReadStream(path);
  return {
    name: basename(path),
    location: { path },
    sizeBytes,
    open,
    read: async (limitBytes) => {
      // The size is checked before anything is read, and again while reading: a file may grow.
      if (sizeBytes > limitBytes) throw new ItemTooLargeError(path, limitBytes);
      return collectBytes(open(), limitBytes, path);
    },
  };
}

function kindOf(facts: Stats): string {
  if (facts.isSocket()) return 'a socket';
  if (facts.isFIFO()) return 'a named pipe';
  if (facts.isCharacterDevice() || facts.isBlockDevice()) return 'a device';
  return 'something else';
}

async function explain(path: string, error: unknown): Promise<{ reason: string; hint: string }> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') {
    const dangling = await lstat(path).then(
      (facts) => facts.isSymbolicLink(),
      () => false,
    );
    return dangling
      ? {
          reason: 'it is a link to a file that does not exist',
          hint: 'Remove the link, or bring back what it leads to.',
        }
      : {
          reason: 'there is no such file or folder',
          hint: 'Check the path; a relative one starts from the current folder.',
        };
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return { reason: 'you may not read it', hint: 'Change its permissions, or copy it as a user who may.' };
  }
  if (code === 'ELOOP') return { reason: 'its links lead round in a circle', hint: 'Remove the link.' };
  if (code === 'ENAMETOOLONG')
    return { reason: 'its name is longer than the file system allows', hint: 'Shorten the path.' };
  if (code === 'ERR_INVALID_ARG_VALUE')
    return { reason: 'the path is not one a file can have', hint: 'Check the path.' };
  return {
    reason: `it cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'Check the disk and the path, then import it again.',
  };
}
