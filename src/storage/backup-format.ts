/**
 * The file of a backup: gzip over a header line, frames of COPY text, and a trailer line. docs/backup.md describes it for other readers.
 *
 *     {"format":"orrery-backup","version":1,"createdAt":…,"migrations":[…],"tables":[{"name":…,"columns":[…]}]}\n
 *     {"table":"claim","bytes":65536}\n <65536 bytes>            as often as needed, tables in the header's order
 *     {"end":true,"rows":{"claim":12,…},"sha256":"…"}\n          over every byte before this line
 *
 * Invariant: a reader that reaches the end without an error has seen every byte as it was written; a file that was cut or changed is
 * refused with the place.
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

const FORMAT = 'orrery-backup';
export const FORMAT_VERSION = 1;

export interface BackupTable {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface BackupHeader {
  readonly createdAt: string;
  /** Migrations of the store that was backed up: its schema. */
  readonly migrations: readonly string[];
  readonly tables: readonly BackupTable[];
}

export interface BackupTrailer {
  readonly rows: Readonly<Record<string, number>>;
}

export type BackupPart =
  | { readonly type: 'header'; readonly header: BackupHeader }
  | { readonly type: 'chunk'; readonly table: string; readonly bytes: Buffer }
  | { readonly type: 'trailer'; readonly trailer: BackupTrailer };

/** The file is not a whole backup, or not one for this store. Nothing was changed. */
export class BackupError extends Error {
  readonly reason: 'not-a-backup' | 'damaged' | 'other-version' | 'store-not-empty';
  readonly place: string;
  readonly hint: string;
  constructor(
    reason: BackupError['reason'],
    message: string,
    details: { place: string; hint: string; cause?: unknown },
  ) {
    super(message, { cause: details.cause });
    this.name = 'BackupError';
    this.reason = reason;
    this.place = details.place;
    this.hint = details.hint;
  }
}

/** A header or frame line is never longer; a longer one is no backup. */
const LONGEST_LINE = 1024 * 1024;
const LONGEST_CHUNK = 16 * 1024 * 1024;
const NEW_LINE = 0x0a;

/** Turns table contents into the bytes of the file (before gzip). */
export class BackupEncoder {
  readonly #hash: Hash = createHash('sha256');
  readonly #rows: Record<string, number> = {};

  header(header: BackupHeader): Buffer {
    for (const table of header.tables) this.#rows[table.name] = 0;
    return this.#counted(line({ format: FORMAT, version: FORMAT_VERSION, ...header }));
  }

  /** One piece of a table's COPY text; pieces may end anywhere. */
  chunk(table: string, bytes: Buffer): Buffer {
    this.#rows[table] = (this.#rows[table] ?? 0) + countLines(bytes);
    return this.#counted(Buffer.concat([line({ table, bytes: bytes.length }), bytes]));
  }

  trailer(): Buffer {
    return line({ end: true, rows: this.#rows, sha256: this.#hash.digest('hex') });
  }

  rowsOf(table: string): number {
    return this.#rows[table] ?? 0;
  }

  #counted(bytes: Buffer): Buffer {
    this.#hash.update(bytes);
    return bytes;
  }
}

/** Reads a backup once, from front to back, and throws `BackupError` at the first thing that is not as it was written. */
export async function* readBackup(file: string): AsyncIterable<BackupPart> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  // An error of the file has to reach the reader of the decompressed bytes.
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  const bytes = new ByteReader(gunzip, file);
  try {
    yield* parts(bytes, file);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

async function* parts(bytes: ByteReader, file: string): AsyncIterable<BackupPart> {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  const headerLine = await bytes.line();
  const header = parseHeader(headerLine, file);
  hash.update(headerLine).update('\n');
  for (const table of header.tables) counts[table.name] = 0;
  yield { type: 'header', header };
  for (;;) {
    const at = bytes.position;
    const frameLine = await bytes.line();
    const frame = parseLine(frameLine, file, at);
    if (frame.end === true) {
      const trailer = checkTrailer(frame, hash.digest('hex'), counts, file, at);
      if (!(await bytes.atEnd())) throw damaged(file, bytes.position, 'bytes follow its end');
      yield { type: 'trailer', trailer };
      return;
    }
    const { table, bytes: size } = frame;
    if (typeof table !== 'string' || counts[table] === undefined || !isChunkSize(size))
      throw damaged(file, at, 'a frame names no table of its header');
    const chunk = await bytes.take(size);
    hash.update(frameLine).update('\n').update(chunk);
    counts[table] += countLines(chunk);
    yield { type: 'chunk', table, bytes: chunk };
  }
}

function isChunkSize(size: unknown): size is number {
  return typeof size === 'number' && Number.isInteger(size) && size >= 0 && size <= LONGEST_CHUNK;
}

function parseHeader(text: Buffer, file: string): BackupHeader {
  const header = parseLine(text, file, 0);
  if (header.format !== FORMAT) throw notABackup(file, undefined);
  if (header.version !== FORMAT_VERSION) {
    throw new BackupError(
      'other-version',
      `${file} is a backup of format ${String(header.version)}; this program reads ${FORMAT_VERSION}.`,
      {
        place: file,
        hint: 'Restore it with the version of Orrery that made it, or a newer one.',
      },
    );
  }
  const { createdAt, migrations, tables } = header;
  if (typeof createdAt !== 'string' || !isTextList(migrations) || !Array.isArray(tables) || !tables.every(isTable))
    throw damaged(file, 0, 'its header lacks a part');
  return { createdAt, migrations, tables };
}

function checkTrailer(
  frame: Record<string, unknown>,
  sha256: string,
  counts: Readonly<Record<string, number>>,
  file: string,
  at: number,
): BackupTrailer {
  if (frame.sha256 !== sha256) throw damaged(file, at, 'its checksum does not fit its contents');
  const { rows } = frame;
  for (const [table, count] of Object.entries(counts)) {
    const stated = typeof rows === 'object' && rows !== null ? (rows as Record<string, unknown>)[table] : undefined;
    if (stated !== count)
      throw damaged(file, at, `table ${table} has ${count} rows where its trailer says ${String(stated)}`);
  }
  return { rows: counts };
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isTable(value: unknown): value is BackupTable {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'columns' in value &&
    isTextList(value.columns)
  );
}

function parseLine(text: Buffer, file: string, at: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    if (at === 0) throw notABackup(file, error);
    throw damaged(file, at, 'a frame cannot be read', error);
  }
  throw at === 0 ? notABackup(file, undefined) : damaged(file, at, 'a frame cannot be read');
}

/** Bytes of the decompressed stream by line and by length. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  readonly #file: string;
  #buffer: Buffer = Buffer.alloc(0);
  /** Decompressed bytes given out so far. */
  position = 0;

  constructor(source: AsyncIterable<Buffer>, file: string) {
    this.#source = source[Symbol.asyncIterator]();
    this.#file = file;
  }

  async line(): Promise<Buffer> {
    const held: Buffer[] = [];
    let size = 0;
    for (;;) {
      const end = this.#buffer.indexOf(NEW_LINE);
      if (end >= 0) {
        held.push(this.#buffer.subarray(0, end));
        this.#buffer = this.#buffer.subarray(end + 1);
        this.position += size + end + 1;
        return Buffer.concat(held);
      }
      held.push(this.#buffer);
      size += this.#buffer.length;
      if (size > LONGEST_LINE)
        throw this.position === 0
          ? notABackup(this.#file, undefined)
          : damaged(this.#file, this.position, 'a line never ends');
      await this.#fill(true);
    }
  }

  async take(size: number): Promise<Buffer> {
    const held: Buffer[] = [];
    let missing = size;
    for (;;) {
      const part = this.#buffer.subarray(0, missing);
      held.push(part);
      missing -= part.length;
      this.#buffer = this.#buffer.subarray(part.length);
      if (missing === 0) break;
      await this.#fill(true);
    }
    this.position += size;
    return held.length === 1 ? held[0]! : Buffer.concat(held);
  }

  async atEnd(): Promise<boolean> {
    while (this.#buffer.length === 0) if (!(await this.#fill(false))) return true;
    return false;
  }

  async #fill(needed: boolean): Promise<boolean> {
    let next: IteratorResult<Buffer>;
    try {
      next = await this.#source.next();
    } catch (error) {
      throw this.#explain(error);
    }
    if (next.done === true) {
      if (!needed) return false;
      throw this.position === 0
        ? notABackup(this.#file, undefined)
        : damaged(this.#file, this.position, 'it ends too early');
    }
    this.#buffer = next.value;
    return true;
  }

  #explain(error: unknown): unknown {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'Z_BUF_ERROR') return damaged(this.#file, this.position, 'it ends too early', error);
    if (code === 'Z_DATA_ERROR')
      return this.position === 0
        ? notABackup(this.#file, error)
        : damaged(this.#file, this.position, 'its compressed bytes were changed', error);
    return error;
  }
}

function line(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

/** Rows in a piece of COPY text: a new line inside a value is escaped, so each one ends a row. */
function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEW_LINE); at >= 0; at = bytes.indexOf(NEW_LINE, at + 1)) count++;
  return count;
}

function damaged(file: string, at: number, what: string, cause?: unknown): BackupError {
  return new BackupError('damaged', `The backup ${file} is damaged: ${what}. Nothing was changed.`, {
    place: `${file}: byte ${at} of its contents`,
    hint: 'Take another copy of the file, or an earlier backup.',
    cause,
  });
}

function notABackup(file: string, cause: unknown): BackupError {
  return new BackupError('not-a-backup', `${file} is not a backup made by orrery backup. Nothing was changed.`, {
    place: file,
    hint: 'Data sets and reports are brought in with orrery import.',
    cause,
  });
}
