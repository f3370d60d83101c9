import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedDocument } from '../model/evidence/document.ts';
import { parseMarkdown } from './markdown-document.ts';

const parse = (text: string): Promise<ParsedDocument> => parseMarkdown({ text, encoding: 'utf-8', issues: [] });
const linksOf = (document: ParsedDocument): string[][] =>
  document.links.map(({ url, start, end }) => [document.text.slice(start, end), url]);
const landmarksOf = (document: ParsedDocument): unknown[][] =>
  document.landmarks.map(({ kind, level, start, end }) => [kind, level, document.text.slice(start, end)]);

describe('Markdown', () => {
  test('a report: front matter, headings, links, table, quotation, list and code', async () => {
    const document = await parse(
      await readFile(new URL('../../test/fixtures/documents/report.md', import.meta.url), 'utf8'),
    );
    expect(document).toMatchObject({
      title: 'Grey Finch and the ferry ports',
      authors: ['Mara Quill', 'Ivo Stern'],
      publishedAt: '2023-11-09',
      publisher: 'Lantern Research',
      language: 'en',
      url: 'https://lantern.example/grey-finch',
      mediaType: 'text/markdown',
      issues: [],
    });
    expect(
      document.text.startsWith(
        'Grey Finch and the ferry ports\n\nThe group used cmd_exec and two loaders, see our earlier note and the list.',
      ),
    ).toBe(true);
    expect(document.text).toContain('A mark without partner * stays, and snake_case_names stay.');
    expect(document.text).toContain('GET /cargo?x=*1*');
    expect(landmarksOf(document)).toEqual([
      ['heading', 1, 'Grey Finch and the ferry ports'],
      ['quotation', undefined, 'We believe, with moderate confidence, that one team wrote both.'],
      ['heading', 2, 'What it took'],
      ['table', undefined, 'Port\tRecords\nNorrhamn\t1,200\nSüdtor\t90'],
      ['list', undefined, 'manifests\ncrew lists and rosters'],
      ['heading', 2, 'Second heading'],
    ]);
    expect(linksOf(document)).toEqual([
      ['our earlier note', 'https://lantern.example/note_(v2)'],
      ['the list', 'https://lantern.example/list'],
      ['https://lantern.example/ioc', 'https://lantern.example/ioc'],
      ['https://lantern.example/plain', 'https://lantern.example/plain'],
    ]);
  });

  test.each([
    ['emphasis', '**Amber** *Heron* ~~was~~ __is__ _here_', 'Amber Heron was is here'],
    ['an escape', '\\*not emphasis\\*', '*not emphasis*'],
    ['an image', 'See ![the chart](chart.png) now', 'See now'],
    ['a badge', '[![build](b.svg)](https://ci.example)', ''],
    ['HTML within', 'one<br>two <span class="x">three</span><!-- no -->', 'one\ntwo three'],
    ['a comparison', 'a < b and c > d', 'a < b and c > d'],
    ['a rule', 'one\n\n---\n\ntwo', 'one\n\ntwo'],
    ['a closed heading', '## Title ##\nwords', 'Title\n\nwords'],
    ['a break of line', 'one  \ntwo', 'one\ntwo'],
    ['an empty cell', '| a | b | c |\n|---|---|---|\n| 1 |  | 3 |', 'a\tb\tc\n1\t\t3'],
    ['a list of tasks', '- [x] done\n- [ ] open', 'done\nopen'],
  ])('%s', async (_, source, text) => {
    expect((await parse(source)).text).toBe(text);
  });

  test('front matter that is no YAML is an issue and no text', async () => {
    const document = await parse('---\ntitle: "open\nx: [\n---\nWords of the report.');
    expect(document.text).toBe('Words of the report.');
    expect(document.issues).toMatchObject([{ severity: 'warning', place: 'front matter' }]);
  });

  test.each([
    ['brackets', '['.repeat(200_000)],
    ['images', '![a]('.repeat(60_000)],
    ['marks', '*a '.repeat(100_000)],
    ['backticks', '`'.repeat(200_000)],
    ['blanks', `# ${' '.repeat(200_000)}x`],
    ['quotes', '[a](b "'.repeat(40_000)],
    ['angle brackets', '<a '.repeat(100_000)],
    // Squared, each of these would outlast the test's time many times over.
  ])('a line of nothing but %s is read to its end', async (_, source) => {
    expect((await parse(source)).mediaType).toBe('text/markdown');
  });

  test('links and landmarks lie in the text', async () => {
    const piece = fc.constantFrom(
      '# ',
      '> ',
      '- ',
      '| ',
      '[a](http://x.example) ',
      '**',
      '`',
      '\n',
      '\n\n',
      'word ',
      '渡轮',
      '😀',
      '---\n',
      '    ',
      '![',
      '](',
      '<br>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const { text, landmarks, links } = await parse(pieces.join(''));
        for (const { start, end } of [...landmarks, ...links]) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.slice(start, end)).toMatch(/^\S/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
