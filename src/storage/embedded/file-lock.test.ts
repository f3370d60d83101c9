import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeFileLock } from './file-lock.ts';
import { type Host, thisHost } from './host.ts';
import { startTime } from './process-identity.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'orrery-lock-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

// The second is what systems without a flock program do; nothing else in it depends on the platform.
const kinds: [string, Host][] = [
  ['kernel lock', thisHost()],
  ['lock file', { ...thisHost(), platform: 'darwin' }],
];

describe.each(kinds)('%s', (kind, host) => {
  test('one holder at a time, and everybody has a turn', async () => {
    const file = join(folder, `${kind} turns`);
    let holders = 0;
    let most = 0;
    let turns = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const lock = await takeFileLock(file, { host });
        most = Math.max(most, ++holders);
        await sleep(5);
        turns++;
        holders--;
        lock.release();
      }),
    );
    expect({ most, turns }).toEqual({ most: 1, turns: 8 });
  });

  test('who waits too long is told who holds it', async () => {
    const file = join(folder, `${kind} busy`);
    const lock = await takeFileLock(file, { host });
    await expect(takeFileLock(file, { host, patienceMs: 100 })).rejects.toMatchObject({
      reason: 'lock-busy',
      message: expect.stringContaining(`Process ${process.pid} `),
    });
    lock.release();
    lock.release();
    (await takeFileLock(file, { host, patienceMs: 100 })).release();
  });
});

test.each([
  ['a process that is gone', async () => `${spawnSync('true').pid} 0123456789ab 1`],
  [
    'a process whose number somebody else has',
    async () => `${process.pid} 0123456789ab 0${await startTime(process.pid)}`,
  ],
])('a lock file of %s is taken over by exactly one', async (_, content) => {
  const host: Host = { ...thisHost(), platform: 'darwin' };
  const file = join(folder, 'abandoned');
  writeFileSync(`${file}.pid`, await content());
  let holders = 0;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      const lock = await takeFileLock(file, { host });
      expect(++holders).toBe(1);
      await sleep(2);
      holders--;
      lock.release();
    }),
  );
});
