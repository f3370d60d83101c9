import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPartialDate } from '../model/evidence/time.ts';
import { isDateLine, parsePdfDate, parseWrittenDate } from './publication-date.ts';

describe('dates as sources write them', () => {
  test.each([
    ['2024-03-05', '2024-03-05'],
    ['2024-03-05T23:30:00-05:00', '2024-03-05'],
    ['2024-03', '2024-03'],
    ['2024', '2024'],
    ['20240305', '2024-03-05'],
    ['2024/3/5 10:22', '2024-03-05'],
    ['March 5, 2024', '2024-03-05'],
    ['Mar. 5th 2024', '2024-03-05'],
    ['5 March 2024', '2024-03-05'],
    ['the 5th of March, 2024', '2024-03-05'],
    ['Tue, 05 Mar 2024 10:11:12 +0000', '2024-03-05'],
    ['Sept 2024', '2024-09'],
    ['2024年3月5日 10:22', '2024-03-05'],
    ['2024年3月', '2024-03'],
    ['25/12/2024', '2024-12-25'],
    ['12/25/2024', '2024-12-25'],
    ['05.03.2024', '2024-03-05'],
    ['03/05/2024 (day or month first?)', '2024'],
    ['2024-02-31', undefined],
    ['no date', undefined],
    ['CVE-2024-30512', undefined],
    ['', undefined],
  ])('%s is %s', (text, date) => {
    expect(parseWrittenDate(text)).toBe(date);
  });

  test.each([
    ["D:20240305101112+08'00'", '2024-03-05'],
    ['D:202403', '2024-03'],
    ['D:2024', '2024'],
    ['2024-03-05T10:00:00Z', '2024-03-05'],
    ['D:soon', undefined],
  ])('the PDF date %s is %s', (text, date) => {
    expect(parsePdfDate(text)).toBe(date);
  });

  test.each([
    ['Tuesday, March 5, 2024', true],
    ['2024-03-05 10:22 UTC', true],
    ['2024年3月5日 星期二 10:22', true],
    ['On March 5, 2024 the operator spoke', false],
    ['2024', false],
    ['Annual report 2024', false],
  ])('"%s" is a line of a date alone: %s', (line, alone) => {
    expect(isDateLine(line)).toBe(alone);
  });

  test('whatever is found is a real date', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/.\- 年月日]{0,14}$/)), (text) => {
        const date = parseWrittenDate(text);
        if (date !== undefined) expect(isPartialDate(date)).toBe(true);
      }),
    );
  });
});
