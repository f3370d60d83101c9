/**
 * How is the server started and stopped? Detached from us, so that it outlives any of its users; asked to stop with
 * SIGINT (fast shutdown), then SIGQUIT (immediate), never SIGKILL. The caller holds the lock.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePassableFolder, makePrivateFolder } from './account.ts';
import type { Cluster } from './cluster.ts';
import { codeOf } from './errors.ts';
import { programPath } from './native-binaries.ts';
import { isRunning, processesIn } from './process-identity.ts';
import { cannotRun, programOptions, runProgram } from './program.ts';
import { explainOutput, openServerLog, readServerLog } from './server-log.ts';
import { disarmStaleState, liveServerState, readServerState, type ServerState, SOCKET_PORT } from './server-state.ts';

const ATTEMPTS = 8;

/** Starts the server and waits until it takes connections, however long its recovery lasts. */
export async function startServer(cluster: Cluster): Promise<ServerState> {
  const socketFolders = [...cluster.location.socketFolders];
  for (let attempt = 1; ; attempt++) {
    disarmStaleState(cluster);
    const outcome = await tryStart(cluster, socketFolders[0]);
    if (typeof outcome !== 'string') return outcome;
    const remedy = remedyFor(outcome, socketFolders.length);
    if (remedy === undefined || attempt === ATTEMPTS) throw startFailure(cluster, outcome);
    if (remedy === 'another-socket-folder') socketFolders.shift();
    if (remedy === 'join') {
      const state = liveServerState(cluster.location);
      if (state !== undefined) return state;
    }
    if (remedy === 'end-stragglers' && attempt > 1) await endStragglers(cluster, attempt > 4 ? 'SIGKILL' : 'SIGQUIT');
    await sleep(50 * attempt);
  }
}

/** Stops the server and waits for its end. */
export async function stopServer(cluster: Cluster, state: ServerState): Promise<void> {
  if (cluster.host.platform === 'win32') {
    await runProgram(
      programPath(cluster.binaries, 'pg_ctl', cluster.host),
      ['stop', '-D', cluster.location.dataDirectory, '-m', 'fast', '-w'],
      undefined,
    );
    return;
  }
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    sendSignal(state.pid, signal);
    if (await endsWithin(state.pid, patienceMs)) return;
    cluster.log(`the database server (process ${state.pid}) does not stop on ${signal}`);
  }
}

type Remedy = 'join' | 'end-stragglers' | 'another-socket-folder' | 'again';

/** What a failed start can be answered with; undefined when trying again would not help. */
function remedyFor(output: string, socketFolders: number): Remedy | undefined {
  // Started by somebody who was killed a moment ago, before the server had written its state.
  if (/lock file ".*postmaster\.pid" already exists/.test(output)) return 'join';
  // Busy backends outlive a killed server, and hold its shared memory.
  if (/pre-existing shared memory block/.test(output)) return 'end-stragglers';
  // Some file systems (network shares, folders lent to a container) hold no sockets.
  if (/could not (?:bind|create) Unix/i.test(output) && socketFolders > 1) return 'another-socket-folder';
  return /could not bind|address already in use/i.test(output) ? 'again' : undefined;
}

/** The state of the running server, or what it printed before it ended. */
async function tryStart(cluster: Cluster, socketFolder: string | undefined): Promise<ServerState | string> {
  const { location, host, binaries } = cluster;
  if (socketFolder !== undefined) prepareSocketFolder(cluster, socketFolder);
  const log = openServerLog(location.logFile, location.account);
  try {
    const args = serverArguments(cluster, socketFolder, socketFolder === undefined ? await freePort() : SOCKET_PORT);
    if (host.platform === 'win32') return await startThroughPgCtl(cluster, args);
    const program = programPath(binaries, 'postgres', host);
    const server = spawn(program, args, {
      ...programOptions(program, location.account),
      detached: true,
      stdio: ['ignore', log.descriptor, log.descriptor],
    });
    const ready = await waitUntilReady(cluster, server);
    return ready ?? readServerLog(location.logFile, log.from);
  } finally {
    closeSync(log.descriptor);
  }
}

/** Undefined when the server ended first. */
async function waitUntilReady(cluster: Cluster, server: ChildProcess): Promise<ServerState | undefined> {
  const ended = new AbortController();
  let failure: Error | undefined;
  server.once('error', (error) => {
    failure = error;
    ended.abort();
  });
  server.once('exit', () => ended.abort());
  server.unref();
  const begun = Date.now();
  for (let reportedS = 0; !ended.signal.aborted; await sleep(5)) {
    const state = readServerState(cluster.location.dataDirectory);
    if (state?.pid === server.pid && state?.status === 'ready') return state;
    const seconds = Math.floor((Date.now() - begun) / 5000) * 5;
    if (seconds > reportedS) cluster.log(`the database is recovering from an abrupt end (${seconds} s)`);
    reportedS = seconds;
  }
  if (failure !== undefined) throw cannotRun(server.spawnfile, failure);
  return undefined;
}

/** On Windows only pg_ctl can drop an administrator's rights, without which the server does not run. */
async function startThroughPgCtl(cluster: Cluster, args: readonly string[]): Promise<ServerState | string> {
  const { location, binaries, host } = cluster;
  const options = args
    .slice(2)
    .map((argument) => (/\s/.test(argument) ? `"${argument}"` : argument))
    .join(' ');
  const { output } = await runProgram(
    programPath(binaries, 'pg_ctl', host),
    ['start', '-D', location.dataDirectory, '-l', location.logFile, '-w', '-o', options],
    undefined,
  );
  const state = readServerState(location.dataDirectory);
  return state?.status === 'ready' ? state : output;
}

function serverArguments(cluster: Cluster, socketFolder: string | undefined, port: number): string[] {
  const listening =
    socketFolder === undefined
      ? ['unix_socket_directories=', 'listen_addresses=127.0.0.1']
      : [`unix_socket_directories=${socketFolder}`, 'listen_addresses=', 'unix_socket_permissions=0700'];
  const settings = [...cluster.settings, ...listening].flatMap((setting) => ['-c', setting]);
  return ['-D', cluster.location.dataDirectory, '-p', String(port), ...settings];
}

function prepareSocketFolder({ location, host }: Cluster, socketFolder: string): void {
  const parent = dirname(socketFolder);
  if (host.uid === 0) makePassableFolder(parent);
  else mkdirSync(parent, { recursive: true });
  makePrivateFolder(socketFolder, location.account, host);
}

async function endStragglers({ location, log }: Cluster, signal: 'SIGQUIT' | 'SIGKILL'): Promise<void> {
  for (const pid of processesIn(realpathSync(location.dataDirectory), location.account)) {
    log(`ending process ${pid}, which outlived the database server it belonged to`);
    sendSignal(pid, signal);
    await endsWithin(pid, 500);
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended by itself.
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

async function endsWithin(pid: number, patienceMs: number): Promise<boolean> {
  for (const deadline = Date.now() + patienceMs; isRunning(pid); await sleep(5)) {
    if (Date.now() > deadline) return false;
  }
  return true;
}

function startFailure({ location }: Cluster, output: string): Error {
  return explainOutput(output, {
    reason: 'start-failed',
    message: `The database server of ${location.dataDirectory} did not start (log ${location.logFile})`,
    hint: 'Read the last lines of the log; the data are as they were.',
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new TypeError('a listening TCP server has an address'));
      });
    });
  });
}
