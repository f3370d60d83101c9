/**
 * Which host names and addresses are worth calling an indicator.
 *
 * Suffixes from the public suffix list (tldts, ICANN part) and the special-use `.onion`; documentation and example ranges
 * are those of RFC 2606, RFC 3849, RFC 5737 and RFC 6761. A writer who defangs a name says that it is one, so the guards
 * against file names and private ranges apply to plain writing only.
 */
import { parse } from 'tldts';

/** Host names in lower case; `written` is as in the text. */
export function isHostName(written: string, defanged: boolean): boolean {
  const name = written.toLowerCase();
  const labels = name.split('.');
  const suffix = labels.at(-1)!;
  if (
    name.length > 253 ||
    labels.some((label) => label === '' || label.length > 63 || label.startsWith('-') || label.endsWith('-'))
  )
    return false;
  if (SPECIAL_SUFFIXES.has(suffix)) return labels.length >= 2;
  const parsed = parse(name, { extractHostname: false, validateHostname: false });
  if (parsed.isIcann !== true || parsed.domain === null) return false;
  return defanged || !looksLikeFileOrCode(written, labels);
}

/** Names and addresses set aside for examples, and those that mean the machine itself or a private network. */
export function isReservedHost(name: string): boolean {
  return RESERVED_NAME.test(name) || isReservedIpv4(name);
}

export function isReservedIpv4(address: string): boolean {
  const [a, b, c] = address.split(/[./]/).map(Number) as [number, number, number];
  if (!/^\d+\.\d+\.\d+\.\d+/.test(address)) return false;
  return (
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113) ||
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168)
  );
}

export function isReservedIpv6(address: string): boolean {
  return /^(?:2001:0?db8|fe80|fc|fd|ff)/i.test(address) || /^(?:0{0,4}:){2,7}0{0,3}[01]?$/.test(address);
}

const SPECIAL_SUFFIXES: ReadonlySet<string> = new Set(['onion', 'i2p', 'bit']);
const RESERVED_NAME = /(?:^|\.)(?:example\.(?:com|net|org|edu)|example|test|invalid|localhost|local)$/i;

/** Suffixes that are file extensions far more often, when plainly written after a single name. */
const FILE_EXTENSIONS: ReadonlySet<string> = new Set([
  'py',
  'sh',
  'rs',
  'md',
  'zip',
  'mov',
  'ps',
  'so',
  'cab',
  'java',
  'bat',
  'app',
]);
const PRODUCTS: ReadonlySet<string> = new Set([
  'asp.net',
  'vb.net',
  'ado.net',
  'ml.net',
  'paint.net',
  'socket.io',
  'node.js',
  'draw.io',
  'co.ltd',
]);

function looksLikeFileOrCode(written: string, labels: readonly string[]): boolean {
  const suffix = labels.at(-1)!;
  if (FILE_EXTENSIONS.has(suffix) && (labels.length === 2 || suffix === 'md' || suffix === 'zip' || suffix === 'py'))
    return true;
  if (PRODUCTS.has(labels.join('.')) || written.includes('_')) return true;
  // "System.Net", "the end.In 2015": a suffix with a capital is a class or the next sentence.
  const writtenSuffix = written.slice(written.lastIndexOf('.') + 1);
  if (/^[A-Z][a-z]+$/.test(writtenSuffix)) return true;
  return /^\d{1,4}$/.test(labels.at(-2)!) && labels.length === 2;
}
