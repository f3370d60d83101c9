/**
 * STIX bundles made by a number: groups, tools, and relationships that cite reports. All names and sentences are invented.
 *
 * With `release` they are releases of one complete data set, so that a newer one changes some objects and leaves some out.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

export interface BundleShape {
  readonly things: number;
  readonly relations: number;
  /** 1, 2, …: each is published a year after the one before. Without it the bundle states no whole set. */
  readonly release?: number;
  /** Keeps the ids of one generated world apart from those of another. */
  readonly world?: string;
  /** Characters of filler in each thing, for size without rows; no compression gets far with it. */
  readonly padding?: number;
}

type StixObject = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string };

export function stixId(type: string, seed: string): string {
  const hex = createHash('sha256').update(`${type}|${seed}`).digest('hex');
  return `${type}--${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function bundleText(shape: BundleShape): string {
  return [...bundlePieces(shape)].join('');
}

/** Writes without holding it all. Returns the size in bytes. */
export function writeBundle(file: string, shape: BundleShape): number {
  const descriptor = openSync(file, 'w');
  let size = 0;
  let held: string[] = [];
  let heldLength = 0;
  const flush = (): void => {
    size += writeSync(descriptor, held.join(''));
    held = [];
    heldLength = 0;
  };
  try {
    for (const piece of bundlePieces(shape)) {
      held.push(piece);
      heldLength += piece.length;
      if (heldLength > 1 << 20) flush();
    }
    flush();
  } finally {
    closeSync(descriptor);
  }
  return size;
}

export function groupName(index: number): string {
  return `Heron Circle ${index}`;
}

function* bundlePieces(shape: BundleShape): Generator<string> {
  yield `{"type":"bundle","id":"${stixId('bundle', `${shape.world ?? ''}${shape.release ?? 0}`)}","objects":[`;
  let first = true;
  for (const object of objectsOf(shape)) {
    yield `${first ? '' : ','}\n${JSON.stringify(object)}`;
    first = false;
  }
  yield '\n]}\n';
}

function* objectsOf(shape: BundleShape): Generator<StixObject> {
  const { things, relations, release, world = '' } = shape;
  const producer = stixId('identity', `${world}producer`);
  const common = { spec_version: '2.1', created: '2019-01-01T00:00:00.000Z', created_by_ref: producer };
  yield {
    type: 'identity',
    ...common,
    id: producer,
    modified: common.created,
    name: `Lantern Works ${world}`,
    identity_class: 'organization',
  };
  if (release !== undefined) {
    yield {
      type: 'x-mitre-collection',
      ...common,
      id: stixId('x-mitre-collection', world),
      modified: instantOf(release),
      name: `Lantern Register ${world}`,
      x_mitre_version: `${release}.0`,
    };
  }
  for (let index = 0; index < things; index++) {
    if (isLeftOut(index, release)) continue;
    yield thing(index, shape, common);
    // STIX allows several versions of one object in a bundle; the later one counts.
    if (release !== undefined && index % 97 === 5)
      yield { ...thing(index, shape, common), modified: laterThat(release), revoked: true };
  }
  for (let index = 0; index < relations; index++) {
    if (isLeftOut(index, release)) continue;
    yield relation(index, shape, common);
    if (release !== undefined && index % 151 === 7)
      yield { ...relation(index, shape, common), modified: laterThat(release), confidence: 50 };
  }
}

function thing(index: number, { release, world = '', padding = 0 }: BundleShape, common: object): StixObject {
  const isGroup = index % 2 === 0;
  const type = isGroup ? 'intrusion-set' : 'malware';
  const name = isGroup ? groupName(index) : `REEDCUTTER-${index}`;
  const changed = isChanged(index, release);
  return {
    type,
    ...common,
    id: stixId(type, `${world}${index}`),
    modified: changed ? instantOf(release ?? 1) : instantOf(1),
    name,
    ...(isGroup
      ? { aliases: [name, `Marsh Band ${index}`, ...(changed ? [`Band of release ${release}`] : [])] }
      : { is_family: true }),
    description: `${name} is made up.(Citation: Lantern ${index % 50})`,
    ...(padding === 0 ? {} : { x_lantern_filler: filler(index, padding) }),
    external_references: [
      { source_name: 'mitre-attack', external_id: isGroup ? `G${9000 + index}` : `S${9000 + index}` },
      report(index % 50),
    ],
  };
}

const POOL = Array.from({ length: 16_384 }, (_, at) => createHash('sha256').update(`${at}`).digest('base64url')).join(
  ' ',
);

function filler(index: number, length: number): string {
  const from = (index * 7919) % (POOL.length >> 1);
  return POOL.slice(from, from + length);
}

function relation(index: number, { things, release, world = '' }: BundleShape, common: object): StixObject {
  const group = (index * 2) % things;
  const malware = ((group + 1 + 2 * (index % 7)) % things) | 1;
  const reports = [index % 50, (index * 7 + 1) % 50];
  const said = isChanged(index, release) ? `in ${2018 + (release ?? 1)} too` : 'for long';
  return {
    type: 'relationship',
    ...common,
    id: stixId('relationship', `${world}${index}`),
    modified: isChanged(index, release) ? instantOf(release ?? 1) : instantOf(1),
    relationship_type: 'uses',
    source_ref: stixId('intrusion-set', `${world}${group}`),
    target_ref: stixId('malware', `${world}${malware}`),
    description: `${groupName(group)} has used it ${said}.${reports.map((number) => `(Citation: Lantern ${number})`).join('')}`,
    external_references: [...new Set(reports)].map(report),
  };
}

function report(number: number): object {
  return {
    source_name: `Lantern ${number}`,
    description: `Lantern Works. (2018, May ${(number % 28) + 1}). Report ${number}. Retrieved June 1, 2018.`,
    url: `https://lantern.example/reports/${number}`,
  };
}

/** From the second release on, every eleventh is left out. */
function isLeftOut(index: number, release: number | undefined): boolean {
  return release !== undefined && release > 1 && index % 11 === 3;
}

/** From the second release on, every fifth has changed. */
function isChanged(index: number, release: number | undefined): boolean {
  return release !== undefined && release > 1 && index % 5 === 0;
}

function instantOf(release: number): string {
  return `${2019 + release}-03-01T00:00:00.000Z`;
}

function laterThat(release: number): string {
  return `${2019 + release}-03-02T00:00:00.000Z`;
}
