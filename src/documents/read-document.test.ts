import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { docxFile, zipFile } from '../../test/fixtures/documents/docx-file.ts';
import { pdfFile } from '../../test/fixtures/documents/pdf-file.ts';
import { readDocument } from './read-document.ts';
import { UNREADABLE_REASONS, UnreadableDocumentError } from './unreadable-document.ts';

const MIB = 1 << 20;
const fixture = (name: string): Promise<Buffer> =>
  readFile(new URL(`../../test/fixtures/documents/${name}`, import.meta.url));
const compoundFile = (text: string): Uint8Array =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.from(text, 'utf16le')]);

describe('plain text', () => {
  test('is the decoded file unchanged', async () => {
    const bytes = await fixture('report-en.txt');
    const address = 'https://lantern.example/slate-otter';
    const start = bytes.toString('utf8').indexOf(address);
    const document = await readDocument(bytes, { name: 'report-en.txt' });
    expect(document).toEqual({
      title: 'Slate Otter breaks into a ferry operator',
      publisher: 'Harbour Ledger',
      authors: ['Mara Quill', 'Ivo Stern'],
      publishedAt: '2024-03-05',
      language: 'en',
      mediaType: 'text/plain',
      text: bytes.toString('utf8'),
      landmarks: [],
      links: [{ url: address, start, end: start + address.length }],
      issues: [],
    });
  });

  test.each(['utf8', 'utf-16le', 'utf-16be', 'gb18030'])('in Chinese is the same in %s', async (encoding) => {
    const text = (await fixture('report-zh.txt')).toString('utf8');
    expect(await readDocument(iconv.encode(text, encoding), { name: '报告.txt' })).toMatchObject({
      text,
      title: '石獭组织入侵渡轮公司',
      publisher: '港口纪事报',
      authors: ['林一帆'],
      publishedAt: '2024-03-05',
      language: 'zh',
      issues: [],
    });
  });

  test('loses its byte-order mark and nothing else', async () => {
    const text = '\r\n  words\twith blanks \r\n\r\n';
    expect((await readDocument(Buffer.from(`\ufeff${text}`), { name: 'a.txt' })).text).toBe(text);
    expect((await readDocument(iconv.encode(text, 'utf-16', { addBOM: true }), { name: 'a.txt' })).text).toBe(text);
  });

  test('that looks like markup or data is still text by its name', async () => {
    for (const text of ['<html><body>sample', '{"a": 1}', '# not Markdown', '[Wire] words']) {
      expect(await readDocument(Buffer.from(text), { name: 'a.txt' })).toMatchObject({ text, mediaType: 'text/plain' });
    }
  });

  test('keeps the address it came from', async () => {
    const url = 'https://lantern.example/a.txt';
    expect((await readDocument(Buffer.from('words'), { name: 'a.txt', url })).url).toBe(url);
  });
});

describe('formats', () => {
  test.each<[string, string, string | undefined, Uint8Array, string]>([
    ['HTML', 'page', undefined, Buffer.from('<!doctype html><p>words'), 'text/html'],
    ['HTML by what the server says', 'page.php', 'text/html; charset=utf-8', Buffer.from('words <b>here'), 'text/html'],
    ['Markdown served as text', 'README.md', 'text/plain', Buffer.from('# Title\n\nwords'), 'text/markdown'],
    ['text that a guess would call Markdown', 'note', 'text/plain', Buffer.from('# Title\n\nwords'), 'text/plain'],
    [
      'a PDF served as anything',
      'x',
      'application/octet-stream',
      pdfFile({ pages: [[{ text: 'words', y: 700 }]] }),
      'application/pdf',
    ],
    ['a table of values', 'a.csv', undefined, Buffer.from('name,size\nwords,1\n'), 'text/csv'],
    ['gzip of HTML', 'page.html.gz', undefined, gzipSync('<p>words'), 'text/html'],
    [
      'gzip of a PDF without a name',
      'x',
      undefined,
      gzipSync(pdfFile({ pages: [[{ text: 'words', y: 700 }]] })),
      'application/pdf',
    ],
    ['gzip of Markdown', 'a.md.gz', undefined, gzipSync('words'), 'text/markdown'],
    ['gzip of gzip', 'a.txt.gz.gz', undefined, gzipSync(gzipSync('words')), 'text/plain'],
    ['gzip in two members', 'a.txt.gz', undefined, Buffer.concat([gzipSync('wo'), gzipSync('rds')]), 'text/plain'],
    [
      'gzip of Word',
      'a.docx.gz',
      undefined,
      gzipSync(docxFile({ body: '<w:p><w:r><w:t>words</w:t></w:r></w:p>' })),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
  ])('%s', async (_, name, mediaType, bytes, found) => {
    const document = await readDocument(bytes, { name, ...(mediaType === undefined ? {} : { mediaType }) });
    expect(document.mediaType).toBe(found);
    expect(document.text).toContain('words');
  });

  test.each([
    [
      'a meta element',
      iconv.encode('<html><head><meta charset="gb2312"></head><body><p>渡轮公司</p></body></html>', 'gbk'),
      undefined,
    ],
    ['the server', iconv.encode('<html><body><p>渡轮公司</p></body></html>', 'gbk'), 'text/html; charset=GBK'],
    ['the bytes', Buffer.from('<html><body><p>渡轮公司</p></body></html>'), 'text/html; charset=iso-8859-1'],
    ['a mark', iconv.encode('<html><body><p>渡轮公司</p></body></html>', 'utf-16', { addBOM: true }), undefined],
  ])('the encoding of a page by %s', async (_, bytes, mediaType) => {
    const document = await readDocument(bytes, {
      name: 'page.html',
      ...(mediaType === undefined ? {} : { mediaType }),
    });
    expect(document.text).toBe('渡轮公司');
  });
});

describe('what cannot be read is an error that says why and what to do', () => {
  test.each<[string, string, Uint8Array, string, object]>([
    ['an empty file', 'a.txt', Buffer.from(''), 'empty', {}],
    ['a file of blanks', 'a.txt', Buffer.from(' \n\t\r\n'), 'empty', {}],
    ['a mark and nothing else', 'a.txt', Buffer.from([0xef, 0xbb, 0xbf]), 'empty', {}],
    ['gzip of nothing', 'a.txt.gz', gzipSync(''), 'empty', {}],
    ['an empty page', 'a.html', Buffer.from('<html></html>'), 'no-text', {}],
    ['a text above the limit', 'a.txt', Buffer.alloc(3 * MIB, 'words '), 'too-large', { textBytes: 2 * MIB }],
    ['a page above the limit', 'a.html', Buffer.alloc(3 * MIB, '<p>words'), 'too-large', { markupBytes: 2 * MIB }],
    ['any file above the limit', 'a.pdf', Buffer.alloc(3 * MIB), 'too-large', { inputBytes: 2 * MIB }],
    ['a gzip bomb', 'a.txt.gz', gzipSync(Buffer.alloc(40 * MIB)), 'expands-too-much', { expandedBytes: 10 * MIB }],
    ['gzip upon gzip', 'a.txt', gzipSync(gzipSync(gzipSync('words'))), 'expands-too-much', {}],
    ['gzip cut off', 'a.txt.gz', gzipSync('words '.repeat(100)).subarray(0, 30), 'truncated', {}],
    [
      'gzip damaged',
      'a.txt.gz',
      Buffer.concat([gzipSync('words').subarray(0, 10), Buffer.alloc(20, 0xff)]),
      'damaged',
      {},
    ],
    ['JSON', 'a.json', Buffer.from('{}'), 'not-a-document', {}],
    ['an archive', 'a.zip', zipFile({ 'a.txt': 'words' }), 'not-a-document', {}],
    ['a picture', 'a.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'not-a-document', {}],
    ['an old Word file', 'a.doc', compoundFile('WordDocument'), 'not-a-document', {}],
    ['a Word file with a password', 'a.docx', compoundFile('EncryptedPackage'), 'encrypted', {}],
    ['a PDF with a password', 'a.pdf', pdfFile({ pages: [[]], encrypted: true }), 'encrypted', {}],
  ])('%s', async (_, name, bytes, reason, limits) => {
    const error: unknown = await readDocument(bytes, { name }, limits).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableDocumentError);
    expect(error).toMatchObject({
      reason,
      place: expect.stringContaining(name),
      what: expect.stringMatching(/\w/),
      hint: expect.stringMatching(/\w/),
    });
  });

  test('a text of 200 MB says its size and the limit', async () => {
    await expect(readDocument(Buffer.alloc(100 * MIB, 'words '), { name: 'big.txt' })).rejects.toThrow(
      'big.txt: it has 100 MiB; 64 MiB are read at most. A report is rarely this long',
    );
    await expect(readDocument(new Uint8Array(200 * MIB), { name: 'big.txt' })).rejects.toMatchObject({
      reason: 'too-large',
    });
  });
});

test('random bytes under any name give a document or a typed error', async () => {
  const name = fc.constantFrom('a.txt', 'a.html', 'a.pdf', 'a.docx', 'a.md', 'a.csv', 'a', 'a.gz');
  const start = fc.constantFrom(
    [],
    [0x25, 0x50, 0x44, 0x46, 0x2d],
    [0x50, 0x4b, 3, 4],
    [0x1f, 0x8b, 8, 0],
    [0xff, 0xfe],
    [0x3c, 0x68, 0x74, 0x6d, 0x6c, 0x3e],
  );
  await fc.assert(
    fc.asyncProperty(name, start, fc.uint8Array({ maxLength: 400 }), async (named, first, rest) => {
      const outcome = await readDocument(Uint8Array.from([...first, ...rest]), { name: named }).catch(
        (error: unknown) => error,
      );
      if (outcome instanceof UnreadableDocumentError) {
        expect(UNREADABLE_REASONS).toContain(outcome.reason);
        return;
      }
      const { text, landmarks, links } = outcome as Awaited<ReturnType<typeof readDocument>>;
      expect(text).toMatch(/\S/);
      for (const { start: from, end } of [...landmarks, ...links]) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 400 },
  );
});
