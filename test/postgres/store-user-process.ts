/**
 * A program that uses a store, for tests of what several processes do to each other. It is told what to do by its
 * first argument (`StoreUserOrders`), says what happened as lines of JSON (`StoreUserEvent`), and leaves the store when
 * it reads a line. Bundled and started by `store-users.ts`.
 */
import { writeSync } from 'node:fs';
import { Client } from 'pg';
import {
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  openOnHost,
} from '../../src/storage/embedded/embedded-postgres.ts';
import { packageFinder, thisHost } from '../../src/storage/embedded/host.ts';

export interface StoreUserOrders {
  readonly dataDir: string;
  readonly settings?: readonly string[];
  /** Write rows until killed, saying each one that was acknowledged. */
  readonly write?: boolean;
  readonly systemFolder?: string;
  /** A file beside the node_modules to take PostgreSQL from. */
  readonly packagesSeenFrom: string;
}

export type StoreUserEvent =
  | { readonly event: 'opened'; readonly how: string; readonly serverPid: number; readonly dataDirectory: string }
  | { readonly event: 'acknowledged'; readonly row: number }
  | { readonly event: 'released'; readonly outcome: string }
  | { readonly event: 'failed'; readonly reason: string; readonly message: string; readonly hint: string };

await main(JSON.parse(process.argv[2] ?? '') as StoreUserOrders).catch((error: unknown) => {
  const { reason, hint } = error instanceof EmbeddedPostgresError ? error : { reason: 'unexpected', hint: '' };
  say({ event: 'failed', reason, message: String(error), hint });
  process.exitCode = 1;
});

async function main(orders: StoreUserOrders): Promise<void> {
  const standard = thisHost();
  const store = await openOnHost(orders, {
    ...standard,
    systemFolder: orders.systemFolder ?? standard.systemFolder,
    findPackage: packageFinder(orders.packagesSeenFrom),
  });
  const { how, serverPid, dataDirectory } = store;
  say({ event: 'opened', how, serverPid, dataDirectory });
  const told = new Promise<void>((resolve) => process.stdin.once('data', () => resolve()));
  if (orders.write) await writeUntilKilled(store);
  await told;
  say({ event: 'released', outcome: await store.release() });
  process.stdin.destroy();
}

async function writeUntilKilled(store: EmbeddedPostgres): Promise<void> {
  const client = new Client(store.connection('postgres'));
  // A server that is killed also fails the insert under way, which is where it is told.
  client.on('error', () => undefined);
  await client.connect();
  for (let row = 1; ; row++) {
    await client.query('insert into written (writer, row_number) values ($1, $2)', [process.pid, row]);
    say({ event: 'acknowledged', row });
  }
}

/** Synchronously: what was said before a kill was said. */
function say(event: StoreUserEvent): void {
  writeSync(1, `${JSON.stringify(event)}\n`);
}
