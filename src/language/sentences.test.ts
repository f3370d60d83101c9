import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_SENTENCE, sentences } from './sentences.ts';

const cut = (text: string): string[] => sentences(text).map((span) => text.slice(span.start, span.end));

describe('where sentences end', () => {
  test.each([
    ['One. Two! Three? Four', ['One.', 'Two!', 'Three?', 'Four']],
    ['Mr. J. Marsh met Dr. Verrin. They spoke.', ['Mr. J. Marsh met Dr. Verrin.', 'They spoke.']],
    [
      'The U.S. Department acted. It was in the U.S. The group left.',
      ['The U.S. Department acted.', 'It was in the U.S.', 'The group left.'],
    ],
    ['Version 1.2.3 fixes it. Done.', ['Version 1.2.3 fixes it.', 'Done.']],
    ['See evil[.]com and a.b.example. Then stop.', ['See evil[.]com and a.b.example.', 'Then stop.']],
    ['Blue Delta Co., Ltd. was charged. Others too.', ['Blue Delta Co., Ltd. was charged.', 'Others too.']],
    ['He said “It is so.” Then he left.', ['He said “It is so.”', 'Then he left.']],
    ['It was seen.[12] Later it was not.', ['It was seen.[12]', 'Later it was not.']],
    ['Fig. 3 shows it. See No. 5 as well.', ['Fig. 3 shows it.', 'See No. 5 as well.']],
    ['Tools, e.g. a loader, were used.', ['Tools, e.g. a loader, were used.']],
    ['It rose on Jan. 5 again. End.', ['It rose on Jan. 5 again.', 'End.']],
    ['Wait... what now? Yes.', ['Wait... what now?', 'Yes.']],
    ['他说：“已经完成。”然后离开了！真的？', ['他说：“已经完成。”', '然后离开了！', '真的？']],
    ['公司成立于2015年。Amber Labs 参与。', ['公司成立于2015年。', 'Amber Labs 参与。']],
    ['Heading\n\nText follows here.', ['Heading', 'Text follows here.']],
    ['- one item\n- another item\n1. first\n2. second', ['- one item', '- another item', '1. first', '2. second']],
    ['name\tvalue\nkestrel\tbird', ['name\tvalue', 'kestrel\tbird']],
    ['| a | b |\n| c | d |', ['| a | b |', '| c | d |']],
    [
      'The loader then writes a file to the disk\nand starts it.',
      ['The loader then writes a file to the disk\nand starts it.'],
    ],
    ['', []],
    [' \n ', []],
  ])('%j', (text, want) => expect(cut(text)).toEqual(want));

  test('hard-wrapped paragraphs are joined', () => {
    const text =
      'Amber Kestrel has been seen in the ports of the north since the summer and\nKestrel tools were found on several of the machines that belong to the\nNorthern Harbour Bureau. The second sentence of this text begins here and\nEnds there.';
    expect(cut(text)).toHaveLength(2);
  });
});

test('spans are ordered, trimmed, bounded, and lose nothing', () => {
  const piece = fc.constantFrom(
    'Word ',
    'a',
    '. ',
    '.',
    '! ',
    '。',
    '\n',
    '\n\n',
    '\r\n',
    'U.S. ',
    '“',
    '”',
    '1.5 ',
    '\t',
    '海',
    '😀',
    '\ud83d',
    '- ',
    '  ',
    'x'.repeat(1500),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      let last = 0;
      let kept = '';
      for (const { start, end } of sentences(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end - start).toBeGreaterThan(0);
        expect(end - start).toBeLessThanOrEqual(MAX_SENTENCE);
        expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
        kept += text.slice(start, end);
        last = end;
      }
      expect(kept.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
    { numRuns: 500 },
  );
});
