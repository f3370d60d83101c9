/**
 * One import of one thing at a time, over all processes that use the store.
 *
 * Invariant: rows read are compared with the rows held when the import began, so two imports of one data set would each miss what the
 * other adds, and both hold the same row. The lock belongs to a connection: that of a killed process is free at once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database.ts';

export interface ImportLock {
  /** The data set, or the document that is a report. */
  readonly key: string;
  readonly signal?: AbortSignal | undefined;
  /** Called each time another import is found to hold it. */
  readonly onWait: () => void;
}

const PAUSE_MS = 200;

export async function withImportLock<T>(database: Database, lock: ImportLock, work: () => Promise<T>): Promise<T> {
  const locked = 'pg_try_advisory_lock(hashtextextended($1, 0))';
  const freed = 'pg_advisory_unlock(hashtextextended($1, 0))';
  const key = `import ${lock.key}`;
  return database.withSession(async (session) => {
    while (!(await session.query<{ got: boolean }>(`select ${locked} as got`, [key])).rows[0]!.got) {
      lock.onWait();
      lock.signal?.throwIfAborted();
      await sleep(PAUSE_MS);
    }
    let result: T;
    try {
      result = await work();
    } catch (error) {
      // The first error is the one to report; a connection that is gone has freed it by itself.
      await session.query(`select ${freed}`, [key]).catch(() => undefined);
      throw error;
    }
    await session.query(`select ${freed}`, [key]);
    return result;
  });
}
