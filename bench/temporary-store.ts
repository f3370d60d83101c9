/** A store in an embedded PostgreSQL of its own, for a benchmark. The folder that holds it is removed by the benchmark's context. */
import { join } from 'node:path';
import { openOrrery } from '../src/app/open-orrery.ts';
import type { Orrery } from '../src/app/use-cases.ts';
import { copyRows } from '../src/storage/copy-rows.ts';
import type { Database } from '../src/storage/database.ts';
import { openDatabase } from '../src/storage/open-database.ts';
import { timed } from './benchmark.ts';

export const BENCH_AUTHOR = 'benchmark';

export interface TemporaryStore {
  readonly orrery: Orrery;
  /** The same database without the use cases, for floors. */
  readonly database: Database;
  readonly dataDir: string;
  /** Imports one file and expects it to be taken. */
  import(file: string, onProgress?: (done: number, phase: string) => void): Promise<void>;
  close(): Promise<void>;
}

export async function openTemporaryStore(folder: string): Promise<TemporaryStore> {
  const dataDir = join(folder, 'store');
  const orrery = await openOrrery({ dataDir });
  const { database, close } = await openDatabase({ dataDir });
  return {
    orrery,
    database,
    dataDir,
    async import(file, onProgress) {
      const [outcome] = await orrery.import({
        inputs: [file],
        author: BENCH_AUTHOR,
        ...(onProgress ? { onProgress: (step) => onProgress(step.done, step.phase) } : {}),
      });
      if (outcome === undefined || outcome.state === 'refused') {
        throw new Error(`the benchmark's own input was refused: ${JSON.stringify(outcome).slice(0, 500)}`);
      }
    },
    async close() {
      await close();
      await orrery.close();
    },
  };
}

/** Milliseconds to put the same texts into one plain table with a key: the least that storing them can cost. */
export async function plainCopy(database: Database, texts: readonly string[]): Promise<number> {
  return database.withSession(async (session) => {
    await session.query('create table bench_plain (id bigint primary key, body text not null)');
    const elapsed = await timed(() =>
      copyRows(
        session,
        { table: 'bench_plain', columns: ['id', 'body'] },
        texts.map((text, index) => [index, text]),
      ),
    );
    await session.query('drop table bench_plain');
    return elapsed;
  });
}
