/** The state of the store in figures, and the checks of `orrery doctor`. */
import { statfs } from 'node:fs/promises';
import type { StoreStatus } from '../api/contract/store.ts';
import type { Database } from '../storage/database.ts';
import { countNewArrivals, readStoreCounts } from '../storage/reader/arrivals.ts';

const LITTLE_DISK_BYTES = 2 * 1024 ** 3;

export async function readStatus(
  database: Database,
  options: { version: string; dataDir: string },
): Promise<StoreStatus> {
  const counts = await readStoreCounts(database);
  const disk = await freeDisk(options.dataDir);
  return {
    version: options.version,
    database: database.description,
    entities: counts.entities,
    claims: counts.claims,
    claimsUnreviewed: counts.unreviewed,
    documentsHeld: counts.documents_held,
    documentsCited: counts.documents_cited,
    arrivalsNew: await countNewArrivals(database),
    heldAt: counts.held_at,
    checks: [
      { name: 'database', ok: true, detail: counts.server.split(' on ')[0]!, hint: null },
      { name: 'node', ok: true, detail: process.version, hint: null },
      {
        name: 'imports finished',
        ok: counts.incomplete === 0,
        detail: counts.incomplete === 0 ? 'all' : `${counts.incomplete} interrupted`,
        hint: counts.incomplete === 0 ? null : 'Run the same import again; it goes on where it stopped.',
      },
      {
        name: 'starter knowledge',
        ok: counts.claims > 0,
        detail: counts.claims > 0 ? 'loaded' : 'the store is empty',
        hint: counts.claims > 0 ? null : 'Run: npx orrery start (it loads the starter knowledge), or import something.',
      },
      disk,
    ],
  };
}

async function freeDisk(folder: string): Promise<StoreStatus['checks'][number]> {
  try {
    const facts = await statfs(folder);
    const free = facts.bavail * facts.bsize;
    const ok = free > LITTLE_DISK_BYTES;
    return {
      name: 'free disk',
      ok,
      detail: `${(free / 1024 ** 3).toFixed(1)} GB`,
      hint: ok
        ? null
        : `Less than ${LITTLE_DISK_BYTES / 1024 ** 3} GB is free where ${folder} is; make room before a large import.`,
    };
  } catch (error) {
    return {
      name: 'free disk',
      ok: true,
      detail: `not known: ${error instanceof Error ? error.message : String(error)}`,
      hint: null,
    };
  }
}
