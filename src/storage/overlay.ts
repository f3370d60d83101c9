/**
 * What was decided or found about single claims, folded into `derived.claim_overlay`: the latest review and credibility, the held report in
 * which a cited passage was found, and whether another claim contradicts it.
 */
import type { Session } from './database.ts';
import { insertEdges } from './edge-sql.ts';

/** Brings overlay and edges of some claims up to date, after a judgement or finding about them. */
export async function refreshClaims(session: Session, claimIds: readonly string[]): Promise<void> {
  if (claimIds.length === 0) return;
  await session.query('delete from derived.claim_overlay where claim_id = any($1)', [claimIds]);
  for (const statement of overlayStatements('derived', true)) await session.query(statement, [claimIds]);
  await session.query('delete from stage_relink');
  await session.query('insert into stage_relink select c.* from claim c where c.id = any($1)', [claimIds]);
  for (const end of ['subject', 'object_referent']) {
    await session.query(
      `delete from derived.edge e using stage_relink c left join derived.member m on m.referent = c.${end}
       where e.entity = coalesce(m.entity, c.${end}) and e.claim_id = c.id`,
    );
  }
  await session.query(insertEdges('derived', 'stage_relink'));
}

/** One statement for what people judged, one for what machines found; the second adds to the first. */
export function overlayStatements(schema: string, some: boolean): readonly [string, string] {
  const limit = (column: string): string => (some ? `and ${column} = any($1)` : '');
  const judged = `
insert into ${schema}.claim_overlay (claim_id, status, credibility)
select target, max(decision ->> 'status') filter (where kind = 'claim-status'),
  max((decision ->> 'credibility')::smallint) filter (where kind = 'claim-credibility')
from (
  select distinct on (target, kind) target, kind, decision from judgement
  where kind in ('claim-status', 'claim-credibility') ${limit('target')}
  order by target, kind, recorded_at desc, id desc
) latest
group by target`;
  const found = `
insert into ${schema}.claim_overlay as o (claim_id, passage, contested)
select claim_id, max(passage), bool_or(contested) from (
  select left_id as claim_id, case kind when 'passage' then right_id end as passage, kind = 'contradiction' as contested
  from finding where kind in ('passage', 'contradiction') and withdrawn_at is null ${limit('left_id')}
  union all
  select right_id, null, true from finding where kind = 'contradiction' and withdrawn_at is null ${limit('right_id')}
) f
group by claim_id
on conflict (claim_id) do update set passage = excluded.passage, contested = excluded.contested`;
  return [judged, found];
}
