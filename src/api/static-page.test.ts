import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiEnv } from './request-guard.ts';
import { staticPage } from './static-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'orrery-page-'));
const webRoot = join(folder, 'dist');
const app = new Hono<ApiEnv>().use(staticPage(webRoot));
const SCRIPT = 'export const answer = 42;\n';

beforeAll(() => {
  mkdirSync(join(webRoot, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'not for the page');
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Orrery</title>');
  writeFileSync(join(webRoot, 'assets', 'index-a1b2c3.js'), SCRIPT);
  writeFileSync(join(webRoot, 'assets', 'index-a1b2c3.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(webRoot, 'assets', 'stale.css'), 'body{}');
  writeFileSync(join(webRoot, 'assets', 'stale.css.gz'), 'of an earlier build');
  utimesSync(join(webRoot, 'assets', 'stale.css.gz'), 1, 1);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an address of the page itself is answered by the page', async () => {
  for (const path of ['/', '/entities/attack%3AG0096', '/reports?held=true']) {
    const response = await app.request(path);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<title>Orrery');
  }
});

test('a hashed file is cached for good, and compressed for who can read it', async () => {
  const plain = await app.request('/assets/index-a1b2c3.js');
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await plain.text()).toBe(SCRIPT);
  const compressed = await app.request('/assets/index-a1b2c3.js', { headers: { 'accept-encoding': 'gzip, br' } });
  expect(compressed.headers.get('content-encoding')).toBe('br');
  expect(compressed.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(compressed.headers.get('etag')).not.toBe(plain.headers.get('etag'));
  expect(
    (await app.request('/assets/index-a1b2c3.js', { headers: { 'accept-encoding': 'br;q=0' } })).headers.get(
      'content-encoding',
    ),
  ).toBeNull();
});

test('a compressed file left over from an earlier build is not served', async () => {
  const response = await app.request('/assets/stale.css', { headers: { 'accept-encoding': 'gzip' } });
  expect(await response.text()).toBe('body{}');
});

test('a reader that has the file already is told so', async () => {
  const etag = (await app.request('/')).headers.get('etag') ?? '';
  const again = await app.request('/', { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/%00',
  '/%zz',
  '/assets/missing.js',
  '/missing.png',
])('%s is not found', async (path) => {
  // A Request would resolve the dots itself; a hostile client does not.
  const request = new Request('http://127.0.0.1/');
  Object.defineProperty(request, 'url', { value: `http://127.0.0.1${path}` });
  const response = await app.fetch(request);
  expect(response.status).toBe(404);
  expect(await response.text()).not.toContain('not for the page');
});

test('without a built page the answer says how to build it', async () => {
  const empty = new Hono<ApiEnv>().use(staticPage(join(folder, 'nowhere')));
  const response = await empty.request('/');
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('npm run build');
});
