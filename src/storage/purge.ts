/**
 * Removes a document for good: the one exception to append-only. What remains is a tombstone that says that it was, who removed it and why.
 *
 * Invariants: afterwards no table holds words that only this document brought; derived state equals a full rebuild; claims of other documents
 * stay, even those that cite it, since what others say of it is theirs. Copies in earlier backups are not reached.
 *
 * What the document introduced is known by recorded time: every write transaction has one of its own, so rows that share one came together.
 */
import type { NameEntry } from '../model/evidence/ground.ts';
import { type ReferentId, referentParts } from '../model/evidence/identifiers.ts';
import type { Resolver } from '../model/evidence/resolution.ts';
import { copyRows } from './copy-rows.ts';
import { type Database, inTransaction, type Session } from './database.ts';
import { advanceClock, newId, prepareStages } from './ground-writer.ts';
import { labelComponents, refreshMembership } from './membership.ts';
import { refreshClaims } from './overlay.ts';

export interface PurgeRequest {
  readonly documentId: string;
  readonly reason: string;
  readonly author: string;
}

export interface PurgeResult {
  readonly documentId: string;
  /** Claims that went with it, each counted once. */
  readonly claims: number;
  readonly tombstone: string;
}

/** What derivation needs, so that derived state follows in the same transaction. */
export interface PurgeDerivations {
  readonly resolve: Resolver;
  readonly nameEntries: (referent: string, name: string, predicate: string) => readonly NameEntry[];
}

export class PurgeError extends Error {
  readonly reason: 'not-found' | 'not-held' | 'purged-already';
  readonly hint: string;
  constructor(reason: PurgeError['reason'], message: string, hint: string) {
    super(message);
    this.name = 'PurgeError';
    this.reason = reason;
    this.hint = hint;
  }
}

/** Importing the same bytes again is refused by the tombstone (`purgedBefore`). */
export async function purgeDocument(
  database: Database,
  derivations: PurgeDerivations,
  request: PurgeRequest,
): Promise<PurgeResult> {
  return database.withSession(async (session) => {
    await prepareStages(session);
    await session.client.query(STAGES);
    return inTransaction(session, () => purge(session, derivations, request));
  });
}

const STAGES = `
create temporary table if not exists purged_claim (subject text collate "C", id text collate "C", object_referent text collate "C", recorded_at timestamptz) on commit delete rows;
create temporary table if not exists purged_time (recorded_at timestamptz) on commit delete rows;
create temporary table if not exists purged_key (key text collate "C") on commit delete rows;
create temporary table if not exists purged_referent (id text collate "C") on commit delete rows;
create temporary table if not exists touched_referent (id text collate "C", introduced boolean) on commit delete rows;`;

async function purge(session: Session, derivations: PurgeDerivations, request: PurgeRequest): Promise<PurgeResult> {
  const recordedAt = await advanceClock(session);
  const document = await requireHeld(session, request.documentId);
  const claims = await noteWhatGoes(session, request.documentId);
  const contested = await claimsContestedByPurged(session, request.documentId);
  await deleteEdges(session);
  await deleteGround(session, request.documentId, document.sha256);
  await deleteFindings(session, request.documentId);
  await chooseReferents(session);
  const survivors = await deleteReferents(session);
  await relabel(session);
  await refreshMembership(session, new Set(survivors), derivations.resolve);
  await session.query('delete from derived.entity e using purged_referent p where e.id = p.id');
  await refreshEntities(session);
  await rewriteNames(session, derivations.nameEntries);
  await refreshClaims(session, contested);
  await reopenLaterReleases(session, document.dataset);
  const tombstone = newId('tombstone');
  await session.query(
    `insert into tombstone (id, document, sha256, reason, author, claim_count, recorded_at) values ($1, $2, $3, $4, $5, $6, $7::timestamptz)`,
    [tombstone, request.documentId, document.sha256, request.reason, request.author, claims, recordedAt],
  );
  return { documentId: request.documentId, claims, tombstone };
}

async function requireHeld(session: Session, id: string): Promise<{ sha256: string | null; dataset: string | null }> {
  const { rows } = await session.query<{ held: boolean; sha256: string | null; dataset: string | null }>(
    'select held, sha256, dataset from document where id = $1',
    [id],
  );
  const found = rows[0];
  if (found?.held) return found;
  if (found)
    throw new PurgeError(
      'not-held',
      `${id} is only cited: none of its words are in the store.`,
      'To take back what others say of it, reject their claims or purge the documents that say it.',
    );
  const { rows: tombstones } = await session.query<{ reason: string; at: string }>(
    'select reason, recorded_at::date::text as at from tombstone where document = $1',
    [id],
  );
  if (tombstones[0])
    throw new PurgeError(
      'purged-already',
      `${id} was purged on ${tombstones[0].at}: ${tombstones[0].reason}`,
      'Nothing is left to remove.',
    );
  throw new PurgeError(
    'not-found',
    `No document has the id ${id}.`,
    'Ids are shown by orrery show, and on the page of a document.',
  );
}

/** Fills the stages: the claims that go, the recorded times and row keys that were the document's, the referents that it touched. */
async function noteWhatGoes(session: Session, document: string): Promise<number> {
  const claims = await session.query(
    'insert into purged_claim select subject, id, object_referent, recorded_at from claim where document = $1',
    [document],
  );
  await session.query(
    `insert into purged_time select recorded_at from document where id = $1
     union select recorded_at from purged_claim union select recorded_at from source_row where document = $1`,
    [document],
  );
  await session.query('insert into purged_key select distinct key from source_row where document = $1', [document]);
  const { rows } = await session.query<{ count: number }>('select count(distinct id)::int as count from purged_claim');
  return claims.rowCount === 0 ? 0 : rows[0]!.count;
}

/** Claims of others whose overlay rests on what goes: a passage found in the document, a contradiction with one of its claims. */
async function claimsContestedByPurged(session: Session, document: string): Promise<string[]> {
  const { rows } = await session.query<{ id: string }>(
    `select left_id as id from finding where right_id = $1 and kind = 'passage'
     union select left_id from finding where kind = 'contradiction' and right_id in (select id from purged_claim)
     union select right_id from finding where kind = 'contradiction' and left_id in (select id from purged_claim)`,
    [document],
  );
  const gone = new Set(
    (await session.query<{ id: string }>('select distinct id from purged_claim')).rows.map((row) => row.id),
  );
  return rows.map((row) => row.id).filter((id) => !gone.has(id));
}

async function deleteEdges(session: Session): Promise<void> {
  for (const end of ['subject', 'object_referent']) {
    await session.query(`delete from derived.edge e using purged_claim p left join derived.member m on m.referent = p.${end}
      where e.entity = coalesce(m.entity, p.${end}) and e.claim_id = p.id`);
  }
  await session.query('delete from derived.claim_overlay o using purged_claim p where o.claim_id = p.id');
}

async function deleteGround(session: Session, document: string, sha256: string | null): Promise<void> {
  await session.query(`insert into touched_referent
    select id, recorded_at in (select recorded_at from purged_time) from referent
    where id in (select subject from purged_claim union select object_referent from purged_claim)
       or recorded_at in (select recorded_at from purged_time)`);
  await session.query(`delete from judgement j using arrival a where a.document = $1 and j.target = a.id`, [document]);
  await session.query('delete from judgement where target = $1 or target in (select id from purged_claim)', [document]);
  await session.query(
    `update arrival a set contradictions = (
       select coalesce(jsonb_agg(entry), '[]') from jsonb_array_elements(a.contradictions) entry
       where entry ->> 'left' not in (select id from purged_claim) and entry ->> 'right' not in (select id from purged_claim))
     where a.contradictions <> '[]' and a.document is distinct from $1`,
    [document],
  );
  for (const table of ['arrival', 'retrieval', 'extraction', 'source_row', 'claim'])
    await session.query(`delete from ${table} where document = $1`, [document]);
  await session.query('delete from derived.document_words where document = $1', [document]);
  await session.query('delete from document where id = $1', [document]);
  await session.query(
    'delete from blob_piece where sha256 = $1 and not exists (select 1 from document d where d.sha256 = $1)',
    [sha256],
  );
  // Reports that only this document named. One that others rest on is theirs too.
  await session.query(`delete from document d where not d.held and d.recorded_at in (select recorded_at from purged_time)
    and d.id not in (select cited from claim where cited is not null)
    and d.id not in (select origin from claim) and d.id not in (select report from claim where report is not null)`);
}

/** Findings about the document or its claims, and links that it declared and that no remaining row declares. */
async function deleteFindings(session: Session, document: string): Promise<void> {
  await session.query(
    `delete from finding where left_id = $1 or right_id = $1
       or left_id in (select id from purged_claim) or right_id in (select id from purged_claim)`,
    [document],
  );
}

/** A referent goes when the document introduced it and nothing that remains speaks of it or is linked to it. */
async function chooseReferents(session: Session): Promise<void> {
  const { rows } = await session.query<{ id: string; spoken: boolean }>(
    `select t.id, exists (select 1 from claim c where c.subject = t.id) or exists (select 1 from claim c where c.object_referent = t.id) as spoken
     from touched_referent t where t.introduced`,
  );
  const keys = await remainingKeys(
    session,
    rows.map((row) => row.id),
  );
  const candidates = rows.filter((row) => !row.spoken && !keys.has(row.id)).map((row) => row.id);
  await copyRows(
    session,
    { table: 'purged_referent', columns: ['id'] },
    candidates.map((id) => [id]),
  );
  await session.query(`delete from finding f using purged_time t where f.kind = 'same' and f.recorded_at = t.recorded_at
    and (f.left_id in (select id from purged_referent) or f.right_id in (select id from purged_referent))`);
  // A link that another document declared keeps its ends: an identifier is known through it.
  for (;;) {
    const { rowCount } = await session.query(`delete from purged_referent p where exists (
      select 1 from finding f where f.kind = 'same' and (
        (f.left_id = p.id and f.right_id not in (select id from purged_referent))
        or (f.right_id = p.id and f.left_id not in (select id from purged_referent))))`);
    if (rowCount === 0) break;
  }
  await deleteOrphanedLinks(session);
}

/** Links between two things that stay, declared by the document alone. */
async function deleteOrphanedLinks(session: Session): Promise<void> {
  const { rows } = await session.query<{ id: string; left_id: string; right_id: string }>(
    `select f.id, f.left_id, f.right_id from finding f join purged_time t on t.recorded_at = f.recorded_at
     where f.kind = 'same' and f.left_id not in (select id from purged_referent) and f.right_id not in (select id from purged_referent)`,
  );
  const keys = await remainingKeys(
    session,
    rows.flatMap((row) => [row.left_id, row.right_id]),
  );
  const orphaned = rows.filter((row) => !keys.has(row.left_id) && !keys.has(row.right_id)).map((row) => row.id);
  await session.query(
    `insert into touched_referent select left_id, false from finding where id = any($1) union select right_id, false from finding where id = any($1)`,
    [orphaned],
  );
  await session.query('delete from finding where id = any($1)', [orphaned]);
}

/** Which of some referents are the key of a data-set row that remains. */
async function remainingKeys(session: Session, referents: readonly string[]): Promise<Set<string>> {
  const keyOf = new Map(referents.map((id) => [id, referentParts(id as ReferentId).key]));
  const { rows } = await session.query<{ key: string }>('select distinct key from source_row where key = any($1)', [
    [...new Set(keyOf.values())],
  ]);
  const held = new Set(rows.map((row) => row.key));
  return new Set(referents.filter((id) => held.has(keyOf.get(id)!)));
}

/** Deletes them with what names them, and gives the referents whose entity may change. */
async function deleteReferents(session: Session): Promise<string[]> {
  const { rows } = await session.query<{ id: string }>(
    `with lost as (select id from purged_referent union select id from touched_referent),
       entity as (select coalesce(m.entity, l.id) as id from lost l left join derived.member m on m.referent = l.id)
     select id from entity union select m.referent from derived.member m join entity e on e.id = m.entity`,
  );
  const gone = new Set(
    (await session.query<{ id: string }>('select id from purged_referent')).rows.map((row) => row.id),
  );
  await session.query(
    `delete from finding where left_id in (select id from purged_referent) or right_id in (select id from purged_referent)`,
  );
  await session.query(
    `delete from judgement j using purged_referent p where strpos(j.target, p.id) > 0 and j.kind in ('same', 'name-relation')`,
  );
  await session.query('delete from derived.entity_name n using purged_referent p where n.referent = p.id');
  await session.query('delete from derived.member m using purged_referent p where m.referent = p.id');
  await session.query('delete from referent r using purged_referent p where r.id = p.id');
  // A name in an id is a name; the disclosure itself stays on record.
  await session.query('update disclosure d set about = null from purged_referent p where d.about = p.id');
  await session.query('delete from touched_referent t using purged_referent p where t.id = p.id');
  const survivors = rows.map((row) => row.id).filter((id) => !gone.has(id));
  await session.query(
    `insert into touched_referent select r.id, false from referent r
     where r.id = any($1) and not exists (select 1 from touched_referent t where t.id = r.id)`,
    [survivors],
  );
  return survivors;
}

/** A referent that stays but was first named by the document takes a name that remains, else its own key. */
async function relabel(session: Session): Promise<void> {
  const { rows } = await session.query<{ id: string; label: string; named: boolean; other: string | null }>(
    `select r.id, r.label,
       exists (select 1 from claim c where c.subject = r.id and c.kind = 'name' and c.object_value = r.label) as named,
       (select c.object_value from claim c where c.subject = r.id and c.kind = 'name' and c.object_value is not null
        order by (c.predicate = 'name') desc, c.recorded_at, c.id limit 1) as other
     from touched_referent t join referent r on r.id = t.id where t.introduced`,
  );
  for (const row of rows) {
    const { key } = referentParts(row.id as ReferentId);
    if (row.named || key.toLowerCase().includes(row.label.toLowerCase())) continue;
    await session.query('update referent set label = $2 where id = $1', [row.id, row.other ?? key]);
  }
}

/** Entity rows of what was touched, as a rebuild would write them. */
async function refreshEntities(session: Session): Promise<void> {
  const touched =
    'select coalesce(m.entity, t.id) from touched_referent t left join derived.member m on m.referent = t.id';
  await session.query(`delete from derived.entity where id in (${touched})`);
  await session.query(`insert into derived.entity (id, type, label, recorded_at)
    select r.id, r.type, r.label, r.recorded_at from referent r where r.id in (${touched})
    on conflict (id) do nothing`);
  await session.query(labelComponents('derived', `m.entity in (${touched})`));
}

/** Names of touched referents, from their labels and the name claims that remain. */
async function rewriteNames(session: Session, nameEntries: PurgeDerivations['nameEntries']): Promise<void> {
  await session.query('delete from derived.entity_name n using touched_referent t where n.referent = t.id');
  const { rows } = await session.query<{ entity: string; referent: string; name: string; predicate: string }>(
    `select coalesce(m.entity, n.referent) as entity, n.referent, n.name, n.predicate from (
       select c.subject as referent, c.object_value as name, c.predicate from claim c join touched_referent t on t.id = c.subject
       where c.kind = 'name' and c.object_value is not null
       union select r.id, r.label, 'label' from referent r join touched_referent t on t.id = r.id
     ) n left join derived.member m on m.referent = n.referent`,
  );
  const entries = new Map<string, readonly [string, string, string, string, string, readonly string[]]>();
  for (const row of rows) {
    for (const entry of nameEntries(row.referent, row.name, row.predicate)) {
      const line = [row.entity, entry.referent, entry.key, entry.name, entry.predicate, entry.grams] as const;
      entries.set(line.slice(0, 5).join('\u001f'), line);
    }
  }
  await copyRows(
    session,
    { table: 'derived.entity_name', columns: ['entity', 'referent', 'key', 'name', 'predicate', 'grams'] },
    entries.values(),
  );
}

/** Rows that a later release left unchanged were held through the purged one: importing the later one again brings them back. */
async function reopenLaterReleases(session: Session, dataset: string | null): Promise<void> {
  if (dataset !== null) await session.query('update arrival set complete = false where dataset = $1', [dataset]);
}
