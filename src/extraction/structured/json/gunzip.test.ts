import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { StructuredInputError } from '../../../model/evidence/structured.ts';
import { gunzipBounded, isGzip } from './gunzip.ts';

async function* chunksOf(bytes: Buffer, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(bytes: Buffer, limits?: Parameters<typeof gunzipBounded>[1]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of gunzipBounded(chunksOf(bytes), limits)) parts.push(part);
  return Buffer.concat(parts);
}

const text = Buffer.from(randomBytes(50_000).toString('hex'));

describe('gzip', () => {
  it('comes out as it went in, members one after another too', async () => {
    expect(isGzip(gzipSync(text))).toBe(true);
    expect((await collect(gzipSync(text))).equals(text)).toBe(true);
    const two = Buffer.concat([gzipSync('one '), gzipSync('two')]);
    expect((await collect(two)).toString()).toBe('one two');
  });

  it('cut short is an error that says so', async () => {
    const whole = gzipSync(text);
    for (const length of [5, 200, whole.length - 9, whole.length - 1]) {
      const error = await collect(whole.subarray(0, length)).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(StructuredInputError);
      expect((error as Error).message).toMatch(/truncated/);
    }
  });

  it('damaged inside is an error', async () => {
    const damaged = Buffer.from(gzipSync(text));
    damaged.fill(0xff, 3000, 3200);
    await expect(collect(damaged)).rejects.toThrow(/damaged/);
  });

  it('that expands without end is stopped early', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const limits = { maxBytes: 1024 ** 3, maxRatio: 200, ratioFloorBytes: 1024 * 1024 };
    await expect(collect(bomb, limits)).rejects.toThrow(/expands more than 200 times/);
    await expect(collect(bomb, { ...limits, maxBytes: 1024 * 1024 })).rejects.toThrow(/more than 1048576 bytes/);
    expect((await collect(bomb)).length).toBe(8 * 1024 * 1024);
  });

  it('hands on the error of its source', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield gzipSync(text).subarray(0, 100);
      throw new Error('disk gone');
    }
    const read = async (): Promise<void> => {
      for await (const part of gunzipBounded(failing())) expect(part).toBeDefined();
    };
    await expect(read()).rejects.toThrow('disk gone');
  });
});
