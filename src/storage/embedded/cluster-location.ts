/**
 * Where does the store of a data folder live? Beside the data, in `postgres/`; or, when root's server account cannot
 * reach that (a checkout below /root), in the system folder, with a `LOCATION.json` left behind that says so. The mode
 * of a folder that we did not make is never changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  type Account,
  accountName,
  canReach,
  checkOwner,
  giveTo,
  makePassableFolder,
  serverAccount,
} from './account.ts';
import { EmbeddedPostgresError, folderError } from './errors.ts';
import type { Host } from './host.ts';

export interface ClusterLocation {
  /** The folder that holds everything below. */
  readonly home: string;
  readonly dataDirectory: string;
  readonly logFile: string;
  readonly lockFile: string;
  /** Only read where the server listens on a port (Windows). */
  readonly passwordFile: string;
  /** Where the server's socket may go, best first. Empty: a port on the loopback address, with a password. */
  readonly socketFolders: readonly string[];
  /** Who runs the server; undefined for this process's own account. */
  readonly account: Account | undefined;
}

export function locateCluster(dataDir: string, host: Host): ClusterLocation {
  const wanted = resolve(dataDir);
  try {
    mkdirSync(wanted, { recursive: true, mode: host.uid === 0 ? 0o755 : 0o700 });
    const folder = realpathSync(wanted);
    const { home, account } = host.uid === 0 ? placeForRoot(folder, host) : placeForOthers(folder);
    const dataDirectory = join(home, 'data');
    checkOwner(host, dataDirectory);
    return {
      home,
      dataDirectory,
      logFile: join(home, 'server.log'),
      lockFile: join(home, 'lock'),
      passwordFile: join(home, 'password'),
      socketFolders: socketFolders(home, account, host),
      account,
    };
  } catch (error) {
    throw folderError(error, wanted);
  }
}

/** The longest folder path that still leaves room for `/.s.PGSQL.5432` in a socket address, in bytes. */
export function longestSocketFolder(platform: NodeJS.Platform): number {
  return platform === 'linux' ? 93 : 89;
}

interface Place {
  readonly home: string;
  readonly account: Account | undefined;
}

function placeForOthers(folder: string): Place {
  const home = join(folder, 'postgres');
  if (!existsSync(join(home, 'data')) && existsSync(join(folder, POINTER))) {
    throw new EmbeddedPostgresError(
      'wrong-account',
      `The store of ${folder} was made by root and lies elsewhere (see ${join(folder, POINTER)}).`,
      'Run as root, or choose another data folder (--data DIR or ORRERY_DATA).',
    );
  }
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return { home, account: undefined };
}

function placeForRoot(folder: string, host: Host): Place {
  const beside = join(folder, 'postgres');
  const moved = followPointer(folder, host);
  const home = moved ?? beside;
  const account = serverAccount(host, [join(home, 'data'), folder]);
  if (account === undefined) throw new TypeError('placeForRoot is for root');
  if (moved !== undefined) return { home: reachable(moved, account), account };
  if (existsSync(join(beside, 'data'))) return { home: reachable(beside, account), account };
  if (canReach(folder, account)) {
    makePassableFolder(beside);
    // A store in somebody's own folder must stay usable by that person.
    if (statSync(folder).uid === account.uid) giveTo(beside, account);
    if (canReach(beside, account)) return { home: beside, account };
  }
  return { home: moveToSystemFolder(folder, account, host), account };
}

function reachable(home: string, account: Account): string {
  if (canReach(home, account)) return home;
  throw new EmbeddedPostgresError(
    'unreachable-folder',
    `The store in ${home} exists, but ${accountName(account.uid)}, which runs its server, cannot reach that folder any more.`,
    'Give the folders above it back their permission to pass (chmod o+x), or move the data folder to a place that others may pass through.',
  );
}

const POINTER = 'LOCATION.json';

interface Pointer {
  /** The folder of the store. */
  readonly cluster: string;
  /** The data folder that it is the store of. */
  readonly dataFolder: string;
  readonly because: string;
}

function moveToSystemFolder(folder: string, account: Account, host: Host): string {
  const home = systemHome(folder, host);
  for (const path of [host.systemFolder, dirname(home), home]) makePassableFolder(path);
  if (!canReach(home, account)) {
    throw new EmbeddedPostgresError(
      'unreachable-folder',
      `${accountName(account.uid)}, which runs root's server, can reach neither ${folder} nor ${home}.`,
      'Choose a data folder whose parents others may pass through (--data DIR or ORRERY_DATA), or run as an ordinary user.',
    );
  }
  writePointer(folder, home, `${accountName(account.uid)} runs the server and cannot reach ${folder}`);
  return home;
}

function systemHome(folder: string, host: Host): string {
  return join(host.systemFolder, 'clusters', shortHash(folder));
}

function writePointer(folder: string, cluster: string, because: string): void {
  const pointer: Pointer = { cluster, dataFolder: folder, because };
  writeFileSync(join(folder, POINTER), `${JSON.stringify(pointer, null, 2)}\n`);
}

/** Where an earlier run put the store; undefined when it stayed beside the data. */
function followPointer(folder: string, host: Host): string | undefined {
  const file = join(folder, POINTER);
  if (!existsSync(file)) return undefined;
  const pointer = parsePointer(file);
  // Root follows a pointer only into its own folder: the file may lie where others can write.
  if (pointer === undefined || dirname(pointer.cluster) !== join(host.systemFolder, 'clusters')) {
    throw unusablePointer(file, 'does not name a store of this machine');
  }
  if (!existsSync(pointer.cluster)) throw unusablePointer(file, `names ${pointer.cluster}, which is gone`);
  if (pointer.dataFolder === folder) return pointer.cluster;
  if (existsSync(join(pointer.dataFolder, POINTER))) {
    // Two data folders on one store would each believe that it is theirs.
    throw unusablePointer(file, `was copied from ${pointer.dataFolder}, which still uses that store`);
  }
  writePointer(folder, pointer.cluster, `${pointer.because}; moved from ${pointer.dataFolder}`);
  return pointer.cluster;
}

function parsePointer(file: string): Pointer | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('cluster' in value && 'dataFolder' in value && 'because' in value)) return undefined;
  const { cluster, dataFolder, because } = value;
  if (typeof cluster !== 'string' || typeof dataFolder !== 'string' || typeof because !== 'string') return undefined;
  return { cluster, dataFolder, because };
}

function unusablePointer(file: string, what: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'unreachable-folder',
    `${file} ${what}.`,
    'Bring that folder back, or delete the file to begin with an empty store and restore a backup into it.',
  );
}

function socketFolders(home: string, account: Account | undefined, host: Host): string[] {
  if (host.platform === 'win32') return [];
  const name = shortHash(home);
  const limit = longestSocketFolder(host.platform);
  return [
    join(home, 'socket'),
    // Root's short folder is its own; nobody else can put something in its place.
    ...(host.uid === 0 ? [join(host.systemFolder, 'sockets', name)] : []),
    join(host.shortFolder, `orrery-${account?.uid ?? host.uid ?? 0}-${name}`),
  ].filter((path) => Buffer.byteLength(path) <= limit);
}

function shortHash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}
