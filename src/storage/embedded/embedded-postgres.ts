/**
 * The embedded database: a real PostgreSQL for one data folder, shared by every process that opens it. There is never
 * more than one server on a store. The first to come starts it, the last to leave stops it, and one whose users were
 * all killed is adopted by the next.
 */
import { existsSync } from 'node:fs';
import type { Cluster } from './cluster.ts';
import { locateCluster } from './cluster-location.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { EmbeddedPostgresError, folderError } from './errors.ts';
import { takeFileLock } from './file-lock.ts';
import { type Host, thisHost } from './host.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { joinOrStartServer } from './join-server.ts';
import { connectLease, holdLease, type Lease } from './lease.ts';
import { findNativeBinaries } from './native-binaries.ts';
import { stopServer } from './server-process.ts';
import { type ConnectionSettings, connectionSettings, liveServerState } from './server-state.ts';
import { stageBinaries } from './staging.ts';

export { EmbeddedPostgresError, type EmbeddedPostgresReason } from './errors.ts';
export type { ConnectionSettings } from './server-state.ts';

export interface EmbeddedPostgres {
  /** `pg` connection settings for a database of this cluster. */
  readonly connection: (database: string) => ConnectionSettings;
  /** Made just now; started; already in use by others; or left running by users who were all killed. */
  readonly how: 'created' | 'started' | 'joined' | 'adopted';
  readonly serverPid: number;
  readonly dataDirectory: string;
  readonly logFile: string;
  /** Leaves; the last one out stops the server. `gone`: there was none to leave any more. May be called again. */
  release(): Promise<'stopped' | 'left' | 'gone'>;
}

export interface EmbeddedPostgresOptions {
  /** Orrery's data folder; made when absent. The store goes into `postgres/` below it, or see `LOCATION.json`. */
  readonly dataDir: string;
  /** `name=value`, over the default settings. They hold when this call starts the server, not when it joins one. */
  readonly settings?: readonly string[];
  /** Takes progress, a sentence a call. */
  readonly log?: (line: string) => void;
}

/**
 * Opens the store of a data folder, making it and starting its server where needed.
 *
 *     const store = await openEmbeddedPostgres({ dataDir: '.orrery' });
 *     try {
 *       const client = new Client(store.connection('postgres'));
 *     } finally {
 *       await store.release();
 *     }
 *
 * The process stays alive until `release`. Throws `EmbeddedPostgresError`.
 */
export async function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return openOnHost(options, thisHost());
}

/** The same on a machine that is described, for tests. */
export async function openOnHost(options: EmbeddedPostgresOptions, host: Host): Promise<EmbeddedPostgres> {
  const installed = findNativeBinaries(host);
  const location = locateCluster(options.dataDir, host);
  const lock = await takeFileLock(location.lockFile, { host, account: location.account });
  try {
    const cluster: Cluster = {
      host,
      location,
      binaries: await stageBinaries(installed, host, location.home),
      settings: [...DEFAULT_SETTINGS, ...(options.settings ?? [])],
      log: options.log ?? (() => undefined),
    };
    const created = await initialiseCluster(cluster);
    const { how, state, client } = await joinOrStartServer(cluster);
    const lease = holdLease(client, () => reconnect(cluster));
    let released: Promise<'stopped' | 'left' | 'gone'> | undefined;
    return {
      connection: (database) => connectionSettings(state, location, database),
      how: created ? 'created' : how,
      serverPid: state.pid,
      dataDirectory: location.dataDirectory,
      logFile: location.logFile,
      release: () => {
        released ??= release(cluster, lease).catch((error: unknown) => {
          // A release that failed may be tried again.
          released = undefined;
          throw error;
        });
        return released;
      },
    };
  } catch (error) {
    throw folderError(error, location.home);
  } finally {
    lock.release();
  }
}

async function release(cluster: Cluster, lease: Lease): Promise<'stopped' | 'left' | 'gone'> {
  const { location, host } = cluster;
  if (!existsSync(location.home)) {
    await lease.end();
    return 'gone';
  }
  const lock = await takeFileLock(location.lockFile, { host, account: location.account });
  try {
    const others = liveServerState(location) === undefined ? undefined : await lease.countOthers();
    await lease.end();
    const state = liveServerState(location);
    if (state === undefined) return 'gone';
    // A server that cannot be asked is left to whoever uses it.
    if (others !== 0) return 'left';
    await stopServer(cluster, state);
    return 'stopped';
  } finally {
    lock.release();
  }
}

async function reconnect({ location }: Cluster): ReturnType<typeof connectLease> {
  const state = liveServerState(location);
  if (state !== undefined) return connectLease(connectionSettings(state, location, 'postgres'));
  throw new EmbeddedPostgresError(
    'start-failed',
    `No server runs on ${location.dataDirectory}.`,
    'Open the store again.',
  );
}
