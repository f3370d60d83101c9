/**
 * One import of one input: its arrival, its progress, and what a newer release takes back.
 *
 * Invariant: an import that was killed is continued by the same import; what it had stored is met as already known.
 */
import type { Session } from './database.ts';
import { advanceClock, newId } from './ground-writer.ts';

export interface ArrivalStart {
  readonly name: string;
  readonly kind: 'report' | 'dataset' | 'starter';
  readonly format: string;
  readonly document: string;
  readonly dataset?: string;
  readonly release?: string;
  readonly author: string;
}

export interface ArrivalCounts {
  readonly newClaims: number;
  readonly newNames: number;
  readonly newEntities: number;
  readonly repeats: number;
  readonly withdrawn: number;
  readonly contradictions: number;
  readonly refused: number;
}

export const NOTHING_ADDED: ArrivalCounts = {
  newClaims: 0,
  newNames: 0,
  newEntities: 0,
  repeats: 0,
  withdrawn: 0,
  contradictions: 0,
  refused: 0,
};

export interface RunningArrival {
  readonly id: string;
  readonly resumed: boolean;
  readonly counts: ArrivalCounts;
}

/** The unfinished arrival of this document, or a new one. */
export async function startArrival(session: Session, start: ArrivalStart): Promise<RunningArrival> {
  const open = await session.query<{ id: string; counts: ArrivalCounts }>(
    'select id, counts from arrival where document = $1 and not complete order by recorded_at limit 1',
    [start.document],
  );
  const found = open.rows[0];
  if (found) return { id: found.id, resumed: true, counts: { ...NOTHING_ADDED, ...found.counts } };
  const id = newId('arrival');
  const recordedAt = await advanceClock(session);
  await session.query(
    `insert into arrival (id, name, kind, format, document, dataset, release, complete, counts, author, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, false, $8, $9, $10)`,
    [
      id,
      start.name,
      start.kind,
      start.format,
      start.document,
      start.dataset ?? null,
      start.release ?? null,
      JSON.stringify(NOTHING_ADDED),
      start.author,
      recordedAt,
    ],
  );
  return { id, resumed: false, counts: NOTHING_ADDED };
}

export async function updateArrival(session: Session, id: string, counts: ArrivalCounts): Promise<void> {
  await session.query('update arrival set counts = $2 where id = $1', [id, JSON.stringify(counts)]);
}

export async function finishArrival(
  session: Session,
  id: string,
  result: {
    counts: ArrivalCounts;
    refused: readonly { place: string; reason: string }[];
    contradictions: readonly { left: string; right: string; reason: string }[];
  },
): Promise<void> {
  await session.query(
    'update arrival set complete = true, counts = $2, refused = $3, contradictions = $4, finished_at = clock_timestamp() where id = $1',
    [
      id,
      JSON.stringify(result.counts),
      JSON.stringify(result.refused.slice(0, 1000)),
      JSON.stringify(result.contradictions),
    ],
  );
}

/** True when these bytes were imported to the end before. */
export async function isImported(session: Session, document: string): Promise<boolean> {
  const { rowCount } = await session.query('select 1 from arrival where document = $1 and complete limit 1', [
    document,
  ]);
  return rowCount > 0;
}

export interface HeldRow {
  readonly key: string;
  readonly version: string;
  readonly hash: string;
  /** It came from the very document that is imported: an earlier run of the same import stored it. */
  readonly own: boolean;
}

/** The rows of a data set as held now: key → hash of its exact text. */
export async function heldRows(session: Session, dataset: string, document: string): Promise<Map<string, HeldRow>> {
  const { rows } = await session.query<{ key: string; version: string; hash: string; own: boolean }>(
    'select key, version, hash, document = $2 as own from source_row where dataset = $1 and withdrawn_at is null',
    [dataset, document],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** The exact text of some rows as held now, for taking back what followed from them. */
export async function rowTexts(
  session: Session,
  dataset: string,
  keys: readonly string[],
): Promise<{ key: string; version: string; type: string; pointer: string; raw: string; document: string }[]> {
  const { rows } = await session.query<{
    key: string;
    version: string;
    type: string;
    pointer: string;
    raw: string;
    document: string;
  }>(
    'select key, version, type, pointer, raw, document from source_row where dataset = $1 and key = any($2) and withdrawn_at is null',
    [dataset, keys],
  );
  return rows;
}

/** Closes the holding period of rows and claims: answers for earlier instants still see them. Returns how many claims were closed. */
export async function withdraw(
  session: Session,
  what: { dataset: string; keys: readonly string[]; claims: readonly { subject: string; id: string }[] },
): Promise<number> {
  const at = await advanceClock(session);
  await session.query(
    'update source_row set withdrawn_at = $3::timestamptz where key = any($2) and dataset = $1 and withdrawn_at is null',
    [what.dataset, what.keys, at],
  );
  const subjects = what.claims.map((claim) => claim.subject);
  const ids = what.claims.map((claim) => claim.id);
  const { rowCount } = await session.query(
    `update claim c set withdrawn_at = $3::timestamptz from unnest($1::text[], $2::text[]) as u (subject, id)
     where c.subject = u.subject and c.id = u.id and c.withdrawn_at is null`,
    [subjects, ids, at],
  );
  for (const end of ['subject', 'object_referent']) {
    await session.query(
      `update derived.edge e set withdrawn_at = $3::timestamptz
       from unnest($1::text[], $2::text[]) as u (subject, id)
       join claim c on c.subject = u.subject and c.id = u.id and c.withdrawn_at = $3::timestamptz
       left join derived.member m on m.referent = c.${end}
       where e.entity = coalesce(m.entity, c.${end}) and e.claim_id = c.id and e.withdrawn_at is null`,
      [subjects, ids, at],
    );
  }
  return rowCount;
}

/** Releases of a data set that were imported to the end, newest first. */
export async function importedReleases(
  session: Session,
  dataset: string,
): Promise<{ document: string; release: string | null; published: string | null }[]> {
  const { rows } = await session.query<{ document: string; release: string | null; published: string | null }>(
    `select a.document, a.release, d.published from arrival a join document d on d.id = a.document
     where a.dataset = $1 and a.complete order by a.recorded_at desc`,
    [dataset],
  );
  return rows;
}

/** Tells the planner what a bulk load changed, before the database would notice by itself. */
export async function refreshStatistics(session: Session): Promise<void> {
  for (const table of ['claim', 'derived.edge', 'derived.entity_name', 'derived.member'])
    await session.query(`analyze ${table}`);
}
