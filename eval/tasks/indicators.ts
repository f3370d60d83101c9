/**
 * `indicators`: what extractors are expected to find in a text, and what not, from the test suites of public ones.
 *
 * Their policies differ (whether a URL's host is a domain name too), so values are compared within one type of ours at a time: recall is
 * over the values a case expects, avoidance over those it says must not be found. The npm package ioc-extractor is scored beside ours.
 * Cases without a text, and those of types that are none of ours (bank cards, names of a lookup list), are counted and left out.
 */
import { extractIOC } from 'ioc-extractor';
import { findIndicators } from '../../src/extraction/prose/indicators.ts';
import { DatasetError, findDataset, parseJson } from '../dataset.ts';
import { type Metric, proportion } from '../metric.ts';
import type { EvalTask } from '../task.ts';

const FILE = 'indicators.json';

/** Names of the test suites to our types. */
const TYPES: Readonly<Record<string, string>> = {
  'domain-name': 'domain-name',
  domains: 'domain-name',
  url: 'url',
  urls: 'url',
  'ipv4-addr': 'ipv4-addr',
  ipv4s: 'ipv4-addr',
  'ipv6-addr': 'ipv6-addr',
  ipv6s: 'ipv6-addr',
  'file-hash': 'file',
  md5s: 'file',
  sha1s: 'file',
  sha256s: 'file',
  sha512s: 'file',
  'email-addr': 'email-addr',
  emails: 'email-addr',
  'mac-addr': 'mac-addr',
  macAddresses: 'mac-addr',
  'autonomous-system': 'asn',
  asns: 'asn',
  cves: 'cve',
  'windows-registry-key': 'windows-registry-key',
  'cryptocurrency-wallet': 'cryptocurrency-address',
  btcs: 'cryptocurrency-address',
  eths: 'cryptocurrency-address',
  xmrs: 'cryptocurrency-address',
};
const ANY_TYPE = 'any';

interface IndicatorCase {
  readonly index: number;
  readonly text: string;
  /** Our type, or any, to the values that should be found. */
  readonly expected: ReadonlyMap<string, readonly string[]>;
  readonly refused: readonly { readonly type: string; readonly value: string }[];
}

type Found = ReadonlyMap<string, readonly string[]>;

export const indicatorsTask: EvalTask = {
  name: 'indicators',
  about: `indicators expected and refused by public test suites (${FILE})`,
  async run({ data }) {
    const rows = parseJson(findDataset(data, FILE));
    if (!Array.isArray(rows)) throw new DatasetError(`${FILE} is not a list of cases.`, 'Fetch it again.');
    const cases = rows.flatMap((row: unknown, index) => caseOf(row, index) ?? []);
    const own = cases.map((one) => findOwn(one.text));
    const peer = cases.map((one) => findByPeer(one.text));
    return {
      metrics: {
        cases: cases.length,
        leftOut: rows.length - cases.length,
        recall: recall(cases, own) ?? null,
        avoidance: avoidance(cases, own) ?? null,
        'ioc-extractor recall': recall(cases, peer) ?? null,
        'ioc-extractor avoidance': avoidance(cases, peer) ?? null,
      },
      predictions: cases.map(({ index }, i) => ({ index, found: Object.fromEntries(own[i]!) })),
    };
  },
};

function findOwn(text: string): Found {
  // Test suites write with addresses of documentation and private ranges, which are no indicators in a report.
  const found = findIndicators(text, { reserved: true, hostsOfUrls: true });
  return grouped(found.map(({ type, value }) => [type, value] as const));
}

function findByPeer(text: string): Found {
  const pairs = Object.entries(extractIOC(text)).flatMap(([name, values]) =>
    Array.isArray(values) ? values.map((value) => [TYPES[name] ?? name, String(value)] as const) : [],
  );
  return grouped(pairs);
}

function recall(cases: readonly IndicatorCase[], found: readonly Found[]): Metric | undefined {
  let right = 0;
  let all = 0;
  for (const [i, one] of cases.entries()) {
    for (const [type, values] of one.expected) {
      all += values.length;
      right += values.filter((value) => holds(found[i]!, type, value)).length;
    }
  }
  return proportion(right, all);
}

function avoidance(cases: readonly IndicatorCase[], found: readonly Found[]): Metric | undefined {
  let avoided = 0;
  let all = 0;
  for (const [i, one] of cases.entries()) {
    all += one.refused.length;
    avoided += one.refused.filter(({ type, value }) => !holds(found[i]!, type, value)).length;
  }
  return proportion(avoided, all);
}

function holds(found: Found, type: string, value: string): boolean {
  const candidates = type === ANY_TYPE ? [...found.values()].flat() : (found.get(type) ?? []);
  const key = comparable(value);
  return candidates.some((candidate) => comparable(candidate) === key);
}

/** Case, the colon or hyphen of a hardware address, and the spelling of a system's number do not make another indicator. */
function comparable(value: string): string {
  const lower = value.trim().toLowerCase();
  if (/^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/.test(lower)) return lower.replaceAll('-', ':');
  return lower.replace(/^asn?[ -]?(?=\d+$)/, 'as').replace(/\/$/, '');
}

function caseOf(row: unknown, index: number): IndicatorCase | undefined {
  if (!isRecord(row) || typeof row.text !== 'string' || row.text === '') return undefined;
  const expected = new Map<string, readonly string[]>();
  const ownType = typeof row.stix_mapping === 'string' ? TYPES[row.stix_mapping] : undefined;
  for (const [name, values] of Object.entries(isRecord(row.expected) ? row.expected : {})) {
    const type = ownType ?? TYPES[name];
    if (type !== undefined) expected.set(type, texts(values));
  }
  if (Array.isArray(row.expected_values)) expected.set(ANY_TYPE, texts(row.expected_values));
  if (expected.size === 0) return undefined;
  const refused = ownType === undefined ? [] : texts(row.not_expected).map((value) => ({ type: ownType, value }));
  return { index, text: row.text, expected, refused };
}

function grouped(pairs: Iterable<readonly [string, string]>): Found {
  const groups = new Map<string, string[]>();
  for (const [type, value] of pairs) {
    const group = groups.get(type);
    if (group === undefined) groups.set(type, [value]);
    else if (!group.includes(value)) group.push(value);
  }
  return groups;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
