/** Rows that the server refuses while more of them are still being made: its reason is what is told. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { copyRows } from '../../src/storage/copy-rows.ts';
import { Database } from '../../src/storage/database.ts';
import { createTestDatabase } from '../postgres/test-database.ts';

async function* slowly(first: string): AsyncGenerator<readonly [string]> {
  yield [first];
  for (let round = 0; round < 20; round++) {
    // More than the writer keeps back.
    for (let row = 0; row < 2000; row++) yield ['1'.repeat(40)];
    await sleep(10);
  }
}

test('the reason of the server is told, not how writing on failed; the connection stays usable', async () => {
  const store = await createTestDatabase();
  const database = new Database({ connection: store.connection, description: 'test store' });
  try {
    await database.withSession(async (session) => {
      await session.client.query('create temporary table counted (value numeric)');
      await expect(copyRows(session, { table: 'counted', columns: ['value'] }, slowly('many'))).rejects.toMatchObject({
        code: '22P02',
        message: expect.stringContaining('many'),
      });
      expect(await copyRows(session, { table: 'counted', columns: ['value'] }, slowly('1'))).toBe(40_001);
    });
  } finally {
    await database.close();
    await store.drop();
  }
});
