/**
 * Who uses the server? Every user keeps one connection whose name says so, and the connections are the count: the
 * kernel closes a killed process's, so nobody is counted who is gone. When all backends are thrown out (one crashed,
 * or the server was killed and somebody started it again), the lease comes back by itself.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { isRunning } from './process-identity.ts';
import type { ConnectionSettings } from './server-state.ts';

export interface Lease {
  /** How many others use the server; undefined when it cannot be asked. */
  countOthers(): Promise<number | undefined>;
  /** Gives the lease up. */
  end(): Promise<void>;
}

const NAME = 'orrery-lease:';
const LONGEST_PAUSE_MS = 2000;

/** Opens the connection that is a lease. Rejects as `Client.connect` does. */
export async function connectLease(settings: ConnectionSettings): Promise<Client> {
  const client = new Client({
    ...settings,
    application_name: `${NAME}${process.pid}`,
    connectionTimeoutMillis: 5000,
    // Not what PGSSLMODE or PGOPTIONS of the surroundings say: the way is a private socket.
    ssl: false,
    options: '',
  });
  // A lost connection also ends, and the end is what the lease listens to.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Holds `first`, and whatever `reconnect` gives when that is lost, until the end. */
export function holdLease(first: Client, reconnect: () => Promise<Client>): Lease {
  let client: Client | undefined;
  let ended = false;
  const hold = (held: Client): void => {
    client = held;
    held.once('end', () => {
      client = undefined;
      if (!ended) void comeBack();
    });
  };
  const comeBack = async (): Promise<void> => {
    for (let pauseMs = 50; !ended; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      // Waiting for a server that may never come back must not keep the process alive.
      await sleep(pauseMs, undefined, { ref: false });
      if (ended) return;
      const found = await reconnect().catch(() => undefined);
      if (found === undefined) continue;
      if (ended) await found.end();
      else hold(found);
      return;
    }
  };
  hold(first);
  return {
    countOthers: async () => {
      client ??= await reconnect().catch(() => undefined);
      return client === undefined ? undefined : countOtherLeases(client);
    },
    end: async () => {
      ended = true;
      await client?.end();
    },
  };
}

/** Leases other than this connection's. A process killed just now may take its backend a moment to go. */
export async function countOtherLeases(client: Client): Promise<number> {
  for (let look = 1; ; look++) {
    const { rows } = await client.query<{ name: string }>(
      `select application_name as name from pg_stat_activity
        where starts_with(application_name, $1) and pid <> pg_backend_pid()`,
      [NAME],
    );
    const alive = rows.some(({ name }) => isRunning(Number(name.slice(NAME.length))));
    // After a few looks the server's word stands: its users may be in another container, where we cannot see them.
    if (alive || rows.length === 0 || look === 10) return rows.length;
    await sleep(20);
  }
}
