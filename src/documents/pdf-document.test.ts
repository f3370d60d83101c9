import { createRequire } from 'node:module';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { type PdfTextLine, pdfFile, pdfFileInChinese } from '../../test/fixtures/documents/pdf-file.ts';
import type { ParsedDocument } from '../model/evidence/document.ts';
import { parsePdf } from './pdf-document.ts';

const read = (bytes: Uint8Array): Promise<ParsedDocument> => parsePdf({ bytes, name: 'report.pdf', maxPages: 100 });
const column = (...lines: string[]): PdfTextLine[] => lines.map((text, at) => ({ text, y: 700 - at * 14 }));
const report = pdfFile({
  info: { Title: 'Ferry intrusion', Author: 'Mara Quill; Ivo Stern', CreationDate: "D:20240305101112+08'00'" },
  links: [{ url: 'https://lantern.example/note', rect: [72, 698, 172, 712] }],
  pages: [
    [
      { text: 'Lantern Research 1', y: 800 },
      { text: 'Amber Heron at sea', y: 740, size: 20 },
      ...column(
        'An earlier note spoke of a state-',
        'sponsored group whose infra-',
        'structure is rented; state money, sponsored by whom,',
        'is a matter that',
      ),
      { text: 'For clients', y: 40 },
    ],
    [
      { text: 'Lantern Research 2', y: 800 },
      { text: 'goes on over the page.', y: 740 },
      { text: 'Name', y: 600 },
      { text: 'Size', y: 600, x: 300 },
      { text: 'ldr.bin', y: 586 },
      { text: '84 KB', y: 586, x: 300 },
      { text: 'For clients', y: 40 },
    ],
    [
      { text: 'Lantern Research 3', y: 800 },
      ...column('The last page has its own words.'),
      { text: 'For clients', y: 40 },
    ],
  ],
});

function tablesInstalled(): boolean {
  try {
    return createRequire(import.meta.url).resolve('pdfjs-dist/package.json') !== '';
  } catch {
    return false;
  }
}

describe('a PDF', () => {
  test('gives its words in order, with lines and divided words joined', async () => {
    const document = await read(report);
    expect(document.text).toBe(
      'Amber Heron at sea\n\nAn earlier note spoke of a state-sponsored group whose infrastructure is rented; state money, sponsored by whom, ' +
        'is a matter that goes on over the page.\n\nName\tSize\nldr.bin\t84 KB\n\nThe last page has its own words.',
    );
    const places = document.landmarks.map(({ kind, label, level, start, end }) => [
      kind,
      label ?? level,
      document.text.slice(start, end).slice(0, 20),
    ]);
    expect(places).toEqual([
      ['page', '1', 'Amber Heron at sea\n\nA'.slice(0, 20)],
      ['heading', 'Amber Heron at sea', 'Amber Heron at sea'],
      ['page', '2', 'goes on over the pag'],
      ['table', undefined, 'Name\tSize\nldr.bin\t84'],
      ['page', '3', 'The last page has it'],
    ]);
    expect(document.issues).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('Lantern Research 1') },
    ]);
  });

  test('says its title, authors, date, language and links', async () => {
    const document = await read(report);
    expect(document).toMatchObject({
      title: 'Ferry intrusion',
      authors: ['Mara Quill', 'Ivo Stern'],
      publishedAt: '2024-03-05',
      language: 'en',
      mediaType: 'application/pdf',
    });
    expect(document.links.map(({ url, start, end }) => [url, document.text.slice(start, end)])).toEqual([
      ['https://lantern.example/note', 'An earlier note spoke'],
    ]);
  });

  test('whose title is a file name is called by its largest heading, and dated by its own words', async () => {
    const document = await read(
      pdfFile({
        info: { Title: 'Microsoft Word - final_v3.docx', CreationDate: 'D:20240401' },
        pages: [
          [
            { text: 'Amber Heron at sea', y: 740, size: 22 },
            { text: 'Published: March 5, 2024', y: 715 },
            ...column('Words of the report stand here.'),
          ],
        ],
      }),
    );
    expect(document).toMatchObject({ title: 'Amber Heron at sea', publishedAt: '2024-03-05' });
  });

  test('with a page of pictures says which', async () => {
    const document = await read(pdfFile({ pages: [column('Words on one page.'), []] }));
    expect(document.issues).toMatchObject([{ severity: 'warning', place: 'page 2' }]);
  });

  test('above the limit of pages is read up to it, and says so', async () => {
    const bytes = pdfFile({ pages: [column('One.'), column('Two.'), column('Three.')] });
    const document = await parsePdf({ bytes, name: 'report.pdf', maxPages: 2 });
    expect(document.text).toBe('One.\n\nTwo.');
    expect(document.issues).toMatchObject([{ severity: 'error', place: 'page 3' }]);
  });

  test.each<[string, Uint8Array, string, string]>([
    ['with a password', pdfFile({ pages: [column('x')], encrypted: true }), 'encrypted', 'password'],
    ['without a text layer', pdfFile({ pages: [[], []] }), 'no-text', 'OCR'],
    ['cut off in its first object', report.subarray(0, 40), 'truncated', 'again'],
    ['of noise', Buffer.from(`%PDF-1.4\n${'noise '.repeat(50)}\n%%EOF`), 'damaged', 'save it anew'],
  ])('%s is an error that says what to do', async (_, bytes, reason, hint) => {
    await expect(read(bytes)).rejects.toMatchObject({
      name: 'UnreadableDocumentError',
      reason,
      place: 'report.pdf',
      hint: expect.stringContaining(hint),
    });
  });

  test.each([
    ['UniGB-UCS2-H', Buffer.from('渡轮公司', 'utf16le').swap16()],
    ['GBK-EUC-H', iconv.encode('渡轮公司', 'gbk')],
  ])(
    'in a Chinese font by the table %s is read where the tables are installed, and else says what is missing',
    async (table, codes) => {
      const reading = read(pdfFileInChinese(table, codes.toString('hex')));
      if (tablesInstalled()) expect(await reading).toMatchObject({ text: '渡轮公司', issues: [] });
      else {
        await expect(reading).rejects.toMatchObject({
          reason: 'no-text',
          what: expect.stringContaining(table),
          hint: expect.stringContaining('pdfjs-dist'),
        });
      }
    },
  );

  test('cut anywhere or with bytes changed gives a document or a typed error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(report.length),
        fc.array(fc.tuple(fc.nat(report.length - 1), fc.nat(255)), { maxLength: 20 }),
        async (length, changes) => {
          const bytes = Uint8Array.from(report.subarray(0, Math.max(10, length)));
          for (const [at, byte] of changes) bytes[at] = byte;
          await read(bytes).then(
            ({ text, landmarks }) => {
              for (const { end } of landmarks) expect(end).toBeLessThanOrEqual(text.length);
            },
            (error: unknown) => expect(error).toMatchObject({ name: 'UnreadableDocumentError' }),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
