import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../test/cli/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server?.close();
  expect(server.log).toEqual([]);
});

interface Described {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<
      string,
      {
        summary?: string;
        tags?: string[];
        parameters?: { name: string; in: string }[];
        responses: Record<string, unknown>;
      }
    >
  >;
  readonly components: { schemas: Record<string, unknown> };
}

test('the OpenAPI document describes every route, and each reference in it leads somewhere', async () => {
  const document = (await (await server.call('/api/openapi.json')).json()) as Described;
  expect(document.openapi).toBe('3.1.0');
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.sort()).toMatchInlineSnapshot(`
    [
      "DELETE /api/imports/{id}",
      "GET /api/arrivals",
      "GET /api/arrivals/{id}",
      "GET /api/documents",
      "GET /api/documents/{id}",
      "GET /api/entities/{id}",
      "GET /api/entities/{id}/propositions",
      "GET /api/entities/{id}/propositions/{propositionId}",
      "GET /api/export",
      "GET /api/imports/{id}",
      "GET /api/imports/{id}/events",
      "GET /api/map",
      "GET /api/review",
      "GET /api/search",
      "GET /api/sources",
      "GET /api/status",
      "POST /api/imports",
      "POST /api/judgements",
    ]
  `);
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const operation of Object.values(methods)) {
      expect([path, operation.summary, operation.tags?.length]).toEqual([path, expect.any(String), 1]);
      expect(Object.keys(operation.responses)).toContain('default');
      const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      expect(
        operation.parameters?.filter((parameter) => parameter.in === 'path').map(({ name }) => name) ?? [],
      ).toEqual(inPath);
    }
  }
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name!,
  );
  expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
  expect(Object.keys(document.components.schemas)).toEqual(
    expect.arrayContaining(['EntityPage', 'Proposition', 'Claim', 'Problem', 'ImportProgress', 'JudgementRequest']),
  );
});

test('the page shows each route and runs no script', async () => {
  const page = await (await server.call('/api/docs')).text();
  const { paths } = (await (await server.call('/api/openapi.json')).json()) as Described;
  for (const path of Object.keys(paths)) expect(page).toContain(`<code>${path}</code>`);
  expect(page).not.toContain('<script');
  expect(page).toContain('id="problem-not-found"');
});

test('the page of Orrery answers its own addresses, and never those of the API', async () => {
  expect(await (await server.call('/entities/x')).text()).toContain('<title>Orrery');
  expect((await server.problem('/api/entities')).status).toBe(404);
});
