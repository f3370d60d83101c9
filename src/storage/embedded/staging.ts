/**
 * From where are the binaries run? An ordinary user runs them in place. Root's server runs under another account, which
 * may not reach node_modules (a checkout below /root), so root keeps a copy in the system folder: made once a version,
 * owned by root, complete or absent, because it appears by a rename.
 */
import { randomBytes } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makePassableFolder } from './account.ts';
import { codeOf, folderError } from './errors.ts';
import type { Host } from './host.ts';
import { libraryLinks, makeLinks, missingLinks, type NativeBinaries } from './native-binaries.ts';

/** `ownFolder` takes the copy of an ordinary user whose node_modules cannot be completed in place. */
export async function stageBinaries(installed: NativeBinaries, host: Host, ownFolder: string): Promise<NativeBinaries> {
  const copyName = `pg-${installed.version}`;
  if (host.uid === 0) return copyOnce(installed, join(host.systemFolder, copyName));
  const missing = missingLinks(installed);
  if (missing.length === 0) return installed;
  try {
    makeLinks(installed.folder, missing);
    return installed;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error;
    // node_modules belongs to somebody else.
    return copyOnce(installed, join(ownFolder, copyName));
  }
}

async function copyOnce(installed: NativeBinaries, target: string): Promise<NativeBinaries> {
  const staged = { ...installed, folder: target };
  if (existsSync(target)) return staged;
  const unfinished = `${target}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    makePassableFolder(dirname(target));
    await copyFolder(installed.folder, unfinished);
    makeLinks(unfinished, libraryLinks(installed));
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process made the copy at the same time: theirs is as good.
    if (existsSync(target)) return staged;
    throw folderError(error, target);
  }
  return staged;
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  // Set apart from creation: a strict umask of root's must not hide the programs from the server's account.
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (isForDevelopment(entry.name)) continue;
    if (entry.isDirectory()) await copyFolder(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      await chmod(target, basename(from) === 'bin' ? 0o755 : 0o644);
    }
  }
}

/** Static libraries and build files: a third of the package, needed by nobody who only runs a server. */
function isForDevelopment(name: string): boolean {
  return name.endsWith('.a') || name === 'pkgconfig' || name === 'pgxs';
}
