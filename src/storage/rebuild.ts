/**
 * Makes derived state anew from ground state, beside the one in use, and puts it in its place at once.
 *
 * Invariants: readers see the old state until the new one is whole; writers wait; the result equals what incremental derivation kept.
 */
import { setTimeout } from 'node:timers/promises';
import type { NameEntry } from '../model/evidence/ground.ts';
import type { ReferentNode, Resolver, SameLink } from '../model/evidence/resolution.ts';
import type { CopyValue } from './copy-rows.ts';
import { copyRows } from './copy-rows.ts';
import type { Database, Session } from './database.ts';
import { insertEdges } from './edge-sql.ts';
import { labelComponents } from './membership.ts';
import { DERIVED_VERSION, derivedSchema } from './migrate.ts';
import { overlayStatements } from './overlay.ts';

/** What derivation needs from the layers that the store does not know. */
export interface Derivations {
  readonly resolve: Resolver;
  /** The names under which a referent is found, for one name as a source writes it. */
  readonly nameEntries: (referent: string, name: string, predicate: string) => readonly NameEntry[];
  /** The words of a text for the index, as a `tsvector` literal. */
  readonly words: (text: string) => string;
}

export interface RebuildResult {
  readonly entities: number;
  readonly edges: number;
}

const NEXT = 'derived_next';
const FETCH_ROWS = 5000;

export async function rebuildDerived(
  database: Database,
  derivations: Derivations,
  onProgress: (phase: string, done: number, total: number) => void = () => undefined,
): Promise<RebuildResult> {
  return database.transaction(async (session) => {
    // Holding the clock's row keeps writers out until the new state stands; readers never take it.
    await session.query('select last_recorded_at from store_clock where id = 1 for update');
    await session.client.query(`drop schema if exists ${NEXT} cascade`);
    await session.client.query(withoutIndexes(await derivedSchema(NEXT)));
    onProgress('names resolved', 0, 5);
    await fillMembers(session, derivations.resolve);
    for (const statement of overlayStatements(NEXT, false)) await session.query(statement);
    onProgress('entities', 1, 5);
    const entities = await session.query(
      `insert into ${NEXT}.entity (id, type, label, recorded_at)
       select r.id, r.type, r.label, r.recorded_at from referent r
       where not exists (select 1 from ${NEXT}.member m where m.referent = r.id)`,
    );
    await session.query(labelComponents(NEXT));
    onProgress('edges', 2, 5);
    const edges = await session.query(insertEdges(NEXT, 'claim'));
    onProgress('names', 3, 5);
    await fillNames(session, derivations.nameEntries);
    onProgress('text index', 4, 5);
    await fillWords(session, derivations.words);
    for (const statement of indexesOf(await derivedSchema(NEXT))) await session.client.query(statement);
    for (const table of ['entity', 'edge', 'entity_name', 'member'])
      await session.client.query(`analyze ${NEXT}.${table}`);
    await lockDerived(session);
    await session.client.query(`drop schema derived cascade; alter schema ${NEXT} rename to derived`);
    await session.query(
      "insert into store_meta (key, value) values ('derived-version', $1) on conflict (key) do update set value = excluded.value",
      [DERIVED_VERSION],
    );
    onProgress('done', 5, 5);
    return { entities: entities.rowCount, edges: edges.rowCount };
  });
}

/**
 * Waits until nobody reads the old state, without holding up those who begin to read for longer than a moment: a reader that holds one
 * table and waits for another would otherwise wait for us for ever.
 */
async function lockDerived(session: Session): Promise<void> {
  const tables = DERIVED_TABLES.map((table) => `derived.${table}`).join(', ');
  for (let attempt = 1; ; attempt++) {
    await session.client.query('savepoint before_swap');
    try {
      await session.client.query(`set local lock_timeout = '200ms'`);
      await session.client.query(`lock table ${tables} in access exclusive mode`);
      await session.client.query('set local lock_timeout = 0');
      return;
    } catch (error) {
      const timedOut = error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
      if (!timedOut || attempt >= MOST_ATTEMPTS) throw error;
      await session.client.query('rollback to savepoint before_swap');
      await setTimeout(50);
    }
  }
}

const LOCK_NOT_AVAILABLE = '55P03';
const MOST_ATTEMPTS = 600;
/** `entity` first: readers of a state lock it before anything else. */
const DERIVED_TABLES = ['entity', 'edge', 'entity_name', 'member', 'claim_overlay', 'document_words'];

async function fillMembers(session: Session, resolve: Resolver): Promise<void> {
  const links: SameLink[] = [];
  for await (const row of cursor<{ left_id: string; right_id: string }>(
    session,
    "select left_id, right_id from finding where kind = 'same' and withdrawn_at is null",
  )) {
    links.push({ left: row.left_id, right: row.right_id });
  }
  const nodes: ReferentNode[] = [];
  for await (const row of cursor<{ id: string; type: string; recorded_at: string }>(
    session,
    `select r.id, r.type, to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as recorded_at from referent r
     where r.id in (select left_id from finding where kind = 'same' union all select right_id from finding where kind = 'same')`,
  )) {
    nodes.push({ id: row.id, type: row.type, recordedAt: row.recorded_at });
  }
  const rows: CopyValue[][] = [];
  for (const [referent, entity] of resolve(nodes, links)) if (referent !== entity) rows.push([referent, entity]);
  await copyRows(session, { table: `${NEXT}.member`, columns: ['referent', 'entity'] }, rows);
}

async function fillNames(session: Session, nameEntries: Derivations['nameEntries']): Promise<void> {
  await session.client.query(
    'create temporary table rebuilt_name (referent text collate "C", key text collate "C", name text, predicate text, grams text[]) on commit drop',
  );
  const source = cursor<{ referent: string; name: string; predicate: string }>(
    session,
    `select distinct subject as referent, object_value as name, predicate from claim where kind = 'name' and object_value is not null
     union select id, label, 'label' from referent`,
  );
  // A cursor and a COPY cannot share a connection at the same moment, so names go over in slices.
  let slice: CopyValue[][] = [];
  const flush = async (): Promise<void> => {
    await copyRows(
      session,
      { table: 'rebuilt_name', columns: ['referent', 'key', 'name', 'predicate', 'grams'] },
      slice,
    );
    slice = [];
  };
  for await (const row of source) {
    for (const entry of nameEntries(row.referent, row.name, row.predicate)) {
      slice.push([entry.referent, entry.key, entry.name, entry.predicate, entry.grams]);
    }
    if (slice.length >= 20_000) await flush();
  }
  await flush();
  await session.query(
    `insert into ${NEXT}.entity_name (entity, referent, key, name, predicate, grams)
     select coalesce(m.entity, s.referent), s.referent, s.key, s.name, s.predicate, s.grams
     from (select distinct on (referent, key, name, predicate) * from rebuilt_name order by referent, key, name, predicate) s
     left join ${NEXT}.member m on m.referent = s.referent`,
  );
}

async function fillWords(session: Session, words: Derivations['words']): Promise<void> {
  const source = cursor<{ id: string; text: string }>(
    session,
    "select id, concat_ws(E'\\n', title, publisher, text) as text from document where held and kind = 'report' and text is not null",
    20,
  );
  for await (const row of source) {
    await session.query(`insert into ${NEXT}.document_words (document, words) values ($1, $2::tsvector)`, [
      row.id,
      words(row.text),
    ]);
  }
}

/** Rows of a query that may be larger than memory. */
async function* cursor<T extends Record<string, unknown>>(
  session: Session,
  sql: string,
  size = FETCH_ROWS,
): AsyncIterable<T> {
  const name = `c${Math.random().toString(36).slice(2)}`;
  await session.query(`declare ${name} cursor for ${sql}`);
  for (;;) {
    const { rows } = await session.query<T>(`fetch ${size} from ${name}`);
    if (rows.length === 0) break;
    yield* rows;
  }
  await session.query(`close ${name}`);
}

const INDEX = /^create index[^;]*;/gm;

function withoutIndexes(sql: string): string {
  return sql.replace(INDEX, '');
}

/** Built after the rows are in, which is many times faster. */
function indexesOf(sql: string): string[] {
  return sql.match(INDEX) ?? [];
}
