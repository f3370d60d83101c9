/**
 * Serves the built page: files as they lie in the web root, and `index.html` for every address of the page itself.
 *
 * Invariants: nothing outside the web root is read; a file whose name holds its hash never changes and is cached for good,
 * everything else is asked about again by its entity tag (RFC 9110, "ETag").
 */
import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Context, MiddlewareHandler } from 'hono';
import type { ApiEnv } from './request-guard.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

export function staticPage(webRoot: string): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    const wanted = fileFor(webRoot, c.req.path);
    if (wanted === undefined) return next();
    const file = await regularFile(wanted);
    if (file !== undefined) return send(c, wanted, file, c.req.path.startsWith('/assets/'));
    // A missing file is an error; a view of the page may end in what looks like an extension (`/entities/attack:T1059.001`).
    const looksLikeFile = /\.[a-z0-9]{1,11}$/i.test(c.req.path) && !VIEWS.test(c.req.path);
    if (c.req.path.startsWith('/assets/') || looksLikeFile) return next();
    const index = join(webRoot, 'index.html');
    const page = await regularFile(index);
    if (page === undefined) return notBuilt(c);
    return send(c, index, page, false);
  };
}

const VIEWS = /^\/(?:entities|documents|inbox)\//;

function fileFor(webRoot: string, path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // Not a path that any file has.
    return undefined;
  }
  if (decoded.includes('\0')) return undefined;
  const file = normalize(join(webRoot, decoded === '/' ? 'index.html' : decoded));
  return file.startsWith(normalize(webRoot + sep)) ? file : undefined;
}

async function regularFile(path: string): Promise<Stats | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^(ENOENT|ENOTDIR|ENAMETOOLONG)$/.test(String(error.code)))
      return undefined;
    throw error;
  }
}

async function send(c: Context<ApiEnv>, path: string, original: Stats, immutable: boolean): Promise<Response> {
  const { file, stats, encoding } = await encoded(path, original, c.req.header('accept-encoding') ?? '');
  const etag = `"${stats.size.toString(36)}-${Math.round(original.mtimeMs).toString(36)}${encoding === undefined ? '' : `-${encoding}`}"`;
  const headers: Record<string, string> = {
    'content-type': MEDIA_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag,
    vary: 'accept-encoding',
    ...(encoding !== undefined && { 'content-encoding': encoding }),
  };
  if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  headers['content-length'] = String(stats.size);
  if (c.req.method === 'HEAD') return c.body(null, 200, headers);
  return c.body(Readable.toWeb(createReadStream(file)) as ReadableStream, 200, headers);
}

async function encoded(
  path: string,
  original: Stats,
  accepted: string,
): Promise<{ file: string; stats: Stats; encoding?: string }> {
  for (const { name, suffix } of ENCODINGS) {
    if (!accepts(accepted, name)) continue;
    const stats = await regularFile(path + suffix);
    // One left over from an earlier build is not served.
    if (stats !== undefined && stats.mtimeMs >= original.mtimeMs) return { file: path + suffix, stats, encoding: name };
  }
  return { file: path, stats: original };
}

function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((part) => {
    const [name, quality] = part.trim().split(/\s*;\s*q=/);
    return name === encoding && Number(quality ?? 1) > 0;
  });
}

function matches(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');
}

function notBuilt(c: Context<ApiEnv>): Response {
  return c.text('The page is not built yet. Run: npm run build\nThe API answers at /api/docs\n', 503);
}
