import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ended, makeStoreTestPlace, type StoreTestPlace } from '../../../test/postgres/store-users.ts';
import { type EmbeddedPostgres, openEmbeddedPostgres } from './embedded-postgres.ts';
import { processesIn, processesNaming } from './process-identity.ts';

let place: StoreTestPlace;
let dataDir: string;

beforeAll(async () => {
  place = await makeStoreTestPlace();
  dataDir = join(place.folder, 'store');
});
afterAll(() => place.clear());

// The server syncs here as it does for a person: these are the tests of what that is worth.
const open = (): Promise<EmbeddedPostgres> => openEmbeddedPostgres({ dataDir });

async function connect(store: EmbeddedPostgres): Promise<Client> {
  const client = new Client(store.connection('postgres'));
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function killServer(store: EmbeddedPostgres): Promise<void> {
  process.kill(store.serverPid, 'SIGKILL');
  await ended(store.serverPid);
}

test('a store whose making was killed at any moment is made by the next', async () => {
  const unfinished = join(place.folder, 'unfinished');
  for (const afterMs of [150, 450]) {
    const user = place.start({ dataDir: unfinished, settings: ['fsync=off'] });
    await sleep(afterMs);
    await user.kill();
  }
  const store = await openEmbeddedPostgres({ dataDir: unfinished, settings: ['fsync=off'] });
  const client = await connect(store);
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await client.end();
  expect(await store.release()).toBe('stopped');
});

test('every acknowledged row survives SIGKILL of the writers and of the server', async () => {
  const store = await open();
  const admin = await connect(store);
  await admin.query('create table written (writer int, row_number int)');
  const writers = [place.start({ dataDir, write: true }), place.start({ dataDir, write: true })];
  await Promise.all(writers.map((writer) => writer.first));
  await sleep(300);
  await writers[0]?.kill();
  await sleep(200);
  await killServer(store);
  await writers[1]?.kill();

  const after = await open();
  expect(after.how).toBe('started');
  const client = await connect(after);
  for (const writer of writers) {
    expect(writer.acknowledged()).toBeGreaterThan(0);
    const { rows } = await client.query<{ last: number; rows: number }>(
      'select max(row_number) as last, count(*)::int as rows from written where writer = $1',
      [writer.pid],
    );
    expect(rows[0]?.last).toBeGreaterThanOrEqual(writer.acknowledged());
    expect(rows[0]?.rows).toBe(rows[0]?.last);
  }
  await client.end();
  await after.release();
  await store.release();
});

test('a stale state file whose process number a stranger has by now does not block the start', async () => {
  const store = await open();
  await killServer(store);
  while (processesIn(store.dataDirectory, owner(store)).length > 0) await sleep(5);
  await store.release();
  // The stranger runs under the server's account: of another account's, PostgreSQL itself knows that it is none.
  const stranger = spawn('sleep', ['60'], { ...owner(store), cwd: '/', stdio: 'ignore' });
  const state = join(store.dataDirectory, 'postmaster.pid');
  const lines = readFileSync(state, 'utf8').split('\n');
  const socketLock = join(lines[4] ?? '', '.s.PGSQL.5432.lock');
  for (const file of [state, socketLock]) rewriteFirstLine(file, String(stranger.pid));

  const after = await open();

  expect(after.how).toBe('started');
  expect(after.serverPid).not.toBe(stranger.pid);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
  await after.release();
});

test('an empty state file, as a power failure leaves it, does not block the start', async () => {
  const store = await open();
  await store.release();
  writeFileSync(join(store.dataDirectory, 'postmaster.pid'), '');
  const after = await open();
  expect(after.how).toBe('started');
  await after.release();
});

test('a busy backend that outlived its server is ended, and the store opens', async () => {
  const store = await open();
  const client = await connect(store);
  const lost = client
    .query('select count(*) from generate_series(1, 10000000000) as number where number % 7 = 8')
    .catch(() => 'lost');
  await sleep(100);
  await killServer(store);

  const after = await open();

  expect(after.how).toBe('started');
  expect(await lost).toBe('lost');
  expect(processesIn(after.dataDirectory, owner(after)).every((pid) => pid >= after.serverPid)).toBe(true);
  await store.release();
  await after.release();
});

test('a full disk is called a full disk, and the store opens when there is room again', async ({ skip }) => {
  const disk = join(place.folder, 'small-disk');
  mkdirSync(disk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=100m,mode=0755', 'tmpfs', disk]);
  if (mounted.status !== 0) {
    console.info('skipped: a full disk needs the right to mount a small one');
    return skip();
  }
  const onDisk = { dataDir: join(disk, 'store'), settings: ['fsync=off'] };
  try {
    const store = await openEmbeddedPostgres(onDisk);
    await store.release();
    const filler = join(disk, 'filler');
    fillUp(filler);

    await expect(openEmbeddedPostgres(onDisk)).rejects.toMatchObject({
      reason: 'disk-full',
      hint: expect.stringContaining('Free some space'),
    });
    rmSync(filler);
    const after = await openEmbeddedPostgres(onDisk);
    expect(await after.release()).toBe('stopped');
  } finally {
    for (const pid of processesNaming(`-D ${disk}`)) process.kill(pid, 'SIGQUIT');
    spawnSync('umount', ['-l', disk]);
  }
});

/** The server's account where it is not ours; the spawn options of a process beside it. */
function owner(store: EmbeddedPostgres): { uid: number; gid: number } | undefined {
  const { uid, gid } = statSync(store.dataDirectory);
  return uid === process.getuid?.() ? undefined : { uid, gid };
}

function rewriteFirstLine(file: string, first: string): void {
  if (!existsSync(file)) return;
  const [, ...rest] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [first, ...rest].join('\n'));
}

function fillUp(file: string): void {
  const descriptor = openSync(file, 'w');
  try {
    for (let size = 1 << 20; size > 0; ) {
      try {
        if (writeSync(descriptor, Buffer.alloc(size)) === 0) break;
      } catch {
        // What is left is smaller than this.
        size >>= 1;
      }
    }
  } finally {
    closeSync(descriptor);
  }
}
