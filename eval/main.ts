/**
 * `npm run eval -- TASK --data DIR [--split dev|test] [--fit DIR] [--predictions OUT.jsonl]`: accuracy on labelled data.
 *
 * Prints one JSON object of metrics with their 95 % intervals; `--predictions` writes what was predicted, so that metrics can be computed
 * again. Exit codes: 0 done, 1 the data cannot be used, 2 wrong usage or a task that is not there yet.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DatasetError } from './dataset.ts';
import { PLANNED_TASKS, TASKS } from './registry.ts';
import type { EvalTask, TaskOptions } from './task.ts';

class UsageError extends Error {}

process.exitCode = await main(process.argv.slice(2));

async function main(programArguments: readonly string[]): Promise<number> {
  try {
    const { task, options, predictionsFile } = readArguments(programArguments);
    const { metrics, predictions } = await task.run(options);
    if (predictionsFile !== undefined) {
      writeFileSync(predictionsFile, predictions.map((line) => `${JSON.stringify(line)}\n`).join(''));
    }
    console.log(JSON.stringify({ task: task.name, data: options.data, split: options.split, metrics }, null, 2));
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${usage()}`);
      return 2;
    }
    if (error instanceof DatasetError) {
      console.error(`${error.message}\n${error.hint}`);
      return 1;
    }
    throw error;
  }
}

function readArguments(programArguments: readonly string[]): {
  task: EvalTask;
  options: TaskOptions;
  predictionsFile: string | undefined;
} {
  const { values, positionals } = parse(programArguments);
  const [name, ...more] = positionals;
  if (name === undefined) throw new UsageError('Name a task.');
  if (more.length > 0) throw new UsageError(`One task at a time: ${positionals.join(', ')}.`);
  const task = TASKS.find((one) => one.name === name);
  const there = TASKS.map((one) => one.name).join(', ');
  if (task === undefined && PLANNED_TASKS.includes(name)) {
    throw new UsageError(`The task “${name}” is not there yet. There is: ${there}.`);
  }
  if (task === undefined) throw new UsageError(`There is no task “${name}”. There is: ${there}.`);
  const { data, split = 'dev', fit, predictions } = values;
  if (data === undefined) throw new UsageError('Give --data DIR, the folder with the data.');
  if (split !== 'dev' && split !== 'test') throw new UsageError(`--split takes dev or test, not “${split}”.`);
  return { task, options: { data, split, fit: fit ?? data }, predictionsFile: predictions };
}

function parse(programArguments: readonly string[]) {
  try {
    return parseArgs({
      args: [...programArguments],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        split: { type: 'string' },
        fit: { type: 'string' },
        predictions: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function usage(): string {
  const tasks = TASKS.map(({ name, about }) => `  ${name.padEnd(14)}${about}`).join('\n');
  return `npm run eval -- TASK --data DIR [--split dev|test] [--fit DIR] [--predictions OUT.jsonl]\n\n${tasks}`;
}
