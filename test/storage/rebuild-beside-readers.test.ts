/** A rebuild puts new tables in the place of those in use: who reads meanwhile sees the one or the other, whole. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadDerivations } from '../../src/app/derivations.ts';
import { readEntityPage } from '../../src/app/entity-page.ts';
import { search } from '../../src/app/search.ts';
import { Database, inTransaction } from '../../src/storage/database.ts';
import { prepareStages, writeBatch } from '../../src/storage/ground-writer.ts';
import { rebuildDerived } from '../../src/storage/rebuild.ts';
import { createTestDatabase } from '../postgres/test-database.ts';
import { batchOf, steps, thing } from './generated-world.ts';

test('readers get the same answers while derived state is made anew', async () => {
  const store = await createTestDatabase();
  const database = new Database({ connection: store.connection, description: 'test store' });
  const derivations = await loadDerivations();
  try {
    const world = fc.sample(steps, { numRuns: 12, seed: 3 }).flat();
    await database.withSession(async (session) => {
      await prepareStages(session);
      for (const step of world) {
        await inTransaction(session, () => writeBatch(session, batchOf(step, derivations), derivations.resolve));
      }
    });
    const ask = async (): Promise<unknown> => ({
      page: await readEntityPage({ database, resolve: derivations.resolve }, thing(0), {}),
      found: await search(database, 'heron', 5),
    });
    const before = await ask();
    let rebuilding = true;
    let asked = 0;
    const readers = [1, 2, 3].map(async () => {
      while (rebuilding) {
        expect(await ask()).toEqual(before);
        asked++;
      }
    });
    const rebuilds = (async () => {
      for (let i = 0; i < 6; i++) await rebuildDerived(database, derivations);
    })().finally(() => {
      rebuilding = false;
    });
    await Promise.all([rebuilds, ...readers]);
    expect(asked).toBeGreaterThan(6);
  } finally {
    await database.close();
    await store.drop();
  }
});
