/** The knowledge that ships: it reads without an issue, and every claim of it can be followed to its source. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDerivations } from '../../src/app/derivations.ts';
import { loadStarter } from '../../src/app/import-starter.ts';
import { openOrrery } from '../../src/app/open-orrery.ts';
import { starterFiles } from '../../src/app/starter-names.ts';
import type { Orrery } from '../../src/app/use-cases.ts';
import { readStarter } from '../../src/extraction/structured/starter/read-starter.ts';
import type { DocumentId } from '../../src/model/evidence/identifiers.ts';
import { Database } from '../../src/storage/database.ts';
import { createTestStore, type TestStore } from '../cli/test-store.ts';

describe('starter knowledge', () => {
  test('reads without an issue, and is at least 150 claims', async () => {
    const knowledge = readStarter(await starterFiles(), 'doc:starter' as DocumentId);
    expect(knowledge.issues).toEqual([]);
    expect(knowledge.claims.filter((claim) => claim.kind !== 'name').length).toBeGreaterThanOrEqual(150);
  });

  test('every claim names a source with address and date, a place in it, and words of ours', async () => {
    const knowledge = readStarter(await starterFiles(), 'doc:starter' as DocumentId);
    const sources = new Map(knowledge.documents.map((source) => [source.id, source]));
    for (const claim of knowledge.claims.filter((one) => one.kind !== 'name')) {
      const source = sources.get(claim.cited!);
      expect(source, claim.sourceKey).toMatchObject({
        url: expect.stringMatching(/^https?:\/\//),
        publishedAt: expect.any(String),
      });
      expect(claim.span, claim.sourceKey).toMatchObject({
        type: 'cited',
        place: expect.stringMatching(/\S/),
        statement: expect.stringMatching(/\S/),
      });
    }
  });

  test('a person stands in it only by office, sanctions designation or docket', async () => {
    const files = await starterFiles(undefined, ['entities']);
    for (const file of files) {
      for (const entry of file.text.split(/^- id: /m).slice(1)) {
        if (/^ {2}type: person$/m.test(entry)) expect(entry).toMatch(/^ {2}basis: (office|sanction|docket)$/m);
      }
    }
  });
});

describe('a store with the starter knowledge', () => {
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

  test('is loaded once', async () => {
    const database = new Database({ connection: { connectionString: store.databaseUrl }, description: 'test store' });
    try {
      expect(await loadStarter({ database, derivations: await loadDerivations() }, () => undefined)).toBe(false);
    } finally {
      await database.close();
    }
  });

  test('says that its sources are cited and not held', async () => {
    const page = await orrery.entity('Ministry of State Security', {});
    expect(page.support.originsHeld).toBe(0);
    expect(page.support.originsCited).toBeGreaterThan(3);
  });

  test('holds contested points side by side', async () => {
    const { items } = await orrery.arrivals({});
    const pairs = items.flatMap((arrival) => arrival.contradictions);
    expect(pairs.length).toBeGreaterThan(0);
    for (const { left, leftStatement, right, rightStatement } of pairs) {
      const evidence = await orrery.evidence(leftStatement!.entityId, leftStatement!.propositionId, {});
      expect(evidence.proposition.support.contested, `${left} and ${right}`).toBe(true);
      expect(evidence.contradictedBy.map((other) => other.id)).toContain(rightStatement!.propositionId);
    }
  });

  test('answers “not publicly stated” for the organ behind Volt Typhoon', async () => {
    const page = await orrery.entity('Volt Typhoon', {});
    const attributed = page.groups
      .flatMap((group) => group.propositions)
      .filter((one) => one.predicate === 'attributed-to');
    expect(attributed.some((one) => one.object.type === 'not-stated')).toBe(true);
  });

  test('keeps the leading and the guiding line of a department apart', async () => {
    const map = await orrery.map({});
    expect(new Set(map.edges.map((edge) => edge.line))).toEqual(new Set(['leading', 'guiding', null]));
  });

  test('court and sanction only thins the map', async () => {
    const all = await orrery.map({});
    const strict = await orrery.map({ evidenceClasses: ['court', 'sanction'] });
    expect(strict.edges.length).toBeGreaterThan(0);
    expect(strict.edges.length).toBeLessThan(all.edges.length);
  });

  test('finds a body by hanzi, by pinyin and with a slip of the pen', async () => {
    for (const query of ['国家安全部', 'guojia anquan bu', 'Ministry of State Securty']) {
      const { entities } = await orrery.search(query, { limit: 3 });
      expect(entities[0]?.entity.label, query).toBe('Ministry of State Security');
    }
  });
});
