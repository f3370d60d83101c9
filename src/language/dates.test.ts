import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDates } from './dates.ts';

const PUBLISHED = '2021-07-19';

describe('times in English', () => {
  test.each([
    ['since around 2015', '2015', null, 'year'],
    ['since at least early 2014', '2014', null, 'year'],
    ['between 2014 and 2018', '2014', '2018', 'year'],
    ['from 2006 to 2018', '2006', '2018', 'year'],
    ['the years 2014-2018', '2014', '2018', 'year'],
    ['from in or about 2006 up to in or about 2018', '2006', '2018', 'year'],
    ['on December 20, 2018', '2018-12-20', '2018-12-20', 'day'],
    ['on 20 December 2018', '2018-12-20', '2018-12-20', 'day'],
    ['on the 3rd of March 2020', '2020-03-03', '2020-03-03', 'day'],
    ['on Dec. 20, 2018', '2018-12-20', '2018-12-20', 'day'],
    ['dated 2018-12-20', '2018-12-20', '2018-12-20', 'day'],
    ['in March 2019', '2019-03', '2019-03', 'month'],
    ['in mid-March 2019', '2019-03', '2019-03', 'month'],
    ['last September', '2020-09', '2020-09', 'month'],
    ['last July', '2020-07', '2020-07', 'month'],
    ['in September', '2020-09', '2020-09', 'month'],
    ['on March 5', '2021-03-05', '2021-03-05', 'day'],
    ['on Monday', '2021-07-19', '2021-07-19', 'day'],
    ['yesterday', '2021-07-18', '2021-07-18', 'day'],
    ['last year', '2020', '2020', 'year'],
    ['earlier this year', '2021', '2021', 'year'],
    ['two years ago', '2019', '2019', 'year'],
    ['three months ago', '2021-04', '2021-04', 'month'],
    ['in the third quarter of 2020', '2020-07', '2020-09', 'month'],
    ['the first half of 2020', '2020-01', '2020-06', 'month'],
    ['during the 1990s', '1990', '1999', 'year'],
    ['until May 2017', null, '2017-05', 'month'],
    ['before 2012', null, '2012', 'year'],
    ['from 2012 onwards', '2012', null, 'year'],
    ['between March 2019 and June 2020', '2019-03', '2020-06', 'month'],
    ['from January 5, 2020 to March 2021', '2020-01-05', '2021-03', 'month'],
  ])('%s', (text, from, to, precision) => {
    expect(findDates(text, PUBLISHED).map((d) => [d.from, d.to, d.precision])).toEqual([[from, to, precision]]);
  });

  test.each([
    'they may 5 times',
    'port 2012 was open',
    'about 2000 victims',
    'CVE-2021-44228',
    'Windows Server 2012',
    'build 2019.4.1',
    'over $2015',
    'on 03/04/2015',
    'on February 30, 2020',
    'the march of time',
    'a hash 2018abcd',
  ])('no date in: %s', (text) => {
    expect(findDates(text, PUBLISHED)).toEqual([]);
  });

  test('a relative time without a publication date is left out', () => {
    expect(findDates('last September and on Monday')).toEqual([]);
  });
});

describe('times in Chinese', () => {
  test.each([
    ['2018年12月20日', '2018-12-20', '2018-12-20', 'day'],
    ['２０１８年１２月', '2018-12', '2018-12', 'month'],
    ['二〇一八年十二月二十日', '2018-12-20', '2018-12-20', 'day'],
    ['2018年', '2018', '2018', 'year'],
    ['2014年至2018年期间', '2014', '2018', 'year'],
    ['自2015年以来', '2015', null, 'year'],
    ['从2010年起', '2010', null, 'year'],
    ['截至2020年6月', null, '2020-06', 'month'],
    ['去年9月', '2020-09', '2020-09', 'month'],
    ['今年3月5日', '2021-03-05', '2021-03-05', 'day'],
    ['12月20日', '2020-12-20', '2020-12-20', 'day'],
    ['2019年上半年', '2019-01', '2019-06', 'month'],
    ['昨日', '2021-07-18', '2021-07-18', 'day'],
    ['两周后', undefined, undefined, undefined],
    ['三年前', '2018', '2018', 'year'],
  ])('%s', (text, from, to, precision) => {
    const want = from === undefined ? [] : [[from, to, precision]];
    expect(findDates(text, PUBLISHED).map((d) => [d.from, d.to, d.precision])).toEqual(want);
  });
});

test('times never overlap, never run backwards, and lie inside the text', () => {
  const piece = fc.constantFrom(
    'since ',
    '2015',
    ' to ',
    '2014',
    'March ',
    '5, ',
    '2019年',
    '3月',
    '至',
    '去年',
    ' and ',
    'between ',
    '-',
    'May ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      let last = 0;
      for (const date of findDates(text, PUBLISHED)) {
        expect(date.start).toBeGreaterThanOrEqual(last);
        expect(date.end).toBeGreaterThan(date.start);
        expect(date.end).toBeLessThanOrEqual(text.length);
        if (date.from !== null && date.to !== null) {
          const length = Math.min(date.from.length, date.to.length);
          expect(date.from.slice(0, length) <= date.to.slice(0, length)).toBe(true);
        }
        last = date.end;
      }
    }),
  );
});
