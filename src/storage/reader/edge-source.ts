/**
 * Where a question about an entity reads its edges from.
 *
 * For now, and for an instant since which nothing was linked, judged or found, that is derived state. For any other past instant the same
 * statement that derives edges runs over the ground state of that instant, so that an answer for it never changes.
 */
import type { Resolver } from '../../model/evidence/resolution.ts';
import type { Database, Session } from '../database.ts';
import { EDGE_COLUMNS, selectEdges } from '../edge-sql.ts';

/** What a connection needs before it reads a past instant: temporary tables cannot be made in a read-only transaction. */
const EDGE_AT = 'create temporary table if not exists edge_at (like derived.edge) on commit delete rows';

/**
 * Reads one state of the store. Locking one derived table first, before the state is fixed, keeps a rebuild from putting new tables under
 * names that this state has not seen.
 */
export async function readState<T>(database: Database, work: (session: Session) => Promise<T>): Promise<T> {
  return database.snapshot(async (session) => {
    await session.client.query('lock table derived.entity in access share mode');
    return work(session);
  }, EDGE_AT);
}

export interface EdgeSource {
  /** `derived.edge`, or the temporary table that holds the edges of a past instant for the length of a snapshot. */
  readonly table: string;
  /** The entity's id at that instant. */
  readonly entity: string;
  /** Its referents at that instant. */
  readonly referents: readonly string[];
}

/** The last instant of which everything is visible, or the earlier one asked for. RFC 3339, UTC, microseconds. */
export async function heldInstant(
  session: Session,
  heldAt: string | undefined,
): Promise<{ at: string; past: boolean }> {
  const { rows } = await session.query<{ last: string; asked: string | null }>(
    `select ${utc('last_recorded_at')} as last, ${utc('$1::timestamptz')} as asked from store_clock where id = 1`,
    [heldAt ?? null],
  );
  const { last, asked } = rows[0]!;
  return asked !== null && asked < last ? { at: asked, past: true } : { at: last, past: false };
}

export async function edgeSource(
  session: Session,
  entity: string,
  instant: { at: string; past: boolean },
  resolve: Resolver,
  /** The referent that was asked for: of the things that are one today, the one meant at an instant when they were not. */
  asked: string = entity,
): Promise<EdgeSource> {
  const now: EdgeSource = { table: 'derived.edge', entity, referents: await membersOf(session, entity) };
  if (!instant.past) return now;
  if (!(await linkedSince(session, now, instant.at))) {
    if (!(await decidedSince(session, entity, instant.at))) return now;
    await copyWithOverlay(session, now, instant.at);
    return { ...now, table: 'edge_at' };
  }
  const own = await componentsAt(session, now.referents, instant.at, resolve);
  const idThen = own.get(asked) ?? asked;
  const referents = now.referents.filter((referent) => own.get(referent) === idThen);
  const others = await joinedOtherEnds(session, referents, instant.at);
  const members = await componentsAt(session, [...referents, ...others], instant.at, resolve);
  const pairs = [...members].filter(([referent, target]) => referent !== target);
  await session.query('delete from edge_at where entity = $1', [idThen]);
  await session.query(
    `insert into edge_at (${EDGE_COLUMNS})
     with member_at as (select * from unnest($1::text[], $2::text[]) as u (referent, entity)),
       overlay_at as (${overlayAt('$3::timestamptz')})
     select ${EDGE_COLUMNS} from (${selectEdges({
       claim: 'claim',
       member: 'member_at',
       overlay: 'overlay_at',
       where: 'c.recorded_at <= $3::timestamptz and (c.subject = any($4) or c.object_referent = any($4))',
     })}) e where entity = $5`,
    [pairs.map(([referent]) => referent), pairs.map(([, target]) => target), instant.at, referents, idThen],
  );
  return { table: 'edge_at', entity: idThen, referents };
}

export function utc(expression: string): string {
  return `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

async function membersOf(session: Session, entity: string): Promise<string[]> {
  const { rows } = await session.query<{ referent: string }>(
    'select referent from derived.member where entity = $1 order by referent',
    [entity],
  );
  return [entity, ...rows.map((row) => row.referent)];
}

/** Something that the entity is, or is tied to, was joined with something else after the instant. */
async function linkedSince(session: Session, source: EdgeSource, at: string): Promise<boolean> {
  const { rows } = await session.query<{ some: boolean }>(
    `with later as (select left_id as id from finding where kind = 'same' and recorded_at > $3::timestamptz
       union select right_id from finding where kind = 'same' and recorded_at > $3::timestamptz)
     select exists (select 1 from later where id = any($2)) or exists (
       select 1 from later l left join derived.member m on m.referent = l.id
       join derived.edge e on e.entity = $1 and e.other = coalesce(m.entity, l.id) and e.recorded_at <= $3::timestamptz) as some`,
    [source.entity, source.referents, at],
  );
  return rows[0]!.some;
}

/** Some claim of the entity was judged, found in a text or contradicted after the instant. */
async function decidedSince(session: Session, entity: string, at: string): Promise<boolean> {
  const { rows } = await session.query<{ some: boolean }>(
    `select exists (
       select 1 from (
         select target as id from judgement where kind = 'claim-status' and recorded_at > $2::timestamptz
         union all select left_id from finding where kind in ('passage', 'contradiction') and recorded_at > $2::timestamptz
         union all select right_id from finding where kind = 'contradiction' and recorded_at > $2::timestamptz) d
       join derived.edge e on e.entity = $1 and e.claim_id = d.id and e.recorded_at <= $2::timestamptz) as some`,
    [entity, at],
  );
  return rows[0]!.some;
}

/** Edges as they are derived now, but for those of claims with an overlay, which are derived with the overlay of the instant. */
async function copyWithOverlay(session: Session, source: EdgeSource, at: string): Promise<void> {
  await session.query('delete from edge_at where entity = $1', [source.entity]);
  await session.query(
    `insert into edge_at (${EDGE_COLUMNS})
     with overlay_at as (${overlayAt('$3::timestamptz')})
     select ${EDGE_COLUMNS} from derived.edge e where e.entity = $1 and e.recorded_at <= $3::timestamptz
       and not exists (select 1 from derived.claim_overlay o where o.claim_id = e.claim_id)
     union all
     select ${EDGE_COLUMNS} from (${selectEdges({
       claim: 'claim',
       member: 'derived.member',
       overlay: 'overlay_at',
       where: `c.recorded_at <= $3::timestamptz and (c.subject = any($2) or c.object_referent = any($2))
         and exists (select 1 from derived.claim_overlay x where x.claim_id = c.id)`,
     })}) judged where judged.entity = $1`,
    [source.entity, source.referents, at],
  );
}

async function componentsAt(
  session: Session,
  referents: readonly string[],
  at: string,
  resolve: Resolver,
): Promise<ReadonlyMap<string, string>> {
  const { rows: reachable } = await session.query<{ referent: string }>(
    `select referent from derived.member where entity in (select entity from derived.member where referent = any($1) union select unnest($1::text[]))
     union select entity from derived.member where referent = any($1) union select unnest($1::text[])`,
    [referents],
  );
  const ids = reachable.map((row) => row.referent);
  const nodes = await session.query<{ id: string; type: string; recorded_at: string }>(
    `select id, type, ${utc('recorded_at')} as recorded_at from referent where id = any($1) and recorded_at <= $2::timestamptz`,
    [ids, at],
  );
  const links = await session.query<{ left_id: string; right_id: string }>(
    `select left_id, right_id from finding
     where kind = 'same' and recorded_at <= $2::timestamptz and (withdrawn_at is null or withdrawn_at > $2::timestamptz) and left_id = any($1)`,
    [ids, at],
  );
  return resolve(
    nodes.rows.map((row) => ({ id: row.id, type: row.type, recordedAt: row.recorded_at })),
    links.rows.map((row) => ({ left: row.left_id, right: row.right_id })),
  );
}

/** The things at the other ends that are one with others today; the rest are by themselves at any instant. */
async function joinedOtherEnds(session: Session, referents: readonly string[], at: string): Promise<string[]> {
  const { rows } = await session.query<{ other: string }>(
    `select o.other from (
       select object_referent as other from claim where subject = any($1) and object_referent is not null and recorded_at <= $2::timestamptz
       union select subject from claim where object_referent = any($1) and recorded_at <= $2::timestamptz) o
     where exists (select 1 from derived.member m where m.referent = o.other or m.entity = o.other)`,
    [referents, at],
  );
  return rows.map((row) => row.other);
}

function overlayAt(at: string): string {
  return `select claim_id, max(status) as status, max(passage) as passage, bool_or(contested) as contested from (
      (select distinct on (target) target as claim_id, decision ->> 'status' as status, null::text as passage, false as contested
       from judgement where kind = 'claim-status' and recorded_at <= ${at} order by target, recorded_at desc, id desc)
      union all
      select left_id, null, case kind when 'passage' then right_id end, kind = 'contradiction' from finding
      where kind in ('passage', 'contradiction') and recorded_at <= ${at} and (withdrawn_at is null or withdrawn_at > ${at})
      union all
      select right_id, null, null, true from finding
      where kind = 'contradiction' and recorded_at <= ${at} and (withdrawn_at is null or withdrawn_at > ${at})
    ) x group by claim_id`;
}
