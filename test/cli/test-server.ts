/** A server over a store of a test's own, as `orrery start` makes it: one that asks for no token, and one that does. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { z } from 'zod';
import { problemSchema } from '../../src/api/contract/common.ts';
import { type ImportProgress, importProgressSchema } from '../../src/api/contract/documents.ts';
import { createServer, type RunningServer, type ServerOptions } from '../../src/api/server.ts';
import { openOrrery } from '../../src/app/open-orrery.ts';
import { createTestStore } from './test-store.ts';

export const ALICE = { name: 'alice', token: 'alice-has-a-long-token' };

export interface TestServer {
  readonly options: ServerOptions;
  readonly url: string;
  /** The same store, asking for the token of `ALICE`. */
  readonly guarded: RunningServer;
  /** What the server has logged: faults of its own, so nothing. */
  readonly log: readonly string[];
  call(path: string, init?: RequestInit): Promise<Response>;
  get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>>;
  problem(path: string, init?: RequestInit): Promise<z.infer<typeof problemSchema>>;
  /** Begins an import of form data and follows it to its end. */
  imported(form: FormData): Promise<ImportProgress>;
  close(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const store = await createTestStore();
  const orrery = await openOrrery({ databaseUrl: store.databaseUrl });
  const webRoot = mkdtempSync(join(tmpdir(), 'orrery-web-'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Orrery</title>');
  const log: string[] = [];
  const options: ServerOptions = {
    orrery,
    webRoot,
    host: '127.0.0.1',
    port: 0,
    tokens: [],
    log: (line) => log.push(line),
    author: 'carol',
    version: '0.0.0',
    maxUploadBytes: 1024 ** 2,
  };
  const server = await createServer(options);
  const guarded = await createServer({ ...options, tokens: [ALICE] });
  const call = (path: string, init?: RequestInit): Promise<Response> => fetch(server.url + path, init);
  return {
    options,
    url: server.url,
    guarded,
    log,
    call,
    async get(path, schema) {
      const response = await call(path);
      expect([path, response.status]).toEqual([path, 200]);
      return schema.parse(await response.json());
    },
    async problem(path, init) {
      const response = await call(path, init);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      const value = problemSchema.parse(await response.json());
      expect(value.status).toBe(response.status);
      return value;
    },
    async imported(form) {
      const response = await call('/api/imports', { method: 'POST', body: form });
      expect(response.status).toBe(202);
      const events = await (await call(`${response.headers.get('location')}/events`)).text();
      const messages = events.split('\n').filter((line) => line.startsWith('data: '));
      return importProgressSchema.parse(JSON.parse(messages.at(-1)!.slice('data: '.length)));
    },
    async close() {
      await Promise.all([server.close(), guarded.close()]);
      await orrery.close();
      await store.drop();
      rmSync(webRoot, { recursive: true, force: true });
    },
  };
}

export function postJson(body: unknown): RequestInit & { headers: Record<string, string> } {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
