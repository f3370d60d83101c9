import { expect, test } from 'vitest';
import { defang, isLiveAddress } from './defang.ts';

test.each([
  ['an address of a page', 'https://update.example.com/a?b=1', 'hxxps://update[.]example[.]com/a?b=1'],
  ['a host name', 'cdn.example.net', 'cdn[.]example[.]net'],
  ['an IPv4 address', '192.0.2.7', '192[.]0[.]2[.]7'],
  ['a mailbox', 'desk@example.org', 'desk[@]example[.]org'],
  ['what the report has defanged itself', 'hxxp://example[.]com', 'hxxp://example[.]com'],
])('%s is not live', (_, live, shown) => {
  expect(defang(live)).toBe(shown);
});

test('a hash is shown as it is', () => {
  expect(isLiveAddress('file')).toBe(false);
  expect(isLiveAddress('domain-name')).toBe(true);
});
