import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameKey } from './name-key.ts';
import { pinyinKeys } from './pinyin.ts';

describe('spellings of one name share a key', () => {
  test.each([
    [['APT-41', 'APT 41', 'apt41', 'ＡＰＴ４１', 'APT‑41', 'A.P.T. 41']],
    [['Ministry of Defence', 'Ministry of Defense', 'MINISTRY OF DEFENCE']],
    [['Harbour Centre', 'Harbor Center']],
    [['Organisation for Coastal Analysis', 'Organization for Coastal Analysis']],
    [['Cafe Orsted', 'Café Ørsted', 'Cafe\u0301 Ørsted']],
    [['國家港口事務局', '国家港口事务局']],
    [["People's Harbour Army", 'People’s Harbour Army', 'Peoples Harbour Army']],
    [['Müller & Straße', 'muller and strasse']],
    [['Red Apollo', 'RedApollo', 'red_apollo']],
  ])('%j', (names) => expect(new Set(names.map(nameKey)).size).toBe(1));

  test.each([
    ['APT41', 'APT4'],
    ['C++', 'C'],
    ['蓝三角', '蓝四角'],
    ['Amber', 'Ember'],
  ])('%s is not %s', (a, b) => expect(nameKey(a)).not.toBe(nameKey(b)));
});

test('a key is its own key, and a visible name has one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (name) => {
      const key = nameKey(name);
      expect(nameKey(key)).toBe(key);
      if (name.trim() !== '') expect(key).not.toBe('');
    }),
    { numRuns: 2000 },
  );
});

describe('pinyin keys', () => {
  test.each([
    ['林远航', ['linyuanhang', 'yuanhanglin']],
    ['单雄信', ['shanxiongxin', 'xiongxinshan', 'danxiongxin', 'xiongxindan']],
    ['吕伟', ['lvwei', 'weilv', 'lyuwei', 'weilyu', 'luwei', 'weilu']],
    ['港口事务部', ['gangkoushiwubu']],
    ['Amber', []],
  ])('%s', async (name, keys) => expect(await pinyinKeys(name)).toEqual(keys));
});
