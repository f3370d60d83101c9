/** The compiled program as a shell runs it: signals, pipes, exit codes, and an embedded store of its own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compiledProgram } from '../robustness/program.ts';
import { EXAMPLE_REPORT, exampleBundle } from './test-store.ts';

let program: string;
const folder = mkdtempSync(join(tmpdir(), 'orrery-program-'));
const data = join(folder, 'store');

beforeAll(async () => {
  program = await compiledProgram();
  writeFileSync(join(folder, 'heron.txt'), EXAMPLE_REPORT);
  writeFileSync(join(folder, 'example.json'), exampleBundle());
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(argv: readonly string[]): {
  child: ChildProcess;
  ended: Promise<Ended>;
  said(pattern: RegExp): Promise<string>;
} {
  const { DATABASE_URL: _server, ...env } = process.env;
  const child = spawn(process.execPath, [program, ...argv], {
    cwd: folder,
    env: { ...env, ORRERY_DATA: data },
    stdio: 'pipe',
  });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    texts.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    texts.err += chunk;
  });
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...texts })));
  const said = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(texts.out + texts.err);
        if (found !== null) resolve(found[0]);
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      void ended.then(({ err }) => reject(new Error(`ended before saying ${pattern}: ${err}`)));
    });
  return { child, ended, said };
}

test('extract needs no store, and every quote stands where it is said to stand', async () => {
  const { code, out, err } = await start(['extract', 'heron.txt', '--json']).ended;
  expect([code, err]).toEqual([0, '']);
  const { document, mentions, claims } = JSON.parse(out) as {
    document: { text: string };
    mentions: Place[];
    claims: Place[];
  };
  expect(document.text).toBe(EXAMPLE_REPORT);
  for (const { start: from, end, quote } of [...mentions, ...claims])
    expect(document.text.slice(from, end)).toBe(quote);
  expect(readdirSync(folder)).not.toContain('store');
});

interface Place {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

test('a pipe that closes early is not an error', async () => {
  const command = `"${process.execPath}" "${program}" --help | head -n 1`;
  const { stderr } = await promisify(execFile)('sh', ['-c', command], { cwd: folder });
  expect(stderr).toBe('');
});

test('a store is made, filled, served and left clean', async () => {
  const imported = await start(['import', 'example.json', 'heron.txt']).ended;
  expect(imported).toMatchObject({ code: 0, err: '' });

  const server = start(['start', '--port', '0']);
  const url = await server.said(/http:\/\/127\.0\.0\.1:\d+/);
  const shown = await (await fetch(`${url}/api/entities/Paper%20Heron`)).json();
  expect(shown).toMatchObject({ entity: { label: 'Paper Heron' } });

  const second = await start(['start', '--port', new URL(url).port]).ended;
  expect(second.code).toBe(3);
  expect(second.err).toMatch(/Another Orrery already answers.*\n.*--port/);

  const beside = await start(['show', 'Paper Heron', '--json']).ended;
  expect(JSON.parse(beside.out)).toMatchObject({ entity: { label: 'Paper Heron' } });

  server.child.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
}, 120_000);

test('Ctrl-C in an import is said in words, and the same import goes on from there', async () => {
  const reports = Array.from({ length: 80 }, (_, index) => {
    const file = join(folder, `report-${index}.txt`);
    writeFileSync(file, `${EXAMPLE_REPORT}\nReport ${index}.\n`);
    return file;
  });
  const importing = start(['import', ...reports]);
  await importing.said(/added/);
  importing.child.kill('SIGINT');
  const { code, err } = await importing.ended;
  expect([code, err]).toEqual([130, expect.stringMatching(/^orrery: Interrupted\..*\n.*goes on from there/)]);

  const again = JSON.parse((await start(['import', ...reports, '--json']).ended).out) as {
    added: number;
    alreadyKnown: number;
    refused: number;
  };
  expect(again.added + again.alreadyKnown).toBe(reports.length);
  expect(again.alreadyKnown).toBeGreaterThan(0);
  expect(again.refused).toBe(0);
}, 180_000);
