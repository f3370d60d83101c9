/**
 * Technical indicators in text, plain and defanged, with offsets into the original.
 *
 * Types are those of the STIX 2.1 cyber-observable objects, and `cve`, `asn`, `cryptocurrency-address`; a hash is of type
 * `file`. An address that is part of a longer one (the host of a URL or of a mailbox) is not given again. Version numbers,
 * file names, and addresses kept for documentation are none. Every expression is bounded, so work is linear in the text.
 */
import type { ExtractedIndicator } from '../../model/evidence/extraction.ts';
import { isCryptocurrencyAddress } from './cryptocurrency-addresses.ts';
import { isHostName, isReservedHost, isReservedIpv4, isReservedIpv6 } from './host-names.ts';
import {
  AT_SIGN,
  AUTONOMOUS_SYSTEM,
  BACKSLASH,
  COLONS,
  CVE,
  DOT,
  indicatorWindows,
  LONG_RUN,
  SLASHES,
} from './indicator-windows.ts';
import { type RefangedText, refang } from './refang.ts';

export interface IndicatorOptions {
  /** Also give the host of each URL as a domain name or address. */
  readonly hostsOfUrls?: boolean;
  /** Also give addresses of documentation, example and private ranges. */
  readonly reserved?: boolean;
}

/** All indicators, in the order of the text; `value` is fanged and in the usual case. */
export function findIndicators(input: string, options: IndicatorOptions = {}): readonly ExtractedIndicator[] {
  const whole = refang(input);
  const found: ExtractedIndicator[] = [];
  for (const window of indicatorWindows(whole.text)) {
    const run = whole.text.slice(window.start, window.end);
    const claimed: (readonly [number, number])[] = [];
    for (const reader of READERS) {
      if ((reader.marks & window.marks) === 0) continue;
      for (const match of run.matchAll(reader.pattern)) {
        const start = window.start + match.index;
        const read = reader.read(match[0], whole, start, options);
        if (read === undefined) continue;
        const end = start + (read.length ?? match[0].length);
        if (claimed.some(([from, to]) => from < end && start < to)) continue;
        // A run of ten thousand addresses without a space is no prose; the order of readers settles what overlaps.
        if (claimed.length < 256) claimed.push([start, end]);
        found.push({ type: reader.type, value: read.value, ...locate(input, whole, start, end) });
        if (options.hostsOfUrls && reader.type === 'url') addHost(found, read.value, input, whole, start, options);
      }
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

interface Reading {
  readonly value: string;
  readonly length?: number;
}

interface Reader {
  readonly type: string;
  /** Marks of a window, one of which it needs. */
  readonly marks: number;
  readonly pattern: RegExp;
  read(written: string, whole: RefangedText, at: number, options: IndicatorOptions): Reading | undefined;
}

/** In order of precedence: what is found first keeps its characters. */
const READERS: readonly Reader[] = [
  {
    type: 'url',
    marks: SLASHES,
    pattern:
      /(?<![a-z0-9])(?:https?|s?ftps?|wss?|tcp|udp|ldaps?|rtsp|smb|socks[45]?):\/\/[^\s<>"'`\\^{|}\u00ab\u00bb\u2018-\u201f\u3000-\u303f\u2e80-\uffff]{1,2048}/gi,
    read: readUrl,
  },
  {
    type: 'email-addr',
    marks: AT_SIGN,
    pattern: /(?<![\w.+-])[a-z0-9](?:[\w.+-]{0,63})@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}(?![\w@-])/gi,
    read: readMailbox,
  },
  {
    type: 'cve',
    marks: CVE,
    pattern: /(?<![a-z0-9])CVE[-\u2010-\u2013 ](?:19|20)\d{2}[-\u2010-\u2013]\d{4,7}(?!\d)/gi,
    read: (written) => ({ value: written.toUpperCase().replace(/[ \u2010-\u2013]/g, '-') }),
  },
  {
    type: 'file',
    marks: LONG_RUN,
    pattern: /(?<![a-z0-9])[0-9a-f]{32,128}(?![a-z0-9])/gi,
    read: readHash,
  },
  {
    type: 'cryptocurrency-address',
    marks: LONG_RUN,
    pattern:
      /(?<![a-z0-9])(?:0x[0-9a-f]{40}|bc1[02-9ac-hj-np-z]{11,71}|[13][1-9a-z]{25,34}|[48][1-9a-z]{94})(?![a-z0-9])/gi,
    read: (written) => (isCryptocurrencyAddress(written) ? { value: written } : undefined),
  },
  {
    type: 'mac-addr',
    marks: COLONS,
    pattern: /(?<![\w:.-])[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})(?![\w:-])/gi,
    read: (written) => ({ value: written.toLowerCase().replaceAll('-', ':') }),
  },
  {
    type: 'ipv6-addr',
    marks: COLONS,
    pattern:
      /(?<![\w:.])(?:[0-9a-f]{1,4})?:[0-9a-f]{0,4}:[0-9a-f:]{0,34}(?:\d{1,3}(?:\.\d{1,3}){3})?(?![\w:])(?:\/\d{1,3}(?!\d))?/gi,
    read: readIpv6,
  },
  {
    type: 'ipv4-addr',
    marks: DOT,
    pattern: /(?<![\w.]|\w-)\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)(?:\/\d{1,2}(?![\d.]))?/g,
    read: readIpv4,
  },
  {
    type: 'domain-name',
    marks: DOT,
    pattern:
      /(?<![\w@.\-/\\%])(?:[a-z0-9_][a-z0-9_-]{0,62}\.){1,20}(?:xn--[a-z0-9-]{2,59}|[a-z]{2,24})(?![\w@(-]|\.\w)/gi,
    read: readDomain,
  },
  {
    type: 'asn',
    marks: AUTONOMOUS_SYSTEM,
    pattern: /(?<![\w-])ASN?[ -]?[1-9]\d{0,9}(?![\w.-]|\s?%)/g,
    read: readAsn,
  },
  {
    type: 'windows-registry-key',
    marks: BACKSLASH,
    pattern:
      /(?<!\w)(?:HKEY_(?:LOCAL_MACHINE|CURRENT_USER|CLASSES_ROOT|USERS|CURRENT_CONFIG)|HK(?:LM|CU|CR|U|CC))\\[^\s"'`<>|*?,;()\u2018-\u201f\u2e80-\uffff]{2,400}/g,
    read: (written) => {
      const value = written.replace(/[.\\:]+$/, '');
      return { value, length: value.length };
    },
  },
];

function readUrl(written: string, whole: RefangedText, at: number, options: IndicatorOptions): Reading | undefined {
  const url = withoutTail(written);
  const scheme = url.indexOf('://');
  const authority = /^[^/?#]*/.exec(url.slice(scheme + 3))![0];
  const host = authority
    .replace(/^[^@]*@/, '')
    .replace(/:\d{1,5}$/, '')
    .toLowerCase();
  const defanged = whole.wasDefanged(at, at + url.length);
  if (!options.reserved && !defanged && isReservedHost(host)) return undefined;
  const known =
    /^\[[0-9a-f:.]+\]$/.test(host) ||
    isIpv4(host) ||
    /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.){1,20}[a-z][a-z0-9-]{1,62}$/.test(host);
  if (!known) return undefined;
  return { value: url.slice(0, scheme).toLowerCase() + url.slice(scheme), length: url.length };
}

/** Without the sentence's punctuation, and without a closing bracket that the address did not open. */
function withoutTail(url: string): string {
  let end = url.length;
  let opened = 0;
  for (let i = 0; i < end; i++) {
    const char = url[i];
    if (char === '(' || char === '[') opened++;
    else if ((char === ')' || char === ']') && --opened < 0) end = i;
  }
  while (end > 0 && '.,;:!?*'.includes(url[end - 1]!)) end--;
  return url.slice(0, end);
}

function readMailbox(written: string, whole: RefangedText, at: number, options: IndicatorOptions): Reading | undefined {
  const domain = written.slice(written.lastIndexOf('@') + 1).replace(/[.-]+$/, '');
  const length = written.lastIndexOf('@') + 1 + domain.length;
  const defanged = whole.wasDefanged(at, at + length);
  if (!isHostName(domain, true) || (!options.reserved && !defanged && isReservedHost(domain))) return undefined;
  return { value: written.slice(0, length).toLowerCase(), length };
}

function readHash(written: string): Reading | undefined {
  if (![32, 40, 64, 128].includes(written.length)) return undefined;
  // Counters, padding and runs of one digit are not digests.
  if (!/\d/.test(written) || !/[a-f]/i.test(written) || new Set(written.toLowerCase()).size < 6) return undefined;
  return { value: written.toLowerCase() };
}

function readIpv6(written: string, whole: RefangedText, at: number, options: IndicatorOptions): Reading | undefined {
  const [address, prefix] = written.split('/') as [string, string | undefined];
  const trimmed = address.replace(/(?<!:):$/, '');
  const length = trimmed.length === address.length ? written.length : trimmed.length;
  if (!isIpv6(trimmed) || (prefix !== undefined && Number(prefix) > 128)) return undefined;
  const defanged = whole.wasDefanged(at, at + length);
  if (!options.reserved && !defanged && isReservedIpv6(trimmed)) return undefined;
  return { value: written.slice(0, length).toLowerCase(), length };
}

/** RFC 4291, section 2.2, without the forms that are as likely code ("a::b") or a time of day. */
function isIpv6(address: string): boolean {
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const tail = groups.at(-1);
  const embedded = tail?.includes('.') ? 1 : 0;
  if (embedded && !isIpv4(tail!)) return false;
  if (groups.slice(0, groups.length - embedded).some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = groups.length + embedded;
  if (halves.length === 1) return count === 8;
  return count <= 7 && groups.length >= 2 && /\d/.test(address) && address.length >= 7;
}

function isIpv4(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255);
}

function readIpv4(written: string, whole: RefangedText, at: number, options: IndicatorOptions): Reading | undefined {
  const [address, prefix] = written.split('/') as [string, string | undefined];
  if (!isIpv4(address) || (prefix !== undefined && Number(prefix) > 32)) return undefined;
  const defanged = whole.wasDefanged(at, at + written.length);
  if (!defanged) {
    if (!options.reserved && isReservedIpv4(address)) return undefined;
    if (isVersionNumber(whole.text, at, at + written.length, address)) return undefined;
  }
  return { value: written };
}

/** "version 1.2.3.4", "Chrome/96.0.4664.45", and numbered headings. */
function isVersionNumber(text: string, start: number, end: number, address: string): boolean {
  const before = text.slice(Math.max(0, start - 32), start);
  if (
    /(?:\b(?:versions?|ver|v|build|release|firmware|patch|update|upgraded? to|prior to|before|r|os|sdk|runtime|framework|chrome|firefox|agent|server|section|chapter|oid)\.?\s{0,2}[:=]?\s{0,2}|[a-z]\/)$/i.test(
      before,
    )
  )
    return true;
  if (/(?:^|\n)\s{0,8}$/.test(before) && /^\.?[ \t]+[A-Z][a-z]/.test(text.slice(end, end + 12))) {
    return address.split('.').every((part) => Number(part) <= 30);
  }
  return false;
}

function readDomain(written: string, whole: RefangedText, at: number, options: IndicatorOptions): Reading | undefined {
  const defanged = whole.wasDefanged(at, at + written.length);
  if (!isHostName(written, defanged)) return undefined;
  // "node.name = …" is code.
  if (!defanged && /^\s?=/.test(whole.text.slice(at + written.length, at + written.length + 2))) return undefined;
  if (!options.reserved && !defanged && isReservedHost(written)) return undefined;
  return { value: written.toLowerCase() };
}

function readAsn(written: string): Reading | undefined {
  const digits = /\d+$/.exec(written)![0];
  const number = Number(digits);
  const loose = /[ -]/.test(written) && !/^ASN/.test(written);
  // "AS 2020" in capitals is English, and AS400 a computer.
  if (number >= 4_294_967_295 || number === 400 || (loose && (digits.length < 4 || /^(?:19|20)\d\d$/.test(digits))))
    return undefined;
  return { value: `AS${digits}` };
}

function addHost(
  found: ExtractedIndicator[],
  url: string,
  input: string,
  whole: RefangedText,
  at: number,
  options: IndicatorOptions,
): void {
  const lead = /^[a-z0-9]+:\/\/(?:[^/?#@]*@)?/i.exec(url)![0].length;
  const host = /^(?:\[[0-9a-f:.]+\]|[^/?#:]+)/i.exec(url.slice(lead))?.[0];
  if (host === undefined) return;
  const bare = host.replace(/[[\]]/g, '').toLowerCase();
  const start = at + lead + (host.startsWith('[') ? 1 : 0);
  const defanged = whole.wasDefanged(at, start + bare.length);
  const type = isIpv4(bare)
    ? 'ipv4-addr'
    : isIpv6(bare)
      ? 'ipv6-addr'
      : isHostName(bare, true)
        ? 'domain-name'
        : undefined;
  if (type === undefined || (!options.reserved && !defanged && isReservedHost(bare))) return;
  found.push({ type, value: bare, ...locate(input, whole, start, start + bare.length) });
}

function locate(
  input: string,
  whole: RefangedText,
  start: number,
  end: number,
): { start: number; end: number; quote: string } {
  const from = whole.original(start);
  const to = whole.originalEnd(end);
  return { start: from, end: to, quote: input.slice(from, to) };
}
