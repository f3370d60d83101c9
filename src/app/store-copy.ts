// PLACEHOLDER so that others compile; its author overwrites it.
import type { Database } from '../storage/database.ts';
import type { Derivations } from '../storage/rebuild.ts';
import type { Orrery } from './use-cases.ts';
export async function backupStore(
  _database: Database,
  ..._rest: Parameters<Orrery['backup']>
): ReturnType<Orrery['backup']> {
  throw new Error('not written yet');
}
export async function restoreStore(
  _deps: { database: Database; derivations: Derivations },
  ..._rest: Parameters<Orrery['restore']>
): ReturnType<Orrery['restore']> {
  throw new Error('not written yet');
}
export async function purgeDocument(
  _deps: { database: Database; derivations: Derivations },
  ..._rest: Parameters<Orrery['purge']>
): ReturnType<Orrery['purge']> {
  throw new Error('not written yet');
}
