/** Importing ATT&CK into an empty store, again, and again with one object changed. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Benchmark, median, timed } from '../benchmark.ts';
import { attackBundle } from '../inputs.ts';
import { openTemporaryStore, plainCopy } from '../temporary-store.ts';

export const importBundle: Benchmark = {
  name: 'import',
  about: 'import ATT&CK: into an empty store, the same file again, with one object changed',
  async run(context) {
    const inputFolder = context.folder();
    const { file, bytes, origin } = await attackBundle(inputFolder);
    const { objects } = JSON.parse(bytes.toString('utf8')) as { objects: Record<string, unknown>[] };
    const texts = objects.map((object) => JSON.stringify(object));
    const first: number[] = [];
    const copies: number[] = [];
    const again: number[] = [];
    const hashes: number[] = [];
    const changed: number[] = [];
    const parses: number[] = [];
    for (let run = 0; run < context.runs; run++) {
      const store = await openTemporaryStore(context.folder());
      context.say(`import ${run + 1} of ${context.runs}`);
      try {
        copies.push(await plainCopy(store.database, texts));
        first.push(await timed(() => store.import(file)));
        again.push(await timed(() => store.import(file)));
        hashes.push(await timed(() => createHash('sha256').update(readFileSync(file)).digest('hex')));
        const variant = join(inputFolder, `changed-${run}.json`);
        writeFileSync(variant, withOneChange(bytes));
        changed.push(await timed(() => store.import(variant)));
        parses.push(await timed(() => JSON.parse(readFileSync(variant, 'utf8'))));
      } finally {
        await store.close();
      }
    }
    const { runs } = context;
    const size = `${texts.length} objects, ${(bytes.length / 1e6).toFixed(1)} MB, ${origin}`;
    return [
      {
        label: `import into an empty store (${size})`,
        value: median(first) / 1000,
        unit: 's',
        against: { label: 'COPY of the same objects into a plain table', value: median(copies) / 1000 },
        budget: { of: 'value', limit: 'at most', bound: 10 },
        runs,
      },
      {
        label: 'import the same file again',
        value: median(again),
        unit: 'ms',
        against: { label: 'SHA-256 of the file', value: median(hashes) },
        budget: { of: 'value', limit: 'at most', bound: 1000 },
        runs,
      },
      {
        label: 'import it with one object changed',
        value: median(changed),
        unit: 'ms',
        against: { label: 'JSON.parse of the file', value: median(parses) },
        budget: { of: 'value', limit: 'at most', bound: 3000 },
        runs,
      },
    ];
  },
};

/** The last relationship gets another description and a later date; every other byte stays. */
function withOneChange(bytes: Buffer): string {
  const bundle = JSON.parse(bytes.toString('utf8')) as { objects: Record<string, unknown>[] };
  const object = bundle.objects.findLast((one) => one.type === 'relationship');
  if (object === undefined) throw new Error('the bundle has no relationship to change');
  object.description = `${String(object.description ?? '')} It was changed for a benchmark.`;
  object.modified = '2031-01-01T00:00:00.000Z';
  return JSON.stringify(bundle);
}
