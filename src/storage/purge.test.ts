import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FilledStore, type Report } from '../../test/release/filled-store.ts';
import { bundleOf, IDS, sampleObjects } from '../../test/release/stix-bundles.ts';
import type { Database } from './database.ts';
import { purgeDocument } from './purge.ts';
import { purgedBefore } from './purged.ts';
import { rebuildDerived } from './rebuild.ts';

let store: FilledStore;
beforeAll(async () => {
  store = await FilledStore.open();
});
afterAll(() => store.drop());

const REQUEST = { reason: 'sent to us by mistake', author: 'tester' };

/** Tables with a row that holds the words, in ground and derived state. */
async function tablesHolding(database: Database, words: string): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(
    "select table_schema || '.' || table_name as name from information_schema.tables where table_schema in ('public', 'derived') and table_type = 'BASE TABLE'",
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await database.query(
      `select 1 from ${name} t where strpos(lower(t::text), lower($1)) > 0 limit 1`,
      [words],
    );
    if (rowCount > 0) found.push(name);
  }
  return found;
}

async function derivedRows(database: Database): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of ['member', 'entity', 'entity_name', 'edge', 'claim_overlay', 'document_words']) {
    const { rows } = await database.query<{ row: string }>(`select t::text as row from derived.${table} t order by 1`);
    found[table] = rows.map((row) => row.row);
  }
  return found;
}

async function expectDerivedEqualsRebuilt(): Promise<void> {
  const kept = await derivedRows(store.database);
  await rebuildDerived(store.database, store.derivations);
  expect(kept).toEqual(await derivedRows(store.database));
}

describe('a purged report', () => {
  const secret: Report = {
    text: 'Canaryquokka: the Marsh Bureau runs Copper Heron through Canarynumbat Ltd.',
    title: 'Canaryquokka report',
    publisher: 'Canarypublisher',
    url: 'https://canaryhost.example/report',
    things: [
      { key: 'marsh bureau', type: 'government-body', label: 'Marsh Bureau Canarylabel' },
      { key: 'canarynumbat', type: 'company', label: 'Canarynumbat Ltd' },
      { key: 'copper heron', type: 'intrusion-set', label: 'Copper Heron' },
    ],
    claims: [
      {
        subject: 'copper heron',
        predicate: 'attributed-to',
        object: 'marsh bureau',
        quote: 'Canaryquokka: the Marsh Bureau runs',
        speaker: { name: 'a Canaryspeaker', named: false, chain: [] },
      },
      {
        subject: 'canarynumbat',
        predicate: 'front-for',
        object: 'marsh bureau',
        quote: 'through Canarynumbat Ltd',
        kind: 'contractor-relation',
        cited: { url: 'https://canarycited.example', title: 'Canarycited' },
      },
      { subject: 'marsh bureau', predicate: 'alias', value: 'Canaryalias', quote: 'Canary', kind: 'name' },
    ],
  };
  let document: string;
  let other: { document: string; claims: string[] };

  beforeAll(async () => {
    const added = await store.addReport(secret);
    document = added.document;
    other = await store.addReport({
      text: 'Another report denies that the Marsh Bureau runs Copper Heron.',
      title: 'Denial',
      things: [
        { key: 'marsh bureau', type: 'government-body', label: 'Marsh Bureau' },
        { key: 'copper heron', type: 'intrusion-set', label: 'Copper Heron' },
      ],
      claims: [
        { subject: 'copper heron', predicate: 'attributed-to', object: 'marsh bureau', quote: 'denies', negated: true },
      ],
    });
    await store.contradict(added.claims[0]!, other.claims[0]!);
    await store.judge('claim-status', added.claims[0]!, { status: 'rejected' }, 'the Canaryreason');
    expect((await tablesHolding(store.database, 'canary')).length).toBeGreaterThan(8);
    const result = await purgeDocument(store.database, store.derivations, { documentId: document, ...REQUEST });
    expect(result).toMatchObject({ documentId: document, claims: 3 });
  });

  test('leaves no word of itself in any table', async () => {
    expect(await tablesHolding(store.database, 'canary')).toEqual([]);
    const sha256 = createHash('sha256').update(secret.text).digest('hex');
    expect((await store.database.query('select 1 from blob_piece where sha256 = $1', [sha256])).rowCount).toBe(0);
  });

  test('leaves a tombstone by which the same bytes are refused', async () => {
    const sha256 = createHash('sha256').update(secret.text).digest('hex');
    expect(await purgedBefore(store.database, sha256)).toMatchObject({ reason: REQUEST.reason });
    expect(await purgedBefore(store.database, 'other')).toBeUndefined();
    const { rows } = await store.database.query('select document, sha256, reason, author, claim_count from tombstone');
    expect(rows).toEqual([{ document, sha256, ...REQUEST, claim_count: 3 }]);
  });

  test('leaves what others say, no longer contested by it, and the things they speak of', async () => {
    const { rows } = await store.database.query('select claim_id, contested from derived.edge where direction = $1', [
      'out',
    ]);
    expect(rows).toEqual([{ claim_id: other.claims[0], contested: false }]);
    const { rows: things } = await store.database.query('select id, label from derived.entity order by id');
    expect(things).toEqual([
      { id: 'name:copper heron', label: 'Copper Heron' },
      { id: 'name:marsh bureau', label: 'marsh bureau' },
    ]);
    await expectDerivedEqualsRebuilt();
  });

  test('cannot be purged twice, and what is not held cannot be purged', async () => {
    await expect(
      purgeDocument(store.database, store.derivations, { documentId: document, ...REQUEST }),
    ).rejects.toMatchObject({ reason: 'purged-already' });
    await expect(
      purgeDocument(store.database, store.derivations, { documentId: 'doc:none', ...REQUEST }),
    ).rejects.toMatchObject({ reason: 'not-found' });
  });
});

test('a purged data set takes its rows, identities and cited reports, and leaves what a report says of the same things', async () => {
  const bundle = await store.importJson(bundleOf(sampleObjects()));
  const stub = (
    await store.database.query<{ id: string }>("select id from document where url = 'https://aldgate.example/heron'")
  ).rows[0]!;
  const report = await store.addReport({
    text: 'We track Copper Heron as G9001.',
    things: [{ namespace: 'attack', key: 'G9001', type: 'intrusion-set', label: 'G9001' }],
    claims: [{ subject: 'G9001', predicate: 'targets', value: 'boats', quote: 'We track', kind: 'target' }],
  });
  await expect(
    purgeDocument(store.database, store.derivations, { documentId: stub.id, ...REQUEST }),
  ).rejects.toMatchObject({ reason: 'not-held' });
  await purgeDocument(store.database, store.derivations, { documentId: bundle, ...REQUEST });
  expect(await tablesHolding(store.database, 'Tin Sparrow')).toEqual([]);
  expect(await tablesHolding(store.database, 'aldgate')).toEqual([]);
  const { rows } = await store.database.query(
    "select entity, claim_id from derived.edge where entity = 'attack:G9001'",
  );
  expect(rows).toEqual([{ entity: 'attack:G9001', claim_id: report.claims[0] }]);
  expect((await store.database.query('select 1 from derived.member')).rowCount).toBe(0);
  expect((await store.database.query('select 1 from referent where id = $1', [`stix:${IDS.group}`])).rowCount).toBe(0);
  await expectDerivedEqualsRebuilt();
});

describe('whatever was imported and whichever document is purged', () => {
  const KEYS = ['ash', 'birch', 'cedar', 'dogwood'] as const;
  const claim = fc.record({
    subject: fc.constantFrom(...KEYS),
    object: fc.constantFrom(...KEYS),
    kind: fc.constantFrom('campaign' as const, 'name' as const),
    negated: fc.boolean(),
  });
  const report = fc.record({
    claims: fc.array(claim, { minLength: 1, maxLength: 4 }),
    same: fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...KEYS)), { maxLength: 2 }),
  });

  test('derived state equals a rebuild and its words are gone', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(report, { minLength: 2, maxLength: 4 }), fc.nat(3), async (reports, which) => {
        round++;
        const added: { document: string; canary: string }[] = [];
        for (const [index, one] of reports.entries()) {
          const canary = `canary${round}x${index}x`;
          const used = new Set([...one.claims.flatMap((c) => [c.subject, c.object]), ...one.same.flat()]);
          const { document } = await store.addReport({
            text: `${canary} says things.`,
            title: `${canary} title`,
            things: [...used].map((key) => ({
              namespace: `r${round}`,
              key,
              type: 'organization',
              label: `${key} ${canary}`,
            })),
            claims: one.claims.map((c, at) =>
              c.kind === 'name'
                ? {
                    subject: c.subject,
                    predicate: 'alias',
                    value: `${canary} alias ${at}`,
                    quote: canary,
                    kind: 'name',
                    negated: c.negated,
                  }
                : { subject: c.subject, predicate: 'part-of', object: c.object, quote: canary, negated: c.negated },
            ),
            same: one.same,
          });
          added.push({ document, canary });
        }
        const gone = added[which % added.length]!;
        await purgeDocument(store.database, store.derivations, { documentId: gone.document, ...REQUEST });
        await expectDerivedEqualsRebuilt();
        expect(await tablesHolding(store.database, gone.canary)).toEqual([]);
        for (const kept of added)
          if (kept !== gone) expect(await tablesHolding(store.database, kept.canary)).toContain('public.claim');
      }),
      { numRuns: 15 },
    );
  });
});
