/** A disk that fills up in an import: said in words, the store intact, and with more room the same import completes. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { processesNaming } from '../../src/storage/embedded/process-identity.ts';
import { makeThrowawayFolder } from '../postgres/throwaway-folder.ts';
import { writeBundle } from './generated-bundle.ts';
import { compiledProgram, importResult, runProgram } from './program.ts';

const folder = makeThrowawayFolder('orrery-full-disk-');
const disk = join(folder, 'disk');
mkdirSync(disk);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=100m,mode=0755', 'tmpfs', disk]).status === 0;
if (!mounted) {
  console.info('skipped: a full disk needs the right to mount a small one');
  // Nothing is called after tests that are all skipped.
  rmSync(folder, { recursive: true });
}

afterAll(() => {
  for (const pid of processesNaming(`-D ${disk}`)) process.kill(pid, 'SIGQUIT');
  if (mounted) spawnSync('umount', ['-l', disk]);
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!mounted)(
  'a full disk is called a full disk; what was stored answers, and with room the same import completes',
  async () => {
    const program = await compiledProgram();
    const store = { dataDir: join(disk, 'store') };
    const small = join(folder, 'small.json');
    const large = join(folder, 'large.json');
    writeBundle(small, { things: 20, relations: 20, world: 'small' });
    writeBundle(large, { things: 700, relations: 0, world: 'large', padding: 40_000 });
    expect(await runProgram(program, store, ['import', small])).toMatchObject({ code: 0, err: '' });

    const full = await runProgram(program, store, ['import', large]);
    expect([full.code, full.signal]).toEqual([3, null]);
    expect(full.err).toMatch(/^orrery: .*disk.*full/);
    expect(full.err).toMatch(/next: .*Free some space/);

    expect(spawnSync('mount', ['-o', 'remount,size=1g', disk]).status).toBe(0);
    const shown = await runProgram(program, store, ['show', 'Heron Circle 4', '--json']);
    expect(shown).toMatchObject({ code: 0 });
    const again = await runProgram(program, store, ['import', small, large, '--json']);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(importResult(again).outcomes.map(({ state, rows }) => [state, rows.refused])).toEqual([
      ['already-known', 0],
      [expect.stringMatching(/added|resumed/), 0],
    ]);
  },
  180_000,
);
