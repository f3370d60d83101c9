import { describe, expect, it, test } from 'vitest';
import { citedDocumentId, normalizeUrl } from './citation.ts';

describe('one address in several spellings', () => {
  test.each([
    ['scheme and www', 'http://www.quay.example/a'],
    ['a trailing slash', 'https://quay.example/a/'],
    ['tracking parameters', 'https://quay.example/a?utm_source=x&fbclid=1'],
    ['a fragment', 'https://quay.example/a#section-2'],
    ['a text fragment', 'https://quay.example/a#:~:text=first,last'],
    ['an archive copy', 'https://web.archive.org/web/20210101000000/http://www.quay.example/a'],
    ['an archive copy of the bare page', 'web.archive.org/web/20210101000000id_/https:/quay.example/a'],
    ['a default port and upper-case host', 'HTTPS://Quay.Example:443/a'],
    ['blanks around it', '  https://quay.example/a\n'],
  ])('%s', (_name, url) => {
    expect(normalizeUrl(url)).toBe('quay.example/a');
    expect(citedDocumentId({ url })).toBe(citedDocumentId({ url: 'https://quay.example/a' }));
  });

  it('keeps what changes the page', () => {
    expect(normalizeUrl('https://quay.example/a?id=2&page=1')).toBe('quay.example/a?id=2&page=1');
    expect(normalizeUrl('https://quay.example/a?page=1&id=2')).toBe('quay.example/a?id=2&page=1');
    expect(normalizeUrl('https://quay.example/#!/report/7')).toBe('quay.example#!/report/7');
    expect(normalizeUrl('https://quay.example/A')).not.toBe(normalizeUrl('https://quay.example/a'));
    expect(normalizeUrl('https://blog.quay.example/a')).not.toBe(normalizeUrl('https://quay.example/a'));
  });

  it('leaves alone what is no address', () => {
    expect(normalizeUrl(' http://[broken ')).toBe('http://[broken');
  });
});

it('a report without an address is known by title and name, in any case', () => {
  const id = citedDocumentId({ title: 'Heron Report', name: 'Lantern 2021' });
  expect(id).toMatch(/^cited:[0-9a-f]{32}$/);
  expect(id).toBe(citedDocumentId({ title: 'HERON report', name: 'lantern 2021' }));
  expect(id).not.toBe(citedDocumentId({ title: 'Heron Report', name: 'Quay 2021' }));
});
