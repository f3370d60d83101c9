import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { ALICE, postJson, startTestServer, type TestServer } from '../../../test/cli/test-server.ts';
import { EXAMPLE_REPORT, exampleBundle } from '../../../test/cli/test-store.ts';
import { propositionEvidenceSchema } from '../contract/claims.ts';
import {
  arrivalListSchema,
  arrivalSchema,
  documentListSchema,
  documentPageSchema,
  sourceListSchema,
} from '../contract/documents.ts';
import {
  ecosystemMapSchema,
  entityPageSchema,
  propositionListSchema,
  searchResultSchema,
} from '../contract/entities.ts';
import { reviewQueueSchema } from '../contract/requests.ts';
import { judgementSchema, storeStatusSchema } from '../contract/store.ts';

const HERON = 'stix:intrusion-set--22222222-2222-4222-8222-222222222222';
const id = encodeURIComponent;

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  const form = new FormData();
  form.append('file', new Blob([exampleBundle()]), 'feeds/example.json');
  form.append('file', new Blob([EXAMPLE_REPORT]), 'heron.txt');
  const { outcomes } = await server.imported(form);
  expect(outcomes.map(({ path, state }) => [path, state])).toEqual([
    ['feeds/example.json', 'added'],
    ['heron.txt', 'added'],
  ]);
});

afterAll(async () => {
  await server?.close();
  expect(server.log).toEqual([]);
});

describe('reading', () => {
  test('a search, the entity it finds, its statements, and the words behind one', async () => {
    const { entities } = await server.get('/api/search?q=paper%20heron&limit=5', searchResultSchema);
    expect(entities[0]?.entity).toMatchObject({ id: HERON, label: 'Paper Heron' });
    const page = await server.get(`/api/entities/${id(HERON)}`, entityPageSchema);
    expect(page.names.map(({ name }) => name)).toContain('纸鹭');
    const list = await server.get(`/api/entities/${id(HERON)}/propositions?limit=100`, propositionListSchema);
    const uses = list.items.find(({ predicate }) => predicate === 'uses');
    expect(uses?.object).toMatchObject({ entity: { label: 'LANTERNFISH' } });
    const evidence = await server.get(
      `/api/entities/${id(HERON)}/propositions/${id(uses!.id)}`,
      propositionEvidenceSchema,
    );
    expect(evidence.claims.map(({ cited }) => cited?.url)).toEqual(
      expect.arrayContaining(['https://labs.example/heron', 'https://office.example/notice']),
    );
  });

  test('an entity is found by its name in any script', async () => {
    expect((await server.get(`/api/entities/${id('纸鹭')}`, entityPageSchema)).entity.id).toBe(HERON);
  });

  test('a past moment is asked for and answered', async () => {
    const { moment } = await server.get(
      `/api/entities/${id(HERON)}?asOf=2019-06-01&knownAt=2021-01-01`,
      entityPageSchema,
    );
    expect(moment).toMatchObject({ asOf: '2019-06-01', knownAt: '2021-01-01' });
  });

  test('documents, sources, the inbox, the map, the queue and the state', async () => {
    const { items } = await server.get('/api/documents?held=true', documentListSchema);
    const report = items.find(({ kind }) => kind === 'report');
    expect((await server.get(`/api/documents/${id(report!.id)}`, documentPageSchema)).text).toBe(EXAMPLE_REPORT);
    expect((await server.get('/api/sources', sourceListSchema)).items.length).toBeGreaterThan(0);
    const arrivals = await server.get('/api/arrivals?status=new', arrivalListSchema);
    expect((await server.get(`/api/arrivals/${id(arrivals.items[0]!.id)}`, arrivalSchema)).status).toBe('new');
    await server.get('/api/map?evidenceClasses=court,sanction', ecosystemMapSchema);
    await server.get('/api/review', reviewQueueSchema);
    expect((await server.get('/api/status', storeStatusSchema)).documentsHeld).toBe(2);
  });

  test('a list is the same whole or page by page', async () => {
    const whole = await server.get('/api/documents?limit=100', documentListSchema);
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: z.infer<typeof documentListSchema> = await server.get(
        `/api/documents?limit=1${cursor && `&cursor=${id(cursor)}`}`,
        documentListSchema,
      );
      paged.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole.items.map((item) => item.id));
    expect(paged.length).toBeGreaterThan(2);
  });
});

describe('what is refused says what, where and what next', () => {
  test.each([
    ['an unknown entity', `/api/entities/${id('No Such Thing')}`, 404, undefined],
    ['an unknown route', '/api/nothing', 404, '/api/nothing'],
    ['an unknown document', '/api/documents/doc%3Anone', 404, undefined],
    ['an unknown import', '/api/imports/none', 404, 'id'],
    ['an ambiguous name', `/api/entities/${id('Silver Reed')}`, 409, undefined],
    ['a day that is none', '/api/entities/x?asOf=2019-02-30', 422, 'asOf'],
    ['a misspelt parameter', '/api/entities/x?asof=2019-02-03', 422, 'asof'],
    ['a missing parameter', '/api/search', 422, 'q'],
    ['a limit that is too high', '/api/documents?limit=9999', 422, 'limit'],
    ['an unknown class of evidence', '/api/map?evidenceClasses=court,gossip', 422, 'evidenceClasses'],
    ['an unknown format', '/api/export?format=pdf', 422, 'format'],
  ])('%s', async (_case, path, status, place) => {
    const value = await server.problem(path);
    expect(value.status).toBe(status);
    if (place !== undefined) expect(value.place).toBe(place);
    expect(value.hint).toBeTruthy();
  });

  test('an ambiguous name names those who carry it', async () => {
    const { candidates } = await server.problem(`/api/entities/${id('Silver Reed')}`);
    expect(candidates?.map(({ label }) => label).sort()).toEqual(['Glass Crane', 'Paper Heron']);
  });

  test('a method that a route does not take', async () => {
    const response = await server.call('/api/status', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET']);
  });

  test('a body that is broken, wrong, of another type, or too large', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await server.problem('/api/judgements', { method: 'POST', headers: json, body: '{' })).status).toBe(400);
    expect(
      await server.problem('/api/judgements', postJson({ kind: 'claim-status', target: '', decision: {}, reason: '' })),
    ).toMatchObject({ status: 422, place: '/target' });
    expect((await server.problem('/api/judgements', { method: 'POST', body: 'reviewed' })).status).toBe(415);
    expect((await server.problem('/api/judgements', postJson({ reason: 'x'.repeat(2_000_000) }))).status).toBe(413);
  });
});

describe('writing', () => {
  test('a judgement records who made it', async () => {
    const body = {
      kind: 'source-reliability',
      target: 'Example Corp',
      decision: { reliability: 'B' },
      reason: 'Its findings held.',
    };
    const response = await server.call('/api/judgements', postJson(body));
    expect(response.status).toBe(201);
    expect(judgementSchema.parse(await response.json())).toMatchObject({ author: 'carol', target: 'Example Corp' });
  });

  test('an export streams as a file', async () => {
    const response = await server.call('/api/export?format=stix');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[^"]+\.json"/);
    expect(await response.json()).toMatchObject({ type: 'bundle' });
  });

  test('the same file again is already known', async () => {
    const form = new FormData();
    form.append('file', new Blob([exampleBundle()]), 'again.json');
    expect((await server.imported(form)).outcomes).toMatchObject([{ path: 'again.json', state: 'already-known' }]);
  });

  test('files over the limit are refused', async () => {
    const form = new FormData();
    form.append('file', new Blob(['x'.repeat(3 * 1024 ** 2)]), 'large.txt');
    expect((await server.problem('/api/imports', { method: 'POST', body: form })).status).toBe(413);
  });

  test.each([
    ['nothing', postJson({}), 422],
    ['a file address', postJson({ urls: ['file:///etc/hosts'] }), 422],
    ['a body of another type', { method: 'POST', body: 'report', headers: { 'content-type': 'text/plain' } }, 415],
    [
      'form data without a boundary',
      { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data' } },
      400,
    ],
  ])('an import of %s is refused', async (_case, init, status) => {
    expect((await server.problem('/api/imports', init)).status).toBe(status);
  });

  test('files of the server’s machine can be named only without tokens', async () => {
    const path = join(server.options.webRoot, 'index.html');
    const init = postJson({ paths: [path], dryRun: true });
    const refused = await fetch(`${server.guarded.url}/api/imports`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${ALICE.token}` },
    });
    expect([refused.status, ((await refused.json()) as { place: string }).place]).toEqual([403, '/paths']);
    const response = await server.call('/api/imports', init);
    expect(response.status).toBe(202);
    expect(await (await server.call(`${response.headers.get('location')}/events`)).text()).toContain(
      '"state":"would-add"',
    );
  });

  test('an import can be cancelled', async () => {
    const form = new FormData();
    for (let index = 0; index < 200; index += 1)
      form.append('file', new Blob([`Report ${index} on Paper Heron.`]), `many/${index}.txt`);
    const response = await server.call('/api/imports', { method: 'POST', body: form });
    const location = response.headers.get('location') ?? '';
    expect((await server.call(location, { method: 'DELETE' })).status).toBe(200);
    const events = await (await server.call(`${location}/events`)).text();
    expect(events).toContain('"state":"cancelled"');
  });
});
