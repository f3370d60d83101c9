/** `orrery start`: page and API at one address until it is stopped. */
import { join } from 'node:path';
import type { Command } from 'commander';
import type { TokenHolder } from '../../api/access-tokens.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { UnavailableError, UsageError } from '../failures.ts';
import { EXIT } from '../io.ts';
import { wholeNumber } from '../option-values.ts';
import { projectFolder, version } from '../version.ts';

interface StartOptions {
  readonly port?: string;
  readonly host: string;
}

const DEFAULT_PORT = 7474;

export function define(command: Command, context: CommandContext): CommandAction {
  command
    .option('--port <port>', `port to listen on; 0 takes a free one (default ${DEFAULT_PORT})`)
    .option('--host <host>', 'address to listen on; beyond loopback a token is asked for', '127.0.0.1')
    .addHelpText(
      'after',
      '\nExample:\n  $ orrery start\n  $ ORRERY_TOKENS=alice:LONG-TOKEN orrery start --host 0.0.0.0\n\nSettings: ORRERY_TOKEN, ORRERY_TOKENS (name:token,…), ORRERY_ALLOWED_HOSTS (names behind a proxy), DATABASE_URL.',
    );
  return (options: StartOptions) => start(options, context);
}

async function start(options: StartOptions, context: CommandContext): Promise<typeof EXIT.done> {
  const port = wholeNumber(options.port, '--port', { min: 0, max: 65_535 }) ?? DEFAULT_PORT;
  const { io } = context;
  const say = (line: string): void => void io.stderr.write(`${line}\n`);
  const [{ createServer, ListenError }, access, { isLoopback }] = await Promise.all([
    import('../../api/server.ts'),
    import('../../api/access-tokens.ts'),
    import('../../api/request-guard.ts'),
  ]);
  const tokens = tokensOf(access, context, !isLoopback(options.host), say);
  // Not `withStore`: its phases would be lost from a log, and a first start takes long enough to be told.
  const { openOrrery } = await import('../../app/open-orrery.ts');
  const orrery = await openOrrery({ ...context.store, starter: true, log: say });
  try {
    io.signal.throwIfAborted();
    const server = await createServer({
      orrery,
      webRoot: join(projectFolder(), 'web', 'dist'),
      host: options.host,
      port,
      tokens,
      author: context.author,
      version: version(),
      allowedHosts: (io.env.ORRERY_ALLOWED_HOSTS ?? '')
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
      log: say,
    }).catch((error: unknown) => {
      if (error instanceof ListenError) throw new UnavailableError(error.message, { hint: error.hint, cause: error });
      throw error;
    });
    if (context.json) await context.print(JSON.stringify({ url: server.url, version: version() }));
    else await context.print(`Orrery is at ${server.url} (Ctrl-C stops it)`);
    await aborted(io.signal);
    say('Stopping.');
    await server.close();
    return EXIT.done;
  } finally {
    await orrery.close();
  }
}

function tokensOf(
  access: typeof import('../../api/access-tokens.ts'),
  context: CommandContext,
  needed: boolean,
  say: (line: string) => void,
): TokenHolder[] {
  const { env } = context.io;
  try {
    const holders = access.tokenHolders({ token: env.ORRERY_TOKEN, tokens: env.ORRERY_TOKENS, owner: context.author });
    if (holders.length > 0 || !needed) return holders;
  } catch (error) {
    if (error instanceof access.TokenSettingError)
      throw new UsageError(error.message, { place: error.setting, hint: error.hint });
    throw error;
  }
  const token = access.newToken();
  say(`Token of ${context.author}, shown this once: ${token}`);
  say('Set ORRERY_TOKEN to keep one.');
  return [{ name: context.author, token }];
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
