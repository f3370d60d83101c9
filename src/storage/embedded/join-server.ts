/**
 * Is there a server already, and can we get in? One that runs is joined, whoever started it; one that starts, recovers
 * or stops is waited for; one that nobody can reach any more is replaced. The caller holds the lock.
 */
import { realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Cluster } from './cluster.ts';
import { codeOf, diskFull, EmbeddedPostgresError } from './errors.ts';
import { connectLease, countOtherLeases } from './lease.ts';
import { startServer, stopServer } from './server-process.ts';
import { connectionSettings, liveServerState, type ServerState } from './server-state.ts';

export interface JoinedServer {
  readonly how: 'started' | 'joined' | 'adopted';
  readonly state: ServerState;
  readonly client: Client;
}

/** How long a server that calls itself ready may refuse connections before it is replaced. */
const UNREACHABLE_MS = 5000;
/** How long one may take to stop by itself. */
const STOPPING_MS = 60_000;

/** A second replacement that nobody can reach either has a cause that a third would not mend. */
const REPLACEMENTS = 2;

export async function joinOrStartServer(cluster: Cluster): Promise<JoinedServer> {
  let state = liveServerState(cluster.location);
  let started = false;
  let replaced = 0;
  for (let waitingSince = Date.now(); ; ) {
    started ||= state === undefined;
    state ??= await startServer(cluster);
    const client = await tryConnect(cluster, state);
    if (client !== undefined) return { state, client, how: started ? 'started' : await welcome(cluster, client) };
    await sleep(20);
    const patienceMs = { starting: Number.POSITIVE_INFINITY, ready: UNREACHABLE_MS, stopping: STOPPING_MS }[
      state.status
    ];
    if (Date.now() - waitingSince < patienceMs) {
      state = liveServerState(cluster.location);
      continue;
    }
    if (++replaced > REPLACEMENTS) throw unreachable(cluster, state);
    cluster.log(`the database server (process ${state.pid}) cannot be reached; replacing it`);
    await stopServer(cluster, state);
    // Not looked for again: where a process cannot be identified, a stranger with its number would be found.
    state = undefined;
    waitingSince = Date.now();
  }
}

/** Undefined when the refusal may pass. */
async function tryConnect(cluster: Cluster, state: ServerState): Promise<Client | undefined> {
  try {
    return await connectLease(connectionSettings(state, cluster.location, 'postgres'));
  } catch (error) {
    if (isPassing(error)) return undefined;
    throw refused(cluster, error);
  }
}

function unreachable({ location }: Cluster, state: ServerState): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'start-failed',
    `The database server of ${location.dataDirectory} (process ${state.pid}) runs and takes no connections.`,
    `Read the last lines of ${location.logFile}; ending that process with SIGINT is safe.`,
  );
}

/** Joined where others are, adopted where all who used the server were killed. */
async function welcome(cluster: Cluster, client: Client): Promise<'joined' | 'adopted'> {
  const { rows } = await client.query<{ data_directory: string }>('show data_directory');
  const answering = rows[0]?.data_directory ?? '';
  if (realpathSync(answering) !== realpathSync(cluster.location.dataDirectory)) {
    await client.end();
    throw new EmbeddedPostgresError(
      'start-failed',
      `Another server, of ${answering}, answers where the one of ${cluster.location.dataDirectory} should.`,
      'Stop that server and run the command again.',
    );
  }
  return (await countOtherLeases(client)) === 0 ? 'adopted' : 'joined';
}

/** True for refusals that end by themselves, or with the server: not yet there, starting, recovering, stopping. */
function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  // Without a code: the connection was closed or timed out before the server said anything.
  return code === undefined || code.startsWith('E') || ['57P01', '57P02', '57P03'].includes(code);
}

function refused({ location }: Cluster, cause: unknown): EmbeddedPostgresError {
  const message = `The database server of ${location.dataDirectory} refused a connection: ${String(cause)}`;
  if (codeOf(cause) === '53100') return diskFull(message, { cause });
  const hint =
    codeOf(cause) === '53300'
      ? 'Too many programs use the store at once; end some and run the command again.'
      : `Read the last lines of ${location.logFile}.`;
  return new EmbeddedPostgresError('start-failed', message, hint, { cause });
}
