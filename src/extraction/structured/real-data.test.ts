/** The published files, when they stand beside the checkout. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readStructured } from '../../../test/fixtures/structured/read.ts';
import { sharedData } from '../../../test/shared-data.ts';

interface StixLike {
  readonly type: string;
  readonly id: string;
  readonly external_references?: readonly { readonly source_name: string }[];
}

const attackPath = sharedData('attack/enterprise-attack-10.1.json.gz');
const kevPath = sharedData('vulnerabilities/kev-2025-08-25.json.gz');
const actorsPath = sharedData('misp-galaxy/threat-actor.json.gz');
const mitrePath = sharedData('misp-galaxy/mitre-intrusion-set.json.gz');
const epssPath = sharedData('vulnerabilities/epss-kev-2026-08-22.csv.gz');

function parse(path: string): Record<string, unknown[]> {
  return JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as Record<string, unknown[]>;
}

describe.skipIf(!attackPath)('ATT&CK Enterprise 10.1', async () => {
  if (!attackPath) return;
  const read = await readStructured(attackPath);
  const claimsOf = new Map(read.rows.map((row, index) => [row.key, read.mapped[index]!.claims]));

  it('every object is a row, equal to the original', () => {
    expect(read.refused).toEqual([]);
    expect(read.rows).toHaveLength(15_886);
    expect(read.rows.map((row) => JSON.parse(row.raw) as unknown)).toEqual(parse(attackPath).objects);
  });

  it('names its data set and release', () => {
    expect(read.probe).toMatchObject({
      format: 'stix',
      rowCount: 15_886,
      dataset: {
        id: 'attack/enterprise-attack',
        release: '10.1',
        publishedAt: '2021-11-10T09:30:48.753746Z',
        complete: true,
      },
    });
  });

  it('a relationship is one claim per report it cites, and one of its own when it cites none', () => {
    const relationships = parse(attackPath).objects!.filter(
      (object) => (object as StixLike).type === 'relationship',
    ) as StixLike[];
    expect(relationships).toHaveLength(14_069);
    let citingNothing = 0;
    let citingSeveral = 0;
    for (const relationship of relationships) {
      const references = relationship.external_references ?? [];
      const names = new Set(references.map((reference) => reference.source_name.trim()));
      if (references.length === 0) citingNothing++;
      if (references.length > 1) citingSeveral++;
      const claims = claimsOf.get(relationship.id)!;
      expect(claims).toHaveLength(Math.max(1, names.size));
      expect(claims.filter((claim) => claim.cited === undefined)).toHaveLength(names.size === 0 ? 1 : 0);
    }
    expect([citingNothing, citingSeveral]).toEqual([3_334, 2_289]);
  });

  it('every claim quotes words that stand at its pointer', () => {
    const document = parse(attackPath);
    for (const { span } of read.mapped.flatMap((row) => row.claims)) {
      if (span.type !== 'data') throw new Error('a structured claim has a data span');
      const value = span.pointer
        .slice(1)
        .split('/')
        .reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], document);
      if (!String(value).includes(span.quote)) expect(String(value)).toContain(span.quote);
    }
  });

  it('a mitigation with a technique’s id is not the technique', () => {
    const same = read.mapped.flatMap((row) => row.same);
    const byRight = new Map<string, string>();
    for (const { left, right } of same) {
      expect(byRight.get(right)).toBeUndefined();
      byRight.set(right, left);
    }
    expect(byRight.get('attack:T1059')).toMatch(/^stix:attack-pattern--/);
  });
});

describe.skipIf(!kevPath)('the KEV catalogue of 2025-08-25', () => {
  it('has 1,404 entries, each a row equal to the original', async () => {
    const read = await readStructured(kevPath!);
    expect(read.refused).toEqual([]);
    expect(read.rows.map((row) => JSON.parse(row.raw) as unknown)).toEqual(parse(kevPath!).vulnerabilities);
    expect(read.rows).toHaveLength(1_404);
  });
});

describe.skipIf(!actorsPath || !mitrePath)('MISP galaxies', () => {
  it('threat-actor has 1,041 clusters, each a row equal to the original', async () => {
    const read = await readStructured(actorsPath!);
    expect(read.refused).toEqual([]);
    expect(read.rows.map((row) => JSON.parse(row.raw) as unknown)).toEqual(parse(actorsPath!).values);
    expect(read.rows).toHaveLength(1_041);
    expect(read.mapped.flatMap((row) => row.same)).toEqual([]);
  });

  it('the galaxy made from ATT&CK joins its groups', async () => {
    const read = await readStructured(mitrePath!);
    const same = read.mapped.flatMap((row) => row.same.map((pair) => pair.right));
    expect(same.filter((right) => right.startsWith('attack:G')).length).toBe(185);
    expect(same.filter((right) => right.startsWith('stix:intrusion-set--')).length).toBe(191);
  });
});

describe.skipIf(!epssPath)('EPSS for KEV of 2026-08-22', () => {
  it('has a score for each of its lines', async () => {
    const read = await readStructured(epssPath!);
    expect(read.refused).toEqual([]);
    expect(read.rows).toHaveLength(read.probe.rowCount);
    expect(read.mapped.every((row) => row.claims.length === 1)).toBe(true);
  });
});
