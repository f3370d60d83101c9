import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inline } from './markdown.ts';

test.each([
  ['<script>alert(1)</script>', '&lt;script\\>alert\\(1\\)&lt;/script\\>'],
  ['[click](javascript:x)', '\\[click\\]\\(javascript\\:x\\)'],
  ['a\n# heading', 'a \\# heading'],
  ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
])('%j from a source is text, not markup', (words, escaped) => {
  expect(inline(words)).toBe(escaped);
});

test('no character of a source is left that could begin markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (words) => {
      expect(inline(words)).not.toMatch(/[\n\r<]|(?<!\\)(?:\\\\)*[`*_[\]#|>]/);
    }),
  );
});
