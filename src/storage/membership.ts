/**
 * Keeps which referent belongs to which entity, and moves edges, names and entities when that changes.
 *
 * Invariant: after every transaction `derived` is what a full rebuild would make of the same ground state (property test).
 */
import { createHash } from 'node:crypto';
import type { ReferentNode, Resolver, SameLink } from '../model/evidence/resolution.ts';
import { copyRows } from './copy-rows.ts';
import type { Session } from './database.ts';
import { insertEdges } from './edge-sql.ts';

const DECLARED = { method: 'declared-identifier', version: '1' } as const;

/** Temporary tables for moves. Once per connection, outside a transaction. */
export const MEMBERSHIP_STAGES = `
create temporary table if not exists stage_moved (referent text collate "C", old_entity text collate "C", new_entity text collate "C") on commit delete rows;
create temporary table if not exists stage_relink (like claim) on commit delete rows;`;

/** Appends links that a data set declares and brings membership up to date. */
export async function appendSame(
  session: Session,
  pairs: readonly SameLink[],
  recordedAt: string,
  resolve: Resolver,
): Promise<void> {
  if (pairs.length === 0) return;
  const byId = new Map(pairs.map((pair) => [sameFindingId(pair), pair]));
  const { rows } = await session.query<{ left_id: string; right_id: string }>(
    `insert into finding (id, kind, left_id, right_id, relation, probability, method, version, recorded_at)
     select u.id, 'same', u.l, u.r, 'equal', 1, $4, $5, $6::timestamptz
     from unnest($1::text[], $2::text[], $3::text[]) as u (id, l, r)
     on conflict (id) do nothing returning left_id, right_id`,
    [
      [...byId.keys()],
      [...byId.values()].map((pair) => pair.left),
      [...byId.values()].map((pair) => pair.right),
      DECLARED.method,
      DECLARED.version,
      recordedAt,
    ],
  );
  await refreshMembership(session, new Set(rows.flatMap((row) => [row.left_id, row.right_id])), resolve);
}

/** Recomputes the components that the given referents are in, and moves what moved. */
export async function refreshMembership(
  session: Session,
  touched: ReadonlySet<string>,
  resolve: Resolver,
): Promise<void> {
  if (touched.size === 0) return;
  const { nodes, links } = await closure(session, touched);
  const entities = resolve(nodes, links);
  const current = await session.query<{ referent: string; entity: string }>(
    'select referent, entity from derived.member where referent = any($1)',
    [nodes.map((node) => node.id)],
  );
  const before = new Map(current.rows.map((row) => [row.referent, row.entity]));
  const moved: [string, string, string][] = [];
  for (const [referent, entity] of entities) {
    const old = before.get(referent) ?? referent;
    if (old !== entity) moved.push([referent, old, entity]);
  }
  if (moved.length > 0) await move(session, moved);
}

async function closure(
  session: Session,
  start: ReadonlySet<string>,
): Promise<{ nodes: ReferentNode[]; links: SameLink[] }> {
  const seen = new Set(start);
  const links = new Map<string, SameLink>();
  let frontier = [...start];
  while (frontier.length > 0) {
    const { rows } = await session.query<{ id: string; left_id: string; right_id: string }>(
      `select id, left_id, right_id from finding where kind = 'same' and withdrawn_at is null and left_id = any($1)
       union select id, left_id, right_id from finding where kind = 'same' and withdrawn_at is null and right_id = any($1)`,
      [frontier],
    );
    frontier = [];
    for (const row of rows) {
      links.set(row.id, { left: row.left_id, right: row.right_id });
      for (const id of [row.left_id, row.right_id]) {
        if (seen.has(id)) continue;
        seen.add(id);
        frontier.push(id);
      }
    }
  }
  const { rows } = await session.query<{ id: string; type: string; recorded_at: string }>(
    `select id, type, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as recorded_at from referent where id = any($1)`,
    [[...seen]],
  );
  return {
    nodes: rows.map((row) => ({ id: row.id, type: row.type, recordedAt: row.recorded_at })),
    links: [...links.values()],
  };
}

async function move(session: Session, moved: readonly (readonly [string, string, string])[]): Promise<void> {
  await session.query('delete from stage_moved');
  await session.query('delete from stage_relink');
  await copyRows(session, { table: 'stage_moved', columns: ['referent', 'old_entity', 'new_entity'] }, moved);
  await session.query(`insert into stage_relink
    select c.* from claim c join stage_moved s on s.referent = c.subject
    union select c.* from claim c join stage_moved s on s.referent = c.object_referent`);
  await session.query(`delete from derived.edge e using stage_relink c left join derived.member m on m.referent = c.subject
    where e.entity = coalesce(m.entity, c.subject) and e.claim_id = c.id`);
  await session.query(`delete from derived.edge e using stage_relink c left join derived.member m on m.referent = c.object_referent
    where e.entity = coalesce(m.entity, c.object_referent) and e.claim_id = c.id`);
  await session.query('delete from derived.member m using stage_moved s where m.referent = s.referent');
  await session.query(
    'insert into derived.member (referent, entity) select referent, new_entity from stage_moved where referent <> new_entity',
  );
  await session.query(insertEdges('derived', 'stage_relink'));
  await session.query(`with gone as (
      delete from derived.entity_name n using stage_moved s where n.entity = s.old_entity and n.referent = s.referent
      returning s.new_entity, n.referent, n.key, n.name, n.predicate, n.grams)
    insert into derived.entity_name (entity, referent, key, name, predicate, grams) select * from gone`);
  await session.query(
    'delete from derived.entity e using stage_moved s where e.id = s.referent and s.referent <> s.new_entity',
  );
  await session.query(
    `insert into derived.entity (id, type, label, recorded_at)
     select r.id, r.type, r.label, r.recorded_at from (select distinct new_entity from stage_moved) s join referent r on r.id = s.new_entity
     on conflict (id) do nothing`,
  );
  await session.query(
    labelComponents(
      'derived',
      'm.entity in (select old_entity from stage_moved union select new_entity from stage_moved)',
    ),
  );
}

/**
 * An entity of several referents is called as its oldest referent with a name calls it; an identifier such as `G0096` is no name.
 * `where` limits it by the alias `m` of `member`.
 */
export function labelComponents(schema: string, where = 'true'): string {
  return `
update ${schema}.entity e set label = best.label, type = best.type from (
  select distinct on (x.entity) x.entity, r.label,
    case when root.type in ('other', 'identity') then coalesce((select k.type from ${schema}.member km join referent k on k.id = km.referent
      where km.entity = x.entity and k.type not in ('other', 'identity') order by k.recorded_at, k.id limit 1), root.type) else root.type end as type
  from (
    select m.entity, m.referent from ${schema}.member m where ${where}
    union select m.entity, m.entity from ${schema}.member m where ${where}
  ) x
  join referent r on r.id = x.referent
  join referent root on root.id = x.entity
  order by x.entity, (r.label = substr(r.id, strpos(r.id, ':') + 1)), r.recorded_at, r.id
) best where e.id = best.entity and (e.label <> best.label or e.type <> best.type)`;
}

function sameFindingId(pair: SameLink): string {
  return `finding:${createHash('sha256').update(`same\u001f${DECLARED.method}\u001f${pair.left}\u001f${pair.right}`).digest('hex').slice(0, 32)}`;
}
