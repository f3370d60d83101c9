/**
 * Imports that run behind a request: begun, followed live, cancelled.
 *
 * Invariants: one job writes at a time and the others wait in order; a listener always gets the last state of a job;
 * finished jobs are kept for those who come late, and only so many.
 */
import { randomUUID } from 'node:crypto';
import type { ImportStep } from '../app/use-cases.ts';
import type { ImportOutcome, ImportProgress } from './contract/documents.ts';

export interface ImportReporter {
  readonly signal: AbortSignal;
  step(step: ImportStep): void;
  outcome(outcome: ImportOutcome): void;
}

interface Job {
  progress: ImportProgress;
  readonly controller: AbortController;
  readonly listeners: Set<() => void>;
  finished: Promise<void>;
}

const FINISHED_KEPT = 50;
/** Every state tells all outcomes so far: an import of thousands of files must not send them thousands of times. */
const PACE_MS = 150;

export class ImportJobs {
  private readonly jobs = new Map<string, Job>();
  private queue: Promise<void> = Promise.resolve();
  private readonly describe: (error: unknown) => string;

  /** `describe` puts an error that ended a job into words, and logs what is not for the asker. */
  constructor(describe: (error: unknown) => string) {
    this.describe = describe;
  }

  /** `work` is always called, so that it can clear up; it looks at the signal first. */
  begin(work: (reporter: ImportReporter) => Promise<void>): ImportProgress {
    const id = randomUUID();
    const job: Job = {
      progress: { id, state: 'running', path: null, phase: 'waiting', done: 0, total: null, outcomes: [], error: null },
      controller: new AbortController(),
      listeners: new Set(),
      finished: Promise.resolve(),
    };
    this.jobs.set(id, job);
    job.finished = this.queue.then(() => this.perform(job, work));
    this.queue = job.finished;
    return job.progress;
  }

  find(id: string): ImportProgress | undefined {
    return this.jobs.get(id)?.progress;
  }

  /** Asks the job to stop; what is stored stays stored. */
  cancel(id: string): ImportProgress | undefined {
    const job = this.jobs.get(id);
    job?.controller.abort();
    return job?.progress;
  }

  /** The state now, every change, and the end. Slow listeners skip states, never the last one. */
  async *follow(id: string, signal: AbortSignal): AsyncGenerator<ImportProgress> {
    const job = this.jobs.get(id);
    if (job === undefined) return;
    let wake = (): void => undefined;
    const listener = (): void => wake();
    job.listeners.add(listener);
    signal.addEventListener('abort', listener, { once: true });
    try {
      let seen: ImportProgress | undefined;
      while (!signal.aborted) {
        if (job.progress !== seen) {
          seen = job.progress;
          yield seen;
          if (seen.state !== 'running') return;
          await Promise.race([pause(PACE_MS), job.finished]);
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      job.listeners.delete(listener);
      signal.removeEventListener('abort', listener);
    }
  }

  async close(): Promise<void> {
    for (const job of this.jobs.values()) job.controller.abort();
    await this.queue;
  }

  private async perform(job: Job, work: (reporter: ImportReporter) => Promise<void>): Promise<void> {
    const { signal } = job.controller;
    const change = (part: Partial<ImportProgress>): void => {
      job.progress = { ...job.progress, ...part };
      for (const listener of job.listeners) listener();
    };
    try {
      await work({
        signal,
        step: ({ path, phase, done, total }) => change({ path, phase, done, total: total ?? null }),
        outcome: (outcome) => change({ outcomes: [...job.progress.outcomes, outcome] }),
      });
      change(signal.aborted ? { state: 'cancelled', phase: 'cancelled' } : { state: 'done', phase: 'done' });
    } catch (error) {
      if (signal.aborted) change({ state: 'cancelled', phase: 'cancelled' });
      else change({ state: 'failed', phase: 'failed', error: this.describe(error) });
    }
    this.forgetOld();
  }

  private forgetOld(): void {
    const finished = [...this.jobs].filter(([, job]) => job.progress.state !== 'running');
    for (const [id] of finished.slice(0, Math.max(0, finished.length - FINISHED_KEPT))) this.jobs.delete(id);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
