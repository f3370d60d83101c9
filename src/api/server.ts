/**
 * The web server: listens, says where, and closes cleanly.
 *
 * Invariants: beyond loopback it does not start without tokens; a port that someone else has is an error with the way out;
 * closing stops running imports, ends live streams and waits for what is being answered.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Orrery } from '../app/use-cases.ts';
import type { TokenHolder } from './access-tokens.ts';
import { createApp } from './app.ts';
import { ImportJobs } from './import-jobs.ts';
import { problemOf } from './problems.ts';
import { isLoopback } from './request-guard.ts';

export interface ServerOptions {
  readonly orrery: Orrery;
  /** The folder of the built page. */
  readonly webRoot: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly tokens: readonly TokenHolder[];
  readonly log: (line: string) => void;
  /** The author of judgements where no token is asked for. */
  readonly author: string;
  readonly version: string;
  /** Further names in Host headers to answer for, such as that of a proxy. */
  readonly allowedHosts?: readonly string[];
  readonly maxUploadBytes?: number;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The address cannot be listened on: taken, not ours, or not permitted. The command line exits with 3. */
export class ListenError extends Error {
  readonly code: string;
  readonly hint: string;
  constructor(message: string, details: { code: string; hint: string; cause?: unknown }) {
    super(message, { cause: details.cause });
    this.name = 'ListenError';
    this.code = details.code;
    this.hint = details.hint;
  }
}

export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const { host, log } = options;
  if (!isLoopback(host) && options.tokens.length === 0) {
    throw new ListenError(`Listening on ${host} would answer the network without a token.`, {
      code: 'TOKEN_REQUIRED',
      hint: 'Set ORRERY_TOKEN, or stay on 127.0.0.1.',
    });
  }
  const jobs = new ImportJobs((error) => {
    const { status, detail, hint } = problemOf(error);
    if (status >= 500) log(`import: ${error instanceof Error ? error.stack : String(error)}`);
    return hint === undefined ? detail : `${detail} ${hint}`;
  });
  const app = createApp({ ...options, jobs, allowedHosts: options.allowedHosts ?? [] });
  // Without TLS options the adaptor makes a plain HTTP/1.1 server.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  // A large upload over a slow line takes longer than the default five minutes.
  server.requestTimeout = 60 * 60_000;
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await jobs.close();
      server.closeIdleConnections();
      const patience = setTimeout(() => server.closeAllConnections(), CLOSE_PATIENCE_MS);
      await closed;
      clearTimeout(patience);
    },
  };
}

const CLOSE_PATIENCE_MS = 2_000;

async function listen(server: Server, { host, port }: ServerOptions): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, exclusive: true }, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    throw await listenError(error, host, port);
  }
}

async function listenError(cause: unknown, host: string, port: number): Promise<ListenError> {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
  const elsewhere = `Choose another port: --port ${port < 65_535 ? port + 1 : 7474}`;
  switch (code) {
    case 'EADDRINUSE': {
      const other = await isOrrery(host, port);
      return new ListenError(
        other
          ? `Another Orrery already answers at port ${port} of ${host}.`
          : `Port ${port} of ${host} is in use by another program.`,
        {
          code,
          hint: other ? `Open http://${host}:${port}, or choose another port: --port ${port + 1}` : elsewhere,
          cause,
        },
      );
    }
    case 'EACCES':
      return new ListenError(`This account may not listen on port ${port}.`, {
        code,
        hint: 'Choose a port of 1024 or more: --port 7474',
        cause,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ListenError(`This machine has no address ${host}.`, {
        code,
        hint: 'Choose one it has, or leave out --host to stay on 127.0.0.1.',
        cause,
      });
    default:
      return new ListenError(`Cannot listen on port ${port} of ${host} (${code}).`, { code, hint: elsewhere, cause });
  }
}

async function isOrrery(host: string, port: number): Promise<boolean> {
  try {
    const local = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    const response = await fetch(`http://${local.includes(':') ? `[${local}]` : local}:${port}/login`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(800),
    });
    await response.body?.cancel();
    return response.headers.get('server') === 'Orrery';
  } catch {
    // Whatever holds the port does not speak HTTP: then it is another program.
    return false;
  }
}
