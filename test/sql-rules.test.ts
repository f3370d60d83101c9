/**
 * The store must stay able to run on many machines: no statement that we run, and no table that we define, uses what a sharded server
 * (Citus) refuses. Checked over the definitions, and over the statements of a life of a store from opening to purge and rebuild.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOrrery } from '../src/app/open-orrery.ts';
import type { ImportRequest, Orrery } from '../src/app/use-cases.ts';
import { createTestStore, EXAMPLE_REPORT, exampleBundle, type TestStore } from './cli/test-store.ts';
import { PROJECT } from './module-imports.ts';
import { distributionsOf, schemaViolations, statementViolations, withoutText } from './sql-rules.ts';
import { StatementLog } from './statement-log.ts';

const STORAGE = join(PROJECT, 'src', 'storage');
const DEFINITIONS = [
  ...readdirSync(join(STORAGE, 'migrations'))
    .sort()
    .map((name) => join('migrations', name)),
  'derived.sql',
].map((name) => ({ name, sql: readFileSync(join(STORAGE, name), 'utf8') }));
const DISTRIBUTIONS = distributionsOf(DEFINITIONS.map(({ sql }) => sql).join('\n'));
const HERON = 'stix:intrusion-set--22222222-2222-4222-8222-222222222222';

describe('tables', () => {
  test.each(DEFINITIONS)('of $name can be distributed', ({ sql }) => {
    expect(schemaViolations(sql)).toEqual([]);
  });

  test('claims lie with their subject, edges with the entity at their end', () => {
    expect(DISTRIBUTIONS.get('claim')).toBe('subject');
    expect(DISTRIBUTIONS.get('edge')).toBe('entity');
    expect(DISTRIBUTIONS.get('store_clock')).toBe('reference');
  });
});

describe('the statements of the life of a store', () => {
  let store: TestStore;
  let orrery: Orrery;
  let log: StatementLog;

  beforeAll(async () => {
    store = await createTestStore();
    log = StatementLog.open();
    orrery = await openOrrery({ databaseUrl: store.databaseUrl });
  });
  afterAll(async () => {
    log.close();
    await orrery?.close();
    await store?.drop();
  });

  test('imports, a newer release, judgements, answers at three times, purge and rebuild keep the rules', async () => {
    await live(orrery);
    const statements = log.statements;
    // A scenario that leaves out what writes most would pass without saying anything.
    for (const table of ['claim', 'derived.edge', 'derived.member', 'judgement', 'tombstone', 'finding']) {
      expect(
        statements.filter((sql) => withoutText(sql).includes(table)).length,
        `statements on ${table}`,
      ).toBeGreaterThan(0);
    }
    const broken = statements.flatMap((sql) =>
      statementViolations(sql, DISTRIBUTIONS).map((rule) => `${rule}: ${sql.replace(/\s+/g, ' ').slice(0, 300)}`),
    );
    expect(broken).toEqual([]);
  });
});

async function live(orrery: Orrery): Promise<void> {
  const take = async (...inputs: ImportRequest['inputs']): Promise<string> => {
    const [outcome] = await orrery.import({ inputs, author: 'tester' });
    expect(outcome, JSON.stringify(outcome)).toMatchObject({ state: expect.not.stringMatching('refused') });
    return outcome!.documentId!;
  };
  await take(release('2021-01-01', []));
  const before = await orrery.status();
  await take(release('2021-01-01', []));
  await take(release('2022-01-01', ['Glass Crane', 'LANTERNFISH']));
  await take(report('heron.txt', EXAMPLE_REPORT));
  const second = await take(report('crane.txt', `${EXAMPLE_REPORT}\nPaper Heron is attributed to the Reed Bureau.\n`));

  const page = await orrery.entity('Paper Heron', {});
  await orrery.entity(HERON, { asOf: '2019-06-01' });
  await orrery.entity(HERON, { knownAt: '2020-06-01' });
  await orrery.entity(HERON, { heldAt: page.moment.heldAt });
  await judgeSomething(orrery);
  // Since something was decided, an earlier instant is answered from ground state.
  await orrery.entity(HERON, { heldAt: page.moment.heldAt });
  await orrery.propositions(HERON, { text: 'lantern', includeMachine: true });
  const [statement] = page.groups.flatMap((group) => group.propositions);
  if (statement) await orrery.evidence(HERON, statement.id, {});
  await orrery.map({ includeMachine: true });
  await orrery.map({ about: HERON, evidenceClasses: ['court'] });
  await orrery.search('heron');
  await orrery.search('纸鹭');
  await orrery.documents({ text: 'heron', held: true });
  await orrery.document(second);
  await orrery.sources();
  const { items } = await orrery.arrivals({ limit: 1 });
  await orrery.arrival(items[0]!.id);
  for (const format of ['stix', 'csv', 'markdown'] as const) await drain(orrery, format);
  await orrery.purge({ documentId: second, reason: 'sent by mistake', author: 'tester' });
  await orrery.rebuild();
  expect(await orrery.status()).not.toEqual(before);
}

async function judgeSomething(orrery: Orrery): Promise<void> {
  const author = 'tester';
  const reason = 'read again';
  const queue = await orrery.reviewQueue({});
  const waiting = queue.items[0];
  expect(waiting, 'a statement that waits for review').toBeDefined();
  const { claims } = await orrery.evidence(waiting!.subject.id, waiting!.id, {});
  const target = claims[0]!.id;
  await orrery.judge({ kind: 'claim-status', target, decision: { status: 'reviewed' }, reason, author });
  await orrery.judge({ kind: 'claim-credibility', target, decision: { credibility: 3 }, reason, author });
  const [source] = await orrery.sources();
  if (source?.publisher) {
    const decision = { reliability: 'B' };
    await orrery.judge({ kind: 'source-reliability', target: source.publisher, decision, reason, author });
  }
  const { items } = await orrery.arrivals({});
  await orrery.judge({ kind: 'arrival-status', target: items[0]!.id, decision: { status: 'triaged' }, reason, author });
}

async function drain(orrery: Orrery, format: 'stix' | 'csv' | 'markdown'): Promise<void> {
  const { chunks } = await orrery.export({ format, about: HERON, includeMachine: true, author: 'tester' });
  let length = 0;
  for await (const chunk of chunks) length += chunk.length;
  expect(length).toBeGreaterThan(0);
}

/** A release of a data set that says of itself that it is whole, so that a newer one withdraws what it leaves out. */
function release(day: string, without: readonly string[]): { name: string; bytes: Uint8Array } {
  const modified = `${day}T00:00:00.000Z`;
  const bundle = JSON.parse(exampleBundle()) as { objects: Record<string, unknown>[] };
  const kept = bundle.objects.filter((object) => {
    if (without.includes(String(object.name))) return false;
    return object.type !== 'relationship' || without.length === 0;
  });
  const matrix = {
    type: 'x-mitre-matrix',
    spec_version: '2.1',
    id: 'x-mitre-matrix--77777777-7777-4777-8777-777777777777',
    created: modified,
    modified,
    name: 'Example matrix',
    created_by_ref: kept[0]!.id,
  };
  return report(`example-${day}.json`, JSON.stringify({ ...bundle, objects: [...kept, matrix] }));
}

function report(name: string, text: string): { name: string; bytes: Uint8Array } {
  return { name, bytes: new TextEncoder().encode(text) };
}

describe('a statement is refused', () => {
  test.each([
    ['that locks rows of a distributed table', 'select id from claim where subject = $1 for update'],
    ['that locks them without blocking readers', 'select 1 from claim c for no key update'],
    ['that merges', 'MERGE INTO claim USING other ON true WHEN MATCHED THEN DELETE'],
    ['that groups by sets', 'select kind, count(*) from claim group by grouping sets ((kind), ())'],
    ['that recurses', 'with recursive reach as (select 1) select * from reach'],
    [
      'that takes the time of the row in DO UPDATE',
      'insert into document (id, title) values ($1, $2) on conflict (id) do update set recorded_at = now()',
    ],
    ['that moves a row to another shard', 'update claim set subject = $1 where id = $2'],
    [
      'that moves it by an alias',
      'update derived.edge e set other = $1, entity = m.entity from derived.member m where true',
    ],
    [
      'that moves it on conflict',
      'insert into document (id) values ($1) on conflict (id) do update set title = excluded.title, id = excluded.id',
    ],
    [
      'that conflicts on another column than the one it is distributed by',
      'insert into claim (subject, id) values ($1, $2) on conflict (id) do nothing',
    ],
    ['that makes a trigger', 'create trigger noted after insert on claim execute function note()'],
  ])('%s', (_, sql) => {
    expect(statementViolations(sql, DISTRIBUTIONS)).toHaveLength(1);
  });

  test.each([
    [
      'that locks a table which is copied to every node',
      'select last_recorded_at from store_clock where id = 1 for update',
    ],
    ['that speaks of it in a literal', "insert into arrival (id, name) values ($1, 'merge into claim for update')"],
    ['that speaks of it in a comment', 'select 1 -- with recursive\n from claim'],
    ['that updates other columns', 'update claim set withdrawn_at = $1 where subject = $2 and id = any($3)'],
    ['that compares the distribution column', 'update derived.edge e set status = $1 where e.entity = $2'],
    [
      'that conflicts on the key',
      'insert into document (id, title) values ($1, $2) on conflict (id) do update set title = excluded.title',
    ],
  ])('not one %s', (_, sql) => {
    expect(statementViolations(sql, DISTRIBUTIONS)).toEqual([]);
  });
});

describe('a table is refused', () => {
  test.each([
    ['that names no distribution', 'create table t (\n  id text primary key\n);'],
    [
      'whose key lacks the distribution column',
      '-- distribution: a\ncreate table t (\n  a text,\n  b text primary key\n);',
    ],
    [
      'whose compound key lacks it',
      '-- distribution: a\ncreate table t (\n  a text,\n  b text,\n  c text,\n  primary key (b, c)\n);',
    ],
    ['with another unique column', '-- distribution: a\ncreate table t (\n  a text primary key,\n  b text unique\n);'],
    ['without a key', '-- distribution: a\ncreate table t (\n  a text\n);'],
    ['with a sequence', '-- distribution: a\ncreate table t (\n  a text primary key,\n  n bigserial\n);'],
    [
      'with an identity',
      '-- distribution: a\ncreate table t (\n  a text primary key,\n  n integer generated always as identity\n);',
    ],
    ['with a foreign key', '-- distribution: a\ncreate table t (\n  a text primary key references other (a)\n);'],
    ['that is distributed by a column it lacks', '-- distribution: z\ncreate table t (\n  a text primary key\n);'],
    [
      'with a unique index on other columns',
      '-- distribution: a\ncreate table t (\n  a text primary key,\n  b text\n);\ncreate unique index t_b on t (b);',
    ],
  ])('%s', (_, sql) => {
    expect(schemaViolations(sql).length).toBeGreaterThan(0);
  });

  test('not one that says how it lies, with keys that hold that column', () => {
    const sql =
      '-- What it is. distribution: a\ncreate table t (\n  a text not null,\n  b text,\n  primary key (b, a)\n);\ncreate index t_b on t (b);';
    expect(schemaViolations(sql)).toEqual([]);
  });
});
