/**
 * The program that `bin/orrery` runs: gives the process to `run` and takes its exit code.
 *
 * Invariants: the first Ctrl-C asks the work to stop, the second ends at once; a reader that has gone is not an error;
 * all output is out before the process ends.
 */
import { userInfo } from 'node:os';
import { type CliIo, EXIT, type Output, OutputClosedError } from './io.ts';
import { run } from './run.ts';

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (interruption.signal.aborted) process.exit(EXIT.interrupted);
    interruption.abort(new DOMException(`Stopped by ${name}.`, 'AbortError'));
  });
}

const io: CliIo = {
  stdout: outputOf(process.stdout, true),
  // What cannot be told there can be told nowhere.
  stderr: outputOf(process.stderr, false),
  env: process.env,
  cwd: process.cwd(),
  signal: interruption.signal,
  isTerminal: { stdout: process.stdout.isTTY === true, stderr: process.stderr.isTTY === true },
  ...(process.stdout.columns !== undefined && { columns: process.stdout.columns }),
  ...accountName(),
};

const exitCode = await run(process.argv.slice(2), io);
await Promise.all([drained(process.stdout), drained(process.stderr)]);
process.exit(exitCode);

function outputOf(stream: NodeJS.WriteStream, tellsClosed: boolean): Output {
  let closed = false;
  stream.on('error', () => {
    closed = true;
  });
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        const gone = (): void => (tellsClosed ? reject(new OutputClosedError()) : resolve());
        if (closed) gone();
        else stream.write(text, (error) => (error ? gone() : resolve()));
      }),
  };
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded || stream.errored !== null) resolve();
    else stream.write('', () => resolve());
  });
}

/** An account without an entry in the password file has no name. */
function accountName(): { userName?: string } {
  try {
    return { userName: userInfo().username };
  } catch {
    return {};
  }
}
