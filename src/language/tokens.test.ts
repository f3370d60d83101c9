import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCommonWord } from './common-words.ts';
import { buildHanDictionary, indexTokens, tokens } from './tokens.ts';

describe('index tokens', () => {
  test.each([
    ['APT-41 组织', ['apt', '41', '组织']],
    ['APT41', ['apt', '41']],
    ['Café', ['cafe']],
    ['國家', ['国家']],
    ['海', ['海']],
    ['港口事务', ['港口', '口事', '事务']],
    ['Amber amber AMBER', ['amber']],
    ['x'.repeat(100), []],
  ])('%s', (text, want) => expect(indexTokens(text)).toEqual(want));

  test('a dictionary adds the longest word at each place', () => {
    const dictionary = buildHanDictionary(['港口事务部', '港口事务', '事务部']);
    expect(indexTokens('港口事务部', dictionary)).toEqual(['港口', '港口事务部', '口事', '事务', '事务部', '务部']);
  });

  test('every token of a query is among those of a text that holds it', () => {
    const word = fc.constantFrom('APT', '41', '海莲', '组织', '-', ' ', 'é', 'e\u0301', '國', 'Ａ');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), fc.array(word, { maxLength: 6 }), (query, rest) => {
        const text = `${rest.join('')} ${query.join('')} ${rest.join('')}`;
        const held = new Set(indexTokens(text));
        // A lone Han character is a token only where it stands alone, as it does here between spaces.
        for (const token of indexTokens(` ${query.join('')} `)) expect(held.has(token)).toBe(true);
      }),
    );
  });
});

test('tokens lie in the text and do not split surrogate pairs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      let last = 0;
      for (const token of tokens(text)) {
        expect(token.start).toBeGreaterThanOrEqual(last);
        expect(token.end).toBeGreaterThan(token.start);
        last = token.end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
  );
});

test.each([
  ['play', true],
  ['playing', true],
  ['hives', true],
  ['carried', true],
  ['stopped', true],
  ['turla', false],
  ['mimikatz', false],
])('%s is a common word: %s', (word, common) => expect(isCommonWord(word)).toBe(common));
