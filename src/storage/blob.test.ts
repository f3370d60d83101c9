/** Bytes come back as they were, whatever they are and however they were cut on the way in. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/postgres/test-database.ts';
import { readBlob, storeBlob } from './blob.ts';
import { Database } from './database.ts';

let store: TestDatabase;
let database: Database;
beforeAll(async () => {
  store = await createTestDatabase();
  database = new Database({ connection: store.connection, description: 'test store' });
});
afterAll(async () => {
  await database.close();
  await store.drop();
});

async function back(sha256: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readBlob(database, sha256)) pieces.push(piece);
  return Buffer.concat(pieces);
}

test('bytes stored in any chunks come back the same', async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 6 }), async (chunks) => {
      const key = `blob-${number++}`;
      await database.transaction((session) => storeBlob(session, key, asStream(chunks)));
      expect(await back(key)).toEqual(Buffer.concat(chunks));
    }),
    { numRuns: 20 },
  );
});

test('a document larger than one piece comes back the same, and is stored once', async () => {
  const bytes = Buffer.alloc(3 * 1024 * 1024 + 17, 'orrery ');
  for (let i = 0; i < 2; i++) await database.transaction((session) => storeBlob(session, 'large', asStream([bytes])));
  expect((await back('large')).equals(bytes)).toBe(true);
});

async function* asStream(chunks: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* chunks;
}
