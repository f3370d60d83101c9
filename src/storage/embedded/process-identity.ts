/**
 * Which process is behind a number? Process numbers are reused, so a number alone proves nothing: a server is known by
 * its working directory, which is its data folder, and any other process by its start time.
 */
import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import { codeOf } from './errors.ts';

/** `unknown`: the process lives and this system does not let us look. Only an attempt to connect can tell. */
export type Identity = 'ours' | 'other' | 'unknown';

/** Is `pid` the server, or one of the backends, of this data folder? `account` is the server's, where it is not ours. */
export function identify(pid: number, dataDirectory: string, account: Account | undefined): Identity {
  if (!isRunning(pid)) return 'other';
  if (process.platform === 'linux') return identifyOnLinux(pid, dataDirectory, account);
  if (process.platform === 'win32') return 'unknown';
  const { status, stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  // The server is started with its data folder among its arguments; its backends replace theirs.
  if (status !== 0) return 'unknown';
  return stdout.includes(`-D ${dataDirectory}`) ? 'ours' : 'other';
}

/** True while the process exists and is more than an exit status that nobody has collected. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to another account.
    if (codeOf(error) !== 'EPERM') return false;
  }
  return statusFields(pid)?.[0] !== 'Z';
}

/** Tells apart two processes that had the same number; empty where the system does not say. */
export async function startTime(pid: number): Promise<string> {
  if (process.platform === 'linux') return statusFields(pid)?.[19] ?? '';
  if (process.platform === 'win32') return '';
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim();
  } catch {
    // ps exits with 1 for a process that is gone.
    return '';
  }
}

/** Processes that run in `folder`: a server and the backends that outlived it. Linux only, empty elsewhere. */
export function processesIn(folder: string, account: Account | undefined): number[] {
  return numberedProcesses().filter((pid) => workingFolder(pid, account) === folder);
}

/** Processes with `word` among their arguments. Linux only, empty elsewhere. */
export function processesNaming(word: string): number[] {
  return numberedProcesses().filter((pid) => commandLine(pid).includes(word));
}

function numberedProcesses(): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function identifyOnLinux(pid: number, dataDirectory: string, account: Account | undefined): Identity {
  const folder = workingFolder(pid, account);
  if (folder === undefined) return 'other';
  return folder === realpathSync(dataDirectory) ? 'ours' : 'other';
}

/**
 * A process's working directory. Undefined when it is gone or belongs to neither us nor `account`: then it is not our
 * server. Root without the right to trace (most containers) asks as the server's account.
 */
function workingFolder(pid: number, account: Account | undefined): string | undefined {
  const link = `/proc/${pid}/cwd`;
  try {
    return readlinkSync(link);
  } catch (error) {
    if (codeOf(error) !== 'EACCES' || account === undefined || !belongsTo(pid, account)) return undefined;
  }
  const { status, stdout } = spawnSync('readlink', [link], { ...account, cwd: '/', encoding: 'utf8' });
  return status === 0 ? stdout.trimEnd() : undefined;
}

function belongsTo(pid: number, account: Account): boolean {
  const uids = /^Uid:\s+(\d+)/m.exec(procFile(pid, 'status'));
  return uids !== null && Number(uids[1]) === account.uid;
}

function commandLine(pid: number): string {
  return procFile(pid, 'cmdline').replaceAll('\0', ' ');
}

/** The fields of /proc/PID/stat from the third (the state) on; the second, a name, may itself hold spaces. */
function statusFields(pid: number): string[] | undefined {
  const text = procFile(pid, 'stat');
  return text === '' ? undefined : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // The process ended meanwhile, or the system has no /proc: nothing is known about it.
    return '';
  }
}
