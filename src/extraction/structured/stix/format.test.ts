import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fixturePath, readStructured, readText } from '../../../../test/fixtures/structured/read.ts';
import type { ClaimDraft } from '../../../model/evidence/claim.ts';
import { StructuredInputError } from '../../../model/evidence/structured.ts';

const bundle = await readStructured(fixturePath('bundle-2.1.json'));
const claims = bundle.mapped.flatMap((row) => row.claims);
const heron = 'stix:intrusion-set--33333333-3333-4333-8333-333333333333';

function of(subject: string, predicate: string): ClaimDraft[] {
  return claims.filter((claim) => claim.subject === subject && claim.predicate === predicate);
}

describe('a bundle', () => {
  it('gives every object as a row with its exact text', () => {
    const original = JSON.parse(JSON.stringify(bundle.rows.map((row) => JSON.parse(row.raw))));
    expect(bundle.refused).toEqual([]);
    expect(bundle.rows).toHaveLength(bundle.probe.rowCount);
    expect(original).toHaveLength(17);
    expect(bundle.rows[16]).toMatchObject({ type: 'x-lantern-boat', pointer: '/objects/16', version: '' });
  });

  it('is named by its only creator and dated by its latest object', () => {
    expect(bundle.probe.dataset).toMatchObject({
      id: 'stix/lantern-research',
      publisher: 'Lantern Research',
      publishedAt: '2021-06-02T00:00:00.000Z',
      complete: false,
    });
  });

  it('of STIX 2.0 with its envelope behind its objects is read too', async () => {
    const old = await readStructured(fixturePath('bundle-2.0.json'));
    expect(old.refused).toEqual([]);
    expect(old.rows.map((row) => row.type)).toEqual(['threat-actor', 'observed-data']);
    expect(old.probe.dataset.id).toBe('stix/bundle--6f1c1c0e-0a6b-4f65-9a55-0d8f3a1c0002');
  });

  it('keeps what the model does not know, and says so', () => {
    const boat = bundle.mapped[16]!;
    expect(boat.referents[0]).toMatchObject({ type: 'other', sourceType: 'x-lantern-boat', label: 'Skiff' });
    expect(boat.issues).toMatchObject([{ pointer: '/objects/16/type' }]);
  });
});

describe('the quote of a claim', () => {
  it('stands at its pointer, word for word', () => {
    const document: unknown = { objects: bundle.rows.map((row) => JSON.parse(row.raw)) };
    for (const { span } of claims) {
      if (span.type !== 'data') throw new Error('a structured claim has a data span');
      const value = span.pointer
        .slice(1)
        .split('/')
        .reduce<unknown>(
          (node, part) => (node as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')],
          document,
        );
      expect(String(value)).toContain(span.quote);
    }
  });
});

describe('names and ids', () => {
  it('a name that three reports are cited for is one claim for each, with their dates', () => {
    expect(of(heron, 'name')).toMatchObject([{ object: { value: 'Copper Heron' } }]);
    const reed = of(heron, 'alias').filter(
      (claim) => claim.object.type === 'value' && claim.object.value === 'Reed Walker',
    );
    expect(reed.map((claim) => claim.published)).toEqual(['2020-05-04', '2021-03']);
    expect(new Set(reed.map((claim) => claim.cited)).size).toBe(2);
    expect(
      of(heron, 'alias').find((claim) => claim.span.type === 'data' && claim.span.quote === 'GRP-7')?.cited,
    ).toBeUndefined();
  });

  it('ids are taken from objects in force and of the right kind', () => {
    const same = bundle.mapped.flatMap((row) => row.same.map((pair) => `${pair.left} ${pair.right}`));
    expect(same).toEqual([
      `${heron} attack:G9907`,
      'stix:attack-pattern--66666666-6666-4666-8666-666666666666 attack:T9901',
      'stix:vulnerability--77777777-7777-4777-8777-777777777777 cve:CVE-2099-10001',
    ]);
  });

  it('an individual is no person', () => {
    expect(bundle.mapped[1]!.referents[0]).toMatchObject({ type: 'identity', label: 'A. Contributor' });
  });

  it('observables are labelled by their value', () => {
    expect(bundle.mapped[14]!.referents[0]!.label).toBe('192.0.2.7');
    expect(bundle.mapped[15]!.referents[0]!.label).toBe('00112233445566778899aabbccddeeff');
  });
});

describe('relationships', () => {
  const uses = of(heron, 'uses');
  it('one that cites four reports is four claims, each with the words before its citation', () => {
    expect(uses.map((claim) => claim.span.type === 'data' && claim.span.quote)).toEqual([
      '[Copper Heron](https://lantern.example/groups/7) has used [MARSHLIGHT](https://lantern.example/m), e.g. in 2020.',
      'It later sent it by mail,',
      'It later sent it by mail,',
      'and by post',
    ]);
    expect(uses.map((claim) => claim.sourceKey?.split('|').slice(1))).toEqual([
      ['2021-03-03T00:00:00.000Z', 'Quay Reed May 2020'],
      ['2021-03-03T00:00:00.000Z', 'Lantern Heron 2021'],
      ['2021-03-03T00:00:00.000Z', 'Nowhere Listed'],
      ['2021-03-03T00:00:00.000Z', 'Pier (Second Edition)'],
    ]);
    for (const claim of uses) {
      expect(claim).toMatchObject({
        kind: 'capability',
        via: 'stix/lantern-research',
        valid: { from: '2020-05-01', to: '2021-02-01' },
      });
    }
  });

  it('a report cited by two objects is one document, whatever its address was decorated with', () => {
    const reed = of(heron, 'alias').find((claim) => claim.published === '2020-05-04');
    expect(uses[0]!.cited).toBe(reed!.cited);
  });

  it('a cited report is described as far as its citation goes', () => {
    const cited = bundle.mapped.flatMap((row) => row.cited);
    expect(cited.find((document) => document.citationName === 'Quay Reed May 2020')).toMatchObject({
      title: 'Reed Walker on the Move',
      authors: ['Ash, B.', 'Cole, D.'],
      publishedAt: '2020-05-04',
      evidenceClass: 'unstated',
    });
    expect(cited.find((document) => document.citationName === 'Lantern Heron 2021')).toMatchObject({
      publisher: 'Lantern',
    });
    expect(cited.find((document) => document.citationName === 'Nowhere Listed')).not.toHaveProperty('url');
  });

  it('one that cites nothing is the data set’s own statement', () => {
    const [attributed, ...others] = of(heron, 'attributed-to');
    expect(others).toEqual([]);
    expect(attributed).toMatchObject({ kind: 'campaign', published: '2021-03-03', evidenceClass: 'dataset' });
    expect(attributed).not.toHaveProperty('cited');
  });

  it('sightings and reports point at what they are about', () => {
    const sighting = 'stix:sighting--99999999-9999-4999-8999-999999999999';
    expect(of(sighting, 'sighting-of')).toMatchObject([{ qualifiers: { count: '3' }, valid: { from: '2021-05-01' } }]);
    expect(of(sighting, 'sighted-at')).toHaveLength(1);
    expect(of('stix:report--aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 'refers-to')).toMatchObject([
      { object: { referent: heron } },
    ]);
  });
});

describe('what an object says of itself', () => {
  it('description without markup, state, platforms, tactics, first sight', () => {
    expect(of(heron, 'description')).toMatchObject([
      { object: { value: 'Copper Heron is a group that reads the mail of ministries. It was first seen in 2019.' } },
    ]);
    const malware = 'stix:malware--44444444-4444-4444-8444-444444444444';
    expect(of(malware, 'status')).toMatchObject([{ object: { value: 'revoked' } }]);
    expect(of(malware, 'platform').map((claim) => claim.object)).toMatchObject([
      { value: 'Windows' },
      { value: 'Linux' },
    ]);
    expect(of('stix:attack-pattern--66666666-6666-4666-8666-666666666666', 'tactic')).toHaveLength(1);
    expect(of(heron, 'first-seen')).toMatchObject([{ object: { value: '2019-05-01' }, valid: { from: '2019-05-01' } }]);
  });
});

describe('markings', () => {
  it('the strictest wins and statements travel along', () => {
    expect(of(heron, 'name')[0]!.marking).toEqual({
      tlp: 'amber',
      statements: ['marking-definition--22222222-2222-4222-8222-222222222222'],
    });
  });

  it('one that cannot be read or is not defined is held at amber and said', () => {
    expect(bundle.mapped[5]!.claims[0]!.marking?.tlp).toBe('amber');
    expect(bundle.mapped[5]!.issues[0]!.message).toMatch(/no known level/);
    expect(bundle.mapped[13]!.claims[0]!.marking?.tlp).toBe('amber');
    expect(bundle.mapped[13]!.issues[0]).toMatchObject({ pointer: '/objects/13/object_marking_refs/0' });
  });

  test.each([
    [{ definition_type: 'tlp', definition: { tlp: 'red' } }, 'red'],
    [
      { name: 'TLP:AMBER+STRICT', extensions: { 'extension-definition--x': { tlp_2_0: 'amber+strict' } } },
      'amber+strict',
    ],
    [{ definition_type: 'TLP', x_opencti_definition: 'TLP:GREEN' }, 'green'],
    [{ definition_type: 'statement', definition: { statement: 'be kind' } }, 'clear'],
  ])('defined in the file: %j is %s', async (definition, tlp) => {
    const id = 'marking-definition--22222222-2222-4222-8222-999999999999';
    const read = await readText(
      JSON.stringify({
        type: 'bundle',
        objects: [
          { type: 'marking-definition', id, ...definition },
          { type: 'tool', id: 'tool--00000000-0000-4000-8000-000000000001', name: 'Lamp', object_marking_refs: [id] },
          {
            type: 'tool',
            id: 'tool--00000000-0000-4000-8000-000000000002',
            name: 'Wick',
            granular_markings: [{ marking_ref: id, selectors: ['name'] }],
          },
        ],
      }),
      'marked.json',
    );
    expect(read.mapped[1]!.claims[0]!.marking?.tlp).toBe(tlp);
    expect(read.mapped[2]!.claims[0]!.marking?.tlp).toBe(tlp);
  });
});

describe('bad input', () => {
  it('a bad object is refused with its place and reason; the others are rows', async () => {
    const { rows, refused } = await readStructured(fixturePath('bundle-invalid-objects.json'));
    expect(rows.map((row) => row.pointer)).toEqual(['/objects/0', '/objects/11', '/objects/12']);
    expect(refused.map((row) => `${row.pointer}: ${row.reason}`)).toEqual([
      '/objects/1/id: object without id',
      '/objects/2/id: id "tool--not-a-uuid" is not of the form type--UUID',
      '/objects/3/id: id "malware--00000000-0000-4000-8000-000000000002" does not begin with the object\'s type "tool"',
      '/objects/4/type: object without type',
      '/objects/5/modified: modified "2021-02-30T00:00:00Z" is not a timestamp like 2021-03-02T00:00:00.000Z',
      '/objects/6/target_ref: relationship without target_ref',
      '/objects/7/source_ref: source_ref "tool" is not of the form type--UUID',
      '/objects/8: not a JSON object',
      expect.stringMatching(/^\/objects\/9: not JSON, at byte \d+: /),
      '/objects/10: id reused with other content: an earlier object of this file has the same id and version',
    ]);
  });

  test.each([
    ['cut off', '{"type":"bundle","objects":[{"type":"tool"', /truncated/],
    ['nested too deep', `{"type":"bundle","objects":[${'['.repeat(100_000)}`, /nested deeper than 512 levels at byte/],
    ['without an array', '{"type":"bundle","objects":{}}', /not an array/],
    ['not JSON', 'Dear reader', /not JSON, though the name says so/],
    ['empty', '', /the file is empty/],
    ['of another shape', '{"a":1}', /JSON of no known shape/],
  ])('a bundle %s is an error that says where', async (_name, text, message) => {
    const error = await readText(text, 'bundle.json').then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StructuredInputError);
    expect((error as Error).message).toMatch(message);
  });

  it('an object that is not UTF-8 is refused by its byte offset', async () => {
    const bytes = Buffer.from(
      '{"type":"bundle","objects":[{"type":"tool","id":"tool--00000000-0000-4000-8000-000000000001","name":"?"}]}',
    );
    bytes[bytes.indexOf('?')] = 0xff;
    const { refused } = await readText(bytes, 'bundle.json');
    expect(refused).toEqual([{ pointer: '/objects/0', reason: 'invalid UTF-8 in the object at byte 28' }]);
  });

  it('a NUL escape does not reach the claims, and stays in the row', async () => {
    const text =
      '{"type":"bundle","objects":[{"type":"tool","id":"tool--00000000-0000-4000-8000-000000000001","name":"a\\u0000b"}]}';
    const { rows, mapped } = await readText(text, 'bundle.json');
    expect(mapped[0]!.claims[0]!.object).toEqual({ type: 'value', value: 'a\uFFFDb' });
    expect(rows[0]!.raw).toContain('\\u0000');
  });
});

test('mapping does not depend on the order of the objects', async () => {
  const objects = bundle.rows.map((row) => JSON.parse(row.raw) as unknown);
  const keyOf = (claim: ClaimDraft): string => JSON.stringify({ ...claim, span: { ...claim.span, pointer: '' } });
  const expected = claims.map(keyOf).sort();
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(objects, { minLength: objects.length }), async (shuffled) => {
      const read = await readText(JSON.stringify({ type: 'bundle', objects: shuffled }), 'bundle.json');
      expect(
        read.mapped
          .flatMap((row) => row.claims)
          .map(keyOf)
          .sort(),
      ).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

describe('ATT&CK bundles', () => {
  const matrix = {
    type: 'x-mitre-matrix',
    id: 'x-mitre-matrix--00000000-0000-4000-8000-000000000001',
    name: 'Lamp ATT&CK',
    modified: '2020-01-02T00:00:00.000Z',
    external_references: [{ source_name: 'mitre-attack', external_id: 'lamp-attack' }],
  };
  const collection = {
    type: 'x-mitre-collection',
    id: 'x-mitre-collection--00000000-0000-4000-8000-000000000001',
    name: 'Lamp ATT&CK',
    x_mitre_version: '15.1',
    modified: '2024-05-02T00:00:00.000Z',
    x_mitre_contents: [{ object_ref: matrix.id, object_modified: '2029-01-01T00:00:00.000Z' }],
  };
  it('are named by their collection, which also gives the release', async () => {
    const { probe } = await readText(JSON.stringify({ type: 'bundle', objects: [matrix, collection] }), 'x.json');
    expect(probe.dataset).toMatchObject({
      id: 'attack/lamp-attack',
      release: '15.1',
      publishedAt: '2024-05-02T00:00:00.000Z',
      complete: true,
    });
  });

  it('without one by their matrix and the release in the file’s name', async () => {
    const { probe } = await readText(JSON.stringify({ type: 'bundle', objects: [matrix] }), 'lamp-attack-10.1.json.gz');
    expect(probe.dataset).toMatchObject({
      id: 'attack/lamp-attack',
      release: '10.1',
      publishedAt: '2020-01-02T00:00:00.000Z',
    });
  });
});
