/**
 * Bytes → characters, when nobody said how they were written or what was said may be wrong.
 *
 * Invariant: nothing is dropped in silence. A byte that is no character becomes U+FFFD and an issue with its offset;
 * a guess of the encoding is an issue too. The result holds no NUL, no unpaired surrogate and no byte-order mark.
 * After the WHATWG Encoding Standard for marks and labels; GB 18030-2005 for the structure of Chinese bytes.
 */
import { isUtf8 } from 'node:buffer';
import type { DocumentIssue } from '../model/evidence/document.ts';
import {
  type BadRun,
  findBadGb18030,
  findBadUtf8,
  gb18030Evidence,
  looksWindows1252,
  type WideEncoding,
  wideEncodingOf,
} from './encoding-evidence.ts';

export interface DecodedText {
  readonly text: string;
  /** The encoding used, as the WHATWG names it: `utf-8`, `utf-16le`, `gb18030`, `windows-1252`. */
  readonly encoding: string;
  readonly issues: readonly DocumentIssue[];
}

const MAX_PLACES = 10;
/** Declared labels that every byte sequence satisfies: their word is weaker than valid UTF-8. */
const SINGLE_BYTE = /^(?:us-ascii|ascii|latin1|l1|iso-?8859-?\d+|windows-125\d|cp125\d|koi8-[ru]|macintosh)$/;

/** `declared`: a charset label from HTTP, a meta element or front matter. */
export async function decodeText(bytes: Uint8Array, declared?: string): Promise<DecodedText> {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeUtf8(bytes.subarray(3), 3, []);
  const wide = isUtf8(bytes) && !bytes.includes(0) ? undefined : wideEncodingOf(bytes);
  if (wide !== undefined) return decodeWide(bytes, wide);
  if (isUtf8(bytes) && !contradicted(bytes, declared)) return decodeUtf8(bytes, 0, []);
  const named = declared === undefined ? undefined : await decodeDeclared(bytes, declared);
  if (named !== undefined) return named;
  return guessEncoding(bytes);
}

async function decodeDeclared(bytes: Uint8Array, declared: string): Promise<DecodedText | undefined> {
  const label = declared.trim().toLowerCase();
  if (label === 'utf-8' || label === 'utf8') return undefined;
  // As browsers do: the label ISO-8859-1 means windows-1252, and GB2312 means its superset.
  if (/^(?:us-ascii|ascii|latin1|l1|iso-?8859-?1|windows-1252|cp1252)$/.test(label))
    return decodeWindows1252(bytes, []);
  if (/^(?:gb2312|gbk|gb18030|x-gbk|cp936)$/.test(label)) return decodeGb18030(bytes, findBadGb18030(bytes), []);
  const iconv = (await import('iconv-lite')).default;
  if (!iconv.encodingExists(label) || /^(?:utf|ucs|base64|hex|binary)/.test(label)) return undefined;
  const text = cleanCharacters(iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), label));
  const lost = text.split('\ufffd').length - 1;
  return { text, encoding: label, issues: lost === 0 ? [] : [lostIssue(lost, label)] };
}

/** True when the bytes happen to be valid UTF-8 but a multi-byte encoding was declared: short Chinese texts can be both. */
function contradicted(bytes: Uint8Array, declared: string | undefined): boolean {
  const label = declared?.trim().toLowerCase();
  if (label === undefined || label === 'utf-8' || label === 'utf8' || SINGLE_BYTE.test(label)) return false;
  return bytes.length < 64;
}

async function guessEncoding(bytes: Uint8Array): Promise<DecodedText> {
  const badUtf8 = findBadUtf8(bytes);
  const gb = gb18030Evidence(bytes);
  if (gb.plausible && gb.pairs >= badUtf8.sequences) return decodeGb18030(bytes, gb.bad, []);
  if (badUtf8.sequences > 0 && badUtf8.sequences >= badUtf8.runs.length) return decodeUtf8(bytes, 0, badUtf8.runs);
  if (looksWindows1252(bytes)) {
    const first = bytes.findIndex((byte) => byte >= 0x80);
    return decodeWindows1252(bytes, [
      {
        severity: 'warning',
        message: 'the text is neither UTF-8 nor GB18030; read as windows-1252',
        place: `byte ${first}`,
      },
    ]);
  }
  return decodeUtf8(bytes, 0, badUtf8.runs);
}

function decodeUtf8(bytes: Uint8Array, offset: number, bad: readonly BadRun[]): DecodedText {
  const runs = bad.length > 0 || isUtf8(bytes) ? bad : findBadUtf8(bytes).runs;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return finish(text, 'utf-8', badIssues(runs, offset, 'UTF-8'));
}

function decodeWide(bytes: Uint8Array, encoding: WideEncoding): DecodedText {
  const unit = encoding.startsWith('utf-32') ? 4 : 2;
  const whole = bytes.subarray(0, bytes.length - (bytes.length % unit));
  const raw =
    unit === 4
      ? decodeUtf32(whole, encoding === 'utf-32le')
      : new TextDecoder(encoding, { ignoreBOM: true }).decode(whole);
  const issues: DocumentIssue[] = [];
  if (whole.length < bytes.length) {
    issues.push({
      severity: 'warning',
      message: `the text ends within a character: ${bytes.length - whole.length} byte(s) left over`,
      place: `byte ${whole.length}`,
    });
  }
  const text = raw.replace(/^\ufeff/, '');
  const lost = text.indexOf('\ufffd');
  if (lost >= 0) {
    issues.push({
      severity: 'warning',
      message: `some units are no characters in ${encoding.toUpperCase()}; replaced by U+FFFD`,
      place: `character ${lost}`,
    });
  }
  return finish(text, encoding, issues);
}

/** iconv-lite reads UTF-32 too, but accepts surrogates; it is four lines. */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const code = view.getUint32(at, littleEndian);
    parts.push(code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code));
  }
  return parts.join('');
}

/** Node's own windows-1252 decoder leaves 0x80–0x9F as controls in some releases; iconv-lite's does not. */
async function decodeWindows1252(bytes: Uint8Array, issues: readonly DocumentIssue[]): Promise<DecodedText> {
  const iconv = (await import('iconv-lite')).default;
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'windows-1252');
  return finish(text, 'windows-1252', issues);
}

async function decodeGb18030(
  bytes: Uint8Array,
  bad: readonly BadRun[],
  issues: readonly DocumentIssue[],
): Promise<DecodedText> {
  const iconv = (await import('iconv-lite')).default;
  const parts: string[] = [];
  let from = 0;
  const push = (end: number): void => {
    if (end > from) parts.push(iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from), 'gb18030'));
  };
  for (const run of bad) {
    push(run.start);
    parts.push('\ufffd'.repeat(run.length));
    from = run.start + run.length;
  }
  push(bytes.length);
  return finish(parts.join(''), 'gb18030', [...issues, ...badIssues(bad, 0, 'GB18030')]);
}

function finish(text: string, encoding: string, issues: readonly DocumentIssue[]): DecodedText {
  const nul = text.indexOf('\0');
  const clean = cleanCharacters(text);
  if (nul < 0) return { text: clean, encoding, issues };
  const issue: DocumentIssue = {
    severity: 'warning',
    message: 'NUL characters replaced by U+FFFD',
    place: `character ${nul}`,
  };
  return { text: clean, encoding, issues: [...issues, issue] };
}

/** Replaces NULs and unpaired surrogates one for one, so that offsets stay and any store can hold the text. */
export function cleanCharacters(text: string): string {
  if (!/[\0\ud800-\udfff]/.test(text)) return text;
  return text
    .replace(/\0/g, '\ufffd')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

function badIssues(runs: readonly BadRun[], offset: number, encoding: string): DocumentIssue[] {
  const shown = runs.slice(0, MAX_PLACES).map(
    (run): DocumentIssue => ({
      severity: 'warning',
      message: `${run.length} byte(s) are no ${encoding}; replaced by U+FFFD`,
      place: `byte ${run.start + offset}`,
    }),
  );
  if (runs.length <= MAX_PLACES) return shown;
  const rest = runs.length - MAX_PLACES;
  return [...shown, { severity: 'warning', message: `and ${rest} more places with bytes that are no ${encoding}` }];
}

function lostIssue(count: number, label: string): DocumentIssue {
  return {
    severity: 'warning',
    message: `${count} place(s) are no ${label}, the declared encoding; replaced by U+FFFD`,
  };
}
