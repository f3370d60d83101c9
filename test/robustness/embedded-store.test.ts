/** What only an embedded store can suffer: importers killed beside it, its server killed, two importers at once. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../src/storage/database.ts';
import { SUPERUSER } from '../../src/storage/embedded/cluster.ts';
import { openEmbeddedPostgres } from '../../src/storage/embedded/embedded-postgres.ts';
import { processesNaming } from '../../src/storage/embedded/process-identity.ts';
import { readServerState, type ServerState } from '../../src/storage/embedded/server-state.ts';
import { makeThrowawayFolder } from '../postgres/throwaway-folder.ts';
import { writeBundle } from './generated-bundle.ts';
import { compiledProgram, importResult, runProgram, startProgram, whileRunning } from './program.ts';
import { derivedState, differences, groundState, type StoredState } from './stored-state.ts';

const folder = makeThrowawayFolder('orrery-embedded-');
const first = join(folder, 'register-1.0.json');
const second = join(folder, 'register-2.0.json');
const other = join(folder, 'feed.json');
const report = join(folder, 'heron.txt');
const SHAPE = { things: 250, relations: 400 };
const KILLS = 5;

let program: string;
/** Of stores that were left in peace. */
let both: StoredState;
let withFeed: StoredState;
let tookMs: number;

beforeAll(async () => {
  program = await compiledProgram();
  writeBundle(first, { ...SHAPE, release: 1 });
  writeBundle(second, { ...SHAPE, release: 2 });
  writeBundle(other, { ...SHAPE, world: 'feed' });
  writeFileSync(report, 'Heron rising\n\nA quiet heron has waited since 2018.\n');
  const peaceful = storeNamed('peaceful');
  const began = Date.now();
  expect((await runProgram(program, peaceful, ['import', first])).code).toBe(0);
  tookMs = Date.now() - began;
  const paused = await stateOf(peaceful.dataDir);
  expect((await runProgram(program, peaceful, ['import', second])).code).toBe(0);
  both = await stateOf(peaceful.dataDir);
  const beside = storeNamed('beside');
  expect((await runProgram(program, beside, ['import', first, other, report])).code).toBe(0);
  withFeed = await stateOf(beside.dataDir);
  expect(differences(paused, both)).not.toEqual([]);
}, 180_000);

afterAll(() => {
  for (const pid of processesNaming(`-D ${folder}`)) process.kill(pid, 'SIGQUIT');
  rmSync(folder, { recursive: true, force: true });
});

function storeNamed(name: string): { dataDir: string } {
  const dataDir = join(folder, name);
  mkdirSync(dataDir);
  return { dataDir };
}

async function stateOf(dataDir: string): Promise<StoredState> {
  const embedded = await openEmbeddedPostgres({ dataDir });
  const database = new Database({ connection: embedded.connection('orrery'), description: 'test store' });
  try {
    return { ...(await groundState(database)), ...(await derivedState(database)) };
  } finally {
    await database.close();
    await embedded.release();
  }
}

const serverOf = (dataDir: string): ServerState | undefined => readServerState(join(dataDir, 'postgres', 'data'));

test(`importers killed ${KILLS} times beside an embedded store: the next command adopts its server, and the same import ends as without`, async () => {
  const store = storeNamed('killed');
  for (let kill = 0; kill < KILLS; kill++) {
    // Made anew each time a file is through, so that every kill meets work.
    const file = kill < 2 ? first : second;
    if (kill === 2) expect((await runProgram(program, store, ['import', first])).code).toBe(0);
    const running = startProgram(program, store, ['import', file]);
    await Promise.race([sleep((0.3 + 0.6 * Math.random()) * tookMs), running.ended]);
    running.child.kill('SIGKILL');
    await running.ended;
  }
  const again = await runProgram(program, store, ['import', first, second, '--json']);
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(differences(await stateOf(store.dataDir), both)).toEqual([]);
}, 120_000);

test('the server of the store is killed in an import: said, with what to do; the next command goes on', async () => {
  const store = storeNamed('server-killed');
  const large = join(folder, 'large.json');
  writeBundle(large, { things: 1500, relations: 1500, release: 1 });
  const running = startProgram(program, store, ['import', large]);
  expect(await whileRunning(running, () => hasRows(store.dataDir))).toBe(true);
  process.kill(serverOf(store.dataDir)!.pid, 'SIGKILL');
  const ended = await running.ended;
  expect([ended.code, ended.signal]).toEqual([3, null]);
  expect(ended.err).toMatch(
    /^orrery: The connection to the database was lost.*\n(?:.*\n)*?\s+next: .*same command again/,
  );

  const again = await runProgram(program, store, ['import', large, '--json']);
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(importResult(again).outcomes[0]).toMatchObject({ rows: { refused: 0 } });
  const found = await stateOf(store.dataDir);
  expect(found.source_row!.filter((line) => line.includes('"withdrawn_at":false'))).toHaveLength(3002);
}, 120_000);

/** Asked beside the importer, as any other program would ask. */
async function hasRows(dataDir: string): Promise<boolean> {
  const server = serverOf(dataDir);
  if (server?.status !== 'ready') return false;
  const client = new Client({ host: server.socketFolder, port: server.port, user: SUPERUSER, database: 'orrery' });
  try {
    await client.connect();
    return (await client.query('select 1 from source_row limit 1')).rows.length > 0;
  } catch {
    // Not there yet: the server, its database, or the table.
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

test('several importers at once: of different files both complete, of the same file one adds it and the other finds it known', async () => {
  const store = storeNamed('several');
  const ended = await Promise.all(
    [
      [first, report],
      [other, report],
      [first, other],
    ].map((files) => runProgram(program, store, ['import', ...files, '--json'])),
  );
  const outcomes = ended.flatMap((one) => {
    expect(one).toMatchObject({ code: 0, err: '' });
    return importResult(one).outcomes;
  });
  for (const file of [first, other, report]) {
    const states = outcomes.filter(({ path }) => path === file).map(({ state }) => state);
    expect(states.sort(), file).toEqual(['added', 'already-known']);
  }
  const found = await stateOf(store.dataDir);
  // What an arrival counts as new depends on who came first; what is held does not.
  const tables = ['source_row', 'claim', 'referent', 'blob_piece', 'derived.member', 'derived.entity_name'];
  expect(differences(only(found, tables), only(withFeed, tables))).toEqual([]);
  expect(found.arrival!.filter((line) => line.includes('"complete":true'))).toHaveLength(3);
}, 120_000);

function only(state: StoredState, tables: readonly string[]): StoredState {
  return Object.fromEntries(tables.map((table) => [table, state[table]!]));
}
