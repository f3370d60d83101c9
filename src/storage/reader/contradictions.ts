/** Which propositions the store found to contradict some claims. */
import type { Session } from '../database.ts';

export async function readContradicting(
  session: Session,
  claimIds: readonly string[],
  heldAt: string,
): Promise<{ entity: string; proposition: string }[]> {
  const { rows } = await session.query<{ entity: string; proposition: string }>(
    `with other as (
       select right_id as id from finding where kind = 'contradiction' and left_id = any($1) and recorded_at <= $2::timestamptz and withdrawn_at is null
       union select left_id from finding where kind = 'contradiction' and right_id = any($1) and recorded_at <= $2::timestamptz and withdrawn_at is null)
     select distinct e.entity, e.proposition from other o join claim c on c.id = o.id
     left join derived.member m on m.referent = c.subject
     join derived.edge e on e.entity = coalesce(m.entity, c.subject) and e.claim_id = c.id and e.direction = 'out' and e.status <> 'rejected'
     order by e.entity, e.proposition limit 20`,
    [claimIds, heldAt],
  );
  return rows;
}
