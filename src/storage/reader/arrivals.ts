/** Arrivals, the review queue and the state of the store. */
import type { Queryable } from '../database.ts';
import type { ArrivalCounts } from '../import-run.ts';
import { utc } from './edge-source.ts';

export interface ArrivalRow extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly kind: 'report' | 'dataset' | 'starter';
  readonly format: string;
  readonly document: string | null;
  readonly complete: boolean;
  readonly counts: ArrivalCounts;
  readonly refused: { place: string; reason: string }[];
  readonly contradictions: { left: string; right: string; reason: string }[];
  readonly recorded_at: string;
  readonly status: 'new' | 'triaged' | 'closed';
}

const ARRIVAL = `a.id, a.name, a.kind, a.format, a.document, a.complete, a.counts, a.refused, a.contradictions, ${utc('a.recorded_at')} as recorded_at,
  coalesce((select j.decision ->> 'status' from judgement j where j.kind = 'arrival-status' and j.target = a.id
    order by j.recorded_at desc, j.id desc limit 1), 'new') as status`;

export async function readArrivals(
  database: Queryable,
  query: { status?: string; after?: { recordedAt: string; id: string }; limit: number; id?: string },
): Promise<ArrivalRow[]> {
  const values: unknown[] = [query.limit];
  const where = ['true'];
  const add = (value: unknown): string => {
    values.push(value);
    return `$${values.length}`;
  };
  if (query.id !== undefined) where.push(`id = ${add(query.id)}`);
  if (query.status !== undefined) where.push(`status = ${add(query.status)}`);
  if (query.after) {
    const at = add(query.after.recordedAt);
    where.push(`(recorded_at, id) < (${at}, ${add(query.after.id)})`);
  }
  const { rows } = await database.query<ArrivalRow>(
    `select * from (select ${ARRIVAL} from arrival a) x where ${where.join(' and ')} order by recorded_at desc, id desc limit $1`,
    values,
  );
  return rows;
}

export async function countNewArrivals(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `select count(*)::int as count from arrival a where not exists (
       select 1 from judgement j where j.kind = 'arrival-status' and j.target = a.id and j.decision ->> 'status' <> 'new')`,
  );
  return rows[0]!.count;
}

export interface StoreCounts extends Record<string, unknown> {
  readonly entities: number;
  readonly claims: number;
  readonly unreviewed: number;
  readonly documents_held: number;
  readonly documents_cited: number;
  readonly incomplete: number;
  readonly held_at: string;
  readonly server: string;
}

export async function readStoreCounts(database: Queryable): Promise<StoreCounts> {
  const { rows } = await database.query<StoreCounts>(
    `select (select count(*)::int from derived.entity) as entities,
       (select count(*)::int from claim where withdrawn_at is null) as claims,
       (select count(*)::int from claim c left join derived.claim_overlay o on o.claim_id = c.id
          where c.withdrawn_at is null and c.via is null and coalesce(o.status, c.status) = 'machine') as unreviewed,
       (select count(*)::int from document where held) as documents_held,
       (select count(*)::int from document where not held) as documents_cited,
       (select count(*)::int from arrival where not complete) as incomplete,
       (select ${utc('last_recorded_at')} from store_clock where id = 1) as held_at,
       version() as server`,
  );
  return rows[0]!;
}

/** Machine claims that wait for review, those most repeated first. */
export async function readReviewQueue(
  database: Queryable,
  query: { offset: number; limit: number },
): Promise<{ items: { entity: string; proposition: string; claims: number }[]; total: number }> {
  const base = `from derived.edge where direction = 'out' and status = 'machine' and withdrawn_at is null`;
  const { rows } = await database.query<{ entity: string; proposition: string; claims: number }>(
    `select entity, proposition, count(*)::int as claims ${base} group by entity, proposition
     order by count(*) desc, entity, proposition offset $1 limit $2`,
    [query.offset, query.limit],
  );
  const total = await database.query<{ total: number }>(
    `select count(*)::int as total from (select 1 ${base} group by entity, proposition) x`,
  );
  return { items: rows, total: total.rows[0]!.total };
}
