/**
 * `npm run bench [-- NAME …] [--json] [--runs N] [--big] [--objects N]`: figures, what they are held against, and whether budgets hold.
 *
 * Invariant: each benchmark runs in a process of its own, so that none inherits the memory and the compiled code of another.
 * Exit code 0 also where a budget does not hold: a shared machine would fail builds at random. 1 when a benchmark could not run.
 */
import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { BenchLine, Benchmark } from './benchmark.ts';
import { holdsBudget, ratioOf } from './benchmark.ts';
import { machineLine } from './machine.ts';
import { runInThisProcess } from './own-process.ts';
import { BENCHMARKS } from './registry.ts';
import { lineText } from './report.ts';

interface BenchOptions {
  readonly runs: number;
  readonly objects: number;
}

const DEFAULTS = { runs: 3, objects: 100_000 };

process.exitCode = process.send ? await runInThisProcess(process.argv.slice(2)) : await runAll(process.argv.slice(2));

async function runAll(programArguments: readonly string[]): Promise<number> {
  const parsed = readArguments(programArguments);
  if (typeof parsed === 'string') {
    console.error(`${parsed}\n\n${usage()}`);
    return 2;
  }
  const { chosen, json, options } = parsed;
  const results: { benchmark: Benchmark; lines: readonly BenchLine[] }[] = [];
  const failed: string[] = [];
  if (!json) console.log(machineLine());
  for (const benchmark of chosen) {
    if (!json) console.log(`\n${benchmark.name}: ${benchmark.about}`);
    const lines = await inOwnProcess(benchmark, options);
    if (lines === undefined) {
      failed.push(benchmark.name);
      continue;
    }
    results.push({ benchmark, lines });
    if (!json) for (const line of lines) console.log(lineText(line));
  }
  if (json) console.log(JSON.stringify({ machine: machineLine(), benchmarks: results.map(asJson), failed }, null, 2));
  if (failed.length > 0) console.error(`\nCould not run: ${failed.join(', ')}.`);
  return failed.length > 0 ? 1 : 0;
}

/** Undefined, after saying why, when it could not run. */
function inOwnProcess(
  benchmark: Benchmark,
  { runs, objects }: BenchOptions,
): Promise<readonly BenchLine[] | undefined> {
  return new Promise((resolve) => {
    const child = fork(process.argv[1]!, [benchmark.name, String(runs), String(objects)], {
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    let lines: readonly BenchLine[] | undefined;
    child.on('message', (message) => {
      lines = message as readonly BenchLine[];
    });
    child.on('exit', () => resolve(lines));
  });
}

function readArguments(
  programArguments: readonly string[],
): { chosen: readonly Benchmark[]; json: boolean; options: BenchOptions } | string {
  let read: ReturnType<typeof parse>;
  try {
    read = parse(programArguments);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values, positionals } = read;
  const unknown = positionals.filter((name) => !BENCHMARKS.some((one) => one.name === name));
  if (unknown.length > 0) return `There is no benchmark “${unknown.join(', ')}”.`;
  const runs = wholeNumber(values.runs, DEFAULTS.runs);
  const objects = wholeNumber(values.objects, DEFAULTS.objects);
  if (runs === undefined || objects === undefined) return '--runs and --objects take a whole number above 0.';
  const named = BENCHMARKS.filter((one) => positionals.includes(one.name));
  const chosen = named.length > 0 ? named : BENCHMARKS.filter((one) => !one.big || values.big === true);
  return { chosen, json: values.json === true, options: { runs, objects } };
}

function parse(programArguments: readonly string[]) {
  return parseArgs({
    args: [...programArguments],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      big: { type: 'boolean' },
      runs: { type: 'string' },
      objects: { type: 'string' },
    },
  });
}

function wholeNumber(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  const value = Number(text.replaceAll('_', ''));
  return Number.isInteger(value) && value > 0 ? value : undefined;
}

function usage(): string {
  const names = BENCHMARKS.map(
    ({ name, about, big }) => `  ${name.padEnd(12)}${about}${big ? ' (with --big, or by name)' : ''}`,
  );
  return `npm run bench -- [NAME …] [--json] [--runs ${DEFAULTS.runs}] [--big] [--objects ${DEFAULTS.objects}]\n\n${names.join('\n')}`;
}

function asJson({ benchmark, lines }: { benchmark: Benchmark; lines: readonly BenchLine[] }): object {
  return {
    name: benchmark.name,
    lines: lines.map((line) => ({ ...line, ratio: ratioOf(line) ?? null, holds: holdsBudget(line) ?? null })),
  };
}
