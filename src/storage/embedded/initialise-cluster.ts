/**
 * How does a store come into being? initdb works in a folder of its own, which becomes the data folder by a rename:
 * a store is complete or absent. Text is UTF-8 in PostgreSQL's builtin C.UTF-8, the same on every system and version.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, accountName, canReach, giveTreeTo, initialiserAccount, makePrivateFolder } from './account.ts';
import { type Cluster, SUPERUSER } from './cluster.ts';
import { isThrowaway } from './default-settings.ts';
import { EmbeddedPostgresError, USE_A_SERVER } from './errors.ts';
import type { Host } from './host.ts';
import { majorVersion, programPath } from './native-binaries.ts';
import { processesNaming } from './process-identity.ts';
import { runProgram } from './program.ts';
import { explainOutput } from './server-log.ts';

/** Makes the store unless it exists; true when it was made. The caller holds the lock. */
export async function initialiseCluster(cluster: Cluster): Promise<boolean> {
  const { location, binaries, host } = cluster;
  await removeUnfinished(location.home);
  if (existsSync(join(location.dataDirectory, 'PG_VERSION'))) {
    checkVersion(cluster);
    return false;
  }
  cluster.log(`making a PostgreSQL ${majorVersion(binaries)} store in ${location.dataDirectory}`);
  const maker = initialiserAccount(location.account);
  checkMaker(cluster, maker);
  const unfinished = join(location.home, `${UNFINISHED}${process.pid}`);
  makePrivateFolder(unfinished, maker, host);
  const initdb = programPath(binaries, 'initdb', host);
  const { exitCode, output } = await runProgram(initdb, initdbArguments(cluster, unfinished), maker);
  if (exitCode !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw (
      withoutName(output, host) ??
      explainOutput(output, {
        reason: 'initdb-failed',
        message: `initdb ended with exit code ${exitCode} in ${location.home}`,
        hint: `Read the lines above; ${USE_A_SERVER}`,
      })
    );
  }
  if (location.account !== undefined && maker?.uid !== location.account.uid) giveTreeTo(unfinished, location.account);
  renameSync(unfinished, location.dataDirectory);
  if (!isThrowaway(cluster.settings) && host.platform !== 'win32') syncFolder(location.home);
  return true;
}

const UNFINISHED = 'unfinished-';

function initdbArguments({ location, settings, host }: Cluster, folder: string): string[] {
  const onSocket = location.socketFolders.length > 0;
  return [
    ...['-D', folder, '-U', SUPERUSER, '-E', 'UTF8'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    ...(onSocket
      ? // Who may open the socket's folder is the store's owner, or root.
        ['--auth-local=trust', '--auth-host=reject']
      : [
          '--auth-local=scram-sha-256',
          '--auth-host=scram-sha-256',
          `--pwfile=${writePassword(location.passwordFile)}`,
        ]),
    ...(isThrowaway(settings) ? ['--no-sync'] : host.platform === 'linux' ? ['--sync-method=syncfs'] : []),
  ];
}

function writePassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  return file;
}

function checkVersion({ location, binaries }: Cluster): void {
  const version = readFileSync(join(location.dataDirectory, 'PG_VERSION'), 'utf8').trim();
  if (version === majorVersion(binaries)) return;
  throw new EmbeddedPostgresError(
    'start-failed',
    `The store in ${location.dataDirectory} is PostgreSQL ${version}; the installed programs are ${majorVersion(binaries)}.`,
    'Make a backup with the release that made the store (orrery backup FILE), then restore it here into an empty data folder.',
  );
}

function checkMaker({ location }: Cluster, maker: Account | undefined): void {
  if (maker !== undefined && !canReach(location.home, maker)) {
    throw new EmbeddedPostgresError(
      'unreachable-folder',
      `${accountName(maker.uid)}, which makes the store for root, cannot reach ${location.home}.`,
      'Choose a data folder whose parents others may pass through (--data DIR or ORRERY_DATA), or run as an ordinary user.',
    );
  }
}

/** initdb insists on a name for its account, which a bare number (`docker run --user 1234`) does not have. */
function withoutName(output: string, host: Host): EmbeddedPostgresError | undefined {
  if (!/could not look up effective user/i.test(output)) return undefined;
  return new EmbeddedPostgresError(
    'wrong-account',
    `This process runs as ${accountName(host.uid ?? 0)}, for which this system has no name, and initdb needs one.`,
    `Run as a named user or as root, or add a line for it to /etc/passwd. ${USE_A_SERVER}`,
  );
}

/** Makes the names in a folder survive a power failure. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Removes what a killed run left. Its initdb may still be at work for a moment; removing the folder under it would
 * leak its shared memory, so it is waited for.
 */
async function removeUnfinished(home: string): Promise<void> {
  const left = readdirSync(home).filter((name) => name.startsWith(UNFINISHED));
  if (left.length === 0) return;
  const deadline = Date.now() + 30_000;
  while (processesNaming(join(home, UNFINISHED)).length > 0 && Date.now() < deadline) await sleep(25);
  for (const name of left) rmSync(join(home, name), { recursive: true, force: true });
}
