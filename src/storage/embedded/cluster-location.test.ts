import { chmodSync, lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeStoreTestPlace, type StoreTestPlace } from '../../../test/postgres/store-users.ts';
import { locateCluster, longestSocketFolder } from './cluster-location.ts';
import { openEmbeddedPostgres } from './embedded-postgres.ts';
import { thisHost } from './host.ts';

let place: StoreTestPlace;

beforeAll(async () => {
  place = await makeStoreTestPlace();
});
afterAll(() => place.clear());

test('a data folder with a long path, spaces and other scripts gets its socket in a short one', async () => {
  const dataDir = join(place.folder, 'a folder with a long name and 中文'.repeat(3), '.orrery');
  const store = await openEmbeddedPostgres({ dataDir, settings: ['fsync=off'] });
  const { host } = store.connection('postgres');

  expect(store.dataDirectory.startsWith(dataDir)).toBe(true);
  expect(host.startsWith(dataDir)).toBe(false);
  expect(Buffer.byteLength(host)).toBeLessThanOrEqual(longestSocketFolder(process.platform));
  expect(lstatSync(host).mode & 0o777).toBe(0o700);
  const client = new Client(store.connection('postgres'));
  await client.connect();
  await client.end();
  expect(await store.release()).toBe('stopped');

  // The short place may be open to everybody: what somebody else put there is not used.
  rmSync(host, { recursive: true });
  mkdirSync(host);
  chmodSync(host, 0o755);
  await expect(openEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
    reason: 'unreachable-folder',
    message: expect.stringContaining('not a private folder'),
  });
  rmSync(host, { recursive: true });
});

test('a data folder reached through a link is the same store', () => {
  const folder = join(place.folder, 'real');
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  symlinkSync(folder, join(place.folder, 'link'));
  const host = thisHost();
  expect(locateCluster(join(place.folder, 'link'), host)).toEqual(locateCluster(folder, host));
});

test('on Windows the server listens on the loopback address, without a socket', () => {
  const host = { ...thisHost(), platform: 'win32' as const, uid: undefined };
  expect(locateCluster(join(place.folder, 'windows'), host).socketFolders).toEqual([]);
});
