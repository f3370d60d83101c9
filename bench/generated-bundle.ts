/**
 * STIX bundles of any size, made as they are written: one in eight objects is a thing, the rest relationships that cite reports, which is
 * how public threat data is made up.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { latinNames } from './generated-names.ts';
import { Random } from './random.ts';

export interface BundleShape {
  readonly objects: number;
  /** All relationships start from the first intrusion set. */
  readonly oneHub?: boolean;
}

/** Name of the first intrusion set of every bundle. */
export const HUB_NAME = 'Benchmark Hub';
export const HUB_ID = stixId('intrusion-set', 0);

const CREATED = '2015-01-01T00:00:00.000Z';
const REPORTS = 5000;
const FLUSH_BYTES = 1 << 20;

/** Writes the bundle as JSON; its size in bytes. */
export async function writeBundle(file: string, shape: BundleShape): Promise<number> {
  const stream = createWriteStream(file);
  const ended = finished(stream);
  let bytes = 0;
  let buffer = '{"type":"bundle","id":"bundle--00000000-0000-4000-8000-0000000000ff","objects":[';
  let first = true;
  for (const object of bundleObjects(shape)) {
    buffer += `${first ? '' : ',\n'}${JSON.stringify(object)}`;
    first = false;
    if (buffer.length < FLUSH_BYTES) continue;
    bytes += Buffer.byteLength(buffer);
    if (!stream.write(buffer)) await once(stream, 'drain');
    buffer = '';
  }
  buffer += ']}\n';
  bytes += Buffer.byteLength(buffer);
  stream.end(buffer);
  await ended;
  return bytes;
}

export function* bundleObjects({ objects, oneHub = false }: BundleShape): Generator<Record<string, unknown>> {
  const random = new Random(21);
  const things = Math.max(2, Math.ceil(objects / 8));
  const groups = Math.max(1, Math.ceil(things / 5));
  const names = latinNames(Math.min(things, 50_000));
  for (let n = 0; n < things; n++)
    yield thing(n, n < groups, `${names[n % names.length]} ${Math.floor(n / names.length) || ''}`.trim());
  for (let n = 0; n < objects - things; n++) {
    const source = oneHub ? 0 : random.below(groups);
    const target = groups + random.below(Math.max(1, things - groups));
    yield relationship(n, { source: stixId('intrusion-set', source), target: stixId('malware', target) }, random);
  }
}

function thing(n: number, isGroup: boolean, name: string): Record<string, unknown> {
  const type = isGroup ? 'intrusion-set' : 'malware';
  const own = n === 0 ? HUB_NAME : name;
  return {
    type,
    spec_version: '2.1',
    id: stixId(type, n),
    created: CREATED,
    modified: CREATED,
    name: own,
    ...(isGroup ? { aliases: [own, `${own} ${n % 97}`] } : { is_family: true }),
    description: `${own} is an invented ${isGroup ? 'group' : 'program'}, number ${n}, made for a benchmark.`,
  };
}

function relationship(n: number, ends: { source: string; target: string }, random: Random): Record<string, unknown> {
  const report = random.below(REPORTS);
  const year = 2010 + random.below(14);
  const day = `${year}-${pad(1 + random.below(12), 2)}-${pad(1 + random.below(28), 2)}`;
  return {
    type: 'relationship',
    spec_version: '2.1',
    id: stixId('relationship', n),
    created: `${day}T00:00:00.000Z`,
    modified: `${day}T00:00:00.000Z`,
    relationship_type: 'uses',
    source_ref: ends.source,
    target_ref: ends.target,
    description: `It was seen in case ${n}, on machines of an invented company.(Citation: Report ${report})`,
    external_references: [
      {
        source_name: `Report ${report}`,
        description: `Analyst, A. (${year}, March 4). Report number ${report}. Retrieved May 1, ${year}.`,
        url: `https://reports.example/${report}`,
      },
    ],
  };
}

/** A UUID of the right shape, the same for the same number. */
function stixId(type: string, n: number): string {
  const kind = [...type].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 0xffff, 7);
  return `${type}--${pad16(kind, 8)}-0000-4000-8000-${pad16(n, 12)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function pad16(value: number, width: number): string {
  return value.toString(16).padStart(width, '0');
}
