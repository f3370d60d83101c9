import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeText } from './text-decoding.ts';

const chinese =
  '北方渡轮公司周一表示，入侵者在一个月内读取了船员名单。公司没有点名任何组织。\n一位顾问说，所用工具属于被称为“石獭”的组织。';
const latin = 'The operator said so — “crew lists”, naïve as it was.\nIt named no one.';
const mark = (bytes: readonly number[], body: Uint8Array): Uint8Array => Buffer.concat([Buffer.from(bytes), body]);
/** UTF-32 by hand: iconv-lite adds a mark of its own. */
function utf32(text: string, littleEndian: boolean): Uint8Array {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(codes.length * 4);
  for (const [at, code] of codes.entries()) {
    if (littleEndian) bytes.writeUInt32LE(code, at * 4);
    else bytes.writeUInt32BE(code, at * 4);
  }
  return bytes;
}

describe('the same words in every encoding', () => {
  test.each<[string, string, Uint8Array, string]>([
    ['UTF-8', 'utf-8', Buffer.from(latin), latin],
    ['UTF-8 with a mark', 'utf-8', mark([0xef, 0xbb, 0xbf], Buffer.from(chinese)), chinese],
    ['UTF-16 little-endian with a mark', 'utf-16le', mark([0xff, 0xfe], iconv.encode(chinese, 'utf-16le')), chinese],
    ['UTF-16 big-endian with a mark', 'utf-16be', mark([0xfe, 0xff], iconv.encode(latin, 'utf-16be')), latin],
    ['UTF-32 little-endian with a mark', 'utf-32le', utf32(`\ufeff${latin}`, true), latin],
    ['UTF-32 big-endian with a mark', 'utf-32be', utf32(`\ufeff${chinese}`, false), chinese],
    ['UTF-16 little-endian without a mark', 'utf-16le', iconv.encode(latin, 'utf-16le'), latin],
    ['UTF-16 big-endian without a mark', 'utf-16be', iconv.encode(latin, 'utf-16be'), latin],
    ['Chinese UTF-16 without a mark', 'utf-16le', iconv.encode(chinese, 'utf-16le'), chinese],
    ['Chinese UTF-16 big-endian without a mark', 'utf-16be', iconv.encode(chinese, 'utf-16be'), chinese],
    ['UTF-32 without a mark', 'utf-32le', utf32(latin, true), latin],
    ['GB18030', 'gb18030', iconv.encode(chinese, 'gb18030'), chinese],
    ['GB18030 with its four-byte characters', 'gb18030', iconv.encode(`${chinese}𠀀㐂`, 'gb18030'), `${chinese}𠀀㐂`],
    ['a short Chinese title in GBK', 'gb18030', iconv.encode('石獭组织入侵渡轮公司', 'gbk'), '石獭组织入侵渡轮公司'],
  ])('%s', async (_, encoding, bytes, text) => {
    expect(await decodeText(bytes)).toEqual({ text, encoding, issues: [] });
  });

  test('windows-1252 is a guess, and said to be one', async () => {
    const text = 'Süddeutsche Häfen – “naïve” crews, 100 €.';
    const decoded = await decodeText(iconv.encode(text, 'windows-1252'));
    expect(decoded).toMatchObject({ text, encoding: 'windows-1252' });
    expect(decoded.issues).toMatchObject([{ severity: 'warning', place: 'byte 1' }]);
  });

  test.each([
    ['gb2312', 'gb18030', iconv.encode('渡轮', 'gbk'), '渡轮'],
    ['iso-8859-1', 'windows-1252', Buffer.from([0x93, 0x61, 0x94]), '“a”'],
    ['big5', 'big5', iconv.encode('渡輪公司', 'big5'), '渡輪公司'],
    ['windows-1251', 'windows-1251', iconv.encode('порт', 'windows-1251'), 'порт'],
    ['no-such-charset', 'utf-8', Buffer.from('wörter'), 'wörter'],
  ])('a declared %s is believed', async (declared, encoding, bytes, text) => {
    expect(await decodeText(bytes, declared)).toMatchObject({ text, encoding });
  });

  test('a declared one-byte encoding yields to bytes that are UTF-8', async () => {
    expect(await decodeText(Buffer.from('Häfen und Fähren'), 'iso-8859-1')).toMatchObject({
      text: 'Häfen und Fähren',
      encoding: 'utf-8',
    });
  });
});

describe('bytes that are no characters', () => {
  test('are U+FFFD, with their offset', async () => {
    const bytes = Buffer.concat([Buffer.from('Fähre '), Buffer.from([0xff, 0xfe]), Buffer.from(' ende')]);
    const decoded = await decodeText(bytes);
    expect(decoded.text).toBe('Fähre \ufffd\ufffd ende');
    expect(decoded.issues).toEqual([
      { severity: 'warning', message: '2 byte(s) are no UTF-8; replaced by U+FFFD', place: 'byte 7' },
    ]);
  });

  test('after a mark count from the start of the file', async () => {
    const decoded = await decodeText(mark([0xef, 0xbb, 0xbf], Buffer.from([0x61, 0xff, 0x62])));
    expect(decoded.issues).toMatchObject([{ place: 'byte 4' }]);
  });

  test('in Chinese', async () => {
    const bytes = Buffer.concat([
      iconv.encode('北方渡轮公司周一表示', 'gb18030'),
      Buffer.from([0xff]),
      iconv.encode('没有点名', 'gb18030'),
    ]);
    expect(await decodeText(bytes)).toMatchObject({
      text: '北方渡轮公司周一表示\ufffd没有点名',
      encoding: 'gb18030',
      issues: [{ place: 'byte 20' }],
    });
  });

  test('at a cut end of UTF-16', async () => {
    const decoded = await decodeText(
      Buffer.concat([mark([0xff, 0xfe], iconv.encode('ab', 'utf-16le')), Buffer.from([0x41])]),
    );
    expect(decoded).toMatchObject({ text: 'ab', issues: [{ place: 'byte 6' }] });
  });

  test('in great number are summed up', async () => {
    const decoded = await decodeText(
      Buffer.concat(Array.from({ length: 50 }, () => Buffer.from([0x61, 0x20, 0xff, 0x20]))),
    );
    expect(decoded.issues).toHaveLength(11);
    expect(decoded.issues.at(-1)?.message).toBe('and 40 more places with bytes that are no UTF-8');
  });

  test('a NUL is replaced, since no store holds one', async () => {
    const decoded = await decodeText(Buffer.from('one \0 two three four'));
    expect(decoded).toMatchObject({ text: 'one \ufffd two three four', issues: [{ place: 'character 4' }] });
  });
});

test('any text in UTF-8 comes back unchanged', async () => {
  const text = fc.string({ unit: 'grapheme' }).filter((words) => !/[\0\ufeff]/.test(words));
  await fc.assert(
    fc.asyncProperty(text, async (words) => {
      expect((await decodeText(mark([0xef, 0xbb, 0xbf], Buffer.from(words)))).text).toBe(words);
    }),
  );
});

test('any bytes give well-formed text without NULs, and losses are told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const { text, issues } = await decodeText(bytes);
      expect(text).not.toContain('\0');
      expect(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)).toBe(false);
      if (text.includes('\ufffd') && !Buffer.from(bytes).includes(Buffer.from('\ufffd')))
        expect(issues).not.toEqual([]);
    }),
    { numRuns: 300 },
  );
});
