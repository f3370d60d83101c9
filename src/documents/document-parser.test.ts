/**
 * The parser in its thread, as it runs when built: a thread needs JavaScript, so this folder is compiled first, the way the
 * build does it, to a place from which packages resolve.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { docxFile } from '../../test/fixtures/documents/docx-file.ts';
import { pdfFile } from '../../test/fixtures/documents/pdf-file.ts';
import { createInlineParser, createThreadedParser, type DocumentParser, type ParserBounds } from './document-parser.ts';
import { createDocumentReader } from './read-document.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const BOUNDS: ParserBounds = { parseMs: 30_000, parserMemoryMib: 512 };
let built: string;
let opened: DocumentParser[] = [];

beforeAll(() => {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  built = mkdtempSync(join(cache, 'orrery-documents-'));
  const sources = ['parser-worker.ts', 'read-document.ts'].map((name) => join(root, 'src/documents', name));
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/typescript/bin/tsc'),
      ...sources,
      ...['--ignoreConfig', '--rewriteRelativeImportExtensions', '--skipLibCheck'],
      ...['--outDir', built, '--rootDir', root, '--module', 'nodenext', '--target', 'es2023', '--types', 'node'],
    ],
    { cwd: root },
  );
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((parser) => parser.close()));
});
afterAll(() => {
  opened = [];
  rmSync(built, { recursive: true, force: true });
});

function threaded(bounds: Partial<ParserBounds> = {}): DocumentParser {
  const parser = createThreadedParser(pathToFileURL(join(built, 'src/documents/parser-worker.js')), {
    ...BOUNDS,
    ...bounds,
  });
  opened.push(parser);
  return parser;
}

/** A page whose tree takes far longer to build than any report's. */
const endless = `<html><body>${'<p><b>word</b> <i>word</i></p>'.repeat(400_000)}</body></html>`;

describe('in its thread', () => {
  test('documents are the same as in the caller', async () => {
    const html = await readFile(new URL('../../test/fixtures/documents/report.html', import.meta.url));
    const inputs: [string, Uint8Array][] = [
      ['report.html', html],
      ['report.pdf', pdfFile({ pages: [[{ text: 'Words of a report.', y: 700 }]] })],
      ['report.docx', docxFile({ body: '<w:p><w:r><w:t>Words of a report.</w:t></w:r></w:p>' })],
    ];
    const apart = createDocumentReader({}, () => threaded());
    const here = createDocumentReader({}, createInlineParser);
    for (const [name, bytes] of inputs)
      expect(await apart.read(bytes, { name })).toEqual(await here.read(bytes, { name }));
  });

  test('many are read in turn by one thread, and the caller keeps its bytes', async () => {
    const reader = createDocumentReader({}, () => threaded());
    const bytes = pdfFile({ pages: [[{ text: 'Words of a report.', y: 700 }]] });
    const texts = await Promise.all(
      Array.from({ length: 20 }, () => reader.read(bytes, { name: 'a.pdf' }).then(({ text }) => text)),
    );
    expect(new Set(texts)).toEqual(new Set(['Words of a report.']));
    expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('an unreadable document keeps its reason', async () => {
    const reader = createDocumentReader({}, () => threaded());
    await expect(reader.read(pdfFile({ pages: [[]], encrypted: true }), { name: 'a.pdf' })).rejects.toMatchObject({
      name: 'UnreadableDocumentError',
      reason: 'encrypted',
      place: 'a.pdf',
    });
  });

  test('what takes too long is stopped, and the next document is read', async () => {
    const parser = threaded({ parseMs: 400 });
    await expect(parser.parse({ format: 'html', html: endless, name: 'slow.html', issues: [] })).rejects.toMatchObject({
      reason: 'timeout',
      place: 'slow.html',
      what: 'reading it takes longer than the 0.4 s allowed',
    });
    const next = threaded();
    expect((await next.parse({ format: 'html', html: '<p>words', name: 'a.html', issues: [] })).text).toBe('words');
  });

  test('the same parser goes on after a stop', async () => {
    const parser = threaded({ parseMs: 5_000, parserMemoryMib: 48 });
    await expect(parser.parse({ format: 'html', html: endless, name: 'big.html', issues: [] })).rejects.toMatchObject({
      reason: expect.stringMatching(/^(?:expands-too-much|timeout)$/),
      place: 'big.html',
    });
    expect((await parser.parse({ format: 'html', html: '<p>words', name: 'a.html', issues: [] })).text).toBe('words');
  });
});

describe('as built', () => {
  test('a program reads a page and ends by itself', async () => {
    const module = pathToFileURL(join(built, 'src/documents/read-document.js')).href;
    const program = `
      const { createDocumentReader, readDocument } = await import(${JSON.stringify(module)});
      const reader = createDocumentReader();
      const bytes = Buffer.from('<!doctype html><p>words');
      const first = await reader.read(bytes, { name: 'a.html' });
      const second = await readDocument(bytes, { name: 'a.html' });
      process.stdout.write(first.text + ' ' + second.text);`;
    // The reader is left open on purpose: an idle thread must not keep the program alive.
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { timeout: 30_000 });
    expect(output.toString()).toBe('words words');
  });

  test('a text is read without any of the parsers of other formats', async () => {
    const module = pathToFileURL(join(built, 'src/documents/read-document.js')).href;
    const program = `
      import { createRequire } from 'node:module';
      const { readDocument } = await import(${JSON.stringify(module)});
      const { language } = await readDocument(Buffer.from('The words of a short report in plain English.'), { name: 'a.txt' });
      const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) => /mammoth|linkedom|unpdf/.test(path));
      process.stdout.write(JSON.stringify([language, loaded]));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { timeout: 30_000 });
    expect(JSON.parse(output.toString())).toEqual(['en', []]);
  });
});
