/** Real data sets from file to page. Skipped, with the reason printed, where the development data is absent. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOrrery } from '../../src/app/open-orrery.ts';
import type { Orrery } from '../../src/app/use-cases.ts';
import { createTestStore, type TestStore } from '../cli/test-store.ts';
import { sharedData } from '../shared-data.ts';

const attack = sharedData('attack/enterprise-attack-10.1.json.gz');
const threatActors = sharedData('misp-galaxy/threat-actor.json.gz');
const kev = sharedData('vulnerabilities/kev-2025-08-25.json.gz');

let store: TestStore;
let orrery: Orrery;
beforeAll(async () => {
  store = await createTestStore();
  orrery = await openOrrery({ databaseUrl: store.databaseUrl, starter: true });
});
afterAll(async () => {
  await orrery.close();
  await store.drop();
});

const importAll = (...inputs: string[]) => orrery.import({ inputs, author: 'test' });

describe.skipIf(attack === undefined)('ATT&CK 10.1', () => {
  test('comes in whole, and again adds nothing', async () => {
    const [first] = await importAll(attack!);
    expect(first).toMatchObject({
      state: 'added',
      format: 'stix',
      rows: { added: 15_886, refused: 0, withdrawn: 0 },
      problems: [],
    });
    const [again] = await importAll(attack!);
    expect(again).toMatchObject({ state: 'already-known', rows: { added: 0 }, claims: { added: 0 } });
  });

  test('a relation that cites two reports is two claims, each with the clause before its citation', async () => {
    const page = await orrery.entity('attack:G0096', {});
    const uses = page.groups.find((group) => group.kind === 'capability')!;
    const twice = uses.propositions.find((one) => one.support.reportsCited >= 2)!;
    const { claims } = await orrery.evidence(page.entity.id, twice.id, {});
    expect(new Set(claims.map((claim) => claim.cited?.id)).size).toBe(claims.length);
    for (const claim of claims) {
      expect(claim.via).toBe('attack/enterprise-attack');
      expect(claim.quote).not.toBe('');
      expect(claim.quote).not.toContain('(Citation:');
    }
  });

  test('yields no held report by itself', async () => {
    const page = await orrery.entity('attack:G0096', {});
    expect(page.support).toMatchObject({ reportsHeld: 0, originsHeld: 0 });
    expect(page.support.reportsCited).toBeGreaterThan(2);
  });

  test('what was published later is not known earlier', async () => {
    const now = await orrery.entity('APT41', {});
    const then = await orrery.entity('APT41', { asOf: '2019-06-01', knownAt: '2021-01-01' });
    expect(then.entity.id).toBe(now.entity.id);
    expect(then.claimCount).toBeGreaterThan(0);
    expect(then.claimCount).toBeLessThan(now.claimCount);
    for (const group of then.groups) {
      for (const one of group.propositions) expect(one.firstPublished! <= '2021-01-01').toBe(true);
    }
  });

  test('joins the starter knowledge of the same group by its identifier, and nothing by its name', async () => {
    const page = await orrery.entity('APT41', {});
    expect(page.entity.referents.map((referent) => referent.id)).toEqual(
      expect.arrayContaining([
        'attack:G0096',
        'starter:apt41',
        'stix:intrusion-set--18854f55-ac7c-4634-bd9a-352dd07613b7',
      ]),
    );
    expect(page.entity.referents.every((referent) => !referent.id.startsWith('misp:'))).toBe(true);
  });

  test('a deprecated mitigation with the id of a technique is not that technique', async () => {
    const technique = await orrery.entity('attack:T1174', {}).catch(() => undefined);
    const mitigation = await orrery.entity('stix:course-of-action--00d7d21b-69d6-4797-88a2-c86f3fc97651', {});
    expect(mitigation.entity).toMatchObject({ type: 'course-of-action', flags: ['deprecated'] });
    expect(technique?.entity.id).not.toBe(mitigation.entity.id);
  });
});

describe.skipIf(threatActors === undefined || kev === undefined)('MISP galaxy and KEV', () => {
  test('come in together', async () => {
    const outcomes = await importAll(threatActors!, kev!);
    expect(outcomes.map((one) => [one.format, one.rows.added, one.rows.refused])).toEqual([
      ['misp-galaxy', 1041, 0],
      ['kev', 1404, 0],
    ]);
  });

  test('a name that several actors carry joins none of them', async () => {
    const { entities } = await orrery.search('PLA Navy', { limit: 10 });
    const exact = entities.filter((hit) => hit.matched === 'PLA Navy');
    expect(exact.length).toBeGreaterThan(1);
    expect(new Set(exact.map((hit) => hit.entity.id)).size).toBe(exact.length);
  });

  test('a vulnerability of the catalogue says when it was listed', async () => {
    const page = await orrery.entity('cve:CVE-2025-48384', {});
    const listed = page.groups.flatMap((group) => group.propositions).find((one) => one.predicate === 'listed-in')!;
    expect(listed.valid.from).toBe('2025-08-25');
  });
});
