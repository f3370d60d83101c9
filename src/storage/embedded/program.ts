/**
 * How is a program of PostgreSQL run? As the server's account, with a clean environment (no PG* variable that changes
 * its mind, none of our secrets in its /proc entry) and away from folders that the account may not enter.
 */
import { type SpawnOptions, spawn } from 'node:child_process';
import { parse } from 'node:path';
import type { Account } from './account.ts';
import { codeOf, EmbeddedPostgresError, USE_A_SERVER } from './errors.ts';

/** Spawn options that every program of PostgreSQL gets. */
export function programOptions(program: string, account: Account | undefined): SpawnOptions {
  return { ...account, cwd: parse(program).root, env: cleanEnvironment(), windowsHide: true };
}

/** Runs a program to its end; `output` is both of its streams together. */
export function runProgram(
  program: string,
  args: readonly string[],
  account: Account | undefined,
): Promise<{ exitCode: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...programOptions(program, account), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', (error) => reject(cannotRun(program, error)));
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}

/** Why a program that lies there could not be started. */
export function cannotRun(program: string, cause: unknown): EmbeddedPostgresError {
  const code = codeOf(cause);
  if (code === 'ENOENT' || code === 'ENOEXEC') {
    return new EmbeddedPostgresError(
      'unsupported-platform',
      `This system cannot run ${program}: the loader or the C library (glibc) that it was built for is absent.`,
      USE_A_SERVER,
      { cause },
    );
  }
  return new EmbeddedPostgresError(
    'start-failed',
    `${program} could not be started (${code ?? String(cause)}).`,
    `Check that the disk of that folder allows programs to run. ${USE_A_SERVER}`,
    { cause },
  );
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  if (process.platform === 'win32') {
    return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('PG')));
  }
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC', HOME: '/' };
}
