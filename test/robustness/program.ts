/**
 * The compiled program as a process of its own, for what only a process can suffer: signals, kills, a lost server.
 *
 * Invariant: it is the program as it is written now. Where `dist/` is older than the source, it is compiled into a folder
 * of these tests' own, so that no other test loses its program meanwhile.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ImportResult } from '../../src/api/contract/command-line.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = join('src', 'cli', 'main.js');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** `databaseUrl` for a server, else an embedded store in `dataDir`. */
export interface ProgramPlace {
  readonly databaseUrl?: string;
  readonly dataDir?: string;
}

/** The module to run; compiles it where needed. Once per test file. */
export async function compiledProgram(): Promise<string> {
  const newest = newestSource();
  const built = join(ROOT, 'dist', MAIN);
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return built;
  const cache = join(ROOT, 'node_modules', '.cache');
  const folder = join(cache, `orrery-program-${Math.round(newest)}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(cache, { recursive: true });
    for (const name of readdirSync(cache)) {
      if (name.startsWith('orrery-program-') && isOld(join(cache, name)))
        rmSync(join(cache, name), { recursive: true });
    }
    await promisify(execFile)(
      process.execPath,
      ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', unfinished],
      { cwd: ROOT },
    ).catch((error: unknown) => {
      // Types are another check's matter; a program is written all the same.
      if (!existsSync(join(unfinished, MAIN))) throw error;
    });
    // Another test file may have been faster.
    if (existsSync(folder)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, folder);
  }
  return join(folder, MAIN);
}

export function startProgram(
  program: string,
  place: ProgramPlace,
  argv: readonly string[],
  nodeOptions: readonly string[] = [],
): Running {
  const { DATABASE_URL: _server, ORRERY_DATA: _data, ...env } = process.env;
  const child = spawn(process.execPath, [...nodeOptions, program, ...argv], {
    cwd: ROOT,
    env: {
      ...env,
      ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
      ...(place.dataDir === undefined ? {} : { ORRERY_DATA: place.dataDir }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    texts.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    texts.err += chunk;
  });
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, ...texts })),
  );
  return { child, ended };
}

/** `nodeOptions` are for Node.js itself. */
export async function runProgram(
  program: string,
  place: ProgramPlace,
  argv: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<Ended> {
  return startProgram(program, place, argv, nodeOptions).ended;
}

/** What `orrery import --json` printed. Fails with what was said where it printed none. */
export function importResult(ended: Ended): ImportResult {
  if (ended.out === '') throw new Error(`no result, exit ${ended.code ?? ended.signal}: ${ended.err}`);
  return JSON.parse(ended.out) as ImportResult;
}

/** Waits until `holds`, or until the process is over; true when it held first. */
export async function whileRunning(running: Running, holds: () => Promise<boolean> | boolean): Promise<boolean> {
  let over = false;
  void running.ended.then(() => {
    over = true;
  });
  for (;;) {
    if (over) return false;
    if (await holds()) return true;
    await sleep(10);
  }
}

function newestSource(): number {
  const folder = join(ROOT, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  return Math.max(...files.map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

function isOld(folder: string): boolean {
  const facts = statSync(folder, { throwIfNoEntry: false });
  return facts !== undefined && Date.now() - facts.mtimeMs > 3_600_000;
}
