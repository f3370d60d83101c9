/** What was purged stays out. */
import type { Queryable } from './database.ts';

/** The tombstone of bytes that were purged. */
export async function purgedBefore(
  database: Queryable,
  sha256: string,
): Promise<{ id: string; reason: string } | undefined> {
  const { rows } = await database.query<{ id: string; reason: string }>(
    'select id, reason from tombstone where sha256 = $1 limit 1',
    [sha256],
  );
  return rows[0];
}
