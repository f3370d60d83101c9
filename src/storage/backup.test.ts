import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FilledStore } from '../../test/release/filled-store.ts';
import { bundleOf, IDS, sampleObjects } from '../../test/release/stix-bundles.ts';
import { BackupError, restoreBackup, writeBackup } from './backup.ts';
import { Database } from './database.ts';
import { edgeSource, heldInstant, readState } from './reader/edge-source.ts';
import { entityOfId } from './reader/entities.ts';
import { readPropositions } from './reader/propositions.ts';

const AT = '2024-05-01T10:00:00.000Z';
let folder: string;
let source: FilledStore;
let file: string;
let past: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-backup-'));
  source = await FilledStore.open();
  await source.importJson(bundleOf(sampleObjects()));
  past = await lastRecorded(source.database);
  const { claims } = await source.addReport({
    text: 'Aldgate says that Copper Heron works for the Marsh Bureau.\tIt does.\\ "So" it goes.\nEnd.',
    title: 'Tabs, quotes and \\backslashes',
    publisher: '阿尔德盖特',
    things: [
      { namespace: 'stix', key: IDS.group, type: 'intrusion-set', label: 'Copper Heron' },
      { key: 'marsh bureau', type: 'government-body', label: 'Marsh Bureau' },
    ],
    claims: [
      {
        subject: IDS.group,
        predicate: 'attributed-to',
        object: 'marsh bureau',
        quote: 'Copper Heron works for the Marsh Bureau',
        status: 'machine',
      },
      { subject: IDS.group, predicate: 'attributed-to', object: 'marsh bureau', quote: 'It does', negated: true },
    ],
  });
  await source.judge('claim-status', claims[0]!, { status: 'reviewed' });
  await source.contradict(claims[0]!, claims[1]!);
  file = join(folder, 'store.orrery');
  await writeBackup(source.database, file, AT);
});

afterAll(async () => {
  await source.drop();
  await rm(folder, { recursive: true, force: true });
});

async function lastRecorded(database: Database): Promise<string> {
  return database.withSession(async (session) => (await heldInstant(session, undefined)).at);
}

/** Every row of every table of a schema, as text. */
async function allRows(database: Database, schema: string): Promise<Record<string, string[]>> {
  const { rows: tables } = await database.query<{ name: string }>(
    "select table_name::text as name from information_schema.tables where table_schema = $1 and table_type = 'BASE TABLE' and table_name <> 'schema_migration' order by 1",
    [schema],
  );
  const found: Record<string, string[]> = {};
  for (const { name } of tables) {
    const { rows } = await database.query<{ row: string }>(`select t::text as row from ${schema}.${name} t order by 1`);
    found[name] = rows.map((row) => row.row);
  }
  return found;
}

async function propositions(store: FilledStore, heldAt: string | undefined): Promise<unknown> {
  return readState(store.database, async (session) => {
    const instant = await heldInstant(session, heldAt);
    const entity = (await entityOfId(session, `stix:${IDS.group}`))!.id;
    const from = await edgeSource(session, entity, instant, store.derivations.resolve);
    return readPropositions(session, { source: from, moment: { heldAt: instant.at } });
  });
}

describe('a backup restored into an empty store', () => {
  let restored: FilledStore;
  beforeAll(async () => {
    restored = await FilledStore.open();
    await restoreBackup(restored.database, file, restored.derivations);
  });
  afterAll(() => restored.drop());

  test('gives back every row of ground state and the same derived state', async () => {
    expect(await allRows(restored.database, 'public')).toEqual(await allRows(source.database, 'public'));
    expect(await allRows(restored.database, 'derived')).toEqual(await allRows(source.database, 'derived'));
  });

  test('answers as before, now and at a past instant', async () => {
    const now = (await propositions(source, undefined)) as unknown[];
    const then = (await propositions(source, past)) as unknown[];
    expect(now.length).toBeGreaterThan(then.length);
    expect(await propositions(restored, undefined)).toEqual(now);
    expect(await propositions(restored, past)).toEqual(then);
  });

  test('backs up to the same contents again', async () => {
    const again = join(folder, 'again.orrery');
    const result = await writeBackup(restored.database, again, AT);
    expect(linesOf(await readFile(again))).toEqual(linesOf(await readFile(file)));
    expect(result.sizeBytes).toBe((await stat(again)).size);
  });

  test('is refused where there is something already', async () => {
    const before = await allRows(restored.database, 'public');
    await expect(restoreBackup(restored.database, file, restored.derivations)).rejects.toMatchObject({
      reason: 'store-not-empty',
      hint: expect.stringContaining('NEW-FOLDER'),
    });
    expect(await allRows(restored.database, 'public')).toEqual(before);
  });
});

/** COPY does not promise an order, and frames end anywhere. */
function linesOf(bytes: Buffer): string[] {
  return gunzipSync(bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => !/^\{"(?:table|end)":/.test(line))
    .sort();
}

describe('a damaged backup', () => {
  let empty: FilledStore;
  beforeAll(async () => {
    empty = await FilledStore.open();
  });
  afterAll(() => empty.drop());

  async function refusal(bytes: Uint8Array): Promise<BackupError> {
    const bad = join(folder, 'bad.orrery');
    await writeFile(bad, bytes);
    const before = await allRows(empty.database, 'public');
    const error = await restoreBackup(empty.database, bad, empty.derivations).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(BackupError);
    expect(await allRows(empty.database, 'public')).toEqual(before);
    return error as BackupError;
  }

  test('cut anywhere, or with any byte changed, is refused and changes nothing', async () => {
    const whole = await readFile(file);
    const plain = gunzipSync(whole);
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length - 1), fc.constantFrom('cut', 'cut-inside', 'changed'), async (at, how) => {
        if (how === 'cut') await refusal(whole.subarray(0, at % whole.length));
        else if (how === 'cut-inside') await refusal(gzipSync(plain.subarray(0, at), { level: 1 }));
        else {
          const changed = Buffer.from(plain);
          changed[at] = changed[at]! ^ 0x01;
          await refusal(gzipSync(changed, { level: 1 }));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('says what is wrong and where', async () => {
    const plain = gunzipSync(await readFile(file));
    expect(await refusal(Buffer.from('no gzip'))).toMatchObject({ reason: 'not-a-backup' });
    expect(await refusal(gzipSync('{"type":"bundle"}\n'))).toMatchObject({ reason: 'not-a-backup' });
    expect(await refusal(gzipSync(plain.subarray(0, plain.length - 10)))).toMatchObject({
      reason: 'damaged',
      message: expect.stringContaining('ends too early'),
    });
    expect(await refusal(gzipSync(Buffer.concat([plain, Buffer.from('x')])))).toMatchObject({
      message: expect.stringContaining('bytes follow its end'),
    });
  });

  test('of another schema is refused with the way out', async () => {
    const text = gunzipSync(await readFile(file))
      .toString('latin1')
      .replace('"0001-ground.sql"', '"0001-ground.sql","9999-later.sql"');
    const end = text.lastIndexOf('{"end":true');
    const trailer = JSON.parse(text.slice(end)) as Record<string, unknown>;
    const body = Buffer.from(text.slice(0, end), 'latin1');
    const signed = { ...trailer, sha256: createHash('sha256').update(body).digest('hex') };
    expect(await refusal(gzipSync(Buffer.concat([body, Buffer.from(`${JSON.stringify(signed)}\n`)])))).toMatchObject({
      reason: 'other-version',
      hint: expect.stringContaining('Update Orrery'),
    });
  });
});

test('a backup is for its owner only, and one that fails leaves nothing behind and what was there', async () => {
  expect((await stat(file)).mode & 0o077).toBe(0);
  const missing = join(folder, 'no-such-folder', 'x.orrery');
  await expect(writeBackup(source.database, missing, AT)).rejects.toThrow(/ENOENT/);
  const held = await readFile(file);
  const gone = new Database({ connection: { host: '127.0.0.1', port: 1 }, description: 'no server' });
  await expect(writeBackup(gone, file, AT)).rejects.toMatchObject({ reason: 'connection-lost' });
  await gone.close();
  expect((await readFile(file)).equals(held)).toBe(true);
  expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
});
