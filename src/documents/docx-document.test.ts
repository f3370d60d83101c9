import { describe, expect, test } from 'vitest';
import { docxFile, zipFile } from '../../test/fixtures/documents/docx-file.ts';
import type { ParsedDocument } from '../model/evidence/document.ts';
import { DEFAULT_DOCUMENT_LIMITS } from './document-limits.ts';
import { parseDocx } from './docx-document.ts';

const read = (bytes: Uint8Array, limits = DEFAULT_DOCUMENT_LIMITS): Promise<ParsedDocument> =>
  parseDocx({ bytes, name: 'report.docx', limits });
const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const cell = (text: string): string => `<w:tc>${paragraph(text)}</w:tc>`;
const report = docxFile({
  core: { title: 'Ferries &amp; ports', creator: 'Mara Quill', created: '2024-03-05T10:00:00Z' },
  links: { rId9: 'https://lantern.example/note' },
  body:
    `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>What it took</w:t></w:r></w:p>` +
    `<w:p><w:r><w:t xml:space="preserve">The group, see </w:t></w:r><w:hyperlink r:id="rId9"><w:r><w:t>our note</w:t></w:r></w:hyperlink><w:r><w:t>, took crew lists.</w:t></w:r></w:p>` +
    `<w:tbl><w:tr>${cell('Port')}${cell('Records')}</w:tr><w:tr>${cell('Norrhamn')}${cell('1,200')}</w:tr></w:tbl>`,
});

describe('a Word file', () => {
  test('gives its words, headings, tables, links and properties', async () => {
    const document = await read(report);
    expect(document).toMatchObject({
      title: 'Ferries & ports',
      authors: ['Mara Quill'],
      publishedAt: '2024-03-05',
      text: 'What it took\n\nThe group, see our note, took crew lists.\n\nPort\tRecords\nNorrhamn\t1,200',
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    });
    expect(document.landmarks.map(({ kind }) => kind)).toEqual(['heading', 'table']);
    expect(document.links.map(({ url, start, end }) => [url, document.text.slice(start, end)])).toEqual([
      ['https://lantern.example/note', 'our note'],
    ]);
  });

  test('is dated by its own words before the day it was made', async () => {
    const bytes = docxFile({
      core: { created: '2024-04-01T00:00:00Z' },
      body: paragraph('Ferry notes') + paragraph('Published: 5 March 2024'),
    });
    expect(await read(bytes)).toMatchObject({ title: 'Ferry notes', publishedAt: '2024-03-05' });
  });

  test.each<[string, Uint8Array, string]>([
    ['without text', docxFile({ body: '' }), 'no-text'],
    ['that is another archive', zipFile({ 'a.txt': 'x' }), 'not-a-document'],
    ['cut off', report.subarray(0, 400), 'truncated'],
    ['of broken XML', zipFile({ '[Content_Types].xml': '<Types', 'word/document.xml': '<w:document' }), 'damaged'],
    ['whose directory lies about a size', zipFile({ 'word/document.xml': 'x'.repeat(5000) }, 10), 'expands-too-much'],
    ['that unpacks to gigabytes', zipFile({ 'word/document.xml': Buffer.alloc(130 << 20) }), 'expands-too-much'],
  ])('%s is a typed error', async (_, bytes, reason) => {
    await expect(read(bytes)).rejects.toMatchObject({
      name: 'UnreadableDocumentError',
      reason,
      place: expect.stringContaining('report.docx'),
    });
  });

  test('with too many members is refused', async () => {
    const members = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`word/${at}.xml`, 'x']));
    await expect(read(zipFile(members), { ...DEFAULT_DOCUMENT_LIMITS, archiveMembers: 10 })).rejects.toMatchObject({
      reason: 'too-large',
    });
  });

  test('with an encrypted member is refused', async () => {
    const bytes = Uint8Array.from(zipFile({ 'word/document.xml': 'x' }));
    const directory = Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1');
    bytes[directory + 8] = 1;
    await expect(read(bytes)).rejects.toMatchObject({
      reason: 'encrypted',
      place: 'report.docx, member word/document.xml',
    });
  });
});
