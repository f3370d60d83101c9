import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALICE, startTestServer, type TestServer } from '../../test/cli/test-server.ts';
import { createServer, ListenError } from './server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server?.close();
  expect(server.log).toEqual([]);
});

test('a port that another Orrery has is said, with the way out', async () => {
  const port = Number(new URL(server.url).port);
  const refused = await createServer({ ...server.options, port }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ListenError);
  expect(refused).toMatchObject({
    code: 'EADDRINUSE',
    message: expect.stringContaining('Another Orrery'),
    hint: expect.stringContaining(`--port ${port + 1}`),
  });
});

test('beyond loopback it does not start without tokens', async () => {
  await expect(createServer({ ...server.options, host: '0.0.0.0' })).rejects.toMatchObject({ code: 'TOKEN_REQUIRED' });
});

test('an address that this machine does not have is said', async () => {
  await expect(createServer({ ...server.options, host: '203.0.113.7', tokens: [ALICE] })).rejects.toThrow(
    /no address 203\.0\.113\.7/,
  );
});

test('closing ends a live stream', async () => {
  const own = await createServer({ ...server.options });
  const form = new FormData();
  form.append('file', new Blob(['Nothing of note.']), 'note.txt');
  const begun = await fetch(`${own.url}/api/imports`, { method: 'POST', body: form });
  const stream = await fetch(`${own.url}${begun.headers.get('location')}/events`);
  await own.close();
  expect(await stream.text()).toMatch(/"state":"(cancelled|done)"/);
  await expect(fetch(own.url)).rejects.toThrow();
});
