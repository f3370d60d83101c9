/** What benchmarks run on: real development data where it stands beside the checkout, else something generated of the same shape. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findSharedData } from '../test/shared-data.ts';
import { writeBundle } from './generated-bundle.ts';
import { proseWithIndicators } from './generated-names.ts';

export interface BundleInput {
  readonly file: string;
  /** Decompressed. */
  readonly bytes: Buffer;
  readonly origin: string;
}

const ATTACK = 'attack/enterprise-attack-10.1.json.gz';
const REPORTS = 'extraction/annoctr-docs/dev.jsonl.gz';
const GENERATED_OBJECTS = 16_000;

/** ATT&CK 10.1, else a generated bundle of as many objects, written to the folder. */
export async function attackBundle(folder: string): Promise<BundleInput> {
  const real = findSharedData(ATTACK);
  if (real !== undefined) return { file: real, bytes: gunzipSync(readFileSync(real)), origin: 'ATT&CK 10.1' };
  const file = join(folder, 'generated-attack.json');
  await writeBundle(file, { objects: GENERATED_OBJECTS });
  return { file, bytes: readFileSync(file), origin: `generated, ${GENERATED_OBJECTS} objects` };
}

/** Texts of real reports, else generated ones; at least so many megabytes of UTF-8 together, by reading some again. */
export function reportTexts(megabytes: number): { texts: string[]; megabytes: number; origin: string } {
  const real = findSharedData(REPORTS);
  const found = real === undefined ? [] : textsOf(gunzipSync(readFileSync(real)).toString('utf8'));
  if (found.length === 0) {
    const texts = proseWithIndicators(megabytes);
    return { texts, megabytes: sizeOf(texts), origin: 'generated' };
  }
  const texts: string[] = [];
  for (let bytes = 0, i = 0; bytes < megabytes * 1e6; i++) {
    const text = found[i % found.length]!;
    texts.push(text);
    bytes += Buffer.byteLength(text);
  }
  return { texts, megabytes: sizeOf(texts), origin: `${found.length} real reports` };
}

export function sizeOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
}

function textsOf(lines: string): string[] {
  return lines
    .split('\n')
    .filter(Boolean)
    .flatMap((line) => {
      const row: unknown = JSON.parse(line);
      return typeof row === 'object' && row !== null && 'text' in row && typeof row.text === 'string' ? [row.text] : [];
    });
}
