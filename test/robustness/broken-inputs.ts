/**
 * A folder as people have them: good files, and among them whatever can be wrong with one. All of it is made here.
 */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { docxFile } from '../fixtures/documents/docx-file.ts';
import { pdfFile } from '../fixtures/documents/pdf-file.ts';
import { bundleText, stixId } from './generated-bundle.ts';

export interface BadInput {
  /** In words of whoever meets it. */
  readonly what: string;
  readonly file: string;
  readonly write: (path: string) => void;
  /** What is said about it, and what to do. */
  readonly reason: RegExp;
  readonly next: RegExp;
  /** Where in the file, when that can be known. */
  readonly where?: RegExp;
}

export interface GoodInput {
  readonly what: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly rows?: number;
  /** Of which something is refused or doubtful: each with its place. */
  readonly problems?: readonly { readonly place: RegExp; readonly reason: RegExp }[];
  /** Rows of it that are not taken in. */
  readonly refused?: number;
}

/** Just above what a document may expand to. */
const EXPANDS_TO_BYTES = 130 * 1024 * 1024;
const PRODUCER = stixId('identity', 'broken-inputs');
const TIMES = { created: '2020-01-01T00:00:00.000Z', modified: '2020-01-01T00:00:00.000Z' };

const write =
  (content: string | Uint8Array) =>
  (path: string): void =>
    writeFileSync(path, content);

/** For what takes long to make and is written to several folders. */
function writeOnce(make: () => Uint8Array): (path: string) => void {
  let made: Uint8Array | undefined;
  return (path) => {
    made ??= make();
    writeFileSync(path, made);
  };
}

const bundle = (objects: readonly unknown[]): string =>
  JSON.stringify({ type: 'bundle', id: stixId('bundle', JSON.stringify(objects).slice(0, 400)), objects });

const group = (seed: string, name: string, more: object = {}): object => ({
  type: 'intrusion-set',
  spec_version: '2.1',
  id: stixId('intrusion-set', seed),
  ...TIMES,
  created_by_ref: PRODUCER,
  name,
  ...more,
});

const wholeBundle = (): string => bundleText({ things: 60, relations: 60, world: 'whole' });

export const REFUSED: readonly BadInput[] = [
  {
    what: 'JSON that breaks off',
    file: 'cut.json',
    write: write(wholeBundle().slice(0, 9000)),
    reason: /truncated/i,
    where: /byte \d+/,
    next: /fetch it again/i,
  },
  {
    what: 'gzip that breaks off',
    file: 'cut.json.gz',
    write: write(gzipSync(wholeBundle()).subarray(0, 1500)),
    reason: /truncated gzip/i,
    where: /compressed byte \d+/,
    next: /fetch it again/i,
  },
  {
    what: 'a gzipped report that breaks off',
    file: 'cut.txt.gz',
    write: write(gzipSync('The reeds were quiet that year. '.repeat(400)).subarray(0, 80)),
    reason: /ends too early/,
    next: /fetch the file again/i,
  },
  {
    what: 'damage inside a gzip file',
    file: 'damaged.json.gz',
    write: (path) => {
      const bytes = gzipSync(wholeBundle());
      bytes.fill(0x55, 800, 900);
      writeFileSync(path, bytes);
    },
    reason: /damaged/i,
    next: /fetch the file again/i,
  },
  {
    what: 'a bundle nested 100,000 deep',
    file: 'deep-bundle.json',
    write: write(`{"type":"bundle","id":"bundle--1","objects":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`),
    reason: /nested deeper than 512 levels/i,
    where: /byte \d+/,
    next: /./,
  },
  {
    what: 'JSON nested 100,000 deep',
    file: 'deep.json',
    write: write(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
    reason: /no known shape/i,
    next: /Known are STIX bundles/,
  },
  {
    what: 'a gzip file made to exhaust memory, as a bundle',
    file: 'bomb.json.gz',
    write: writeOnce(() => gzipOfBlanks('{"type":"bundle","objects":[')),
    reason: /expands more than 200 times/,
    next: /trusted, decompress it/,
  },
  {
    what: 'a gzip file made to exhaust memory, as text',
    file: 'bomb.txt.gz',
    write: writeOnce(() => gzipOfBlanks('Read on. ')),
    reason: /expands to more than the 128 MiB allowed/,
    next: /unpack and split it/,
  },
  {
    what: 'a Word file made to exhaust memory',
    file: 'bomb.docx',
    write: writeOnce(() => docxFile({ body: `<w:p/>${' '.repeat(EXPANDS_TO_BYTES)}` })),
    reason: /unpacks to more than/,
    next: /unpack it yourself/,
  },
  {
    what: 'a PDF without text',
    file: 'picture.pdf',
    write: write(pdfFile({ pages: [[], []] })),
    reason: /no text|without text|pictures/i,
    next: /text recognition|OCR/i,
  },
  {
    what: 'a PDF with a password',
    file: 'locked.pdf',
    write: write(pdfFile({ pages: [[{ text: 'Hidden words', y: 700 }]], encrypted: true })),
    reason: /asks for a password/,
    next: /copy without a password/,
  },
  {
    what: 'a PDF that breaks off',
    file: 'cut.pdf',
    write: write(pdfFile({ pages: [[{ text: 'Words', y: 700 }]] }).subarray(0, 60)),
    reason: /PDF ends before its end mark/,
    next: /Fetch the file again/,
  },
  { what: 'an empty file', file: 'empty.txt', write: write(''), reason: /empty/, next: /import it again/ },
  {
    what: 'a file of blanks',
    file: 'blanks.txt',
    write: write(' \n\t\n'),
    reason: /nothing but blanks/,
    next: /Fetch it again/,
  },
  {
    what: 'a binary file',
    file: 'program.bin',
    write: write(Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 193 + (at >> 3)) % 256))),
    reason: /no text, HTML, PDF, Word or Markdown/,
    next: /Save it in one of these/,
  },
  {
    what: 'an archive',
    file: 'archive.zip',
    write: write(Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1')),
    reason: /ZIP archive/,
    next: /Unpack it/,
  },
  {
    what: 'JSON of no known shape',
    file: 'settings.json',
    write: write('{"colour": "green", "sizes": [1, 2, 3]}'),
    reason: /no known shape/i,
    next: /Known are STIX bundles/,
  },
  {
    what: 'a bundle whose objects are no list',
    file: 'no-list.json',
    write: write('{"type":"bundle","id":"bundle--2","objects":{"a":1}}'),
    reason: /"objects" of the bundle is not an array/,
    where: /\/objects/,
    next: /in an array/,
  },
  {
    what: 'a link that leads nowhere',
    file: 'dangling.txt',
    write: (path) => symlinkSync(join(path, '..', 'gone.txt'), path),
    reason: /link to a file that does not exist/,
    next: /Remove the link/,
  },
];

/** What an ordinary account may not read; root may read all. */
export const FORBIDDEN: BadInput = {
  what: 'a file that may not be read',
  file: 'forbidden.txt',
  write: (path) => {
    writeFileSync(path, 'Nobody reads this.');
    chmodSync(path, 0o000);
  },
  reason: /you may not read it/i,
  next: /permissions/,
};

const CHINESE_IN_GB18030 = Buffer.from(
  // “苍鹭使用灯笼软件，攻击了虚构的机构。”, three times.
  'b2d4f0d8cab9d3c3b5c6c1fdc8edbcfea3acb9a5bbf7c1cbd0e9b9b9b5c4bbfab9b9a1a3'.repeat(3),
  'hex',
);
const ENGLISH = 'Heron rising\n\nCopper Heron has used REEDCUTTER since 2018, according to Lantern Works.\n';

export const GOOD: readonly GoodInput[] = [
  { what: 'a bundle', file: 'whole.json', bytes: Buffer.from(wholeBundle()), rows: 121 },
  {
    what: 'a bundle with some invalid objects',
    file: 'partly-invalid.json',
    bytes: Buffer.from(
      bundle([
        group('good-1', 'Copper Heron'),
        { type: 'intrusion-set', name: 'No id' },
        group('good-2', 'Tin Sparrow', { id: 'intrusion-set--not-a-uuid' }),
        'a word',
        group('good-3', 'Glass Crane', { modified: 'yesterday' }),
        { ...group('good-4', 'Reed'), type: 'relationship', id: stixId('relationship', 'endless') },
        group('good-5', 'Paper Owl'),
      ]),
    ),
    rows: 2,
    refused: 5,
    problems: [
      { place: /\/objects\/1\/id$/, reason: /without id/ },
      { place: /\/objects\/2\/id$/, reason: /not of the form type--UUID/ },
      { place: /\/objects\/3$/, reason: /not a JSON object/ },
      { place: /\/objects\/4\/modified$/, reason: /not a timestamp/ },
      { place: /\/objects\/5\/source_ref$/, reason: /without source_ref/ },
    ],
  },
  {
    what: 'a bundle with bytes that are no UTF-8 in one object',
    file: 'partly-latin1.json',
    bytes: Buffer.from(bundle([group('latin-1', 'M\u00f6we'), group('latin-2', 'Plain Gull')]), 'latin1'),
    rows: 1,
    refused: 1,
    problems: [{ place: /\/objects\/0$/, reason: /invalid UTF-8 in the object at byte \d+/ }],
  },
  {
    what: 'an id used twice in one file with other content',
    file: 'reused-within.json',
    bytes: Buffer.from(
      bundle([group('twice', 'Twin Heron'), group('twice', 'Another Heron'), group('once', 'Lone Heron')]),
    ),
    rows: 2,
    refused: 1,
    problems: [{ place: /\/objects\/1$/, reason: /id reused with other content/ }],
  },
  {
    what: 'an id that an earlier file used with other content',
    file: 'reused-within-later.json',
    bytes: Buffer.from(
      bundle([
        {
          type: 'identity',
          spec_version: '2.1',
          id: PRODUCER,
          ...TIMES,
          name: 'Lantern Works',
          identity_class: 'organization',
        },
        group('twice-across', 'Second Telling'),
        group('new-across', 'New Heron'),
      ]),
    ),
    rows: 1,
    refused: 1,
    problems: [{ place: /\/objects\/1$/, reason: /reuses an id and version that is held with other content/ }],
  },
  {
    what: 'the file whose id the later one uses again',
    file: 'reused-earlier.json',
    bytes: Buffer.from(
      bundle([
        {
          type: 'identity',
          spec_version: '2.1',
          id: PRODUCER,
          ...TIMES,
          name: 'Lantern Works',
          identity_class: 'organization',
        },
        group('twice-across', 'First Telling'),
      ]),
    ),
    rows: 2,
  },
  {
    what: 'a bundle in UTF-16, little end first',
    file: 'wide-le.json',
    bytes: Buffer.from(`\ufeff${bundle([group('wide-le', '苍鹭')])}`, 'utf16le'),
    rows: 1,
  },
  {
    what: 'a bundle in UTF-16, big end first',
    file: 'wide-be.json',
    bytes: Buffer.from(`\ufeff${bundle([group('wide-be', 'Wide Heron')])}`, 'utf16le').swap16(),
    rows: 1,
  },
  { what: 'a report', file: 'report.txt', bytes: Buffer.from(ENGLISH) },
  {
    what: 'a report in UTF-16, little end first',
    file: 'wide-le.txt',
    bytes: Buffer.from(`\ufeff${ENGLISH} 1`, 'utf16le'),
  },
  {
    what: 'a report in UTF-16, big end first, without a mark',
    file: 'wide-be.txt',
    bytes: Buffer.from(`${ENGLISH} 2`, 'utf16le').swap16(),
  },
  { what: 'a Chinese report in GB18030', file: 'gb18030.txt', bytes: CHINESE_IN_GB18030 },
  {
    what: 'a report with bytes that are no characters',
    file: 'invalid-bytes.txt',
    bytes: Buffer.concat([Buffer.from(`${ENGLISH}苍鹭。`), Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from('The end.\n')]),
    problems: [{ place: /byte \d+/, reason: /no UTF-8; replaced by U\+FFFD/ }],
  },
  {
    what: 'a report with an extension that nobody knows',
    file: 'report.orrery-note',
    bytes: Buffer.from(`${ENGLISH} 3`),
  },
  {
    what: 'a Word file',
    file: 'report.docx',
    bytes: docxFile({ body: '<w:p><w:r><w:t>Copper Heron has used REEDCUTTER since 2019.</w:t></w:r></w:p>' }),
  },
  {
    what: 'a PDF',
    file: 'report.pdf',
    bytes: pdfFile({ pages: [[{ text: 'Copper Heron has used REEDCUTTER since 2017.', y: 700 }]] }),
  },
];

/** Good and bad side by side, some in a folder below. */
export function writeMixedFolder(folder: string, bad: readonly BadInput[]): void {
  mkdirSync(join(folder, 'below'), { recursive: true });
  for (const [at, { file, bytes }] of GOOD.entries()) writeFileSync(join(placeOf(folder, at), file), bytes);
  for (const [at, { file, write: writeTo }] of bad.entries()) writeTo(join(placeOf(folder, at), file));
}

export function writeGoodFolder(folder: string): void {
  mkdirSync(join(folder, 'below'), { recursive: true });
  for (const [at, { file, bytes }] of GOOD.entries()) writeFileSync(join(placeOf(folder, at), file), bytes);
}

export function writeBadFolder(folder: string, bad: readonly BadInput[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { file, write: writeTo } of bad) writeTo(join(folder, file));
}

function placeOf(folder: string, at: number): string {
  return at % 4 === 3 ? join(folder, 'below') : folder;
}

function gzipOfBlanks(before: string): Uint8Array {
  return gzipSync(Buffer.concat([Buffer.from(before), Buffer.alloc(EXPANDS_TO_BYTES, 0x20)]), { level: 1 });
}
