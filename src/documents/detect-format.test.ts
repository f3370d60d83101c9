import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { docxFile, zipFile } from '../../test/fixtures/documents/docx-file.ts';
import { pdfFile } from '../../test/fixtures/documents/pdf-file.ts';
import { DOCUMENT_FORMATS, detectFormat } from './detect-format.ts';

const words = (text: string): Uint8Array => Buffer.from(text);
const chinese = '渡轮公司表示，入侵者读取了船员名单，没有点名任何组织。'.repeat(20);

describe('what bytes are', () => {
  test.each<[string, Uint8Array, string, string]>([
    ['nothing', words(''), 'report.txt', 'empty'],
    ['gzip, whatever its name', gzipSync('x'), 'report.txt', 'gzip'],
    ['a PDF named as text', pdfFile({ pages: [[]] }), 'report.txt', 'pdf'],
    ['a PDF behind some junk', Buffer.concat([words('junk\n'), pdfFile({ pages: [[]] })]), 'report.pdf', 'pdf'],
    ['text that speaks of %PDF-', words('a file that begins with %PDF-1.4'), 'note.txt', 'text'],
    ['a Word file without a name', docxFile({ body: '' }), 'download', 'docx'],
    ['an archive', zipFile({ 'a.txt': 'x' }), 'reports.zip', 'zip'],
    ['an archive named as a Word file', zipFile({ 'a.txt': 'x' }), 'report.docx', 'docx'],
    ['HTML by its name', words('Hello'), 'page.HTM', 'html'],
    ['HTML by its doctype', words('\ufeff\n<!-- saved -->\n<!DOCTYPE html><p>x'), 'page', 'html'],
    ['XHTML', words('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'), 'page', 'html'],
    ['HTML named as text stays text', words('<html><body>sample'), 'sample.txt', 'text'],
    ['Markdown by its name', words('plain words'), 'README.md', 'markdown'],
    ['Markdown by its front matter', words('---\ntitle: X\n---\n'), 'post', 'markdown'],
    ['Markdown by its heading', words('# Title\n\nwords'), 'post', 'markdown'],
    ['JSON by its name', words('[1]'), 'bundle.json', 'json'],
    ['JSON lines', words('{"a":1}\n{"a":2}\n'), 'rows.jsonl', 'json'],
    ['JSON without a name', words('{\n  "type": "bundle"'), 'taxii', 'json'],
    ['JSON in UTF-16', iconv.encode('{"type": "bundle", "id": "x"}', 'utf-16le'), 'export', 'json'],
    ['a dateline in brackets is text', words('[Harbour Ledger] The operator said'), 'wire', 'text'],
    ['a table of values', words('cve,date\nx,y\n'), 'kev.csv', 'csv'],
    ['XML', words('<?xml version="1.0"?><feed>'), 'download', 'xml'],
    ['a picture named as text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'scan.txt', 'binary'],
    ['RTF', words('{\\rtf1\\ansi words}'), 'report.rtf', 'binary'],
    ['control characters', Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 0x41]), 'x.txt', 'binary'],
    ['text with a stray NUL', Buffer.concat([words('words '.repeat(40)), Buffer.from([0])]), 'x.txt', 'text'],
    ['UTF-16 without a mark', iconv.encode('Plain words in wide letters.', 'utf-16be'), 'x', 'text'],
    ['Chinese UTF-16 without a mark', iconv.encode(chinese, 'utf-16le'), 'x', 'text'],
    ['Chinese GB18030', iconv.encode(chinese, 'gb18030'), 'x', 'text'],
  ])('%s', (_, bytes, name, format) => {
    expect(detectFormat(bytes.subarray(0, 4096), name)).toBe(format);
  });

  test('any bytes under any name have a format', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, name) => {
        expect(DOCUMENT_FORMATS).toContain(detectFormat(bytes, name));
      }),
    );
  });
});
