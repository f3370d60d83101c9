import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { DatasetError } from '../../eval/dataset.ts';
import { indicatorsTask } from '../../eval/tasks/indicators.ts';
import { sharedData } from '../shared-data.ts';

const folder = mkdtempSync(join(tmpdir(), 'orrery-eval-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CASES = [
  {
    text: 'The server was 203.0.113.7, later 198.51.100.9, not 203.0.113.300.',
    stix_mapping: 'ipv4-addr',
    expected: { addresses: ['203.0.113.7', '192.0.2.77'] },
    not_expected: ['203.0.113.300', '198.51.100.9'],
  },
  { text: '', expected: { md5s: ['0123456789abcdef0123456789abcdef'] } },
  { text: 'A card: 4242 4242', stix_mapping: 'payment-card', expected: { cards: ['42424242'] } },
];

const options = { split: 'dev' as const, fit: folder };

describe('indicators', () => {
  test('recall is over what is expected, avoidance over what is refused, cases of other types are left out', async () => {
    writeFileSync(join(folder, 'indicators.json.gz'), gzipSync(JSON.stringify(CASES)));
    const { metrics, predictions } = await indicatorsTask.run({ data: folder, ...options });
    expect(metrics).toMatchObject({
      cases: 1,
      leftOut: 2,
      recall: { value: 0.5, n: 2 },
      avoidance: { value: 0.5, n: 2 },
    });
    expect(predictions).toEqual([{ index: 0, found: { 'ipv4-addr': ['203.0.113.7', '198.51.100.9'] } }]);
  });

  test('a folder without the file, and a file that is cut off, end with words', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    await expect(indicatorsTask.run({ data: empty, ...options })).rejects.toThrow(DatasetError);
    writeFileSync(join(empty, 'indicators.json'), '[{"text":');
    await expect(indicatorsTask.run({ data: empty, ...options })).rejects.toThrow(/indicators\.json is not JSON/);
  });

  test('of the public test suites, more is found than by ioc-extractor', async () => {
    const file = sharedData('standards/indicators.json');
    if (file === undefined) return;
    const { metrics } = await indicatorsTask.run({ data: join(file, '..'), ...options });
    const [own, peer] = [metrics.recall, metrics['ioc-extractor recall']];
    expect(own).toMatchObject({ value: expect.any(Number) });
    expect((own as { value: number }).value).toBeGreaterThan((peer as { value: number }).value);
  });
});
