import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findIndicators } from './indicators.ts';

const found = (text: string): string[] =>
  findIndicators(text).map((indicator) => `${indicator.type} ${indicator.value}`);
const SHA256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

describe('plain and defanged', () => {
  test.each([
    ['45.77.1.10 and 45.77.1.10:8080', ['ipv4-addr 45.77.1.10', 'ipv4-addr 45.77.1.10']],
    ['45[.]77[.]1[.]10, 45.77.1[.]10, 45(.)77(.)1(.)10, 45{.}77{.}1{.}10', Array(4).fill('ipv4-addr 45.77.1.10')],
    ['45.77.0.0/16', ['ipv4-addr 45.77.0.0/16']],
    [
      '2a01:4f8:0:1::2 and [2a01:4f8:10:a:b:c:d:1]:443',
      ['ipv6-addr 2a01:4f8:0:1::2', 'ipv6-addr 2a01:4f8:10:a:b:c:d:1'],
    ],
    [
      'tide-files[.]net, tide-files(dot)net, tide-files [.] net, tide-files[dot]net',
      Array(4).fill('domain-name tide-files.net'),
    ],
    ['Tide-Files.NET and sub.tide-files.co.uk.', ['domain-name tide-files.net', 'domain-name sub.tide-files.co.uk']],
    [
      'hxxp://tide-files[.]net/a.php?x=1, hxxps[://]tide-files.net, hXXp[:]//tide-files.net',
      ['url http://tide-files.net/a.php?x=1', 'url https://tide-files.net', 'url http://tide-files.net'],
    ],
    ['(see https://tide-files.net/a_(b)).', ['url https://tide-files.net/a_(b)']],
    ['访问https://tide-files.net/路径，下载', ['url https://tide-files.net/']],
    [
      'ops@tide-files.net, ops[at]tide-files[.]net, ops [at] tide-files [dot] net',
      Array(3).fill('email-addr ops@tide-files.net'),
    ],
    [
      `${SHA256.toUpperCase()} ${SHA256.slice(0, 40)} ${SHA256.slice(0, 32)}`,
      [`file ${SHA256}`, `file ${SHA256.slice(0, 40)}`, `file ${SHA256.slice(0, 32)}`],
    ],
    [SHA256 + SHA256, [`file ${SHA256}${SHA256}`]],
    ['CVE-2021-44228, cve-2021-44228, CVE‑2021‑44228', Array(3).fill('cve CVE-2021-44228')],
    ['AS15169, ASN 15169, AS 15169', Array(3).fill('asn AS15169')],
    ['1BoatSLRHtKNngkdXEeobR76b53LETtpyT', ['cryptocurrency-address 1BoatSLRHtKNngkdXEeobR76b53LETtpyT']],
    [
      'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4',
      ['cryptocurrency-address BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'],
    ],
    ['00:1a:2b:3c:4d:5e', ['mac-addr 00:1a:2b:3c:4d:5e']],
    ['HKCU\\Software\\Tide\\Run.', ['windows-registry-key HKCU\\Software\\Tide\\Run']],
    ['tidefilesabcdefgh.onion', ['domain-name tidefilesabcdefgh.onion']],
    ['10[.]1[.]2[.]3', ['ipv4-addr 10.1.2.3']],
  ])('%s', (text, want) => expect(found(text)).toEqual(want));
});

describe('what only looks like one', () => {
  test.each([
    'version 1.2.3.4 and v10.0.1.2',
    'Chrome/96.0.4664.45',
    '3.1.2.1 Overview',
    '1.3.6.1.4.1.311',
    '256.1.1.1',
    'run setup.py, then install.sh and readme.md',
    'System.Net and ASP.NET and Socket.IO',
    'the end.In 2015',
    'e.g. this, i.e. that',
    'config.dll and payload.exe',
    '192.0.2.1, 198.51.100.7, 203.0.113.9, 127.0.0.1, 10.0.0.1',
    'www.example.com, https://example.org/x, user@example.net, host.test',
    '2001:db8::1 and fe80::1',
    '12:34:56 and std::vector and a::b',
    'd41d8cd98f00b204e9800998ecf8427',
    '00000000000000000000000000000000',
    '12345678901234567890123456789012',
    'CVE-2021-12',
    'AS400, AS 2020 and as 15169',
    '1BoatSLRHtKNngkdXEeobR76b53LETtpyU',
    'object.method.call()',
    'node.name = value_of.thing',
  ])('none: %s', (text) => expect(found(text)).toEqual([]));
});

test('the host of a URL is given when asked for', () => {
  expect(
    findIndicators('https://cdn.tide-files.net/x', { hostsOfUrls: true }).map((indicator) => [
      indicator.type,
      indicator.quote,
    ]),
  ).toEqual([
    ['url', 'https://cdn.tide-files.net/x'],
    ['domain-name', 'cdn.tide-files.net'],
  ]);
});

test('quotes are the words of the text, defanged as they stand', () => {
  const piece = fc.constantFrom(
    'tide',
    '-files',
    '.',
    '[.]',
    '(dot)',
    ' [dot] ',
    'net',
    'hxxp',
    '://',
    '[://]',
    '/',
    'a',
    '@',
    '[at]',
    '45',
    ' ',
    '\n',
    ':',
    '海',
    '😀',
    SHA256,
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      for (const indicator of findIndicators(text, { hostsOfUrls: true, reserved: true })) {
        expect(text.slice(indicator.start, indicator.end)).toBe(indicator.quote);
        expect(indicator.quote.length).toBeGreaterThan(0);
        expect(indicator.value).not.toMatch(/\[\.\]|hxxp:/);
      }
    }),
    { numRuns: 500 },
  );
});
