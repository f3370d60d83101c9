/** `kill -9` at random moments of an import, then the same import again: the same store as without the kills. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDerivations } from '../../src/app/derivations.ts';
import { rebuildDerived } from '../../src/storage/rebuild.ts';
import { createTestStore, type TestStore } from '../cli/test-store.ts';
import { createTestDatabase } from '../postgres/test-database.ts';
import { writeBundle } from './generated-bundle.ts';
import { compiledProgram, importResult, runProgram, startProgram } from './program.ts';
import { derivedState, differences, groundState, type StoredState, withDatabase } from './stored-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'orrery-killed-'));
const first = join(folder, 'register-1.0.json');
const second = join(folder, 'register-2.0.json');
const SHAPE = { things: 300, relations: 700 };
/** Kills in all, of each of the two imports; a store takes a few before it is left in peace. */
const KILLS_EACH = 10;
const KILLS_PER_STORE = 4;

let program: string;
/** Stores that were left in peace: with the first release, and with both. */
const peaceful: { store: TestStore; name: string; tookMs: number; state: StoredState }[] = [];

beforeAll(async () => {
  program = await compiledProgram();
  writeBundle(first, { ...SHAPE, release: 1 });
  writeBundle(second, { ...SHAPE, release: 2 });
  peaceful.push(await inPeace(undefined, first));
  peaceful.push(await inPeace(peaceful[0]!.name, second));
}, 120_000);
afterAll(async () => {
  for (const { store } of peaceful.reverse()) await store.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** A store of its own, or a copy of one that nobody is connected to. */
async function storeLike(template: string | undefined): Promise<{ store: TestStore; name: string }> {
  if (template === undefined) {
    const store = await createTestStore();
    return { store, name: new URL(store.databaseUrl).pathname.slice(1) };
  }
  const { connection, name, drop } = await createTestDatabase({ template });
  const url = new URL(peaceful[0]!.store.databaseUrl);
  url.pathname = `/${connection.database}`;
  return { store: { databaseUrl: url.href, drop }, name };
}

async function inPeace(template: string | undefined, file: string): Promise<(typeof peaceful)[number]> {
  const made = await storeLike(template);
  const began = Date.now();
  const ended = await runProgram(program, made.store, ['import', file, '--json']);
  const tookMs = Date.now() - began;
  expect(importResult(ended)).toMatchObject({ refused: 0, added: 1 });
  return { ...made, tookMs, state: await stateOf(made.store) };
}

async function stateOf(store: TestStore): Promise<StoredState> {
  return withDatabase(store.databaseUrl, async (database) => ({
    ...(await groundState(database)),
    ...(await derivedState(database)),
  }));
}

/** Returns a moment after the import has begun to store, or when its program has ended. */
async function begun(store: TestStore, file: string, ended: Promise<unknown>): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over && !(await hasBegun(store, file))) await sleep(10);
  await sleep(Math.random() * 60);
}

describe.each([
  ['a first import', 0, first],
  ['a newer release, which changes some claims and takes others back', 1, second],
] as const)('%s', (_what, index, file) => {
  test(`killed ${KILLS_EACH} times at random moments, and run again`, async () => {
    const { state } = peaceful[index]!;
    let { tookMs } = peaceful[index]!;
    const template = index === 0 ? undefined : peaceful[0]!.name;
    const moments: string[] = [];
    let unfinishedBefore = 0;
    while (moments.length < KILLS_EACH) {
      const { store } = await storeLike(template);
      try {
        let over = false;
        for (let kill = 0; kill < KILLS_PER_STORE && moments.length < KILLS_EACH && !over; kill++) {
          // Evenly over the run, but for the time in which a program starts; what is left of the work grows less.
          const afterMs = Math.round((0.2 + (0.8 - 0.15 * kill) * Math.random()) * tookMs);
          const began = Date.now();
          const running = startProgram(program, store, ['import', file, '--json']);
          // The first of each store surely falls into the import and not into the start of the program, however fast the machine is.
          if (kill === 0) await begun(store, file, running.ended);
          else await Promise.race([sleep(afterMs), running.ended]);
          running.child.kill('SIGKILL');
          const { signal } = await running.ended;
          if (signal === 'SIGKILL') moments.push(kill === 0 ? 'as it began' : `${afterMs} of ${tookMs} ms`);
          else {
            over = true;
            if (kill === 0) tookMs = Date.now() - began;
          }
        }
        if (!over && (await hasBegun(store, file))) unfinishedBefore++;
        const again = await runProgram(program, store, ['import', file, '--json']);
        expect(again, `killed at ${moments.join(', ')}`).toMatchObject({ code: 0, err: '' });
        const found = await stateOf(store);
        expect(differences(found, state), `killed at ${moments.join(', ')}`).toEqual([]);
        await withDatabase(store.databaseUrl, async (database) => {
          await rebuildDerived(database, await loadDerivations());
          expect(differences(await derivedState(database), pick(found, 'derived.'))).toEqual([]);
        });
      } finally {
        await store.drop();
      }
    }
    console.info(`killed at ${moments.join(', ')}`);
    expect(unfinishedBefore).toBeGreaterThan(0);
  }, 180_000);
});

test('the newer release took claims back, kept others, and said so', async () => {
  const held = peaceful[1]!.state.claim!.map((line) => JSON.parse(line) as { withdrawn_at: boolean; document: string });
  const withdrawn = held.filter((claim) => claim.withdrawn_at).length;
  expect(withdrawn).toBeGreaterThan(150);
  expect(held.length - withdrawn).toBeGreaterThan(1000);
});

/** At least one batch, or the arrival, was stored before the last kill. */
async function hasBegun(store: TestStore, file: string): Promise<boolean> {
  return withDatabase(store.databaseUrl, async (database) => {
    const release = file === second ? '2.0' : '1.0';
    const { rowCount } = await database.query('select 1 from arrival where release = $1 and not complete', [release]);
    return rowCount > 0;
  });
}

function pick(state: StoredState, prefix: string): StoredState {
  return Object.fromEntries(Object.entries(state).filter(([table]) => table.startsWith(prefix)));
}
