import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeStoreTestPlace, type StoreTestPlace } from '../../../test/postgres/store-users.ts';
import { type EmbeddedPostgres, openEmbeddedPostgres } from './embedded-postgres.ts';
import { isRunning } from './process-identity.ts';

let place: StoreTestPlace;
let dataDir: string;

beforeAll(async () => {
  place = await makeStoreTestPlace();
  dataDir = join(place.folder, 'shared');
});
afterAll(() => place.clear());

const open = (): Promise<EmbeddedPostgres> => openEmbeddedPostgres({ dataDir, settings: ['fsync=off'] });

async function ask(store: EmbeddedPostgres, statement: string): Promise<unknown> {
  const client = new Client(store.connection('postgres'));
  await client.connect();
  try {
    return Object.values((await client.query(statement)).rows[0])[0];
  } finally {
    await client.end();
  }
}

test('five processes that make a store at once share one server, and the last to leave stops it', async () => {
  const users = Array.from({ length: 5 }, () => place.start({ dataDir, settings: ['fsync=off'] }));
  const opened = await Promise.all(users.map((user) => user.first));

  expect(opened.map((event) => event.event)).toEqual(Array(5).fill('opened'));
  const servers = new Set(opened.map((event) => (event.event === 'opened' ? event.serverPid : 0)));
  expect(servers.size).toBe(1);
  expect(opened.filter((event) => event.event === 'opened' && event.how === 'created')).toHaveLength(1);

  const outcomes = await Promise.all(users.map((user) => user.release()));
  expect(outcomes.toSorted()).toEqual(['left', 'left', 'left', 'left', 'stopped']);
  expect([...servers].some(isRunning)).toBe(false);
});

test('one process may open a store twice', async () => {
  const first = await open();
  const second = await open();

  expect([first.how, second.how]).toEqual(['started', 'joined']);
  expect(second.serverPid).toBe(first.serverPid);
  expect(await first.release()).toBe('left');
  expect(await ask(second, 'select 1')).toBe(1);
  expect(await second.release()).toBe('stopped');
  expect(await second.release()).toBe('stopped');
});

test('a server whose users were all killed is adopted by the next', async () => {
  const users = [place.start({ dataDir, settings: ['fsync=off'] }), place.start({ dataDir })];
  const [opened] = await Promise.all(users.map((user) => user.first));
  await Promise.all(users.map((user) => user.kill()));

  const store = await open();

  expect(store.how).toBe('adopted');
  expect(opened).toMatchObject({ serverPid: store.serverPid });
  expect(await store.release()).toBe('stopped');
});

test('a killed user does not keep the server running', async () => {
  const store = await open();
  const user = place.start({ dataDir });
  expect(await user.first).toMatchObject({ how: 'joined' });
  await user.kill();

  expect(await store.release()).toBe('stopped');
});

test('a user who lost its connection to a crashed backend still counts', async () => {
  const store = await open();
  const client = new Client(store.connection('postgres'));
  client.on('error', () => undefined);
  await client.connect();
  const backend = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0;
  process.kill(backend, 'SIGKILL');

  // The server throws everybody out and recovers; the lease comes back once it has.
  const leases = "select count(*)::int from pg_stat_activity where application_name like 'orrery-lease:%'";
  for (let held: unknown = 0; held !== 1; await sleep(20)) held = await ask(store, leases).catch(() => 0);
  const user = place.start({ dataDir });
  expect(await user.first).toMatchObject({ how: 'joined', serverPid: store.serverPid });
  expect(await user.release()).toBe('left');

  expect(await ask(store, 'select 1')).toBe(1);
  expect(await store.release()).toBe('stopped');
});

test('leaving a server that is gone is no failure', async () => {
  const store = await open();
  process.kill(store.serverPid, 'SIGKILL');
  while (isRunning(store.serverPid)) await sleep(5);

  expect(await store.release()).toBe('gone');
});

test.each([
  ['time zone', 'timezone', 'UTC'],
  ['acknowledged writes', 'synchronous_commit', 'on'],
  ['a given setting, over the default', 'fsync', 'off'],
  ['another given setting', 'work_mem', '7MB'],
  ['no listening on the network', 'listen_addresses', ''],
  ['collation of the system left out', 'server_encoding', 'UTF8'],
])('the server runs with our settings: %s', async (_, name, value) => {
  const store = await openEmbeddedPostgres({ dataDir, settings: ['fsync=off', 'work_mem=7MB'] });
  expect(await ask(store, `show ${name}`)).toBe(value);
  await store.release();
});
