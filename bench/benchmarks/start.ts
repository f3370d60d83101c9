/** `orrery start` to the first answered page: into an empty folder, and with a filled store. */
import { join } from 'node:path';
import { openEmbeddedPostgres } from '../../src/storage/embedded/embedded-postgres.ts';
import { type Benchmark, median, timed } from '../benchmark.ts';
import { startServer } from '../program.ts';

export const start: Benchmark = {
  name: 'start',
  about: 'orrery start to the first answered page, the first time and with a filled store',
  async run(context) {
    const first: number[] = [];
    const later: number[] = [];
    const bareFirst: number[] = [];
    const bareLater: number[] = [];
    for (let run = 0; run < context.runs; run++) {
      context.say(`start ${run + 1} of ${context.runs}`);
      const folder = context.folder();
      const bare = join(folder, 'bare');
      bareFirst.push(await databaseAlone(bare));
      bareLater.push(await databaseAlone(bare));
      for (const times of [first, later]) {
        const server = await startServer(join(folder, 'store'));
        times.push(server.firstPageMs);
        await server.stop();
      }
    }
    return [
      {
        label: 'the first start: database made, starter knowledge loaded, page answered',
        value: median(first) / 1000,
        unit: 's',
        against: { label: 'making and starting an empty PostgreSQL', value: median(bareFirst) / 1000 },
        budget: { of: 'value', limit: 'at most', bound: 15 },
        runs: context.runs,
      },
      {
        label: 'a later start, with the store filled by the first',
        value: median(later) / 1000,
        unit: 's',
        against: { label: 'starting that PostgreSQL', value: median(bareLater) / 1000 },
        budget: { of: 'value', limit: 'at most', bound: 2 },
        runs: context.runs,
      },
    ];
  },
};

async function databaseAlone(dataDir: string): Promise<number> {
  let release: (() => Promise<unknown>) | undefined;
  const elapsed = await timed(async () => {
    const store = await openEmbeddedPostgres({ dataDir });
    release = () => store.release();
  });
  await release?.();
  return elapsed;
}
