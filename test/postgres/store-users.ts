/** Starts other processes that use a store, and cleans up behind tests that kill some of them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { isRunning, processesNaming } from '../../src/storage/embedded/process-identity.ts';
import type { StoreUserEvent, StoreUserOrders } from './store-user-process.ts';
import { makeThrowawayFolder } from './throwaway-folder.ts';

export interface StoreUser {
  readonly pid: number;
  /** Resolves with the first word of the process: opened, or failed. */
  readonly first: Promise<StoreUserEvent>;
  /** The number of rows that the server acknowledged to it. */
  acknowledged(): number;
  /** Tells it to leave; resolves with the outcome. */
  release(): Promise<string>;
  kill(): Promise<void>;
}

export interface StoreTestPlace {
  /** A temporary folder that every account may enter. */
  readonly folder: string;
  start(orders: Omit<StoreUserOrders, 'packagesSeenFrom'> & { packagesSeenFrom?: string; uid?: number }): StoreUser;
  /** Ends every process and server below the folder, and removes it. */
  clear(): Promise<void>;
}

/** `parent`: where programs are run from the place as well, a folder that allows it (the system's temporary one). */
export async function makeStoreTestPlace(parent?: string): Promise<StoreTestPlace> {
  const folder = makeThrowawayFolder('orrery-store-', parent);
  const program = join(folder, 'store-user.mjs');
  await bundle(fileURLToPath(new URL('store-user-process.ts', import.meta.url)), program);
  const users: StoreUser[] = [];
  return {
    folder,
    start: ({ uid, ...orders }) => {
      const user = startUser(program, { packagesSeenFrom: fileURLToPath(import.meta.url), ...orders }, uid);
      users.push(user);
      return user;
    },
    clear: async () => {
      await Promise.all(users.map((user) => user.kill()));
      await endServersBelow(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for the end of a process that a test signalled. */
export async function ended(pid: number): Promise<void> {
  while (isRunning(pid)) await sleep(5);
}

async function bundle(input: string, file: string): Promise<void> {
  const build = await rolldown({ input, platform: 'node', external: ['pg-native'] });
  await build.write({ file, format: 'esm' });
  await build.close();
  chmodSync(file, 0o644);
}

function startUser(program: string, orders: StoreUserOrders, uid: number | undefined): StoreUser {
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const events: StoreUserEvent[] = [];
  const first = new Promise<StoreUserEvent>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = JSON.parse(line) as StoreUserEvent;
      events.push(event);
      resolve(event);
    });
    child.once('close', () => reject(new Error('the process ended without a word')));
  });
  // Many tests kill a process before it says anything.
  first.catch(() => undefined);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    pid: child.pid ?? 0,
    first,
    acknowledged: () => Math.max(0, ...events.map((event) => (event.event === 'acknowledged' ? event.row : 0))),
    release: async () => {
      child.stdin.write('leave\n');
      await closed;
      const last = events.at(-1);
      if (last?.event !== 'released') throw new Error(`expected a release, got ${JSON.stringify(last)}`);
      return last.outcome;
    },
    kill: async () => {
      if (isOver(child)) return;
      child.kill('SIGKILL');
      await closed;
    },
  };
}

function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function endServersBelow(folder: string): Promise<void> {
  for (const pid of processesNaming(`-D ${folder}`)) {
    process.kill(pid, 'SIGQUIT');
    await ended(pid);
  }
}
