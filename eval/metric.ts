/**
 * Metrics with their 95 % intervals.
 *
 * Proportions: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927. Anything else: the
 * percentile bootstrap over cases (B. Efron, 1979), with a fixed seed so that the same predictions give the same interval.
 */
import { Random } from '../bench/random.ts';

export interface Metric {
  readonly value: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** What it is a share of, or how many cases were resampled. */
  readonly n: number;
}

const Z = 1.959_963_985;
const ROUNDS = 2000;

/** Undefined for a share of nothing. */
export function proportion(successes: number, n: number): Metric | undefined {
  if (n === 0) return undefined;
  const share = successes / n;
  const middle = share + (Z * Z) / (2 * n);
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  return {
    value: share,
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
    n,
  };
}

/** Undefined where there are no cases, or where the metric of them all is not a number. */
export function bootstrap<Case>(
  cases: readonly Case[],
  metric: (sample: readonly Case[]) => number,
): Metric | undefined {
  const value = metric(cases);
  if (cases.length === 0 || Number.isNaN(value)) return undefined;
  const random = new Random(1);
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const resampled = metric(Array.from({ length: cases.length }, () => random.pick(cases)));
    if (!Number.isNaN(resampled)) values.push(resampled);
  }
  values.sort((left, right) => left - right);
  return { value, low: at(values, 0.025), high: at(values, 0.975), n: cases.length };
}

/** Counts of what was found, found wrongly and missed. */
export interface Hits {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** F1 of the counts of all cases together; NaN where there is nothing to find and nothing was found. */
export function microF1(cases: readonly Hits[]): number {
  let right = 0;
  let other = 0;
  for (const one of cases) {
    right += one.right;
    other += one.wrong + one.missed;
  }
  return (2 * right) / (2 * right + other);
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
