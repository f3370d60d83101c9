import { expect, test } from 'vitest';
import { defanged, supportWords, validWords } from './wording.ts';

const SUPPORT = {
  reportsHeld: 1,
  reportsCited: 1,
  originsHeld: 0,
  originsCited: 2,
  low: 2,
  high: 2,
  effective: 2,
  contested: false,
  unreviewed: 0,
};

test.each([
  [{}, '2 reports · 0 origins held, 2 cited'],
  [{ reportsCited: 0, originsHeld: 1, originsCited: 0, low: 1, high: 1 }, '1 report · 1 origin held, 0 cited'],
  [{ low: 1 }, '2 reports · 0 origins held, 2 cited, 1–2 independent'],
  [{ unreviewed: 3 }, '2 reports · 0 origins held, 2 cited · 3 unreviewed'],
])('support %j reads “%s”', (part, words) => {
  expect(supportWords({ ...SUPPORT, ...part })).toBe(words);
});

test.each([
  [{ from: '2012', to: '2019-03' }, '2012 to 2019-03'],
  [{ from: '2012', to: null }, 'from 2012'],
  [{ from: null, to: '2019' }, 'until 2019'],
  [{ from: '2015-03-02', to: '2015-03-02' }, 'in 2015-03-02'],
  [{ from: null, to: null }, ''],
])('valid time %j reads “%s”', (valid, words) => {
  expect(validWords(valid)).toBe(words);
});

test.each([
  ['url', 'https://bad.example/a.php', 'hxxps://bad[.]example/a[.]php'],
  ['domain-name', 'bad.example', 'bad[.]example'],
  ['ipv4-addr', '192.0.2.7', '192[.]0[.]2[.]7'],
  ['ipv6-addr', '2001:db8::7', '2001:db8:[:]7'],
  ['cve', 'CVE-2021-44228', 'CVE-2021-44228'],
  ['file', 'loader.dll', 'loader.dll'],
])('an indicator of type %s is shown defanged', (type, value, shown) => {
  expect(defanged(type, value)).toBe(shown);
});
