/** A folder of good and bad files: the bad ones are said, each with what to do; the good ones are stored as if they had been alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportResult } from '../../src/api/contract/command-line.ts';
import type { ImportOutcome } from '../../src/api/contract/documents.ts';
import { run } from '../../src/cli/run.ts';
import { createTestStore, type TestStore } from '../cli/test-store.ts';
import {
  type BadInput,
  FORBIDDEN,
  GOOD,
  REFUSED,
  writeBadFolder,
  writeGoodFolder,
  writeMixedFolder,
} from './broken-inputs.ts';
import { derivedState, differences, groundState, withDatabase } from './stored-state.ts';

const isRoot = process.getuid?.() === 0;
if (isRoot) console.info('skipped: root may read every file, so a forbidden one is not tried');
const BAD: readonly BadInput[] = isRoot ? REFUSED : [...REFUSED, FORBIDDEN];

const folder = mkdtempSync(join(tmpdir(), 'orrery-bad-input-'));
const mixed = join(folder, 'mixed');
let store: TestStore;
let code: number;
let result: ImportResult;

beforeAll(async () => {
  writeMixedFolder(mixed, BAD);
  store = await createTestStore();
  ({ code, result } = await importFolder(store, mixed));
}, 180_000);
afterAll(async () => {
  await store.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function importFolder(into: TestStore, path: string): Promise<{ code: number; result: ImportResult }> {
  let out = '';
  let err = '';
  const ended = await run(['import', path, '--json'], {
    stdout: {
      write: (text) => {
        out += text;
      },
    },
    stderr: {
      write: (text) => {
        err += text;
      },
    },
    env: { DATABASE_URL: into.databaseUrl },
    cwd: folder,
    signal: new AbortController().signal,
    isTerminal: { stdout: false, stderr: false },
  });
  if (out === '') throw new Error(`nothing was printed: ${err}`);
  return { code: ended, result: JSON.parse(out) as ImportResult };
}

function outcomeOf(file: string): ImportOutcome {
  const found = result.outcomes.filter(({ path }) => path.endsWith(`/${file}`));
  expect(found.map(({ path }) => path)).toHaveLength(1);
  return found[0]!;
}

test('the import goes to the end, counts each file once, and tells by its exit code that something was refused', () => {
  expect(code).toBe(1);
  expect(result.outcomes).toHaveLength(GOOD.length + BAD.length);
  expect([result.added, result.alreadyKnown, result.refused]).toEqual([GOOD.length, 0, BAD.length]);
});

describe('refused', () => {
  test.each(BAD.map((bad) => [bad.what, bad] as const))('%s: what, where, and what to do', (_what, bad) => {
    const outcome = outcomeOf(bad.file);
    expect(outcome).toMatchObject({ state: 'refused', documentId: null, problems: [{}] });
    const [{ place, reason, hint }] = outcome.problems as [ImportOutcome['problems'][number]];
    expect(reason).toMatch(bad.reason);
    expect(hint).toMatch(bad.next);
    expect(place.startsWith(outcome.path)).toBe(true);
    if (bad.where) expect(place.slice(outcome.path.length)).toMatch(bad.where);
    // Said once: the place is not in the reason again, nor the hint.
    expect(reason).not.toContain(bad.file);
    expect(reason).not.toContain(hint);
  });
});

describe('taken in', () => {
  test.each(GOOD.map((good) => [good.what, good] as const))('%s', (_what, good) => {
    const outcome = outcomeOf(good.file);
    expect(outcome).toMatchObject({
      state: 'added',
      rows: { added: good.rows ?? 1, refused: good.refused ?? 0, withdrawn: 0 },
    });
    const expected = good.problems ?? [];
    const told = outcome.problems.filter(({ reason }) => expected.some((one) => one.reason.test(reason)));
    expect(told).toHaveLength(expected.length);
    for (const [at, { place, reason }] of expected.entries()) {
      expect(told[at]!.place).toMatch(place);
      expect(told[at]!.reason).toMatch(reason);
    }
    expect(outcome.documentId).not.toBeNull();
  });

  test('the words of each encoding are read as they were written', async () => {
    const { rows } = await withDatabase(store.databaseUrl, (database) =>
      database.query<{ text: string }>("select text from document where kind = 'report' and held order by text"),
    );
    const texts = rows.map(({ text }) => text);
    expect(
      texts.filter((text) => text.startsWith('Heron rising\n\nCopper Heron has used REEDCUTTER since 2018')),
    ).toHaveLength(5);
    expect(texts).toContain('苍鹭使用灯笼软件，攻击了虚构的机构。'.repeat(3));
    const names = await withDatabase(store.databaseUrl, (database) =>
      database.query<{ label: string }>("select label from referent where label in ('苍鹭', 'Wide Heron')"),
    );
    expect(names.rows).toHaveLength(2);
  });
});

test('the store is what it would be if the bad files had not been there', async () => {
  const alone = await createTestStore();
  try {
    const goodFolder = join(folder, 'good');
    writeGoodFolder(goodFolder);
    const good = await importFolder(alone, goodFolder);
    expect(good.result.refused).toBe(0);
    const states = await Promise.all(
      [store, alone].map(({ databaseUrl }) =>
        withDatabase(databaseUrl, async (database) => ({
          ...(await groundState(database)),
          ...(await derivedState(database)),
        })),
      ),
    );
    expect(differences(states[0]!, states[1]!)).toEqual([]);
  } finally {
    await alone.drop();
  }
}, 120_000);

test('a folder of bad files alone leaves nothing behind', async () => {
  const empty = await createTestStore();
  try {
    const badFolder = join(folder, 'bad');
    writeBadFolder(badFolder, BAD);
    const { code: ended, result: refused } = await importFolder(empty, badFolder);
    expect([ended, refused.refused]).toEqual([1, BAD.length]);
    const state = await withDatabase(empty.databaseUrl, groundState);
    expect(Object.values(state).flat()).toEqual([]);
  } finally {
    await empty.drop();
  }
}, 120_000);

test('the same folder again adds nothing, and says the same of the bad files', async () => {
  const before = await withDatabase(store.databaseUrl, groundState);
  const again = await importFolder(store, mixed);
  expect([again.code, again.result.added, again.result.alreadyKnown, again.result.refused]).toEqual([
    1,
    0,
    GOOD.length,
    BAD.length,
  ]);
  expect(differences(await withDatabase(store.databaseUrl, groundState), before)).toEqual([]);
}, 120_000);
