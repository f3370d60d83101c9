/**
 * Which IP addresses are of the public Internet.
 *
 * Invariant: an address is public only when no entry below holds it, and one that cannot be read is not public; an IPv4
 * address within an IPv6 one (mapped, compatible, translated, 6to4) is judged as the IPv4 address it leads to.
 * IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates); RFC 5771 and RFC 4291 for multicast.
 */
import { BlockList, isIP } from 'node:net';

const SPECIAL_IPV4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Of IPv6 only 2000::/3 is given out; these parts of it are not for hosts of the Internet. */
const SPECIAL_IPV6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const IPV4 = blockList(SPECIAL_IPV4, 'ipv4');
const IPV6 = blockList(SPECIAL_IPV6, 'ipv6');

/** `address` as DNS or a URL's host gives it; IPv6 without brackets. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  if (isIP(plain) === 4) return !IPV4.check(plain, 'ipv4');
  if (isIP(plain) !== 6) return false;
  const groups = groupsOf(plain);
  if (groups === undefined) return false;
  const inner = embeddedIpv4(groups);
  if (inner !== undefined) return !IPV4.check(inner, 'ipv4');
  const first = groups[0] ?? 0;
  return first >= 0x2000 && first <= 0x3fff && !IPV6.check(plain, 'ipv6');
}

/**
 * The IPv4 address that a packet to this IPv6 address may end at: ::ffff:0:0/96 mapped, ::/96 compatible,
 * ::ffff:0:0:0/96 translated, 64:ff9b::/96 (NAT64, RFC 6052), 2002::/16 (6to4, RFC 3056).
 * 64:ff9b:1::/48 is for local translation and never public: it is outside 2000::/3.
 */
function embeddedIpv4(groups: readonly number[]): string | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups;
  const tail = dotted(g, h);
  const zeros = a === 0 && b === 0 && c === 0 && d === 0;
  if (zeros && e === 0 && (f === 0xffff || f === 0)) return tail;
  if (zeros && e === 0xffff && f === 0) return tail;
  if (a === 0x64 && b === 0xff9b && c === 0 && d === 0 && e === 0 && f === 0) return tail;
  if (a === 0x2002) return dotted(b, c);
  return undefined;
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The eight groups of an IPv6 address that `isIP` accepted. */
function groupsOf(address: string): number[] | undefined {
  const withGroups = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a: string, b: string, c: string, d: string) => {
    const high = Number(a) * 256 + Number(b);
    const low = Number(c) * 256 + Number(d);
    return `${high.toString(16)}:${low.toString(16)}`;
  });
  const [head = '', tail] = withGroups.split('::');
  const read = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const left = read(head);
  const right = tail === undefined ? [] : read(tail);
  const groups =
    tail === undefined
      ? left
      : [...left, ...new Array<number>(Math.max(0, 8 - left.length - right.length)).fill(0), ...right];
  return groups.length === 8 ? groups : undefined;
}

function blockList(networks: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family);
  return list;
}
