import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { type RetrieveUrlOptions, retrieveUrl } from './web-page.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A real server on loopback; gives its address without a closing slash. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const LOCAL: RetrieveUrlOptions & { known?: never } = { allowPrivate: true, timeoutMs: 5_000 };

async function bytesOf(url: string, options: RetrieveUrlOptions & { known?: never } = LOCAL): Promise<string> {
  const found = await retrieveUrl(url, options);
  if (!found.ok) throw new Error(found.reason);
  return Buffer.from(await found.item.read(1 << 20)).toString();
}

async function reasonOf(url: string, options: RetrieveUrlOptions & { known?: never } = LOCAL): Promise<string> {
  const found = await retrieveUrl(url, options);
  if (found.ok) throw new Error('it was fetched');
  expect(found.hint).not.toBe('');
  return found.reason;
}

describe('a page is fetched', () => {
  test('with its name, its addresses, when, and what the server said', async () => {
    const seen: (string | undefined)[] = [];
    const base = await serve((request, response) => {
      seen.push(request.headers['user-agent']);
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      response.end('the words');
    });
    const clock = (): Date => new Date('2026-03-04T05:06:07Z');
    const found = await retrieveUrl(`${base}/reports/q1.txt?download=1`, { ...LOCAL, clock });
    if (!found.ok) throw new Error(found.reason);
    expect(found.item.name).toBe('q1.txt');
    expect(found.item.sizeBytes).toBe(9);
    expect(found.item.location).toMatchObject({
      url: `${base}/reports/q1.txt?download=1`,
      finalUrl: `${base}/reports/q1.txt?download=1`,
      retrievedAt: '2026-03-04T05:06:07.000Z',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
    expect(seen).toEqual(['Orrery/0.1']);
    await expect(found.item.read(3)).rejects.toThrow('more than the 3 bytes');
  });

  test.each([
    ['gzip', gzipSync('packed words')],
    ['br', brotliCompressSync('packed words')],
  ])('packed by %s', async (coding, body) => {
    const base = await serve((_, response) => {
      response.setHeader('Content-Encoding', coding);
      response.end(body);
    });
    expect(await bytesOf(base)).toBe('packed words');
  });

  test('over redirects, and says where it ended', async () => {
    const base = await serve((request, response) => {
      if (request.url === '/end/report.html') response.end('here');
      else response.writeHead(302, { Location: request.url === '/' ? '/next' : 'end/report.html' }).end();
    });
    const found = await retrieveUrl(`${base}/`, LOCAL);
    if (!found.ok) throw new Error(found.reason);
    expect(found.item.name).toBe('report.html');
    expect(found.item.location).toMatchObject({ url: `${base}/`, finalUrl: `${base}/end/report.html` });
  });

  test('only when it changed', async () => {
    const base = await serve((request, response) => {
      response.setHeader('ETag', '"v1"');
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.end('first');
    });
    expect(await retrieveUrl(base, { ...LOCAL, known: { etag: '"v1"' } })).toEqual({
      ok: true,
      unchanged: true,
      location: base,
    });
    expect(await bytesOf(base)).toBe('first');
  });

  test('under a name that leaves no folder', async () => {
    const base = await serve((_, response) => {
      response.setHeader('Content-Disposition', 'attachment; filename="../../etc/report.pdf"');
      response.end('x');
    });
    const found = await retrieveUrl(base, LOCAL);
    expect(found.ok && found.item.name).toBe('report.pdf');
  });
});

describe('addresses that are not public are refused', () => {
  test.each([
    ['dotted', 'http://127.0.0.1/'],
    ['decimal', 'http://2130706433/'],
    ['octal', 'http://0177.0.0.1/'],
    ['hexadecimal', 'http://0x7f.0x0.0x0.0x1/'],
    ['hexadecimal in one', 'http://0x7f000001/'],
    ['short', 'http://127.1/'],
    ['zero', 'http://0/'],
    ['full-width digits', 'http://１２７.０.０.１/'],
    ['percent-encoded', 'http://%31%32%37.0.0.1/'],
    ['ending in a dot', 'http://127.0.0.1./'],
    ['private', 'http://192.168.0.1/'],
    ['cloud metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['carrier-grade NAT', 'http://100.100.100.200/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['IPv6 loopback in full', 'http://[0:0:0:0:0:0:0:1]/'],
    ['IPv4-mapped', 'http://[::ffff:127.0.0.1]/'],
    ['IPv4-mapped in hexadecimal', 'http://[::ffff:7f00:1]/'],
    ['NAT64', 'http://[64:ff9b::7f00:1]/'],
    ['6to4', 'http://[2002:7f00:1::]/'],
    ['unique local', 'http://[fd00::1]/'],
    ['link-local', 'http://[fe80::1]/'],
    ['multicast', 'http://[ff02::1]/'],
    ['with a port', 'http://127.0.0.1:8080/'],
    ['over TLS', 'https://127.0.0.1/'],
  ])('%s: %s', async (_, url) => {
    expect(await reasonOf(url, { timeoutMs: 2_000 })).toMatch(/no public address/);
  });

  test('localhost by name', async () => {
    expect(await reasonOf('http://localhost/', { timeoutMs: 2_000 })).toMatch(/localhost leads to .*no public address/);
  });

  test('a name with one private answer among public ones', async () => {
    const lookup = (): Promise<{ address: string; family: number }[]> =>
      Promise.resolve([
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.5', family: 4 },
      ]);
    expect(await reasonOf('http://mixed.example/', { lookup })).toBe(
      'mixed.example leads to 10.0.0.5, which is no public address',
    );
  });

  test('a name that changes its answer is asked once, and the checked answer is connected to', async () => {
    let asked = 0;
    const lookup = (): Promise<{ address: string; family: number }[]> => {
      asked++;
      return Promise.resolve([{ address: asked === 1 ? '203.0.114.1' : '127.0.0.1', family: 4 }]);
    };
    const reached: string[] = [];
    const base = await serve((request, response) => {
      reached.push(request.url ?? '');
      response.end('inside');
    });
    const port = new URL(base).port;
    await reasonOf(`http://rebind.example:${port}/`, { lookup, timeoutMs: 500 });
    expect(asked).toBe(1);
    expect(reached).toEqual([]);
  });

  test('the pinned address is used and the Host header keeps the name', async () => {
    const hosts: (string | undefined)[] = [];
    const base = await serve((request, response) => {
      hosts.push(request.headers.host);
      response.end('ok');
    });
    const port = new URL(base).port;
    const lookup = (): Promise<{ address: string; family: number }[]> =>
      Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    expect(await bytesOf(`http://intranet.example:${port}/`, { ...LOCAL, lookup })).toBe('ok');
    expect(hosts).toEqual([`intranet.example:${port}`]);
  });

  test.each([
    ['to a loopback address', (port: string) => `http://127.0.0.1:${port}/inside`],
    ['to a name that leads to one', (port: string) => `http://second.example:${port}/inside`],
    ['to another spelling of one', (port: string) => `http://0x7f000001:${port}/inside`],
  ])('after a redirect %s', async (_, target) => {
    const reached: string[] = [];
    const base = await serve((request, response) => {
      reached.push(request.url ?? '');
      response.writeHead(302, { Location: target(new URL(base).port) }).end();
    });
    const lookup = (): Promise<{ address: string; family: number }[]> =>
      Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const options = { allowPrivate: ['first.example'], lookup, timeoutMs: 2_000 };
    expect(await reasonOf(`http://first.example:${new URL(base).port}/`, options)).toMatch(/no public address/);
    expect(reached).toEqual(['/']);
  });

  test.each([
    ['file:///etc/passwd', 'addresses of the form file: are not fetched'],
    ['http://user:pass@example.org/', 'the address holds a user name or password'],
    ['http://[bad', 'it redirects to what is no address'],
  ])('after a redirect to %s', async (target, reason) => {
    const base = await serve((_, response) => response.writeHead(301, { Location: target }).end());
    expect(await reasonOf(base)).toBe(reason);
  });
});

describe('what is no fetchable address', () => {
  test.each([
    ['report.txt', 'it is no address'],
    ['ftp://example.org/x', 'addresses of the form ftp: are not fetched'],
    ['file:///etc/passwd', 'addresses of the form file: are not fetched'],
    ['javascript:alert(1)', 'addresses of the form javascript: are not fetched'],
    ['http://user:secret@example.org/', 'the address holds a user name or password'],
  ])('%s: %s', async (url, reason) => {
    expect(await reasonOf(url, {})).toBe(reason);
  });
});

describe('servers that misbehave', () => {
  test('one that never answers', async () => {
    const base = await serve(() => undefined);
    expect(await reasonOf(base, { ...LOCAL, timeoutMs: 200 })).toBe('it takes longer than the 0.2 s allowed');
  });

  test('one that sends a byte now and then', async () => {
    const base = await serve((_, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(await reasonOf(base, { ...LOCAL, timeoutMs: 300 })).toBe('it takes longer than the 0.3 s allowed');
  });

  test('one that never stops', async () => {
    const block = Buffer.alloc(65_536, 'x');
    const base = await serve((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(await reasonOf(base, { ...LOCAL, limitBytes: 1 << 20 })).toBe('it has more than the 1 MiB allowed');
  });

  test('one that states a length above the limit', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': String(1 << 30) });
      response.write('x');
    });
    expect(await reasonOf(base)).toBe('it has more than the 64 MiB allowed');
  });

  test('one that states more than it sends', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('short', () => response.destroy());
    });
    expect(await reasonOf(base)).toMatch(/cannot be fetched: .*|ends before its stated length/);
  });

  test('one whose small body unpacks to a large one', async () => {
    const bomb = gzipSync(Buffer.alloc(50 << 20));
    const base = await serve((_, response) => {
      response.setHeader('Content-Encoding', 'gzip');
      response.end(bomb);
    });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await reasonOf(base, { ...LOCAL, limitBytes: 1 << 20 })).toBe('it has more than the 1 MiB allowed');
  });

  test('one whose packed body is cut off', async () => {
    const whole = gzipSync('words '.repeat(1000));
    const base = await serve((_, response) => {
      response.setHeader('Content-Encoding', 'gzip');
      response.end(whole.subarray(0, whole.length - 12));
    });
    expect(await reasonOf(base)).toBe('the packed body is damaged or cut off');
  });

  test('one that redirects round and round', async () => {
    let count = 0;
    const base = await serve((_, response) => {
      count++;
      response.writeHead(302, { Location: `/${count}` }).end();
    });
    expect(await reasonOf(base)).toBe('it redirects more than 5 times');
    expect(count).toBe(6);
  });

  test.each([
    [403, 'the server refuses it (403)'],
    [404, 'the server has no such page (404)'],
    [503, 'the server answers with status 503'],
  ])('one that answers %i', async (status, reason) => {
    const base = await serve((_, response) => response.writeHead(status).end('sorry'));
    expect(await reasonOf(base)).toBe(reason);
  });

  test('one that is not there', async () => {
    const base = await serve((_, response) => response.end());
    const server = servers.pop();
    await new Promise((resolve) => server?.close(resolve));
    expect(await reasonOf(base)).toBe('the server takes no connections');
  });

  test('an interruption by the caller', async () => {
    const base = await serve(() => undefined);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect(await reasonOf(base, { ...LOCAL, signal: stop.signal })).toBe('it was interrupted');
  });
});
