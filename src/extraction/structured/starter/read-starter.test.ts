import { describe, expect, it, test } from 'vitest';
import { citedDocumentId } from '../../../model/evidence/citation.ts';
import type { DocumentId } from '../../../model/evidence/identifiers.ts';
import { readStarter, type StarterKnowledge } from './read-starter.ts';

const SOURCES = `# Invented sources
- id: lantern-2021-heron
  title: Heron Report
  publisher: Lantern Research
  date: 2021-03
  url: https://lantern.example/heron
  evidenceClass: vendor
  language: en
  reliability: B
  reliabilityReason: long record, own telemetry
- id: quay-2019-law
  title: Harbour Act
  publisher: Quay Parliament
  date: 2019
  url: https://quay.example/law
  evidenceClass: law
  reliability: A
  reliabilityReason: the text itself
`;
const ENTITIES = `- id: copper-heron
  type: intrusion-set
  name: Copper Heron
  names:
    - { name: Copper Heron, source: lantern-2021-heron }
    - { name: 铜鹭, language: zh, source: lantern-2021-heron }
  identifiers: ["attack:G9907"]
- { id: harbour-office, type: government-body, name: Harbour Office, names: [], identifiers: [] }
- { id: b-ash, type: person, name: B. Ash, basis: office }
`;
const CLAIMS = `- id: heron-harbour
  kind: campaign
  subject: copper-heron
  predicate: attributed-to
  object: harbour-office
  statement: The report names the Harbour Office.
  source: lantern-2021-heron
  place: page 3
  fragment: { start: the Harbour, end: Office stands behind }
  hedges: [likely]
  speaker: a former clerk
  basis: interview
  valid: { from: 2018, to: 2020-05 }
  qualifiers: { line: guiding }
- id: heron-harbour-not-stated
  kind: campaign
  subject: copper-heron
  predicate: attributed-to
  notPubliclyStated: true
  statement: The act does not say.
  source: quay-2019-law
  place: article 2
  contests: heron-harbour
- id: act-version
  kind: policy-law
  subject: harbour-office
  predicate: states
  value: 1.10
  statement: Version 1.10.
  source: quay-2019-law
  place: title
`;

function read(claims = CLAIMS, entities = ENTITIES, sources = SOURCES): StarterKnowledge {
  return readStarter(
    [
      { name: 'starter/claims/cases.yaml', text: claims },
      { name: 'starter/entities/bodies.yaml', text: entities },
      { name: 'starter/sources/all.yaml', text: sources },
    ],
    'doc:starter' as DocumentId,
  );
}

describe('the starter knowledge', () => {
  const knowledge = read();

  it('reads without an issue', () => {
    expect(knowledge.issues).toEqual([]);
  });

  it('cites its sources, graded with a reason, and holds none', () => {
    expect(knowledge.documents.map((document) => document.id)).toEqual([
      citedDocumentId({ url: 'https://lantern.example/heron' }),
      citedDocumentId({ url: 'https://quay.example/law' }),
    ]);
    expect(knowledge.documents[1]).toMatchObject({
      publishedAt: '2019',
      evidenceClass: 'law',
      publisher: 'Quay Parliament',
    });
    expect(knowledge.reliability[0]).toMatchObject({
      letter: 'B',
      reason: 'long record, own telemetry',
      source: 'lantern-2021-heron',
    });
  });

  it('a claim rests on a place in its source, in our own words', () => {
    const claim = knowledge.claims.find((candidate) => candidate.sourceKey === 'heron-harbour');
    expect(claim).toEqual({
      kind: 'campaign',
      subject: 'starter:copper-heron',
      predicate: 'attributed-to',
      object: { type: 'referent', referent: 'starter:harbour-office' },
      qualifiers: { line: 'guiding' },
      document: 'doc:starter',
      span: {
        type: 'cited',
        place: 'page 3',
        fragment: { start: 'the Harbour', end: 'Office stands behind' },
        statement: 'The report names the Harbour Office.',
      },
      cited: citedDocumentId({ url: 'https://lantern.example/heron' }),
      evidenceClass: 'vendor',
      published: '2021-03',
      speaker: { name: 'a former clerk', named: false, chain: ['a former clerk'] },
      hedges: [{ text: 'likely' }],
      basis: 'interview',
      valid: { from: '2018', to: '2020-05' },
      obtained: { how: 'import', version: 'starter/1' },
      status: 'structured',
      sourceKey: 'heron-harbour',
    });
  });

  it('what is not stated is recorded as that, and what contests what', () => {
    const claim = knowledge.claims.find((candidate) => candidate.sourceKey === 'heron-harbour-not-stated');
    expect(claim).toMatchObject({ object: { type: 'not-stated' }, qualifiers: { contests: 'heron-harbour' } });
  });

  it('a value stays as it is written', () => {
    const claim = knowledge.claims.find((candidate) => candidate.sourceKey === 'act-version');
    expect(claim?.object).toEqual({ type: 'value', value: '1.10' });
  });

  it('names belong to the source that uses them; identifiers join', () => {
    const names = knowledge.claims.filter((claim) => claim.subject === 'starter:copper-heron' && claim.kind === 'name');
    expect(names.map((claim) => [claim.predicate, claim.qualifiers])).toEqual([
      ['name', { by: 'Lantern Research' }],
      ['alias', { by: 'Lantern Research', language: 'zh' }],
    ]);
    expect(knowledge.same).toEqual([{ left: 'starter:copper-heron', right: 'attack:G9907' }]);
  });
});

describe('an error names file, line and what to write', () => {
  test.each<[string, Partial<Record<'claims' | 'entities' | 'sources', string>>, string]>([
    [
      'an unknown entity',
      { claims: CLAIMS.replace('object: harbour-office', 'object: harbor-ofice') },
      'starter/claims/cases.yaml:5: claim heron-harbour: object names an unknown entity "harbor-ofice"; did you mean "harbour-office"?',
    ],
    [
      'an unknown source',
      { claims: CLAIMS.replace('source: lantern-2021-heron', 'source: lantern-2020-heron') },
      'starter/claims/cases.yaml:7: claim heron-harbour: source names an unknown source "lantern-2020-heron"; did you mean "lantern-2021-heron"?',
    ],
    [
      'an unknown kind',
      { claims: CLAIMS.replace('kind: policy-law', 'kind: policy-laws') },
      'starter/claims/cases.yaml:25: claim act-version: kind: "policy-laws" is not known; did you mean "policy-law"?',
    ],
    [
      'a comma that splits a value',
      { claims: CLAIMS.replace('end: Office stands behind', 'end: Office, which stands behind') },
      'starter/claims/cases.yaml:9: claim heron-harbour: fragment: "which stands behind" is not known here; values that hold ", " or ": " need quotes',
    ],
    [
      'two objects',
      { claims: CLAIMS.replace('  notPubliclyStated: true', '  notPubliclyStated: true\n  value: x') },
      'starter/claims/cases.yaml:18: claim heron-harbour-not-stated: predicate: give exactly one of object, value and notPubliclyStated',
    ],
    [
      'a missing member',
      { sources: SOURCES.replace('  publisher: Quay Parliament\n', '') },
      'starter/sources/all.yaml:11: source quay-2019-law: publisher: missing',
    ],
    [
      'no such date',
      { sources: SOURCES.replace('date: 2021-03', 'date: 2021-13') },
      'starter/sources/all.yaml:5: source lantern-2021-heron: date: a date is 2018, 2018-12 or 2018-12-20',
    ],
    [
      'an id twice',
      { entities: ENTITIES.replace('id: b-ash', 'id: copper-heron') },
      'starter/entities/bodies.yaml:9: entity copper-heron: the id is taken by starter/entities/bodies.yaml:1',
    ],
    [
      'a person without a basis',
      { entities: ENTITIES.replace(', basis: office', '') },
      'starter/entities/bodies.yaml:9: entity b-ash: basis: a person needs a basis: office, sanction or docket',
    ],
    ['no YAML', { claims: '- id: "open' }, 'starter/claims/cases.yaml:1: not YAML: Missing closing "quote'],
    [
      'no list',
      { claims: 'id: a' },
      'starter/claims/cases.yaml:1: expected a list of claims, each beginning with "- id:"',
    ],
  ])('%s', (_name, change, message) => {
    const { issues } = read(change.claims, change.entities, change.sources);
    expect(issues.map((issue) => issue.message)).toContain(message);
    expect(message.startsWith(`${issues.find((issue) => issue.message === message)?.place}: `)).toBe(true);
  });

  it('and the other entries are kept', () => {
    const { claims } = read(CLAIMS.replace('object: harbour-office', 'object: nobody'));
    expect(claims.map((claim) => claim.sourceKey)).toContain('act-version');
    expect(claims.map((claim) => claim.sourceKey)).not.toContain('heron-harbour');
  });

  it('a file outside the three folders is named', () => {
    const { issues } = readStarter([{ name: 'starter/notes.yaml', text: '' }], 'doc:starter' as DocumentId);
    expect(issues[0]?.message).toMatch(/^starter\/notes\.yaml:1: .*sources\/, entities\/ or claims\//);
  });
});
