/**
 * What stands before every route: headers of safety, the Host check against DNS rebinding, tokens, and the Origin check on writes.
 *
 * Invariants: a page of another site can neither read nor write here; a name that is not ours is never answered;
 * no response allows inline script or framing.
 */
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Access } from './access-tokens.ts';
import { ProblemError } from './problems.ts';

export interface ApiEnv {
  Variables: {
    /** Who asks: the token's holder, or whoever runs the server. */
    author: string;
  };
}

export const SESSION_COOKIE = 'orrery_session';

/** Styles may be inline, since component libraries set sizes that way; scripts never. Blob workers lay out graphs. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export function safetyHeaders(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    headers.set('content-security-policy', CONTENT_SECURITY_POLICY);
    headers.set('x-content-type-options', 'nosniff');
    headers.set('x-frame-options', 'DENY');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()');
    headers.set('server', 'Orrery');
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * A name that resolves to us because someone else's DNS says so is refused. Addresses cannot be rebound, so beyond loopback those of
 * this machine are answered, with the name it was bound to and the names it was told.
 */
export function hostCheck(boundHost: string, allowedHosts: readonly string[]): MiddlewareHandler<ApiEnv> {
  const names = new Set([boundHost, ...allowedHosts].map((name) => name.toLowerCase()));
  return async (c, next) => {
    const host = hostName(c.req.header('host'));
    const answered =
      host !== undefined && (isLoopback(host) || names.has(host) || (!isLoopback(boundHost) && isOwnAddress(host)));
    if (!answered) {
      throw new ProblemError('wrong-host', {
        detail: `This server does not answer for ${host === undefined ? 'a request without a Host header' : `the host “${host}”`}.`,
        place: 'Host',
        hint: 'Open it by its address, or name the host in ORRERY_ALLOWED_HOSTS when starting it.',
      });
    }
    await next();
  };
}

/** Writes, and the export that records a disclosure, come from our own page or from a program, never from another site. */
export function originCheck(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const records = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) || c.req.path === '/api/export';
    if (records) {
      const origin = c.req.header('origin');
      const site = c.req.header('sec-fetch-site');
      const foreign =
        (origin !== undefined && originHost(origin) !== c.req.header('host')) ||
        site === 'cross-site' ||
        site === 'same-site';
      if (foreign) {
        throw new ProblemError('forbidden', {
          detail: 'This request comes from a page of another site.',
          place: 'Origin',
          hint: 'Use Orrery’s own page, or a program that sends no Origin header.',
        });
      }
    }
    await next();
  };
}

export function tokenCheck(access: Access, localAuthor: string): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const holder = access.required ? holderOf(c, access) : localAuthor;
    if (holder !== undefined) {
      c.set('author', holder);
      return next();
    }
    if (c.req.path === '/login') return next();
    if (wantsPage(c)) {
      const target = c.req.path + (new URL(c.req.url).search || '');
      return c.redirect(`/login?next=${encodeURIComponent(target)}`, 303);
    }
    c.header('www-authenticate', 'Bearer realm="Orrery"');
    throw new ProblemError('token-required', {
      detail: 'This server asks for a token.',
      place: 'Authorization',
      hint: 'Send “Authorization: Bearer TOKEN”, or open /login in a browser.',
    });
  };
}

function holderOf(c: Context<ApiEnv>, access: Access): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (bearer !== undefined) return access.holderOfToken(bearer);
  const cookie = getCookie(c, SESSION_COOKIE);
  return cookie === undefined ? undefined : access.holderOfSession(cookie);
}

function wantsPage(c: Context<ApiEnv>): boolean {
  return c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html');
}

/** The host without its port: tunnels change the port and cannot change who is asked for. */
function hostName(header: string | undefined): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:/?#@\s]+))(?::\d+)?$/i.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase().replace(/\.$/, '');
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function isOwnAddress(host: string): boolean {
  if (isIP(host) === 0) return false;
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === host));
}
