import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedDocument } from '../model/evidence/document.ts';
import { parseHtml } from './html-document.ts';

const page = (html: string, url?: string): Promise<ParsedDocument> =>
  parseHtml({ html, name: 'page.html', ...(url === undefined ? {} : { url }) });
const head = (markup: string): Promise<ParsedDocument> =>
  page(`<html><head>${markup}</head><body><p>Some words of the page.</p></body></html>`);
const linksOf = ({ text, links }: ParsedDocument): string[][] =>
  links.map(({ url, start, end }) => [text.slice(start, end), url]);

describe('a page', () => {
  test('gives its article and what it says of itself', async () => {
    const html = await readFile(new URL('../../test/fixtures/documents/report.html', import.meta.url), 'utf8');
    const document = await page(html, 'https://lantern.example/reports/amber-heron?from=mail');
    expect(document).toMatchObject({
      title: 'Amber Heron turns to edge routers',
      publisher: 'Lantern Research',
      authors: ['Mara Quill', 'Ivo Stern'],
      publishedAt: '2024-03-05',
      language: 'en',
      url: 'https://lantern.example/reports/amber-heron',
      mediaType: 'text/html',
      issues: [],
    });
    const { text } = document;
    expect(
      text.startsWith('Amber Heron turns to edge routers\n\nThe group we call Amber Heron has moved from mail servers'),
    ).toBe(true);
    expect(text).toContain('families & signed');
    expect(text).toContain('It waits a week.\nThen it fetches a module.\nIt removes its own logs.');
    expect(text).toContain('Name\tSize\tNote\nldr.bin\t\tfirst stage\nmod.so\t84 KB\tmodule');
    expect(text).toContain('upload /tmp/x\n  --keep 3');
    for (const absent of [
      'Hidden words',
      'never shown',
      'Careers',
      'newsletter',
      'All rights',
      'Ten tips',
      '<',
      'Lantern home',
    ]) {
      expect(text).not.toContain(absent);
    }
    const kinds = document.landmarks.map(({ kind, level, label }) => [kind, level, label]);
    expect(kinds).toEqual([
      ['heading', 1, 'Amber Heron turns to edge routers'],
      ['heading', 2, 'How it enters'],
      ['quotation', undefined, undefined],
      ['list', undefined, undefined],
      ['table', undefined, 'Files we found'],
      ['caption', undefined, undefined],
      ['heading', 2, 'References'],
      ['list', undefined, undefined],
    ]);
    expect(linksOf(document)).toEqual([
      ['were described before', 'https://lantern.example/reports/earlier#intro'],
      ['http://update.example/check?id=1', 'http://update.example/check?id=1'],
      ['module', 'https://lantern.example/mod'],
      ['An earlier look at the loader', 'https://other.example/one'],
      ['A note on the certificate', 'https://other.example/two'],
    ]);
  });

  test('without an article gives its body', async () => {
    expect((await page('<p>One line.<p>Two <i>lines</i>.<table><tr><td>a<td>b<tr><td>c<td>d</table>')).text).toBe(
      'One line.\n\nTwo lines.\n\na\tb\nc\td',
    );
  });

  test('of nothing but navigation is still read', async () => {
    expect((await page('<html><body><nav><a href="/x">Only this</a></nav></body></html>')).text).toBe('Only this');
  });

  test('drawn by a script is an error that says so', async () => {
    await expect(page('<html><body><div id="app"></div><script>draw()</script></body></html>')).rejects.toMatchObject({
      reason: 'no-text',
      place: 'page.html',
      hint: expect.stringContaining('browser'),
    });
  });

  test('keeps escaped markup as the words it is', async () => {
    expect((await page('<p>It runs &lt;script&gt;alert(1)&lt;/script&gt; twice.</p>')).text).toBe(
      'It runs <script>alert(1)</script> twice.',
    );
  });

  test('nested twenty thousand deep is read or refused, and does not exhaust the stack', async () => {
    const html = `<html><body>${'<div>'.repeat(20_000)}deep words${'</div>'.repeat(20_000)}</body></html>`;
    expect((await page(html)).text).toBe('deep words');
  });
});

describe('what a page says of itself', () => {
  test.each([
    [
      'Open Graph',
      '<meta property="og:title" content="T"><meta property="og:site_name" content="S"><meta property="article:published_time" content="2024-03-05T01:00:00Z"><meta property="article:author" content="Mara Quill">',
      { title: 'T', publisher: 'S', publishedAt: '2024-03-05', authors: ['Mara Quill'] },
    ],
    [
      'Dublin Core',
      '<meta name="DC.title" content="T"><meta name="DC.creator" content="Mara Quill and Ivo Stern"><meta name="DC.date" content="2024-03"><meta name="dc.publisher" content="S">',
      { title: 'T', authors: ['Mara Quill', 'Ivo Stern'], publishedAt: '2024-03', publisher: 'S' },
    ],
    [
      'citation names',
      '<meta name="citation_title" content="T"><meta name="citation_author" content="Quill, Mara"><meta name="citation_author" content="Stern, Ivo"><meta name="citation_publication_date" content="2024/03/05">',
      { title: 'T', authors: ['Quill, Mara', 'Stern, Ivo'], publishedAt: '2024-03-05' },
    ],
    [
      'JSON-LD in a list',
      '<script type="application/ld+json">[{"@type":["TechArticle"],"headline":"T","datePublished":"2024-03-05","author":"Mara Quill","publisher":{"name":"S"}}]</script>',
      { title: 'T', publishedAt: '2024-03-05', authors: ['Mara Quill'], publisher: 'S' },
    ],
    [
      'broken JSON-LD beside other names',
      '<script type="application/ld+json">{"@type":"Article",</script><meta name="parsely-pub-date" content="2024-03-05"><title>T</title>',
      { title: 'T', publishedAt: '2024-03-05' },
    ],
    [
      'a title with the site behind it',
      '<meta property="og:site_name" content="Lantern"><title>Amber Heron – Lantern</title>',
      { title: 'Amber Heron', publisher: 'Lantern' },
    ],
    [
      'a profile address for an author',
      '<meta property="article:author" content="https://social.example/mara"><title>T</title>',
      { title: 'T' },
    ],
  ])('%s', async (_, markup, metadata) => {
    const { title, publisher, publishedAt, authors } = await head(markup);
    expect(JSON.parse(JSON.stringify({ title, publisher, publishedAt, authors }))).toEqual(metadata);
  });

  test('a time element dates the page, and its language is declared or found', async () => {
    const dated = await page(
      '<html><body><article><time datetime="2024-03-05T10:00">5 March</time><p>北方渡轮公司周一表示，入侵者读取了名单。</p></article></body></html>',
    );
    expect(dated).toMatchObject({ publishedAt: '2024-03-05', language: 'zh' });
    expect((await page('<html lang="zh-Hans-CN"><body><p>Words.</p></body></html>')).language).toBe('zh');
  });

  test('an address on another site is not taken for its own', async () => {
    const html =
      '<html><head><link rel="canonical" href="https://wire.example/a"></head><body><p>Words.</p></body></html>';
    const copied = await page(html, 'https://paper.example/copy');
    expect(copied.url).toBe('https://paper.example/copy');
    expect(copied.issues).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('https://wire.example/a') },
    ]);
    expect((await page(html)).url).toBe('https://wire.example/a');
  });

  test('links follow the base and leave out what is no page', async () => {
    const html =
      '<html><head><base href="https://lantern.example/r/"></head><body><p><a href="a.html">one</a> <a href="javascript:x()">two</a> <a href="#top">three</a> <a href="mailto:a@b.example">four</a> <a href="//cdn.example/x">five</a></p></body></html>';
    expect(linksOf(await page(html, 'https://other.example/'))).toEqual([
      ['one', 'https://lantern.example/r/a.html'],
      ['five', 'https://cdn.example/x'],
    ]);
  });
});

test('any tag soup gives a document or a typed error, with its places in the text', async () => {
  const piece = fc.constantFrom(
    '<p>',
    '</p>',
    '<div class="nav">',
    '</div>',
    '<table><tr><td>',
    '<td>',
    '</table>',
    '<a href="/x">',
    '</a>',
    '<h2>',
    '</h2>',
    '<pre>',
    '</pre>',
    '<ul><li>',
    '<li>',
    'words ',
    '渡轮',
    '&#0;',
    '&#xD800;',
    '😀',
    '\n',
    '<script>',
    '</script>',
    '<blockquote>',
    '<br>',
    '<body>',
    '</html>',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      const document = await page(pieces.join(''), 'https://lantern.example/').catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'UnreadableDocumentError', reason: 'no-text' });
        return undefined;
      });
      if (document === undefined) return;
      expect(document.text).toBe(document.text.trimEnd());
      expect(document.text).not.toMatch(/\0/);
      for (const { start, end } of [...document.landmarks, ...document.links]) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(document.text.length);
        expect(document.text.slice(start, end)).toMatch(/^\S/);
      }
    }),
    { numRuns: 200 },
  );
});
