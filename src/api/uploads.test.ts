import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { multipartBoundary } from './multipart.ts';
import { ProblemError } from './problems.ts';
import { importInput, receiveUpload, type Upload } from './uploads.ts';

const within = mkdtempSync(join(tmpdir(), 'orrery-uploads-'));
afterAll(() => rmSync(within, { recursive: true, force: true }));

async function upload(form: FormData, limits: { maxBytes?: number } = {}): Promise<Upload> {
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: form });
  const boundary = multipartBoundary(request.headers.get('content-type') ?? undefined) ?? '';
  return receiveUpload(request.body as unknown as AsyncIterable<Uint8Array>, boundary, { ...limits, within });
}

test('files keep their names and folders, and are written under names of our own', async () => {
  const form = new FormData();
  form.append('tlp', 'green');
  form.append('file', new Blob(['one']), 'reports/2021/apt.txt');
  form.append('file', new Blob(['two']), '../../../etc/passwd');
  form.append('file', new Blob(['three']), 'C:\\Users\\me\\报告.txt');
  const received = await upload(form);
  expect(received.files.map(({ name }) => name)).toEqual([
    'reports/2021/apt.txt',
    'etc/passwd',
    'C:/Users/me/报告.txt',
  ]);
  expect(new Set(received.files.map(({ path }) => dirname(path))).size).toBe(1);
  expect(received.files.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(['one', 'two', 'three']);
  expect(received.fields.get('tlp')).toEqual(['green']);
  expect(await importInput(received.files[0]!)).toEqual({ name: 'reports/2021/apt.txt', bytes: Buffer.from('one') });
  await received.discard();
  expect(existsSync(dirname(received.files[0]!.path))).toBe(false);
});

test('files over the limit are refused while they arrive, and leave nothing behind', async () => {
  const form = new FormData();
  form.append('file', new Blob(['x'.repeat(600)]), 'a.txt');
  form.append('file', new Blob(['x'.repeat(600)]), 'b.txt');
  const refused = await upload(form, { maxBytes: 1000 }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ProblemError);
  expect(refused).toMatchObject({ type: 'too-large', details: { place: 'b.txt' } });
  expect(readdirSync(within)).toEqual([]);
});
