import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FilledStore, type Report } from '../../test/release/filled-store.ts';
import { bundleOf, IDS, sampleObjects } from '../../test/release/stix-bundles.ts';
import { danglingReferences, stixProblems } from '../../test/release/stix-check.ts';
import { sharedData } from '../../test/shared-data.ts';
import { ENTITY_TYPES } from '../model/evidence/claim.ts';
import { TLP_LEVELS, TLP_MARKING_IDS, tlpRank } from '../model/tlp/tlp.ts';
import { EXTENSION_ID } from '../products/stix-identity.ts';
import { exportClaims } from './export.ts';
import { findEntity } from './find-entity.ts';
import type { ExportRequest } from './use-cases.ts';

let store: FilledStore;
beforeEach(async () => {
  store = await FilledStore.open();
});
afterEach(() => store.drop());

async function exported(
  request: Partial<ExportRequest>,
): Promise<{ text: string; fileName: string; mediaType: string }> {
  const result = await exportClaims(
    {
      database: store.database,
      resolve: store.derivations.resolve,
      clock: () => new Date('2026-02-03T04:05:06Z'),
      findEntity: (name) => findEntity(store.database, name),
    },
    { format: 'stix', author: 'tester', ...request },
  );
  let text = '';
  for await (const chunk of result.chunks) text += chunk;
  return { text, fileName: result.fileName, mediaType: result.mediaType };
}

type Json = Record<string, unknown> & { id: string; type: string };

async function bundle(request: Partial<ExportRequest> = {}): Promise<Json[]> {
  const parsed = JSON.parse((await exported(request)).text) as { type: string; id: string; objects: Json[] };
  expect(parsed.type).toBe('bundle');
  expect(new Set(parsed.objects.map((object) => object.id)).size).toBe(parsed.objects.length);
  return parsed.objects;
}

const byId = (objects: readonly Json[]): Json[] => [...objects].sort((a, b) => (a.id < b.id ? -1 : 1));

const HERON: Report = {
  text: 'Aldgate assesses that Copper Heron is run by the Marsh Bureau. It does not target boats, it says. Heron has 40 people.',
  title: 'Heron, again',
  publisher: 'Aldgate',
  url: 'https://aldgate.example/again?x=1&y=2',
  publishedAt: '2022-03',
  things: [
    { namespace: 'attack', key: 'G9001', type: 'intrusion-set', label: 'G9001' },
    { key: 'marsh bureau', type: 'government-body', label: 'Marsh Bureau' },
    { key: 'boats', type: 'sector', label: 'Boats' },
  ],
  claims: [
    {
      subject: 'G9001',
      predicate: 'attributed-to',
      object: 'marsh bureau',
      quote: 'Copper Heron is run by the Marsh Bureau',
      speaker: { name: 'an analyst', named: false, chain: ['Aldgate'] },
      valid: { from: '2019', to: '2021-02' },
    },
    {
      subject: 'G9001',
      predicate: 'targets',
      object: 'boats',
      quote: 'It does not target boats',
      negated: true,
      kind: 'target',
    },
    { subject: 'G9001', predicate: 'states', value: '40 people', quote: 'Heron has 40 people', kind: 'record' },
    { subject: 'marsh bureau', predicate: 'alias', value: '沼泽局', quote: 'Marsh Bureau', kind: 'name' },
  ],
};

describe('objects that came from STIX', () => {
  test('go out as they came: every one, unknown types and properties too', async () => {
    const objects = sampleObjects();
    await store.importJson(bundleOf(objects));
    expect(byId(await bundle())).toEqual(byId(objects as Json[]));
  });

  test('keep the very text of numbers that JavaScript cannot hold', async () => {
    const raw = `{"type":"x-acme-gadget","id":"${IDS.strange}","spec_version":"2.1","created":"2020-01-01T00:00:00Z","modified":"2020-01-01T00:00:00Z","n":12345678901234567890.10}`;
    await store.importData(
      Buffer.from(`{"type":"bundle","id":"bundle--aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa","objects":[${raw}]}`),
      'numbers.json',
    );
    expect((await exported({})).text).toContain(raw);
  });

  test('go out in the latest version held', async () => {
    const [producer, statement, group] = sampleObjects();
    await store.importJson(bundleOf([producer!, statement!, group!]));
    const newer = { ...group!, modified: '2022-01-01T00:00:00.000Z', name: 'Copper Heron II' };
    await store.importJson(bundleOf([producer!, statement!, newer]));
    expect((await bundle()).filter((object) => object.id === IDS.group)).toEqual([newer]);
  });

  test('of one thing come with what they refer to and nothing of others', async () => {
    await store.importJson(bundleOf(sampleObjects()));
    const objects = await bundle({ about: 'Copper Heron' });
    expect(objects.map((object) => object.id).sort()).toEqual(
      [IDS.producer, IDS.statement, IDS.group, IDS.malware, IDS.uses, IDS.report, IDS.strange].sort(),
    );
    expect(danglingReferences(objects)).toEqual([]);
  });

  test('whose every claim was rejected stay behind', async () => {
    await store.importJson(bundleOf(sampleObjects()));
    const { rows } = await store.database.query<{ id: string }>('select id from claim where source_key like $1', [
      `${IDS.uses}%`,
    ]);
    for (const { id } of rows) await store.judge('claim-status', id, { status: 'rejected' });
    expect((await bundle()).map((object) => object.id)).not.toContain(IDS.uses);
  });
});

describe('claims that came from elsewhere', () => {
  test('become STIX that refers to the object that stands for the thing', async () => {
    await store.importJson(bundleOf(sampleObjects()));
    const { document } = await store.addReport(HERON);
    await store.judge('source-reliability', 'Aldgate', { reliability: 'B' });
    const objects = await bundle({ about: 'Copper Heron' });
    expect(
      objects
        .filter(
          (object) =>
            object.created_by_ref !== IDS.producer && object.id !== IDS.producer && object.id !== IDS.statement,
        )
        .flatMap(stixProblems),
    ).toEqual([]);
    expect(danglingReferences(objects)).toEqual([]);
    const bureau = objects.find((object) => object.name === 'Marsh Bureau')!;
    expect(bureau).toMatchObject({
      type: 'identity',
      identity_class: 'organization',
      object_marking_refs: [TLP_MARKING_IDS.clear],
    });
    expect(JSON.stringify(bureau.extensions)).toContain('沼泽局');
    const attribution = objects.find((object) => object.relationship_type === 'attributed-to')!;
    expect(attribution).toMatchObject({
      source_ref: IDS.group,
      target_ref: bureau.id,
      description: 'Copper Heron is attributed to Marsh Bureau.',
      start_time: '2019-01-01T00:00:00.000Z',
      stop_time: '2021-02-28T23:59:59.999Z',
      external_references: [
        { source_name: 'Aldgate', url: HERON.url, description: 'Heron, again, 2022-03, characters 22–61' },
      ],
      extensions: {
        [EXTENSION_ID]: {
          extension_type: 'property-extension',
          support: { origins_held: 1, origins_cited: 0, source_reliability: 'B', information_credibility: '6' },
          claims: [
            {
              quote: 'Copper Heron is run by the Marsh Bureau',
              speaker: { name: 'an analyst' },
              source: { id: document },
            },
          ],
        },
      },
    });
    // Credibility 6 is no confidence, not a confidence of zero.
    expect(attribution).not.toHaveProperty('confidence');
  });

  test('that something is not so never become a relationship', async () => {
    await store.addReport(HERON);
    const objects = await bundle();
    expect(objects.filter((object) => object.relationship_type === 'targets')).toEqual([]);
    const notes = objects.filter((object) => object.type === 'note').map((object) => object.content);
    expect(notes).toContain('G9001 is said not to target Boats.');
    expect(notes.some((content) => /^G9001\b.*40 people\.$/.test(String(content)))).toBe(true);
  });

  test('carry a confidence when both halves of the grade are judged', async () => {
    const { claims } = await store.addReport(HERON);
    await store.judge('claim-credibility', claims[0]!, { credibility: 2 });
    expect((await bundle()).find((object) => object.type === 'relationship')).not.toHaveProperty('confidence');
    await store.judge('source-reliability', 'Aldgate', { reliability: 'B' });
    expect((await bundle()).find((object) => object.type === 'relationship')).toMatchObject({ confidence: 70 });
  });

  test('keep their ids from one export and one store to the next', async () => {
    await store.addReport(HERON);
    const first = (await bundle()).map((object) => object.id);
    await store.addReport({ ...HERON, text: `${HERON.text} More.`, title: 'Later' });
    expect((await bundle()).map((object) => object.id)).toEqual(first);
  });

  test('come back once when our own bundle is imported', async () => {
    await store.addReport(HERON);
    const first = await bundle();
    await store.importJson(bundleOf(first), 'ours.json');
    const ids = (await bundle()).map((object) => object.id);
    expect(ids).toEqual(expect.arrayContaining(first.map((object) => object.id)));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('are valid STIX 2.1 whatever they say', async () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => text.trim() !== '' && !text.includes('\0'));
    const date = fc.constantFrom(undefined, '2019', '2020-02', '2021-12-31');
    const claim = fc.record({
      subject: fc.nat(3),
      object: fc.option(fc.nat(3)),
      predicate: fc.oneof(fc.constantFrom('uses', 'name', 'description', 'holds-office', 'lists'), word),
      value: fc.option(word),
      negated: fc.boolean(),
      from: date,
      to: date,
      name: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ type: fc.constantFrom(...ENTITY_TYPES), label: word }), { minLength: 4, maxLength: 4 }),
        fc.array(claim, { minLength: 1, maxLength: 6 }),
        word,
        async (things, claims, text) => {
          const own = await FilledStore.open();
          const outer = store;
          store = own;
          try {
            await own.addReport({
              text: `${text} ${Math.random()}`,
              things: things.map((thing, at) => ({ key: `t${at}`, ...thing })),
              claims: claims.map((one) => ({
                subject: `t${one.subject}`,
                predicate: one.predicate,
                ...(one.object !== null && { object: `t${one.object}` }),
                ...(one.value !== null && { value: one.value }),
                negated: one.negated,
                quote: text,
                kind: one.name ? 'name' : 'record',
                valid: { ...(one.from && { from: one.from }), ...(one.to && { to: one.to }) },
              })),
            });
            const objects = await bundle();
            expect(objects.flatMap(stixProblems)).toEqual([]);
            expect(danglingReferences(objects)).toEqual([]);
          } finally {
            store = outer;
            await own.drop();
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the release gate', () => {
  test.each(TLP_LEVELS)('lets an audience of TLP:%s see no trace of what is above it', async (audience) => {
    const levels = [...TLP_LEVELS];
    for (const level of levels) {
      const canary = `canary-${tlpRank(level)}-x`;
      await store.addReport({
        text: `${canary} says that Copper Heron uses things.`,
        title: `${canary} title`,
        publisher: `${canary} publisher`,
        url: `https://${canary}.example/`,
        tlp: level,
        things: [
          { key: 'copper heron', type: 'intrusion-set', label: level === 'red' ? 'never first' : 'Copper Heron' },
          { key: `${canary} thing`, type: 'malware', label: `${canary} label` },
          { key: 'marsh', type: 'organization', label: 'Marsh' },
        ],
        claims: [
          {
            subject: 'copper heron',
            predicate: 'uses',
            object: `${canary} thing`,
            quote: canary,
            speaker: { name: `${canary} speaker`, named: true, chain: [] },
          },
          { subject: 'copper heron', predicate: 'attributed-to', object: 'marsh', quote: canary },
          { subject: 'copper heron', predicate: 'alias', value: `${canary} alias`, quote: canary, kind: 'name' },
        ],
      });
    }
    const allowed = levels.filter((level) => tlpRank(level) <= tlpRank(audience));
    const hidden = levels.filter((level) => tlpRank(level) > tlpRank(audience));
    for (const format of ['stix', 'csv', 'markdown'] as const) {
      const { text } = await exported({ format, tlp: audience, about: 'name:copper heron' });
      for (const level of hidden) {
        expect(text).not.toContain(`canary-${tlpRank(level)}-x`);
        expect(text).not.toContain(`canary\\-${tlpRank(level)}\\-x`);
        expect(text).not.toContain(TLP_MARKING_IDS[level]);
      }
      for (const level of allowed) expect(text.replaceAll('\\', '')).toContain(`canary-${tlpRank(level)}-x`);
    }
    const attribution = (await bundle({ tlp: audience })).find(
      (object) => object.relationship_type === 'attributed-to',
    )!;
    expect(attribution).toMatchObject({
      // What is made from several carries the strictest of them; counts are of those alone.
      object_marking_refs: [TLP_MARKING_IDS[audience]],
      extensions: {
        [EXTENSION_ID]: {
          support: { origins_held: allowed.length, reports_held: allowed.length, origins_high: allowed.length },
        },
      },
    });
  });

  test('withholds a STIX object by the marking in it, what names it, and what is said of it', async () => {
    const objects = sampleObjects().map((object) =>
      object.id === IDS.malware
        ? { ...object, object_marking_refs: ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82'] }
        : object,
    );
    await store.importJson(bundleOf(objects));
    await store.addReport({
      text: 'Someone says that REEDCUTTER is used by many.',
      things: [
        { namespace: 'stix', key: IDS.malware, type: 'malware', label: 'REEDCUTTER' },
        { key: 'many', type: 'organization', label: 'Many' },
      ],
      claims: [{ subject: IDS.malware, predicate: 'variant-of', object: 'many', quote: 'is used by many' }],
    });
    for (const about of [undefined, 'Copper Heron']) {
      for (const format of ['stix', 'csv'] as const) {
        const { text } = await exported({ format, ...(about && { about }) });
        expect(text).toContain('Copper Heron');
        for (const trace of [IDS.malware, IDS.uses, IDS.otherUses, 'REEDCUTTER']) expect(text).not.toContain(trace);
      }
    }
    const amber = await bundle({ tlp: 'amber' });
    expect(amber.map((object) => object.id)).toEqual(expect.arrayContaining([IDS.malware, IDS.uses, IDS.otherUses]));
  });

  test('calls a thing by no name that only withheld claims give it', async () => {
    await store.addReport({
      text: 'Secret name.',
      tlp: 'red',
      things: [
        { key: 'unit 7', type: 'government-body', label: 'Secret Marsh Unit' },
        { key: 'a', type: 'organization', label: 'A' },
      ],
      claims: [{ subject: 'unit 7', predicate: 'part-of', object: 'a', quote: 'Secret' }],
    });
    await store.addReport({
      text: 'Unit 7 trains B.',
      things: [
        { key: 'unit 7', type: 'government-body', label: 'Unit 7' },
        { key: 'b', type: 'organization', label: 'B' },
      ],
      claims: [{ subject: 'unit 7', predicate: 'trains', object: 'b', quote: 'Unit 7' }],
    });
    for (const format of ['stix', 'csv', 'markdown'] as const) {
      const { text } = await exported({ format, about: 'name:unit 7' });
      expect(text).not.toContain('Secret');
      expect(text).toContain('unit 7');
    }
  });

  test('reads MISP distribution as the level that promises the same', async () => {
    const distributions = [0, 1, 2, 3, 4, 5] as const;
    for (const mispDistribution of distributions) {
      await store.addReport({
        text: `Level-${mispDistribution} text.`,
        marking: { tlp: 'clear', mispDistribution, sharingGroup: 'group-1' },
        things: [{ key: 'a', type: 'organization', label: 'A' }],
        claims: [{ subject: 'a', predicate: 'states', value: `level-${mispDistribution}`, quote: 'Level' }],
      });
    }
    const seen = async (request: Partial<ExportRequest>): Promise<number[]> => {
      const { text } = await exported({ format: 'csv', ...request });
      return distributions.filter((level) => text.includes(`level-${level}`));
    };
    expect(await seen({})).toEqual([3]);
    expect(await seen({ tlp: 'green' })).toEqual([1, 2, 3]);
    expect(await seen({ tlp: 'red' })).toEqual([0, 1, 2, 3]);
    expect(await seen({ audience: 'group-1' })).toEqual([3, 4]);
  });

  test('lets reviewed claims and data sets through, machine claims when asked, rejected ones never', async () => {
    await store.addReport({
      text: 'One two three.',
      things: [{ key: 'a', type: 'organization', label: 'A' }],
      claims: (['reviewed', 'machine', 'rejected'] as const).map((status) => ({
        subject: 'a',
        predicate: 'states',
        value: `is-${status}`,
        quote: 'One',
        status,
      })),
    });
    const plain = (await exported({ format: 'csv' })).text;
    expect([plain.includes('is-reviewed'), plain.includes('is-machine'), plain.includes('is-rejected')]).toEqual([
      true,
      false,
      false,
    ]);
    const all = (await exported({ format: 'csv', includeMachine: true })).text;
    expect([all.includes('is-reviewed'), all.includes('is-machine'), all.includes('is-rejected')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('puts on record what left, with its hash', async () => {
    const { claims } = await store.addReport(HERON);
    const { text } = await exported({ format: 'csv', audience: 'a partner', about: 'attack:G9001' });
    const { rows } = await store.database.query(
      'select format, audience, tlp, about, author, claim_count, sha256 from disclosure',
    );
    expect(rows).toEqual([
      {
        format: 'csv',
        audience: 'a partner',
        tlp: 'clear',
        about: 'attack:G9001',
        author: 'tester',
        claim_count: 3,
        sha256: createHash('sha256').update(text).digest('hex'),
      },
    ]);
    const given = await store.database.query<{ claim_id: string }>('select claim_id from disclosed_claim order by 1');
    expect(given.rows.map((row) => row.claim_id)).toEqual(claims.slice(0, 3).sort());
  });

  test('says no more of what is withheld than of what is not there, and records nothing then', async () => {
    await store.addReport({ ...HERON, tlp: 'red' });
    await expect(exported({ about: 'attack:G9001' })).rejects.toMatchObject({ reason: 'not-found' });
    expect((await store.database.query('select 1 from disclosure')).rowCount).toBe(0);
  });
});

describe('a Markdown report', () => {
  test('cites the exact words of every sentence', async () => {
    await store.addReport(HERON);
    const { text, fileName, mediaType } = await exported({ format: 'markdown', about: 'attack:G9001' });
    expect({ fileName, mediaType }).toEqual({ fileName: 'attack-g9001.md', mediaType: 'text/markdown; charset=utf-8' });
    expect(text).toContain('G9001 is attributed to Marsh Bureau. \\[1\\] (F6; 1 report · 1 origin held, 0 cited)');
    expect(text).toContain(
      '1. “Copper Heron is run by the Marsh Bureau” (an analyst, told by Aldgate) — Aldgate, Heron, again, 2022\\-03, characters 22–61, <https://aldgate.example/again?x=1&y=2>',
    );
    expect(text.startsWith('**TLP:CLEAR**')).toBe(true);
  });

  test('is about one thing', async () => {
    await expect(exported({ format: 'markdown' })).rejects.toMatchObject({ reason: 'invalid', place: 'about' });
  });
});

test('every object of a real ATT&CK release comes back equal, and one group comes without loose ends', async () => {
  const path = sharedData('attack/enterprise-attack-10.1.json.gz');
  if (!path) return;
  const source = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as { objects: Json[] };
  await store.importFile(path);
  const back = new Map((await bundle()).map((object) => [object.id, object]));
  const latest = new Map<string, Json>();
  for (const object of source.objects) latest.set(object.id, object);
  expect(back.size).toBe(latest.size);
  for (const [id, object] of latest) expect(back.get(id)).toEqual(object);
  const group = await bundle({ about: 'attack:G0096' });
  expect(group.length).toBeGreaterThan(50);
  const held = new Set(source.objects.map((object) => object.id));
  expect(danglingReferences(group).filter((id) => held.has(id))).toEqual([]);
}, 180_000);
