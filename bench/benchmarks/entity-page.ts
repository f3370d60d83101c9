/** The page of an entity with 10,000 claims, at each of the three times. */
import { join } from 'node:path';
import type { Moment } from '../../src/model/evidence/time.ts';
import { type BenchLine, type Benchmark, median, quantile, timed } from '../benchmark.ts';
import { HUB_ID, HUB_NAME, writeBundle } from '../generated-bundle.ts';
import { BENCH_AUTHOR, openTemporaryStore, type TemporaryStore } from '../temporary-store.ts';

const CLAIMS = 10_000;
const REQUESTS = 30;

export const entityPage: Benchmark = {
  name: 'entity',
  about: 'entity page with 10,000 claims, at each of the three times',
  async run(context) {
    const folder = context.folder();
    const file = join(folder, 'hub.json');
    await writeBundle(file, { objects: Math.ceil((CLAIMS * 8) / 7), oneHub: true });
    const store = await openTemporaryStore(folder);
    try {
      await store.import(file);
      const { moment } = await store.orrery.entity(HUB_NAME, {});
      await decideSomething(store);
      const moments: readonly (readonly [string, Moment])[] = [
        ['now', {}],
        ['as of a past day', { asOf: '2016-06-01' }],
        ['known at a past day', { knownAt: '2016-06-01' }],
        ['held at a past instant, before something was decided', { heldAt: moment.heldAt }],
      ];
      const floor = await everyEdge(store);
      const lines: BenchLine[] = [];
      for (const [what, at] of moments) lines.push(await measure(store, what, { at, floor }));
      return lines;
    } finally {
      await store.close();
    }
  },
};

async function measure(
  store: TemporaryStore,
  what: string,
  setting: { at: Moment; floor: number },
): Promise<BenchLine> {
  const page = await store.orrery.entity(HUB_NAME, setting.at);
  const times: number[] = [];
  for (let request = 0; request < REQUESTS; request++) {
    times.push(await timed(() => store.orrery.entity(HUB_NAME, setting.at)));
  }
  return {
    label: `entity page ${what} (${page.claimCount} claims), p95`,
    value: quantile(times, 0.95),
    unit: 'ms',
    against: { label: 'reading the entity’s edges alone', value: setting.floor },
    budget: { of: 'value', limit: 'at most', bound: 100 },
    runs: REQUESTS,
    note: `p50 ${median(times).toFixed(0)} ms`,
  };
}

/** A past instant is answered from ground state only once something was decided since. */
async function decideSomething({ orrery }: TemporaryStore): Promise<void> {
  const page = await orrery.entity(HUB_NAME, {});
  const proposition = page.groups.find((group) => group.propositions.length > 0)!.propositions[0]!;
  const { claims } = await orrery.evidence(page.entity.id, proposition.id, {});
  await orrery.judge({
    kind: 'claim-status',
    target: claims[0]!.id,
    decision: { status: 'rejected' },
    reason: 'for a benchmark',
    author: BENCH_AUTHOR,
  });
}

async function everyEdge({ database }: TemporaryStore): Promise<number> {
  const times: number[] = [];
  for (let request = 0; request < REQUESTS; request++) {
    times.push(
      await timed(() =>
        database.query(
          'select proposition, origin, published, valid_from, valid_to from derived.edge where entity = $1',
          [`stix:${HUB_ID}`],
        ),
      ),
    );
  }
  return quantile(times, 0.95);
}
