/**
 * Reads ZIP archives within bounds, and packs members without compression.
 *
 * Invariant: no member is handed on unless it was inflated here to the size its directory states, and all of them together
 * stay within the limit: what a parser downstream unpacks was measured first.
 * PKWARE APPNOTE 6.3: sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end record).
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { describeBytes } from './document-limits.ts';
import { UnreadableDocumentError, type UnreadableFacts } from './unreadable-document.ts';

export interface ZipMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ZipLimits {
  readonly members: number;
  readonly expandedBytes: number;
}

interface DirectoryEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedSize: number;
  readonly size: number;
  readonly headerAt: number;
}

const END_SIGNATURE = 0x06054b50;
const DIRECTORY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const LARGEST_COMMENT = 65_535;

/** Unpacks the members that `wanted` accepts; their sizes together count towards the limit. */
export function readZip(
  bytes: Uint8Array,
  place: string,
  limits: ZipLimits,
  wanted: (name: string) => boolean,
): ZipMember[] {
  const entries = readDirectory(bytes, place, limits);
  const stated = entries.reduce((sum, entry) => sum + (wanted(entry.name) ? entry.size : 0), 0);
  if (stated > limits.expandedBytes) throw expands(place, limits);
  let left = limits.expandedBytes;
  const members: ZipMember[] = [];
  for (const entry of entries) {
    if (!wanted(entry.name)) continue;
    const unpacked = unpack(bytes, entry, `${place}, member ${entry.name}`, left, limits);
    left -= unpacked.length;
    members.push({ name: entry.name, bytes: unpacked });
  }
  return members;
}

/** Packs members as they are (method 0). */
export function packZip(members: readonly ZipMember[]): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of members) {
    const path = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(LOCAL_SIGNATURE, 0);
    bodies.push(local, common, path, Buffer.from(bytes));
    const entry = Buffer.alloc(6);
    entry.writeUInt32LE(DIRECTORY_SIGNATURE, 0);
    entry.writeUInt16LE(20, 4);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(entry, common, rest, path);
    offset += 4 + common.length + path.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_SIGNATURE, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

function readDirectory(bytes: Uint8Array, place: string, limits: ZipLimits): DirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) {
    throw new UnreadableDocumentError({
      reason: 'truncated',
      what: 'the archive has no directory at its end',
      place,
      hint: 'Fetch the file again: it was cut off.',
    });
  }
  const count = view.getUint16(end + 10, true);
  if (count > limits.members) {
    throw new UnreadableDocumentError({
      reason: 'too-large',
      what: `the archive has ${count} members; ${limits.members} are allowed`,
      place,
      hint: 'Check that it is the file you meant.',
    });
  }
  const entries: DirectoryEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let number = 0; number < count; number++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_SIGNATURE) {
      throw damaged(place, `the archive's directory breaks off at entry ${number + 1} of ${count}`);
    }
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8'),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      headerAt: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - 22 - LARGEST_COMMENT);
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === END_SIGNATURE) return at;
  return undefined;
}

function unpack(bytes: Uint8Array, entry: DirectoryEntry, place: string, left: number, limits: ZipLimits): Uint8Array {
  if (entry.encrypted) {
    throw new UnreadableDocumentError({
      reason: 'encrypted',
      what: 'the member is encrypted',
      place,
      hint: 'Save a copy without a password and import that.',
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { headerAt } = entry;
  if (headerAt + 30 > bytes.length || view.getUint32(headerAt, true) !== LOCAL_SIGNATURE)
    throw damaged(place, 'the member is not where the directory says');
  const start = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  const packed = bytes.subarray(start, start + entry.packedSize);
  if (packed.length < entry.packedSize) throw damaged(place, 'the member reaches beyond the end of the file');
  if (entry.method === 0) {
    if (packed.length > left) throw expands(place, limits);
    return packed;
  }
  if (entry.method !== 8) throw damaged(place, `the member is packed by method ${entry.method}, which is not read`);
  return inflate(packed, entry, place, left, limits);
}

function inflate(
  packed: Uint8Array,
  entry: DirectoryEntry,
  place: string,
  left: number,
  limits: ZipLimits,
): Uint8Array {
  let unpacked: Uint8Array;
  try {
    // One byte more than stated is enough to catch a directory that lies.
    unpacked = inflateRawSync(packed, { maxOutputLength: Math.max(1, Math.min(left, entry.size + 1)) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw expands(place, limits, error);
    throw damaged(place, 'the member cannot be unpacked', error);
  }
  if (unpacked.length !== entry.size) throw damaged(place, 'the member has another size than the directory says');
  return unpacked;
}

function expands(place: string, limits: ZipLimits, cause?: unknown): UnreadableDocumentError {
  return new UnreadableDocumentError({
    reason: 'expands-too-much',
    what: `the archive unpacks to more than it states or than the ${describeBytes(limits.expandedBytes)} allowed`,
    place,
    hint: 'It may be made to exhaust memory. If you trust it, unpack it yourself and import what it holds.',
    cause,
  });
}

function damaged(place: string, what: string, cause?: unknown): UnreadableDocumentError {
  const facts: UnreadableFacts = {
    reason: 'damaged',
    what,
    place,
    hint: 'Fetch the file again, or open and save it anew.',
    cause,
  };
  return new UnreadableDocumentError(facts);
}
