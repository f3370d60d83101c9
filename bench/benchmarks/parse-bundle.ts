/** Reading a STIX bundle: every object parsed and checked, against `JSON.parse` of the same bytes. */
import { stixFormat } from '../../src/extraction/structured/stix/format.ts';
import { isRefused, type StructuredProbe } from '../../src/model/evidence/structured.ts';
import { alternating, type Benchmark } from '../benchmark.ts';
import { attackBundle } from '../inputs.ts';

const CHUNK_BYTES = 64 * 1024;

export const parseBundle: Benchmark = {
  name: 'parse',
  about: 'parse and validate a STIX bundle',
  async run(context) {
    const { bytes, origin } = await attackBundle(context.folder());
    const probe = (await stixFormat.probe(inChunks(bytes), 'bundle.json'))!;
    const runs = Math.max(7, context.runs);
    const reading = await alternating(
      runs,
      () => readAll(bytes, probe),
      () => JSON.parse(bytes.toString('utf8')),
    );
    const probing = await alternating(
      runs,
      () => stixFormat.probe(inChunks(bytes), 'bundle.json'),
      () => undefined,
    );
    const size = `${(bytes.length / 1e6).toFixed(1)} MB, ${await readAll(bytes, probe)} objects, ${origin}`;
    return [
      {
        label: `parse and validate a bundle (${size})`,
        value: reading.work,
        unit: 'ms',
        against: { label: 'JSON.parse', value: reading.floor },
        budget: { of: 'ratio', limit: 'at most', bound: 3 },
        runs,
        note: `finding out what the file is takes another ${probing.work.toFixed(0)} ms`,
      },
    ];
  },
};

async function readAll(bytes: Buffer, probe: StructuredProbe): Promise<number> {
  let rows = 0;
  for await (const row of stixFormat.rows(inChunks(bytes), probe)) if (!isRefused(row)) rows++;
  return rows;
}

async function* inChunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}
