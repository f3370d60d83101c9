import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CSV_COLUMNS, csvCell, csvHeader } from './csv.ts';

/** RFC 4180 read by its grammar, apart from the code that writes it. */
function readRecord(text: string): string[] {
  const fields: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  for (;;) {
    const match = field.exec(text);
    if (!match) throw new Error(`no field at ${field.lastIndex}`);
    fields.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'));
    if (match[3] === '\r\n') return fields;
  }
}

test('what is written is read back, but for the apostrophe before a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
      const read = readRecord(`${cells.map(csvCell).join(',')}\r\n`);
      expect(read.map((cell, at) => (cell === `'${cells[at]}` ? cells[at] : cell))).toEqual(cells);
    }),
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =cmd|x', '\r=1', '＝1', '\n@x'])(
  '%j is no formula any more',
  (cell) => {
    expect(csvCell(cell).replace(/^"/, '')).toMatch(/^'/);
  },
);

test.each(['a=b', "it's", 'APT-41', '1', '沼泽局'])('%j stays as it is', (cell) => {
  expect(csvCell(cell)).toBe(cell);
});

test('the header names every column once', () => {
  expect(readRecord(csvHeader())).toEqual([...new Set(CSV_COLUMNS)]);
});
