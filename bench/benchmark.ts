/**
 * What a benchmark is, and how its figures are held against their floor and budget.
 *
 * Invariant: a figure and what it is compared with were measured on the same input in the same process, so their ratio means something on
 * any machine; the figure alone does not.
 */

/** `1/s` and `MB/s` are better when larger; everything else when smaller. */
export type Unit = 'ms' | 's' | 'MB' | 'KB' | 'MB/s' | '1/s' | 'answers';

export interface BenchLine {
  readonly label: string;
  readonly value: number;
  readonly unit: Unit;
  /** What else was run on the same input: a peer, or the least that the work can cost. */
  readonly against?: { readonly label: string; readonly value: number };
  readonly budget?: Budget;
  /** How many runs the figure is the median of. */
  readonly runs: number;
  readonly note?: string;
}

export interface Budget {
  readonly of: 'value' | 'ratio';
  readonly limit: 'at most' | 'at least';
  readonly bound: number;
}

export interface BenchContext {
  /** Runs for a median; a benchmark may take more where they are cheap. */
  readonly runs: number;
  /** Generated objects for the large store. */
  readonly objects: number;
  /** An empty folder that is gone when the benchmark is over. */
  folder(): string;
  /** Says how far it is, to standard error. */
  say(line: string): void;
}

export interface Benchmark {
  readonly name: string;
  readonly about: string;
  /** Takes minutes: only when named, or with `--big`. */
  readonly big?: true;
  run(context: BenchContext): Promise<readonly BenchLine[]>;
}

/** Figure by what it is held against: how many times as much. */
export function ratioOf(line: BenchLine): number | undefined {
  return line.against === undefined ? undefined : line.value / line.against.value;
}

/** Undefined for a line without a budget. */
export function holdsBudget(line: BenchLine): boolean | undefined {
  if (line.budget === undefined) return undefined;
  const value = line.budget.of === 'value' ? line.value : ratioOf(line);
  if (value === undefined) return undefined;
  return line.budget.limit === 'at most' ? value <= line.budget.bound : value >= line.budget.bound;
}

/** Milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Runs figure and floor in turn, so that both meet the same state of the machine; the median of each. */
export async function alternating(
  runs: number,
  work: () => unknown,
  floor: () => unknown,
): Promise<{ work: number; floor: number }> {
  const works: number[] = [];
  const floors: number[] = [];
  // The first of each compiles code and fills caches.
  await work();
  await floor();
  for (let run = 0; run < runs; run++) {
    works.push(await timed(work));
    floors.push(await timed(floor));
  }
  return { work: median(works), floor: median(floors) };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that so much of the rest is not above: `quantile(times, 0.95)`. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('a quantile of no values');
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}
