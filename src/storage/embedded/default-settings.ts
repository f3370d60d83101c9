/**
 * How the embedded server is tuned: one person's machine, long bulk imports, then many small reads. Durability keeps
 * PostgreSQL's defaults (`fsync` and `synchronous_commit` on): an acknowledged write survives `kill -9` and power loss.
 */
export const DEFAULT_SETTINGS: readonly string[] = [
  // Touched only when used, so an idle server stays small.
  'shared_buffers=128MB',
  'maintenance_work_mem=128MB',
  'max_connections=60',
  // Fewer checkpoints during an import, at the price of seconds in a recovery.
  'max_wal_size=1GB',
  // Nothing is replicated: COPY into a table made in the same transaction then skips the log.
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_logical_replication_workers=0',
  'synchronous_commit=on',
  'fsync=on',
  // No worker processes for reads of a small store, and none that a container's limits could refuse.
  'io_method=sync',
  'huge_pages=off',
  'max_worker_processes=4',
  'max_parallel_workers=2',
  'max_parallel_workers_per_gather=1',
  'max_parallel_maintenance_workers=1',
  // Compiling a plan takes longer than our queries do.
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
];

/** True when the settings ask for a store that may be lost with the machine, as tests do. */
export function isThrowaway(settings: readonly string[]): boolean {
  return settings.some((setting) => /^fsync\s*=\s*(off|false|no|0)$/i.test(setting));
}
