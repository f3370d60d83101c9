/** Files of 200 MB: one that is refused and one that streams, both within bounded memory. Slow, by their size. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestStore, type TestStore } from '../cli/test-store.ts';
import { writeBundle } from './generated-bundle.ts';
import { compiledProgram, type Ended, importResult, runProgram } from './program.ts';
import { groundState, withDatabase } from './stored-state.ts';

const MB = 1_000_000;
const SIZE_BYTES = 200 * MB;
const folder = mkdtempSync(join(tmpdir(), 'orrery-large-'));
const measured = join(folder, 'most-memory');
const measure = join(folder, 'measure.cjs');
let program: string;
let store: TestStore;

beforeAll(async () => {
  program = await compiledProgram();
  store = await createTestStore();
  // In KiB, as the system counted it for the whole life of the process.
  writeFileSync(
    measure,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(measured)}, String(process.resourceUsage().maxRSS)));`,
  );
});
afterAll(async () => {
  await store.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs an import and gives the most memory it took, in MB. */
async function importMeasured(file: string): Promise<{ ended: Ended; mostMb: number }> {
  const ended = await runProgram(program, store, ['import', file, '--json'], ['--require', measure]);
  return { ended, mostMb: (Number(readFileSync(measured, 'utf8')) * 1024) / MB };
}

test('a text of 200 MB is refused in words, without being held in memory', async () => {
  const file = join(folder, 'endless.txt');
  const descriptor = openSync(file, 'w');
  const line = Buffer.from('The reeds were quiet that year, and the heron waited.\n'.repeat(20_000));
  for (let size = 0; size < SIZE_BYTES; size += line.length) writeSync(descriptor, line);
  closeSync(descriptor);

  const { ended, mostMb } = await importMeasured(file);

  expect(ended.code).toBe(1);
  expect(importResult(ended).outcomes[0]).toMatchObject({
    state: 'refused',
    problems: [{ place: file, reason: expect.stringContaining('64 MiB'), hint: expect.stringContaining('split it') }],
  });
  expect(Object.values(await withDatabase(store.databaseUrl, groundState)).flat()).toEqual([]);
  expect(mostMb).toBeLessThan(300);
  rmSync(file);
}, 60_000);

test('a bundle of 200 MB comes in whole, without being held in memory', async () => {
  const file = join(folder, 'large.json');
  const sizeBytes = writeBundle(file, { things: 5000, relations: 0, padding: 40_000 });
  expect(sizeBytes).toBeGreaterThan(SIZE_BYTES);

  const { ended, mostMb } = await importMeasured(file);

  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(importResult(ended).outcomes[0]).toMatchObject({ state: 'added', rows: { added: 5001, refused: 0 } });
  console.info(`most memory in a bundle of ${Math.round(sizeBytes / MB)} MB: ${Math.round(mostMb)} MB`);
  expect(mostMb).toBeLessThan(500);
}, 180_000);
