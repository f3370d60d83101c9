/** Ctrl-C, a database connection that is lost, a port that is taken: said in words, the store intact, and the same command goes on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import { createTestStore, type TestStore } from '../cli/test-store.ts';
import { writeBundle } from './generated-bundle.ts';
import { compiledProgram, importResult, type Running, runProgram, startProgram, whileRunning } from './program.ts';
import { derivedState, differences, groundState, type StoredState, withDatabase } from './stored-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'orrery-interrupted-'));
const file = join(folder, 'register-1.0.json');
let program: string;
let undisturbed: StoredState;

beforeAll(async () => {
  program = await compiledProgram();
  writeBundle(file, { things: 700, relations: 700, release: 1 });
  const store = await createTestStore();
  const ended = await runProgram(program, store, ['import', file, '--json']);
  expect(importResult(ended)).toMatchObject({ added: 1 });
  undisturbed = await withDatabase(store.databaseUrl, stateOf);
  await store.drop();
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function stateOf(database: Database): Promise<StoredState> {
  return { ...(await groundState(database)), ...(await derivedState(database)) };
}

/** Starts the import and waits until some of it is stored, and more is to come. */
async function midway(store: TestStore, database: Database): Promise<Running> {
  const running = startProgram(program, store, ['import', file]);
  const begun = await whileRunning(
    running,
    async () => (await database.query('select 1 from source_row limit 1')).rowCount > 0,
  );
  if (!begun) throw new Error(`the import was over too soon: ${JSON.stringify(await running.ended)}`);
  return running;
}

async function againIsWhole(store: TestStore, database: Database): Promise<void> {
  const again = await runProgram(program, store, ['import', file, '--json']);
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(importResult(again).outcomes[0]!.state).toBe('resumed');
  expect(differences(await stateOf(database), undisturbed)).toEqual([]);
}

async function inNewStore(work: (store: TestStore, database: Database) => Promise<void>): Promise<void> {
  const store = await createTestStore();
  try {
    await withDatabase(store.databaseUrl, (database) => work(store, database));
  } finally {
    await store.drop();
  }
}

test(
  'Ctrl-C in an import is said, with what to do; the same import goes on from there',
  () =>
    inNewStore(async (store, database) => {
      const running = await midway(store, database);
      running.child.kill('SIGINT');
      const ended = await running.ended;
      expect([ended.code, ended.signal]).toEqual([130, null]);
      expect(ended.err).toMatch(/^orrery: Interrupted\..*store is intact.*\n.*next:.*same command goes on/);
      const { rows } = await database.query<{ complete: boolean }>('select complete from arrival');
      expect(rows).toEqual([{ complete: false }]);
      await againIsWhole(store, database);
    }),
  120_000,
);

test(
  'a database connection that is lost is said, with what to do; the same import goes on from there',
  () =>
    inNewStore(async (store, database) => {
      const running = await midway(store, database);
      const cut = await database.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
      );
      expect(cut.rowCount).toBeGreaterThan(0);
      const ended = await running.ended;
      expect(ended.code).toBe(3);
      expect(ended.err).toMatch(/^orrery: The connection to the database was lost.*\n/);
      expect(ended.err).toMatch(/acknowledged is stored.*\n?.*next: .*run the same command again/s);
      await againIsWhole(store, database);
    }),
  120_000,
);

test('a database that cannot be reached is said, with what to do', async () => {
  const closed = await listening();
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const nowhere = { databaseUrl: `postgres://somebody@127.0.0.1:${port}/nothing` };
  const ended = await runProgram(program, nowhere, ['import', file]);
  expect(ended.code).toBe(3);
  expect(ended.err).toMatch(new RegExp(`^orrery: .*127\\.0\\.0\\.1:${port}.*\\n.*next: .*server runs`));
});

test(
  'a port in use is said, with the way out',
  () =>
    inNewStore(async (store) => {
      const other = await listening();
      try {
        const { port } = other.address() as AddressInfo;
        const ended = await runProgram(program, store, ['start', '--port', String(port)]);
        expect(ended.code).toBe(3);
        expect(ended.err).toMatch(new RegExp(`${port}.*in use.*\\n.*next: .*--port`, 's'));
      } finally {
        other.close();
      }
    }),
  120_000,
);

function listening(): Promise<Server> {
  const server = createServer((_, response) => response.end('Somebody else.'));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
