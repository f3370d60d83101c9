/** Claims held by way of one data set. Reads the whole table: for the rare new edition of a small set. */
import type { Queryable } from '../database.ts';

export async function heldClaimsVia(database: Queryable, via: string): Promise<{ subject: string; id: string }[]> {
  const { rows } = await database.query<{ subject: string; id: string }>(
    'select subject, id from claim where via = $1 and withdrawn_at is null order by subject, id',
    [via],
  );
  return rows;
}
