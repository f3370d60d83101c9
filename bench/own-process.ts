/**
 * One benchmark in this process, which a parent started for it: runs it, hands its lines over, and leaves nothing behind.
 *
 * Invariant: interrupted or with its parent gone, too, no folder and no database server of it remains.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processesNaming } from '../src/storage/embedded/process-identity.ts';
import type { BenchContext } from './benchmark.ts';
import { BENCHMARKS } from './registry.ts';

/** The arguments that the parent gives: name, runs, objects. Resolves with the exit code. */
export async function runInThisProcess([name, runs, objects]: readonly string[]): Promise<number> {
  const benchmark = BENCHMARKS.find((one) => one.name === name);
  if (benchmark === undefined) throw new Error(`there is no benchmark ${name}`);
  const folders: string[] = [];
  const abandon = (): never => {
    for (const folder of folders) clearAway(folder);
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, abandon);
  process.once('disconnect', abandon);
  const context: BenchContext = {
    runs: Number(runs),
    objects: Number(objects),
    folder() {
      const folder = mkdtempSync(join(tmpdir(), 'orrery-bench-'));
      // The embedded server of root runs under another account, which must be able to pass.
      chmodSync(folder, 0o755);
      folders.push(folder);
      return folder;
    },
    say: (line) => console.error(`  … ${line}`),
  };
  try {
    const lines = await benchmark.run(context);
    await new Promise((resolve) => process.send?.(lines, resolve));
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    for (const folder of folders) clearAway(folder);
    process.off('disconnect', abandon);
    process.disconnect?.();
  }
}

/** A server that was closed is gone already; one that was not is of no use to anyone. */
function clearAway(folder: string): void {
  for (const pid of processesNaming(`-D ${folder}`)) process.kill(pid, 'SIGQUIT');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
