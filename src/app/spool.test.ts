import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { Spool } from './spool.ts';

test.each([
  ['small', 3, 'word ünïcode 国安 '],
  ['larger than memory is used for', 9, `${'沼泽局 heron '.repeat(100_000)}`],
])('what is %s comes out as it went in, and no file stays', async (_, times, piece) => {
  const spool = new Spool();
  for (let i = 0; i < times; i++) await spool.write(piece);
  const sha256 = spool.digest();
  const out: string[] = [];
  for await (const chunk of spool.chunks()) out.push(chunk);
  const text = out.join('');
  expect(text === piece.repeat(times)).toBe(true);
  expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
  expect((await readdir(tmpdir())).filter((name) => name.startsWith('orrery-export-'))).toEqual([]);
});
