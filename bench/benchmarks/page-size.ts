/** JavaScript that the page needs before it first paints: what index.html loads, and what that imports. Compressed as it is served. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { packageRoot } from '../../src/storage/package-root.ts';
import type { Benchmark } from '../benchmark.ts';

export const pageSize: Benchmark = {
  name: 'page',
  about: 'size of the JavaScript before first paint',
  async run() {
    const folder = join(packageRoot(), 'web', 'dist');
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    const loaded = [
      ...html.matchAll(/<script[^>]*\ssrc="([^"]+\.js)"/g),
      ...html.matchAll(/<link[^>]*rel="modulepreload"[^>]*href="([^"]+)"/g),
    ].map(([, path]) => path!);
    const scripts = [...new Set(loaded)].map((path) => readFileSync(join(folder, path)));
    const size = (compress: (bytes: Buffer) => Buffer): number =>
      scripts.reduce((sum, bytes) => sum + compress(bytes).length, 0) / 1000;
    return [
      {
        label: `JavaScript before first paint (${scripts.length} files), gzip`,
        value: size((bytes) => gzipSync(bytes, { level: 9 })),
        unit: 'KB',
        against: { label: 'uncompressed', value: size((bytes) => bytes) },
        budget: { of: 'value', limit: 'at most', bound: 250 },
        runs: 1,
        note: `Brotli ${size((bytes) => brotliCompressSync(bytes)).toFixed(0)} KB`,
      },
    ];
  },
};
