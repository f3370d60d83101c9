/**
 * Which account runs the server, and which folders can it reach? PostgreSQL refuses to run as root, so root hands the
 * server to another account; everybody else runs it as themselves. A store belongs to the account that made it.
 */
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fchownSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codeOf, EmbeddedPostgresError, USE_A_SERVER } from './errors.ts';
import type { Host } from './host.ts';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Needs no passwd entry; below 65536, so that it exists in the default maps of rootless containers too. */
const DEDICATED: Account = { uid: 64070, gid: 64070 };

/**
 * The account for root's server: the owner of the first of `folders` that belongs to somebody else, then a user
 * `orrery`, then a number. Undefined when the server runs as this process's own account.
 */
export function serverAccount(host: Host, folders: readonly string[]): Account | undefined {
  if (host.uid !== 0) return undefined;
  for (const folder of folders) {
    if (!existsSync(folder)) continue;
    const { uid, gid } = statSync(folder);
    if (uid !== 0) return { uid, gid };
  }
  const named = passwdEntries().find((entry) => entry.name === 'orrery' && entry.uid !== 0);
  return named === undefined ? DEDICATED : { uid: named.uid, gid: named.gid };
}

/**
 * The account that makes the cluster: initdb insists on a passwd entry, the server does not. Where the server's
 * account has none, `nobody` makes it and the files change their owner afterwards.
 */
export function initialiserAccount(server: Account | undefined): Account | undefined {
  if (server === undefined) return undefined;
  const entries = passwdEntries().filter((entry) => entry.uid !== 0);
  const found =
    entries.find((entry) => entry.uid === server.uid) ?? entries.find((entry) => entry.name === 'nobody') ?? entries[0];
  if (found !== undefined) return { uid: found.uid, gid: found.uid === server.uid ? server.gid : found.gid };
  throw new EmbeddedPostgresError(
    'wrong-account',
    'initdb needs an account other than root, and /etc/passwd lists none.',
    `Add one to the image (a line for "nobody" is enough). ${USE_A_SERVER}`,
  );
}

/** Refuses a store that another account made. Root may open anybody's, as that account. */
export function checkOwner(host: Host, dataDirectory: string): void {
  if (host.uid === undefined || !existsSync(dataDirectory)) return;
  const owner = statSync(dataDirectory).uid;
  if (host.uid === 0 ? owner !== 0 : owner === host.uid) return;
  throw new EmbeddedPostgresError(
    'wrong-account',
    `The store in ${dataDirectory} belongs to ${accountName(owner)}, and this process runs as ${accountName(host.uid)}.`,
    host.uid === 0
      ? `PostgreSQL does not run as root: give the folder back to the account that made it (chown -R ACCOUNT ${dataDirectory}).`
      : `Run as ${accountName(owner)}${owner === 0 ? '' : ' or root'}, or choose another data folder (--data DIR or ORRERY_DATA).`,
  );
}

/** True when every folder from the root down to `path` lets the account pass. Reads mode bits, knows no ACLs. */
export function canReach(path: string, account: Account): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const { uid, gid, mode } = statSync(folder);
    const pass = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & pass) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Makes, or checks, a folder that only `account` (or this process's own) may enter. */
export function makePrivateFolder(path: string, account: Account | undefined, host: Host): void {
  try {
    mkdirSync(path, { mode: 0o700 });
    giveTo(path, account);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const status = lstatSync(path);
  const uid = account?.uid ?? host.uid;
  // Somebody else may have made a folder of that name in a shared place, to sit between us and the server.
  if (status.isDirectory() && (uid === undefined || (status.uid === uid && (status.mode & 0o077) === 0))) return;
  throw new EmbeddedPostgresError(
    'unreachable-folder',
    `${path} exists and is not a private folder (mode 0700) of ${accountName(uid ?? 0)}.`,
    'Remove it and run the command again.',
  );
}

/** Makes a folder that every account may pass through, whatever the umask; an existing one keeps its mode. */
export function makePassableFolder(path: string): void {
  if (mkdirSync(path, { recursive: true, mode: 0o755 }) !== undefined) chmodSync(path, 0o755);
}

/** Changes the owner of a folder; nothing to do where the server runs as ourselves. */
export function giveTo(path: string, account: Account | undefined): void {
  if (account === undefined) return;
  try {
    lchownSync(path, account.uid, account.gid);
  } catch (error) {
    throw cannotGive(path, account, error);
  }
}

/**
 * Opens a file of ours for `account`. Root never follows a link here: the folder may be somebody else's, who could
 * otherwise point root's pen at any file.
 */
export function openPrivateFile(
  path: string,
  mode: 'append' | 'rewrite' | 'keep',
  account: Account | undefined,
): number {
  const access = {
    append: constants.O_APPEND | constants.O_WRONLY,
    rewrite: constants.O_TRUNC | constants.O_WRONLY,
    keep: constants.O_RDWR,
  };
  // Windows has no such flag, and no root.
  const noLinks = constants.O_NOFOLLOW ?? 0;
  const descriptor = openSync(path, access[mode] | constants.O_CREAT | noLinks, 0o600);
  if (account === undefined) return descriptor;
  try {
    fchownSync(descriptor, account.uid, account.gid);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw cannotGive(path, account, error);
  }
}

export function giveTreeTo(folder: string, account: Account): void {
  try {
    lchownSync(folder, account.uid, account.gid);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) giveTreeTo(path, account);
      else lchownSync(path, account.uid, account.gid);
    }
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? error : cannotGive(folder, account, error);
  }
}

/** "user anna (1000)", for messages. */
export function accountName(uid: number): string {
  if (uid === 0) return 'root';
  const entry = passwdEntries().find((candidate) => candidate.uid === uid);
  return entry === undefined ? `user id ${uid}` : `user ${entry.name} (${uid})`;
}

interface PasswdEntry extends Account {
  readonly name: string;
}

function passwdEntries(): PasswdEntry[] {
  if (!existsSync('/etc/passwd')) return [];
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function cannotGive(path: string, account: Account, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'wrong-account',
    `Root may not hand ${path} to ${accountName(account.uid)} here (${codeOf(cause) ?? 'refused'}).`,
    `Run as an ordinary user. ${USE_A_SERVER}`,
    { cause },
  );
}
