import { expect, test } from 'vitest';
import type { ImportOutcome, ImportProgress } from './contract/documents.ts';
import { ImportJobs } from './import-jobs.ts';

const OUTCOME: ImportOutcome = {
  path: 'a.txt',
  state: 'added',
  format: 'text',
  documentId: 'doc:1',
  rows: { added: 0, alreadyKnown: 0, refused: 0, withdrawn: 0 },
  claims: { added: 2, alreadyKnown: 0, withdrawn: 0 },
  problems: [],
  elapsedMs: 3,
};

async function followed(jobs: ImportJobs, id: string): Promise<ImportProgress[]> {
  const states: ImportProgress[] = [];
  for await (const state of jobs.follow(id, new AbortController().signal)) states.push(state);
  return states;
}

test('a listener sees the job from where it is to its end', async () => {
  const jobs = new ImportJobs(String);
  const { id } = jobs.begin(async ({ step, outcome }) => {
    step({ path: 'a.txt', phase: 'reading', done: 1, total: 2 });
    await new Promise((resolve) => setTimeout(resolve, 400));
    outcome(OUTCOME);
  });
  const states = await followed(jobs, id);
  expect(states[0]).toMatchObject({ state: 'running', phase: 'waiting' });
  expect(states).toContainEqual(expect.objectContaining({ phase: 'reading', done: 1, total: 2, path: 'a.txt' }));
  expect(states.at(-1)).toMatchObject({ state: 'done', outcomes: [OUTCOME], error: null });
  expect(await followed(jobs, id)).toEqual([states.at(-1)]);
});

test('a listener is not told every one of a thousand outcomes', async () => {
  const jobs = new ImportJobs(String);
  const { id } = jobs.begin(async ({ outcome }) => {
    for (let count = 0; count < 1000; count += 1) {
      outcome(OUTCOME);
      if (count % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  const states = await followed(jobs, id);
  expect(states.length).toBeLessThan(10);
  expect(states.at(-1)?.outcomes).toHaveLength(1000);
});

test('jobs run one after the other', async () => {
  const jobs = new ImportJobs(String);
  const order: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push(`${name} ends`);
  };
  jobs.begin(work('first'));
  await followed(jobs, jobs.begin(work('second')).id);
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

test('a cancelled job says so, and one that fails gives its reason; the next one runs', async () => {
  const jobs = new ImportJobs((error) => (error instanceof Error ? error.message : 'unknown'));
  const waiting = jobs.begin(
    ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  );
  const failing = jobs.begin(async () => {
    throw new Error('The disk is full.');
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  jobs.cancel(waiting.id);
  expect((await followed(jobs, waiting.id)).at(-1)).toMatchObject({ state: 'cancelled', error: null });
  expect((await followed(jobs, failing.id)).at(-1)).toMatchObject({ state: 'failed', error: 'The disk is full.' });
});

test('a job cancelled while it waits is still called, so that it can clear up', async () => {
  const jobs = new ImportJobs(String);
  let release = (): void => undefined;
  jobs.begin(
    () =>
      new Promise((resolve) => {
        release = resolve;
      }),
  );
  let cleared = false;
  const { id } = jobs.begin(async ({ signal }) => {
    cleared = true;
    signal.throwIfAborted();
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  jobs.cancel(id);
  release();
  expect((await followed(jobs, id)).at(-1)?.state).toBe('cancelled');
  expect(cleared).toBe(true);
});

test('finished jobs are kept, but not for ever', async () => {
  const jobs = new ImportJobs(String);
  const ids = Array.from({ length: 60 }, () => jobs.begin(async () => undefined).id);
  await followed(jobs, ids.at(-1)!);
  await jobs.close();
  expect(jobs.find(ids[0]!)).toBeUndefined();
  expect(jobs.find(ids.at(-1)!)).toMatchObject({ state: 'done' });
});
