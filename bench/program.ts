/** Runs the command line as a person does, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../src/storage/package-root.ts';

/** Milliseconds from start to end. Throws when it fails. */
export async function runOrrery(commandArguments: readonly string[]): Promise<number> {
  return lifetime(startOrrery(commandArguments, 'ignore'), commandArguments.join(' '));
}

/** Milliseconds that Node takes to do nothing. */
export async function runNothing(): Promise<number> {
  return lifetime(spawn(process.execPath, ['--eval', '0'], { stdio: 'ignore' }), 'node');
}

export interface RunningServer {
  /** Milliseconds from the start of the process to the last byte of its first page. */
  readonly firstPageMs: number;
  stop(): Promise<void>;
}

/** `orrery start` on a free port, until its page has been answered once. */
export async function startServer(dataDir: string): Promise<RunningServer> {
  const started = performance.now();
  const child = startOrrery(['start', '--port', '0', '--json', '--data', dataDir], 'pipe');
  try {
    const response = await fetch(`${await addressOf(child)}/`);
    const body = await response.text();
    if (!response.ok || !body.includes('<html')) throw new Error(`the page was answered with ${response.status}`);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return {
    firstPageMs: performance.now() - started,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
}

function startOrrery(commandArguments: readonly string[], stdout: 'ignore' | 'pipe'): ChildProcess {
  // A store of one's own, not the one that the environment names.
  const { DATABASE_URL: _, ORRERY_DATA: __, ...env } = process.env;
  const program = join(packageRoot(), 'bin', 'orrery');
  return spawn(process.execPath, [program, ...commandArguments], { stdio: ['ignore', stdout, 'ignore'], env });
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const said: unknown = JSON.parse(line);
    if (typeof said === 'object' && said !== null && 'url' in said) return String(said.url).replace(/\/$/, '');
  }
  throw new Error('orrery start ended without an address');
}

async function lifetime(child: ChildProcess, what: string): Promise<number> {
  const started = performance.now();
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`“${what}” ended with ${code}`);
  return performance.now() - started;
}
