/**
 * Where a question about an entity reads its edges from.
 *
 * For now, and for an instant since which nothing was linked, judged or found, that is derived state. For any other past instant the same
 * statement that derives edges runs over the ground state of that instant, so that an answer for it never changes.
 */
import type { Resolver } from '../../model/evidence/resolution.ts';
import type { Session } from '../database.ts';
import { selectEdges } from '../edge-sql.ts';

export interface EdgeSource {
  /** Common table expressions to put first, ending before `select`; empty or `with … `. */
  readonly prelude: string;
  readonly table: string;
  readonly values: readonly unknown[];
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
  const now: EdgeSource = {
    prelude: '',
    table: 'derived.edge',
    values: [],
    entity,
    referents: await membersOf(session, entity),
  };
  if (!instant.past || !(await decidedSince(session, instant.at))) return now;
  const own = await componentsAt(session, now.referents, instant.at, resolve);
  const idThen = own.get(asked) ?? asked;
  const referents = now.referents.filter((referent) => own.get(referent) === idThen);
  const others = await otherEnds(session, referents, instant.at);
  const members = await componentsAt(session, [...referents, ...others], instant.at, resolve);
  const pairs = [...members].filter(([referent, target]) => referent !== target);
  return {
    prelude: `with member_at as (select * from unnest($1::text[], $2::text[]) as u (referent, entity)),
      overlay_at as (${overlayAt('$3::timestamptz')}),
      edge_at as (${selectEdges({
        claim: 'claim',
        member: 'member_at',
        overlay: 'overlay_at',
        where: 'c.recorded_at <= $3::timestamptz and (c.subject = any($4) or c.object_referent = any($4))',
      })}) `,
    table: 'edge_at',
    values: [pairs.map(([referent]) => referent), pairs.map(([, target]) => target), instant.at, referents],
    entity: idThen,
    referents,
  };
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

async function decidedSince(session: Session, at: string): Promise<boolean> {
  const { rows } = await session.query<{ some: boolean }>(
    `select exists (select 1 from finding where recorded_at > $1::timestamptz)
       or exists (select 1 from judgement where recorded_at > $1::timestamptz and kind in ('claim-status', 'same')) as some`,
    [at],
  );
  return rows[0]!.some;
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

async function otherEnds(session: Session, referents: readonly string[], at: string): Promise<string[]> {
  const { rows } = await session.query<{ other: string }>(
    `select object_referent as other from claim where subject = any($1) and object_referent is not null and recorded_at <= $2::timestamptz
     union select subject from claim where object_referent = any($1) and recorded_at <= $2::timestamptz`,
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
