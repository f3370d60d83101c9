/**
 * Files handed in by a browser or a program, kept on disk until the import has read them.
 *
 * Invariants: the sum of a form's files is bounded while it streams; what was refused or broken off leaves no file behind;
 * a file's name never decides where it is written.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { formParts, MultipartError } from './multipart.ts';
import { ProblemError } from './problems.ts';

export interface UploadedFile {
  /** As the browser gave it, with its folders: "reports/2021/apt.pdf". */
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
}

export interface Upload {
  readonly files: readonly UploadedFile[];
  readonly fields: ReadonlyMap<string, readonly string[]>;
  discard(): Promise<void>;
}

export const MAX_UPLOAD_BYTES = 1024 ** 3;
const MAX_FIELD_BYTES = 64 * 1024;
const MAX_PARTS = 10_000;

export async function receiveUpload(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  options: { maxBytes?: number; within?: string } = {},
): Promise<Upload> {
  const folder = await mkdtemp(join(options.within ?? tmpdir(), 'orrery-upload-'));
  const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return { ...(await readForm(body, boundary, folder, options.maxBytes ?? MAX_UPLOAD_BYTES)), discard };
  } catch (error) {
    await discard();
    if (error instanceof MultipartError) {
      throw new ProblemError(
        'malformed',
        { detail: error.message, place: 'body', hint: 'Send the files again; the transfer may have been cut.' },
        error,
      );
    }
    throw error;
  }
}

/** A file small enough is handed on as bytes under its own name; a larger one by its path. */
export async function importInput(file: UploadedFile): Promise<string | { name: string; bytes: Uint8Array }> {
  if (file.sizeBytes > MAX_BYTES_IN_MEMORY) return file.path;
  return { name: file.name, bytes: await readFile(file.path) };
}

const MAX_BYTES_IN_MEMORY = 256 * 1024 ** 2;

async function readForm(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  folder: string,
  maxBytes: number,
): Promise<{ files: UploadedFile[]; fields: Map<string, string[]> }> {
  const files: UploadedFile[] = [];
  const fields = new Map<string, string[]>();
  let left = maxBytes;
  let parts = 0;
  for await (const part of formParts(body, boundary)) {
    parts += 1;
    if (parts > MAX_PARTS) throw tooLarge(`More than ${MAX_PARTS} files in one import.`, part.name);
    if (part.fileName === undefined) {
      fields.set(part.name, [...(fields.get(part.name) ?? []), await fieldText(part.body, part.name)]);
    } else if (part.fileName !== '') {
      const name = cleanName(part.fileName);
      const path = join(folder, `${files.length}-${name.split('/').at(-1)}`);
      const sizeBytes = await writeBounded(part.body, path, left, name, maxBytes);
      left -= sizeBytes;
      files.push({ name, path, sizeBytes });
    }
  }
  return { files, fields };
}

async function writeBounded(
  body: AsyncIterable<Uint8Array>,
  path: string,
  left: number,
  name: string,
  maxBytes: number,
): Promise<number> {
  let size = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > left)
        throw tooLarge(`The files of one import may have ${Math.floor(maxBytes / 1024 ** 2)} MiB together.`, name);
      yield chunk;
    }
  }
  await pipeline(Readable.from(counted(), { objectMode: false }), createWriteStream(path, { mode: 0o600 }));
  return size;
}

async function fieldText(body: AsyncIterable<Uint8Array>, name: string): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > MAX_FIELD_BYTES) throw tooLarge(`The field “${name}” is longer than ${MAX_FIELD_BYTES} bytes.`, name);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function tooLarge(detail: string, place: string): ProblemError {
  return new ProblemError('too-large', {
    detail,
    place,
    hint: 'Import it from the command line: npx orrery import FILE',
  });
}

function cleanName(fileName: string): string {
  const parts = fileName
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => part.replace(/[\u0000-\u001f\u007f]/g, '').slice(-180))
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.join('/') || 'file';
}
