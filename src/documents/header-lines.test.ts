import { describe, expect, test } from 'vitest';
import { readHeaderLines } from './header-lines.ts';

describe('what the head of a text says of it', () => {
  test.each([
    [
      'labelled lines',
      'Title: Slate Otter returns\nPublished: 5 March 2024\nPublisher: Harbour Ledger\nAuthors: Mara Quill, Ivo Stern\nURL: https://ledger.example/otter\n\nWords.',
      {
        title: 'Slate Otter returns',
        publishedAt: '2024-03-05',
        publisher: 'Harbour Ledger',
        authors: ['Mara Quill', 'Ivo Stern'],
        url: 'https://ledger.example/otter',
      },
    ],
    [
      'a byline with a date',
      'Slate Otter returns\nBy Mara Quill | March 5, 2024\n\nWords.',
      { title: 'Slate Otter returns', authors: ['Mara Quill'], publishedAt: '2024-03-05' },
    ],
    [
      'a line of a date alone',
      'Slate Otter returns\n\nMarch 5, 2024\n\nWords that go on.',
      { title: 'Slate Otter returns', publishedAt: '2024-03-05' },
    ],
    [
      'the line of a Chinese news site',
      '石獭组织再次出现\n2024-03-05 10:22 来源：港口纪事报 作者：林一帆 周月\n\n正文。',
      { title: '石獭组织再次出现', publishedAt: '2024-03-05', publisher: '港口纪事报', authors: ['林一帆', '周月'] },
    ],
    [
      'a Chinese byline',
      '石獭组织再次出现\n本报记者 林一帆\n\n正文。',
      { title: '石獭组织再次出现', authors: ['林一帆'] },
    ],
    [
      'marks of emphasis around labels',
      '**Date:** 2024-03-05\n**Author**: Mara Quill\n',
      { publishedAt: '2024-03-05', authors: ['Mara Quill'] },
    ],
    [
      'a source that is an address',
      'Otter notes\nSource: https://ledger.example/a\n\nWords.',
      { title: 'Otter notes', url: 'https://ledger.example/a' },
    ],
    [
      'Windows line ends',
      'Otter notes\r\nDate: 2024-03-05\r\n\r\nWords.',
      { title: 'Otter notes', publishedAt: '2024-03-05' },
    ],
  ])('%s', (_, text, metadata) => {
    expect(readHeaderLines(text)).toEqual(metadata);
  });

  test.each([
    ['a paragraph is no title', `${'The operator said that '.repeat(8)}it was so.\nAnd more of it followed.`],
    [
      'a sentence among sentences is no title',
      'The operator said so.\nIt named no one, and the date: March 5, 2024, passed.',
    ],
    ['numbers alone are no title', '12 34 56\n\n'],
    ['blanks', ' \n\n '],
  ])('%s', (_, text) => {
    expect(readHeaderLines(text)).toEqual({});
  });

  test('a header far down is part of the text', () => {
    expect(readHeaderLines(`Otter notes\n${'words\n'.repeat(40)}Date: 2024-03-05\n`)).toEqual({ title: 'Otter notes' });
  });
});
