/**
 * What does the server say about itself? PostgreSQL keeps `postmaster.pid` in its data folder: the process, where it
 * listens, and since version 10 how far it is, a line each. This file is the only state; we keep none beside it.
 * Its lines are described in PostgreSQL's source, `utils/pidfile.h`.
 */
import { closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPrivateFile } from './account.ts';
import type { Cluster } from './cluster.ts';
import { SUPERUSER } from './cluster.ts';
import type { ClusterLocation } from './cluster-location.ts';
import { codeOf } from './errors.ts';
import { identify } from './process-identity.ts';

export interface ServerState {
  readonly pid: number;
  /** Part of the socket's name; a real port only where there is no socket. */
  readonly port: number;
  /** Empty where the server listens on the loopback address. */
  readonly socketFolder: string;
  readonly status: 'starting' | 'ready' | 'stopping';
}

export interface ConnectionSettings {
  host: string;
  port: number;
  user: string;
  database: string;
  password?: string;
}

/** The socket's name carries this number; nothing listens on the network. */
export const SOCKET_PORT = 5432;

/** What `postmaster.pid` says, true or stale; undefined when there is none, or not a whole one. */
export function readServerState(dataDirectory: string): ServerState | undefined {
  let text: string;
  try {
    text = readFileSync(stateFile(dataDirectory), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
  const lines = text.split('\n').map((line) => line.trim());
  // A negative number stands for a single-user server.
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  const status = lines[7] === 'ready' || lines[7] === 'stopping' ? lines[7] : 'starting';
  return { pid, port: Number(lines[3]) || SOCKET_PORT, socketFolder: lines[4] ?? '', status };
}

/** The state of a server that lives, is this store's, or may be; undefined when what is written there is stale. */
export function liveServerState(location: ClusterLocation): ServerState | undefined {
  const state = readServerState(location.dataDirectory);
  if (state === undefined) return undefined;
  return identify(state.pid, location.dataDirectory, location.account) === 'other' ? undefined : state;
}

export function connectionSettings(
  state: ServerState,
  location: ClusterLocation,
  database: string,
): ConnectionSettings {
  const settings = { host: state.socketFolder || '127.0.0.1', port: state.port, user: SUPERUSER, database };
  if (state.socketFolder !== '') return settings;
  return { ...settings, password: readFileSync(location.passwordFile, 'utf8').trim() };
}

/**
 * Makes a stale `postmaster.pid` harmless before a start. PostgreSQL refuses to start while the number in it is alive,
 * though a stranger may have it by now. Deleting the file would also delete the key of the shared memory by which
 * PostgreSQL notices backends that outlived their server, so only the number changes: to ours, for a server takes its
 * parent's number there as stale.
 */
export function disarmStaleState({ location, host }: Cluster): void {
  for (const folder of location.socketFolders) rmSync(join(folder, `.s.PGSQL.${SOCKET_PORT}.lock`), { force: true });
  const file = stateFile(location.dataDirectory);
  const state = readServerState(location.dataDirectory);
  if (state === undefined) {
    // Empty after a power failure.
    rmSync(file, { force: true });
    return;
  }
  // There PostgreSQL asks whether the process is a PostgreSQL, and a process does not know its parent.
  if (host.platform === 'win32') return;
  const [, ...rest] = readFileSync(file, 'utf8').split('\n');
  const descriptor = openPrivateFile(file, 'rewrite', location.account);
  try {
    writeFileSync(descriptor, [process.pid, ...rest].join('\n'));
  } finally {
    closeSync(descriptor);
  }
}

function stateFile(dataDirectory: string): string {
  return join(dataDirectory, 'postmaster.pid');
}
