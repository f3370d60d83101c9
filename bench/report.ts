/** Benchmark lines as a person reads them. */
import { type BenchLine, holdsBudget, ratioOf, type Unit } from './benchmark.ts';

/** One block of two or three rows. */
export function lineText(line: BenchLine): string {
  const ratio = ratioOf(line);
  const holds = holdsBudget(line);
  const parts = [amount(line.value, line.unit)];
  if (line.against !== undefined && ratio !== undefined) {
    parts.push(`${line.against.label} ${amount(line.against.value, line.unit)}`, `${significant(ratio)} ×`);
  }
  if (line.budget !== undefined) {
    const bound =
      line.budget.of === 'ratio' ? `${significant(line.budget.bound)} ×` : amount(line.budget.bound, line.unit);
    parts.push(`budget ${line.budget.limit} ${bound}: ${holds ? 'holds' : 'DOES NOT HOLD'}`);
  }
  const runs = line.runs > 1 ? `median of ${line.runs}` : 'one run';
  const note = [runs, line.note].filter(Boolean).join('; ');
  return `  ${line.label}\n    ${parts.join(' · ')}\n    (${note})`;
}

function amount(value: number, unit: Unit): string {
  return `${significant(value)} ${unit}`;
}

function significant(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
