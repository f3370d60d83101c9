import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALICE, postJson, startTestServer, type TestServer } from '../../test/cli/test-server.ts';
import { exampleBundle } from '../../test/cli/test-store.ts';

const id = encodeURIComponent;

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server?.close();
  expect(server.log).toEqual([]);
});

function raw(
  headers: Record<string, string>,
  options: { method?: string; path?: string; url?: string } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(
      (options.url ?? server.url) + (options.path ?? '/api/status'),
      { method: options.method ?? 'GET', headers },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

test.each([
  ['evil.example', 421],
  ['evil.example:7474', 421],
  ['127.0.0.1.evil.example', 421],
  ['192.0.2.1', 421],
  ['localhost', 200],
  ['LOCALHOST:8080', 200],
  ['[::1]:9000', 200],
  ['user@localhost', 400],
])('a request for the host %s is answered with %i', async (host, status) => {
  expect(await raw({ host })).toBe(status);
});

test.each([
  ['another site', { origin: 'https://evil.example' }, 403],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
  ['a page without an origin', { origin: 'null' }, 403],
  ['a form of another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a program', {}, 404],
])('a write that comes from %s', async (_case, headers, status) => {
  expect(await raw({ ...headers }, { method: 'DELETE', path: '/api/imports/none' })).toBe(status);
});

test('our own page may write, and another site’s picture cannot record a disclosure', async () => {
  expect(
    await raw({ origin: server.url, 'sec-fetch-site': 'same-origin' }, { method: 'DELETE', path: '/api/imports/none' }),
  ).toBe(404);
  expect(await raw({ 'sec-fetch-site': 'cross-site' }, { path: '/api/export?format=csv' })).toBe(403);
});

test('every answer forbids inline script, framing and sniffing, errors too', async () => {
  for (const path of ['/', '/api/status', '/api/docs', '/api/nothing', '/missing.png']) {
    const { headers } = await server.call(path);
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self';.*frame-ancestors 'none'/);
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual(['nosniff', 'no-referrer']);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('with tokens, nothing is answered without one', async () => {
  for (const path of ['/api/status', '/api/docs', '/api/openapi.json', '/', '/assets/x.js']) {
    const response = await fetch(server.guarded.url + path);
    expect([path, response.status]).toEqual([path, 401]);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
  }
  const wrong = { authorization: 'Bearer alice-has-a-long-tokem' };
  expect((await fetch(`${server.guarded.url}/api/status`, { headers: wrong })).status).toBe(401);
});

test('a bearer token is answered, and names the author', async () => {
  const form = new FormData();
  form.append('file', new Blob([exampleBundle()]), 'example.json');
  await server.imported(form);
  const init = postJson({
    kind: 'source-reliability',
    target: 'Example Corp',
    decision: { reliability: 'A' },
    reason: 'Its own record.',
  });
  const response = await fetch(`${server.guarded.url}/api/judgements`, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${ALICE.token}` },
  });
  expect(((await response.json()) as { author: string }).author).toBe('alice');
});

test('a browser signs in once and comes back to where it was', async () => {
  const page = await fetch(`${server.guarded.url}/entities/x?asOf=2019-06-01`, {
    headers: { accept: 'text/html' },
    redirect: 'manual',
  });
  expect([page.status, page.headers.get('location')]).toEqual([
    303,
    `/login?next=${id('/entities/x?asOf=2019-06-01')}`,
  ]);
  const form = await (await fetch(server.guarded.url + page.headers.get('location'))).text();
  expect(form).toContain('value="/entities/x?asOf=2019-06-01"');
  const body = new URLSearchParams({ token: ALICE.token, next: '/entities/x?asOf=2019-06-01' });
  const signedIn = await fetch(`${server.guarded.url}/login`, { method: 'POST', body, redirect: 'manual' });
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/entities/x?asOf=2019-06-01']);
  const cookie = signedIn.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict$/);
  expect((await fetch(`${server.guarded.url}/api/status`, { headers: { cookie: cookie.split(';')[0]! } })).status).toBe(
    200,
  );
});

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'a login never leads to %s',
  async (next) => {
    const body = new URLSearchParams({ token: ALICE.token, next });
    const response = await fetch(`${server.guarded.url}/login`, { method: 'POST', body, redirect: 'manual' });
    expect(response.headers.get('location')).toBe('/');
  },
);

test('a wrong token stays at the login', async () => {
  const response = await fetch(`${server.guarded.url}/login`, {
    method: 'POST',
    body: new URLSearchParams({ token: 'x' }),
    redirect: 'manual',
  });
  expect([response.status, response.headers.get('set-cookie')]).toEqual([401, null]);
});
