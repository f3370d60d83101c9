/** What a task of the accuracy harness is: a file in `tasks/` and a line in `registry.ts`. */
import type { Metric } from './metric.ts';

export interface TaskOptions {
  /** Folder with the data. */
  readonly data: string;
  readonly split: 'dev' | 'test';
  /** Folder whose train split is learned from. */
  readonly fit: string;
}

export interface TaskResult {
  readonly metrics: Readonly<Record<string, Metric | number | string | null>>;
  /** Lines for `--predictions`, in the task's own form. */
  readonly predictions: readonly object[];
}

export interface EvalTask {
  readonly name: string;
  readonly about: string;
  run(options: TaskOptions): Promise<TaskResult>;
}
