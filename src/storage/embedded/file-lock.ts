/**
 * Who may start or stop the server now? One process at a time. The lock ends with its holder, however that dies: the
 * kernel drops a `flock(2)`, and where no program can take one for us, a lock file names its holder by number and
 * start time, so a dead holder's is recognised and removed.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  ftruncateSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, giveTo, openPrivateFile } from './account.ts';
import { codeOf, EmbeddedPostgresError, folderError } from './errors.ts';
import type { Host } from './host.ts';
import { isRunning, startTime } from './process-identity.ts';

export interface FileLock {
  release(): void;
}

export interface FileLockOptions {
  readonly host: Host;
  /** Owner of the file when it is not this process's own account. */
  readonly account?: Account | undefined;
  /** How long to wait for another process before giving up. */
  readonly patienceMs?: number;
}

/** A server that recovers after a crash is waited for by its starter, and everybody else waits for the starter. */
const DEFAULT_PATIENCE_MS = 180_000;

export async function takeFileLock(file: string, options: FileLockOptions): Promise<FileLock> {
  const patienceMs = options.patienceMs ?? DEFAULT_PATIENCE_MS;
  try {
    if (options.host.platform === 'linux') {
      const lock = await takeKernelLock(file, options.account, patienceMs);
      if (lock !== undefined) return lock;
    }
    return await takeLinkLock(`${file}.pid`, options.account, patienceMs);
  } catch (error) {
    throw folderError(error, file);
  }
}

/** Undefined when this system has no `flock` program or the file system no such locks. */
async function takeKernelLock(
  file: string,
  account: Account | undefined,
  patienceMs: number,
): Promise<FileLock | undefined> {
  const descriptor = openPrivateFile(file, 'keep', account);
  try {
    const seconds = String(Math.max(1, Math.ceil(patienceMs / 1000)));
    const exitCode = await runFlock(['-x', '-w', seconds, '3'], descriptor);
    if (exitCode === 0) {
      ftruncateSync(descriptor);
      writeSync(descriptor, `${process.pid}\n`, 0);
      return releasedOnce(() => closeSync(descriptor));
    }
    if (exitCode === 1) throw busy(file, readFileSync(file, 'utf8').trim(), patienceMs);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  closeSync(descriptor);
  return undefined;
}

/**
 * A `flock(2)` belongs to the open file, not to the process: the program takes it on the descriptor that it inherits
 * and exits, and we hold it until we close ours or die.
 */
function runFlock(args: readonly string[], descriptor: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const program = spawn('flock', args, {
      stdio: ['ignore', 'ignore', 'ignore', descriptor],
      env: { PATH: `${process.env.PATH ?? ''}:/usr/bin:/bin` },
    });
    program.once('error', () => resolve(undefined));
    program.once('exit', (code) => resolve(code ?? undefined));
  });
}

async function takeLinkLock(file: string, account: Account | undefined, patienceMs: number): Promise<FileLock> {
  const content = `${process.pid} ${randomBytes(6).toString('hex')} ${await startTime(process.pid)}`;
  const own = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  writeFileSync(own, content, { mode: 0o600, flag: 'wx' });
  try {
    giveTo(own, account);
    const deadline = Date.now() + patienceMs;
    for (;;) {
      // A link appears with its whole content or not at all, and never replaces another.
      if (tryLink(own, file)) return releasedOnce(() => removeIfOurs(file, content));
      const holder = readIfPresent(file);
      if (holder === undefined) continue;
      if (await isAbandoned(holder)) removeAbandoned(file, holder, `${own}.abandoned`);
      else if (Date.now() > deadline) throw busy(file, holder.split(' ')[0] ?? '', patienceMs);
      else await sleep(10 + Math.random() * 20);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

async function isAbandoned(holder: string): Promise<boolean> {
  const [pid = '', , ...started] = holder.split(' ');
  return !isRunning(Number(pid)) || (await startTime(Number(pid))) !== started.join(' ');
}

/** Moves the dead holder's file away; what was put there between our look and our hand goes back. */
function removeAbandoned(file: string, seen: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch (error) {
    // Another process was faster.
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') !== seen) tryLink(aside, file);
  rmSync(aside, { force: true });
}

function removeIfOurs(file: string, content: string): void {
  if (readIfPresent(file) === content) rmSync(file, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function releasedOnce(release: () => void): FileLock {
  let held = true;
  return {
    release: () => {
      if (!held) return;
      held = false;
      release();
    },
  };
}

function busy(file: string, holder: string, patienceMs: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'lock-busy',
    `Process ${holder === '' ? 'unknown' : holder} has been starting or stopping the database for ${Math.round(patienceMs / 1000)} s (lock ${file}).`,
    'Wait for it and run the command again; if it hangs, end that process.',
  );
}
