/** Releases of one data set: a newer one supersedes, an older one is refused, the past can be asked for, and repeats cost nothing. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportOutcome } from '../../src/api/contract/documents.ts';
import type { EntityPage } from '../../src/api/contract/entities.ts';
import { openOrrery } from '../../src/app/open-orrery.ts';
import type { Orrery } from '../../src/app/use-cases.ts';
import { createTestStore, type TestStore } from '../cli/test-store.ts';
import { bundleText, groupName, stixId } from './generated-bundle.ts';
import { derivedState, differences, groundState, type StoredState, withDatabase } from './stored-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'orrery-releases-'));
const SHAPE = { things: 120, relations: 240 };
const release = (number: number): string => join(folder, `register-${number}.0.json`);

/** In the second release: changed (every fifth), left out (11 n + 3), as it was. */
const CHANGED = groupName(10);
const LEFT_OUT = groupName(14);
const UNCHANGED = groupName(12);

let store: TestStore;
let orrery: Orrery;
let afterFirst: string;

beforeAll(async () => {
  for (const number of [1, 2, 3]) writeFileSync(release(number), bundleText({ ...SHAPE, release: number }));
  store = await createTestStore();
  orrery = await openOrrery({ databaseUrl: store.databaseUrl });
});
afterAll(async () => {
  await orrery.close();
  await store.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function importOne(path: string): Promise<ImportOutcome> {
  const outcomes = await orrery.import({ inputs: [path], author: 'test' });
  expect(outcomes).toHaveLength(1);
  return outcomes[0]!;
}

const state = (): Promise<StoredState> =>
  withDatabase(store.databaseUrl, async (database) => ({
    ...(await groundState(database)),
    ...(await derivedState(database)),
  }));

const instant = (): Promise<string> =>
  withDatabase(store.databaseUrl, async (database) => {
    const { rows } = await database.query<{ at: string }>(
      `select to_char(last_recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from store_clock`,
    );
    return rows[0]!.at;
  });

async function claimIdsAbout(name: string): Promise<string[]> {
  return withDatabase(store.databaseUrl, async (database) => {
    const { rows } = await database.query<{ id: string }>(
      `select c.id from claim c join referent r on r.id = c.subject where r.label = $1 and c.withdrawn_at is null order by c.id`,
      [name],
    );
    return rows.map(({ id }) => id);
  });
}

/** How many claims of its own object are held, relations aside. */
async function ownClaims(name: string): Promise<number> {
  return withDatabase(store.databaseUrl, async (database) => {
    const { rowCount } = await database.query(
      `select 1 from claim c join referent r on r.id = c.subject
       where r.label = $1 and c.withdrawn_at is null and c.source_key like 'intrusion-set--%'`,
      [name],
    );
    return rowCount;
  });
}

/** What the page says, without what the question itself brings along. */
function said({ entity, claimCount, support, groups }: EntityPage): unknown {
  return { id: entity.id, label: entity.label, claimCount, support, groups };
}

const heldBefore = new Map<string, { page: unknown; ids: string[]; own: number }>();

test('a first release comes in, and the same file again changes nothing', async () => {
  expect(await importOne(release(1))).toMatchObject({ state: 'added', rows: { refused: 0, withdrawn: 0 } });
  const before = await state();
  expect(await importOne(release(1))).toMatchObject({
    state: 'already-known',
    rows: { added: 0 },
    claims: { added: 0, withdrawn: 0 },
  });
  expect(differences(await state(), before)).toEqual([]);
  afterFirst = await instant();
  for (const name of [CHANGED, LEFT_OUT, UNCHANGED])
    heldBefore.set(name, {
      page: said(await orrery.entity(name, {})),
      ids: await claimIdsAbout(name),
      own: await ownClaims(name),
    });
});

test('a newer release takes back what it leaves out and keeps the ids of what it leaves as it was', async () => {
  const outcome = await importOne(release(2));
  expect(outcome.state).toBe('added');
  expect(outcome.rows.withdrawn).toBeGreaterThan(0);
  expect(outcome.claims.withdrawn).toBeGreaterThan(0);
  expect(heldBefore.get(LEFT_OUT)!.own).toBeGreaterThan(2);
  expect(await ownClaims(LEFT_OUT)).toBe(0);
  expect(await claimIdsAbout(UNCHANGED)).toEqual(heldBefore.get(UNCHANGED)!.ids);

  const changed = await claimIdsAbout(CHANGED);
  const before = new Set(heldBefore.get(CHANGED)!.ids);
  expect(changed.some((id) => !before.has(id))).toBe(true);
  expect(changed.filter((id) => before.has(id)).length).toBeGreaterThan(0);
  const names = (await orrery.entity(CHANGED, {})).groups.flatMap(({ propositions }) => JSON.stringify(propositions));
  expect(names.join()).toContain('Band of release 2');
});

test.each([CHANGED, LEFT_OUT, UNCHANGED])('%s as it was held before is answered as before', async (name) => {
  expect(said(await orrery.entity(name, { heldAt: afterFirst }))).toEqual(heldBefore.get(name)!.page);
});

test('an older release after a newer one is refused, and nothing is touched', async () => {
  await importOne(release(3));
  const before = await state();
  writeFileSync(release(2), `${bundleText({ ...SHAPE, release: 2 })}\n`);
  const outcome = await importOne(release(2));
  expect(outcome).toMatchObject({ state: 'refused', documentId: null });
  expect(outcome.problems).toEqual([
    expect.objectContaining({
      reason: expect.stringMatching(/older release of Lantern Register.*\(2\.0\).*than the one held \(3\.0\)/),
      hint: expect.stringContaining('--held-at'),
    }),
  ]);
  expect(differences(await state(), before)).toEqual([]);
});

test('the same bundle with one object changed touches that object alone', async () => {
  const path = join(folder, 'feed.json');
  const text = bundleText({ things: 200, relations: 300, world: 'feed' });
  writeFileSync(path, text);
  expect(await importOne(path)).toMatchObject({ state: 'added', rows: { added: 501, refused: 0 } });
  const before = await state();

  const bundle = JSON.parse(text) as { objects: Record<string, unknown>[] };
  const changedId = stixId('intrusion-set', 'feed40');
  const object = bundle.objects.find(({ id }) => id === changedId)!;
  Object.assign(object, { modified: '2022-01-01T00:00:00.000Z', aliases: [groupName(40), 'A newer name'] });
  writeFileSync(path, JSON.stringify(bundle));
  const outcome = await importOne(path);
  expect(outcome).toMatchObject({ state: 'added', rows: { added: 1, alreadyKnown: 500, refused: 0, withdrawn: 0 } });

  const touched = minusLines(await state(), before, ['claim', 'source_row']);
  expect(touched.length).toBeGreaterThan(1);
  for (const line of touched) expect(line).toContain(changedId);
  expect(readFileSync(path, 'utf8')).toContain('A newer name');
});

function minusLines(after: StoredState, before: StoredState, tables: readonly string[]): string[] {
  return tables.flatMap((table) => {
    const known = new Set(before[table]);
    return after[table]!.filter((line) => !known.has(line));
  });
}
