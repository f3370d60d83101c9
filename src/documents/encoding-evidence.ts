/**
 * Which encoding bytes speak for, and where they are no characters in it. Pure functions of the bytes.
 *
 * Invariant: every function looks at the bytes alone; whoever decodes decides what wins.
 * Unicode 15, table 3-7 (well-formed UTF-8); GB 18030-2005 (one, two and four bytes).
 */
const SAMPLE_BYTES = 4096;

export type WideEncoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** UTF-16 and UTF-32 by their mark, or by the zeros that text in them has at every second byte or three in four. */
export function wideEncodingOf(head: Uint8Array): WideEncoding | undefined {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 && head.length % 4 === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  const length = Math.min(head.length, SAMPLE_BYTES) & ~3;
  const usable = length === 0 ? head.length & ~1 : length;
  if (usable < 2) return undefined;
  const zeros = [0, 0, 0, 0];
  for (let at = 0; at < usable; at++) if (head[at] === 0) zeros[at & 3] = (zeros[at & 3] ?? 0) + 1;
  const share = (residue: number): number => (zeros[residue] ?? 0) / Math.max(1, usable / 4);
  if (usable >= 8 && share(1) > 0.4 && share(2) > 0.9 && share(3) > 0.9 && share(0) < 0.05) return 'utf-32le';
  if (usable >= 8 && share(0) > 0.9 && share(1) > 0.9 && share(2) > 0.4 && share(3) < 0.05) return 'utf-32be';
  const even = (share(0) + share(2)) / 2;
  const odd = (share(1) + share(3)) / 2;
  // Random bytes have a zero in 256; Latin text in UTF-16 has one in two, and none on the other side.
  if (odd > 0.4 && even < 0.02) return 'utf-16le';
  if (even > 0.4 && odd < 0.02) return 'utf-16be';
  return wideChineseOf(head);
}

/** Where bytes are no characters, in bytes. */
export interface BadRun {
  readonly start: number;
  readonly length: number;
}

/** Runs of bytes outside well-formed UTF-8 (Unicode, table 3-7), and how many multi-byte characters there are. */
export function findBadUtf8(bytes: Uint8Array): { runs: BadRun[]; sequences: number } {
  const runs: BadRun[] = [];
  let sequences = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = utf8Length(bytes, at);
    if (length > 0) {
      if (length > 1) sequences++;
      at += length;
      continue;
    }
    addBad(runs, at, 1);
    at++;
  }
  return { runs, sequences };
}

function utf8Length(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const second = bytes[at + 1]!;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let next = at + 2; next < at + length; next++) if ((bytes[next]! & 0xc0) !== 0x80) return 0;
  return length;
}

export interface Gb18030Evidence {
  readonly plausible: boolean;
  readonly pairs: number;
  readonly bad: readonly BadRun[];
}

/**
 * Chinese prose stays in the rows of GB 2312 level 1 (first byte B0–D7: the 3,755 common characters) nine times in ten;
 * Latin letters with accents that happen to form pairs do not.
 */
export function gb18030Evidence(bytes: Uint8Array): Gb18030Evidence {
  const bad = findBadGb18030(bytes);
  let pairs = 0;
  let common = 0;
  walkGb18030(bytes, (at, length) => {
    if (length < 2) return;
    pairs++;
    const lead = bytes[at]!;
    const punctuation = lead >= 0xa1 && lead <= 0xa3;
    if (bytes[at + 1]! >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || punctuation)) common++;
  });
  return { plausible: pairs >= 2 && common >= pairs * 0.6 && bad.length <= pairs * 0.05 + 1, pairs, bad };
}

export function findBadGb18030(bytes: Uint8Array): BadRun[] {
  const runs: BadRun[] = [];
  walkGb18030(bytes, (at, length) => {
    if (length === 0) addBad(runs, at, 1);
  });
  return runs;
}

/** Visits each character: 1, 2 or 4 bytes, or 0 for a byte that begins none (and is stepped over). */
function walkGb18030(bytes: Uint8Array, visit: (at: number, length: number) => void): void {
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]!;
    const length = lead < 0x80 ? 1 : gb18030Length(bytes, at, lead);
    visit(at, length);
    at += Math.max(1, length);
  }
}

function gb18030Length(bytes: Uint8Array, at: number, lead: number): number {
  if (lead === 0x80 || lead === 0xff) return 0;
  const second = bytes[at + 1] ?? 0;
  if ((second >= 0x40 && second <= 0x7e) || (second >= 0x80 && second <= 0xfe)) return 2;
  if (second < 0x30 || second > 0x39) return 0;
  const third = bytes[at + 2] ?? 0;
  const fourth = bytes[at + 3] ?? 0;
  return third >= 0x81 && third <= 0xfe && fourth >= 0x30 && fourth <= 0x39 ? 4 : 0;
}

/** UTF-16 without a mark in a text of Chinese characters has few zeros; its units lie where such characters do,
 * and, unlike pairs of Latin letters read so, they are seldom two ASCII bytes. */
function wideChineseOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  if (length < 8) return undefined;
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    let fit = 0;
    let han = 0;
    let ascii = 0;
    for (let at = 0; at < length; at += 2) {
      const [low, high] = encoding === 'utf-16le' ? [bytes[at]!, bytes[at + 1]!] : [bytes[at + 1]!, bytes[at]!];
      const unit = high * 256 + low;
      if (unit >= 0x4e00 && unit <= 0x9fff) han++;
      if (isLikelyUnit(unit)) fit++;
      if (isAsciiText(low) && isAsciiText(high)) ascii++;
    }
    if (fit >= (length / 2) * 0.97 && han >= (length / 2) * 0.4 && ascii < han * 0.6) return encoding;
  }
  return undefined;
}

function isAsciiText(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

function isLikelyUnit(unit: number): boolean {
  if (unit < 0x80) return unit >= 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
  return (
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0x2010 && unit <= 0x2026) ||
    (unit >= 0x3000 && unit <= 0x303f) ||
    unit >= 0xff00
  );
}

/** A letter beyond ASCII stands beside another letter; signs such as curly quotes stand anywhere. */
export function looksWindows1252(bytes: Uint8Array): boolean {
  let high = 0;
  let natural = 0;
  const isLetter = (byte: number | undefined): boolean =>
    byte !== undefined &&
    ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0xc0 && byte < 0xfe));
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) continue;
    high++;
    if (
      byte === 0xff ||
      byte === 0xfe ||
      byte === 0x81 ||
      byte === 0x8d ||
      byte === 0x8f ||
      byte === 0x90 ||
      byte === 0x9d
    )
      continue;
    if (byte < 0xc0 || isLetter(bytes[at - 1]) || isLetter(bytes[at + 1])) natural++;
  }
  return high > 0 && natural >= high * 0.8;
}

function addBad(runs: BadRun[], start: number, length: number): void {
  const last = runs.at(-1);
  if (last !== undefined && last.start + last.length === start)
    runs[runs.length - 1] = { start: last.start, length: last.length + length };
  else runs.push({ start, length });
}
