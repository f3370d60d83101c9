import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clean, displayWidth, ends, shorten, wrap } from './terminal-text.ts';

test('no text of a source can steer the terminal', () => {
  expect(clean('a\u001b[31mred\u001b]0;title\u0007b\u202edesrever\nnext\tcell')).toBe(
    'a[31mred]0;titlebdesrever next cell',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(clean(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

test.each([
  ['APT41', 5],
  ['国家安全部', 10],
  ['Guójiā Ānquán', 13],
  ['e\u0301', 1],
  ['\u001b[1mbold\u001b[22m', 4],
])('%s takes %i columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

test('wrapped lines fit and lose no word', () => {
  const text = fc
    .array(fc.oneof(fc.stringMatching(/^[a-z]{1,30}$/), fc.constantFrom('国家安全部', '湖北省')), { maxLength: 20 })
    .map((words) => words.join(' '));
  fc.assert(
    fc.property(text, fc.integer({ min: 10, max: 60 }), (given, width) => {
      const lines = wrap(given, width);
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(given.replaceAll(' ', ''));
    }),
  );
});

test('what is too long ends in an ellipsis, within its columns', () => {
  expect(shorten('Ministry of State Security', 12)).toBe('Ministry of…');
  expect(shorten('国家安全部', 6)).toBe('国家…');
  expect(shorten('short', 12)).toBe('short');
});

test('the two ends of a line go under one another when they do not fit', () => {
  expect(ends('left', 'right', 12)).toBe('left   right');
  expect(ends('a long left end', 'right', 12)).toBe('a long left end\nright');
});
