import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FilledStore } from '../../test/release/filled-store.ts';
import { backupStore, purgeDocument, restoreStore } from './store-copy.ts';
import { UseCaseError } from './use-cases.ts';

let store: FilledStore;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-copy-'));
  store = await FilledStore.open();
});
afterAll(async () => {
  await store.drop();
  await rm(folder, { recursive: true, force: true });
});

const deps = (): { database: FilledStore['database']; derivations: FilledStore['derivations'] } => ({
  ...store,
});

async function refusal(work: Promise<unknown>): Promise<UseCaseError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UseCaseError);
  return error as UseCaseError;
}

test('a backup says what it wrote, table by table', async () => {
  const file = join(folder, 'a.orrery');
  const tables: string[] = [];
  const result = await backupStore(store.database, file, (table) => tables.push(table));
  expect(result.file).toBe(file);
  expect(tables).toEqual(expect.arrayContaining(['claim', 'document', 'judgement', 'tombstone']));
});

test.each([
  [
    'a backup into a folder that is not there',
    () => backupStore(store.database, join(folder, 'none', 'x')),
    'not-found',
  ],
  ['a restore of a file that is not there', () => restoreStore(deps(), join(folder, 'none')), 'not-found'],
  ['a restore of a folder', () => restoreStore(deps(), folder), 'invalid'],
  ['a restore of what is no backup', () => restoreStore(deps(), import.meta.filename), 'invalid'],
  ['a purge of nothing', () => purgeDocument(deps(), { documentId: 'doc:0', reason: 'x', author: 'a' }), 'not-found'],
  [
    'a purge without a reason',
    () => purgeDocument(deps(), { documentId: 'doc:0', reason: ' ', author: 'a' }),
    'invalid',
  ],
])('%s is refused with what to do', async (_, work, reason) => {
  const error = await refusal(work());
  expect(error.reason).toBe(reason);
  expect(error.hint).toMatch(/\w/);
  expect(error.place).toMatch(/\w/);
});
