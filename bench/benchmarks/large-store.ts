/** A large generated bundle, streamed into a store; then derived state made anew while readers go on asking. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UseCaseError } from '../../src/app/use-cases.ts';
import { type BenchLine, type Benchmark, quantile, timed } from '../benchmark.ts';
import { HUB_NAME, writeBundle } from '../generated-bundle.ts';
import { openTemporaryStore, type TemporaryStore } from '../temporary-store.ts';

const SECONDS_A_MILLION_OBJECTS = { import: 360, rebuild: 300 };
const SAMPLE_MS = 500;

export const largeStore: Benchmark = {
  name: 'large',
  about: 'stream a large generated bundle (--objects N), then rebuild it with readers at work',
  big: true,
  async run(context) {
    const folder = context.folder();
    const file = join(folder, 'large.json');
    const bytes = await writeBundle(file, { objects: context.objects });
    context.say(`wrote ${context.objects} objects, ${(bytes / 1e6).toFixed(0)} MB`);
    const store = await openTemporaryStore(folder);
    try {
      return [...(await measureImport(store, { file, bytes, ...context })), ...(await measureRebuild(store, context))];
    } finally {
      await store.close();
    }
  },
};

interface LargeInput {
  readonly file: string;
  readonly bytes: number;
  readonly objects: number;
  say(line: string): void;
}

async function measureImport(store: TemporaryStore, input: LargeInput): Promise<BenchLine[]> {
  const memory = watchMemory(store.dataDir);
  const points: { at: number; done: number }[] = [];
  const started = performance.now();
  let lastSaid = started;
  const elapsed = await timed(() =>
    store.import(input.file, (done, phase) => {
      const now = performance.now();
      points.push({ at: now - started, done });
      if (now - lastSaid < 10_000) return;
      lastSaid = now;
      input.say(`${phase}: ${done} after ${((now - started) / 1000).toFixed(0)} s`);
    }),
  );
  const { own, server } = await memory.stop();
  const { start, end } = ratesAtEnds(points);
  const scale = input.objects / 1e6;
  return [
    {
      label: `import ${input.objects} generated objects (${(input.bytes / 1e6).toFixed(0)} MB), streamed`,
      value: elapsed / 1000,
      unit: 's',
      budget: { of: 'value', limit: 'at most', bound: SECONDS_A_MILLION_OBJECTS.import * scale },
      runs: 1,
      note: `${Math.round((input.objects / elapsed) * 1000)} objects/s; the budget is that of 1 M objects, in proportion`,
    },
    {
      label: 'its rate over the last fifth of the objects',
      value: end,
      unit: '1/s',
      against: { label: 'over the first fifth', value: start },
      budget: { of: 'ratio', limit: 'at least', bound: 0.6 },
      runs: 1,
    },
    {
      label: 'its peak of memory',
      value: own,
      unit: 'MB',
      budget: { of: 'value', limit: 'at most', bound: 1000 },
      runs: 1,
      note: server === undefined ? 'this process alone' : `this process; PostgreSQL beside it ${server.toFixed(0)} MB`,
    },
  ];
}

async function measureRebuild(
  store: TemporaryStore,
  context: LargeInput | { objects: number; say(line: string): void },
): Promise<BenchLine[]> {
  const before = await readFor(store, sleep(3000));
  context.say('rebuilding');
  let elapsed = 0;
  const during = await readFor(
    store,
    timed(() => store.orrery.rebuild()).then((took) => {
      elapsed = took;
    }),
  );
  return [
    {
      label: `rebuild of derived state at ${context.objects} objects`,
      value: elapsed / 1000,
      unit: 's',
      budget: { of: 'value', limit: 'at most', bound: (SECONDS_A_MILLION_OBJECTS.rebuild * context.objects) / 1e6 },
      runs: 1,
      note: 'the budget is that of 1 M objects, in proportion',
    },
    {
      label: 'an entity page while it is rebuilt, p95',
      value: quantile(during.times, 0.95),
      unit: 'ms',
      against: { label: 'before', value: quantile(before.times, 0.95) },
      runs: during.times.length,
      note: `longest ${Math.max(...during.times).toFixed(0)} ms, before ${Math.max(...before.times).toFixed(0)} ms`,
    },
    {
      label: 'answers while it is rebuilt that said the entity is not there',
      value: during.wrong,
      unit: 'answers',
      budget: { of: 'value', limit: 'at most', bound: 0 },
      runs: during.times.length,
    },
  ];
}

interface Readings {
  readonly times: number[];
  /** Answers that said there is no such entity. */
  readonly wrong: number;
}

/** Asks for one page after another until `end`. */
async function readFor(store: TemporaryStore, end: Promise<void>): Promise<Readings> {
  let over = false;
  const ended = end.finally(() => {
    over = true;
  });
  // A failure is met below; until then readings go on.
  ended.catch(() => undefined);
  const times: number[] = [];
  let wrong = 0;
  while (!over) {
    const started = performance.now();
    try {
      await store.orrery.entity(HUB_NAME, {});
    } catch (error) {
      if (!(error instanceof UseCaseError && error.reason === 'not-found')) throw error;
      wrong++;
    }
    times.push(performance.now() - started);
    await sleep(20);
  }
  await ended;
  return { times, wrong };
}

/** Objects a second over the first and the last fifth of what was done. */
function ratesAtEnds(points: readonly { at: number; done: number }[]): { start: number; end: number } {
  const last = points.at(-1);
  if (last === undefined || last.done === 0) throw new Error('the import said nothing of how far it is');
  const timeOf = (done: number): number => points.find((point) => point.done >= done)!.at;
  const fifth = last.done / 5;
  const rate = (from: number, to: number): number => ((to - from) / Math.max(1, timeOf(to) - timeOf(from))) * 1000;
  return { start: rate(0, fifth), end: rate(last.done - fifth, last.done) };
}

interface MemoryWatch {
  /** Peaks in MB. The server's share is known on Linux only. */
  stop(): Promise<{ own: number; server: number | undefined }>;
}

function watchMemory(dataDir: string): MemoryWatch {
  let own = 0;
  let server: number | undefined;
  const sample = (): void => {
    own = Math.max(own, process.memoryUsage.rss() / 1e6);
    const now = serverMemory(dataDir);
    if (now !== undefined) server = Math.max(server ?? 0, now);
  };
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    async stop() {
      sample();
      clearInterval(timer);
      return { own, server };
    },
  };
}

/** Memory of the server's processes, what they share counted once: the proportional set size of Linux. */
function serverMemory(dataDir: string): number | undefined {
  if (process.platform !== 'linux') return undefined;
  let kilobytes = 0;
  const postmaster = readText(join(dataDir, 'postgres', 'data', 'postmaster.pid'))?.split('\n')[0];
  if (postmaster === undefined) return undefined;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = readText(`/proc/${pid}/stat`)?.split(') ')[1]?.split(' ')[1];
    if (pid !== postmaster && parent !== postmaster) continue;
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readText(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0);
  }
  return kilobytes / 1000;
}

/** Processes come and go while they are listed, and those of others may not be read. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
