import pc from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { ClaimView, Proposition, PropositionEvidence } from '../api/contract/claims.ts';
import type { DocumentRef, EntityRef, Support } from '../api/contract/common.ts';
import { type EntityPage, entityPageSchema } from '../api/contract/entities.ts';
import { entityText } from './entity-text.ts';
import { displayWidth } from './terminal-text.ts';

const GROUP: EntityRef = { id: 'stix:intrusion-set--1', label: 'Paper Heron', type: 'intrusion-set' };
const BUREAU: EntityRef = { id: 'starter:bureau', label: '示例省国家安全厅', type: 'government-body' };
const SUPPORT: Support = {
  reportsHeld: 0,
  reportsCited: 2,
  originsHeld: 0,
  originsCited: 2,
  low: 2,
  high: 2,
  effective: 2,
  contested: false,
  unreviewed: 0,
};
const NOTICE: DocumentRef = {
  id: 'cited:1',
  title: 'Notice on Paper Heron',
  publisher: 'Example Ministry of Justice',
  publishedAt: '2019-05-09',
  url: 'https://justice.example/notice',
  held: false,
  kind: 'report',
  evidenceClass: 'court',
  reliability: 'A',
};
const DATASET: DocumentRef = {
  ...NOTICE,
  id: 'doc:1',
  title: 'Example groups 4.0',
  publisher: 'Example Corp',
  url: 'https://data.example',
  held: true,
  kind: 'dataset',
  evidenceClass: 'dataset',
  reliability: 'F',
};
const REPORT: DocumentRef = {
  ...NOTICE,
  id: 'doc:2',
  title: 'Heron rising',
  publisher: 'Example Labs',
  url: 'https://labs.example/heron',
  held: true,
  evidenceClass: 'vendor',
  reliability: 'B',
};

function proposition(id: string, sentence: string, part: Partial<Proposition> = {}): Proposition {
  return {
    id,
    kind: 'campaign',
    predicate: 'attributed-to',
    sentence,
    subject: GROUP,
    object: { type: 'entity', entity: BUREAU },
    direction: 'out',
    negated: false,
    qualifiers: {},
    hedges: [],
    support: SUPPORT,
    grade: { sourceReliability: 'A', informationCredibility: 6 },
    evidenceClasses: ['court'],
    status: 'structured',
    valid: { from: null, to: null },
    ended: false,
    firstPublished: '2019-05-09',
    lastPublished: '2019-05-09',
    claimCount: 1,
    ...part,
  };
}

function claim(id: string, part: Partial<ClaimView> = {}): ClaimView {
  return {
    id,
    kind: 'campaign',
    predicate: 'attributed-to',
    sentence: 'Paper Heron is attributed to 示例省国家安全厅',
    subject: GROUP,
    object: { type: 'entity', entity: BUREAU },
    negated: false,
    qualifiers: {},
    quote: 'Paper Heron works for the provincial department of state security',
    statement: null,
    context: { before: '', after: '' },
    span: { type: 'data', pointer: '/objects/7/description' },
    document: DATASET,
    cited: NOTICE,
    via: 'example/groups',
    speaker: null,
    hedges: [],
    basis: 'record',
    evidenceClass: 'court',
    valid: { from: null, to: null },
    published: '2019-05-09',
    recordedAt: '2025-01-01T00:00:00Z',
    withdrawnAt: null,
    obtained: { how: 'import', version: '1' },
    status: 'structured',
    tlp: 'clear',
    author: 'importer',
    grade: { sourceReliability: 'A', informationCredibility: 6 },
    origin: { id: 'cited:1', name: 'Example Ministry of Justice', url: null, published: '2019-05-09', held: false },
    citation: '',
    ...part,
  };
}

const ATTRIBUTION = proposition('p1', 'Paper Heron is attributed to 示例省国家安全厅');
const TARGET = proposition('p2', 'Paper Heron targets the telecommunications sector', {
  kind: 'target',
  status: 'machine',
  hedges: ['likely'],
  ended: true,
  valid: { from: '2012', to: '2019-03' },
  support: {
    ...SUPPORT,
    reportsHeld: 5,
    reportsCited: 0,
    originsHeld: 1,
    originsCited: 3,
    low: 2,
    high: 4,
    contested: true,
    unreviewed: 5,
  },
});

const PAGE: EntityPage = {
  entity: {
    id: GROUP.id,
    type: 'intrusion-set',
    label: 'Paper Heron',
    flags: ['deprecated'],
    description: { text: 'A group that has been seen since 2012.', document: DATASET },
    referents: ['attack:G9999', 'misp:1', 'starter:heron', 'name:heron'].map((id) => ({
      id,
      type: 'intrusion-set',
      label: 'Paper Heron',
      recordedAt: '2025-01-01T00:00:00Z',
    })),
  },
  redirectedFrom: null,
  sameName: [],
  moment: { asOf: '2019-06-01', knownAt: null, heldAt: '2025-01-01T00:00:00Z' },
  names: [
    {
      name: '纸鹭',
      predicate: 'called',
      language: 'zh',
      usedBy: 'Example Labs',
      support: SUPPORT,
      firstPublished: '2020-02',
      propositionId: 'n1',
      alsoNames: [],
    },
    {
      name: 'HERON',
      predicate: 'called',
      language: null,
      usedBy: null,
      support: SUPPORT,
      firstPublished: null,
      propositionId: 'n2',
      alsoNames: [BUREAU],
    },
  ],
  groups: [
    { kind: 'campaign', total: 4, propositions: [ATTRIBUTION] },
    { kind: 'target', total: 1, propositions: [TARGET] },
  ],
  timeline: [],
  support: SUPPORT,
  claimCount: 1234,
};

function evidenceFor(
  ...pairs: readonly [Proposition, readonly ClaimView[], string?][]
): Map<string, PropositionEvidence> {
  return new Map(
    pairs.map(([proposition, claims, nextCursor]) => [
      proposition.id,
      { proposition, claims: [...claims], nextCursor: nextCursor ?? null, contradictedBy: [] },
    ]),
  );
}

const PLAIN = { width: 100, colours: pc.createColors(false), heldAtGiven: false, all: false };

function text(
  part: Partial<EntityPage> = {},
  evidence: Map<string, PropositionEvidence> = evidenceFor([ATTRIBUTION, [claim('c1')]]),
): string {
  return entityText({ ...PAGE, ...part }, evidence, PLAIN);
}

test('the fixture is a page that the contract knows', () => {
  expect(entityPageSchema.parse(PAGE)).toEqual(PAGE);
});

describe('the head of the page', () => {
  test('names the thing, its type, its ids and all three times', () => {
    const [first, ids, times, counts] = text().split('\n');
    expect(first).toMatch(/^Paper Heron {2,}intrusion set$/);
    expect(ids).toBe('stix:intrusion-set--1 · attack:G9999 · misp:1 · and 2 more');
    expect(times).toBe('as of 2019-06-01 · known at now · held at now');
    expect(counts).toBe('1,234 claims · 2 reports · 0 origins held, 2 cited');
  });

  test('says what its source says of it, and where a merged id now leads', () => {
    expect(text({ redirectedFrom: 'name:old' })).toContain('name:old is now part of this entity.');
    expect(text()).toContain('Its source calls it deprecated.');
  });
});

test('a description is told once, with its source', () => {
  const sentence = 'Paper Heron is described: A group that has been seen since 2012.';
  const page = text({
    groups: [{ kind: 'record', total: 1, propositions: [proposition('p3', sentence, { kind: 'record' })] }],
  });
  expect(page.match(/seen since 2012/g)).toHaveLength(1);
  expect(page).toContain('(Example Corp, Example groups 4.0, 2019-05-09)');
  expect(page).not.toContain('Records of data sets');
});

describe('names', () => {
  test('stand in columns that hold in any script', () => {
    const rows = text()
      .split('\n')
      .filter((line) => line.includes('2 reports · 0 held'));
    const columns = rows.map((row) => displayWidth(row.slice(0, row.indexOf('2 reports'))));
    expect(rows).toHaveLength(2);
    expect(columns[0]).toBe(columns[1]);
  });

  test('a shared name says whose it is too', () => {
    expect(text()).toContain('also a name of 示例省国家安全厅 (starter:bureau)');
  });
});

describe('statements', () => {
  test('carry grade, support and citation', () => {
    expect(text()).toContain(
      '● A6 Paper Heron is attributed to 示例省国家安全厅\n       2 reports · 0 origins held, 2 cited · published 2019-05-09 [1]',
    );
  });

  test('what is unreviewed, contested, hedged or over says so in words', () => {
    const page = text().replaceAll(/\n\s+/g, ' ');
    expect(page).toContain('○ A6 Paper Heron targets');
    expect(page).toContain(
      '5 reports · 1 origin held, 3 cited, 2–4 independent · 5 unreviewed · contested · ended · read by machine, not reviewed · hedged: “likely” · 2012 to 2019-03',
    );
  });

  test('those left out are counted', () => {
    expect(text()).toContain('… 3 more: --all shows them');
  });
});

describe('citations', () => {
  test('give the words, whose they are, and the address on a line of its own', () => {
    const lines = text().split('\n');
    const at = lines.indexOf('Citations');
    expect(lines[at + 1]).toBe('  [1] “Paper Heron works for the provincial department of state security”');
    expect(
      lines
        .slice(at + 2, lines.indexOf('      https://justice.example/notice'))
        .map((line) => line.trim())
        .join(' '),
    ).toBe(
      'Example Ministry of Justice, Notice on Paper Heron, 2019-05-09 · court record, reliability A · cited by Example groups 4.0, not held',
    );
  });

  test('what we say of a source that is not held stands without quotation marks', () => {
    const told = claim('c2', {
      quote: null,
      statement: 'The court names the department.',
      cited: null,
      document: NOTICE,
      span: { type: 'cited', place: 'paragraph 3', address: 'https://justice.example/notice#:~:text=the' },
    });
    const page = text({}, evidenceFor([ATTRIBUTION, [told]]));
    expect(page).toContain('[1] In our words: The court names the department.');
    expect(page).toContain('cited, not held: paragraph 3');
    expect(page).toContain('      https://justice.example/notice#:~:text=the');
  });

  test('a passage has one number, whichever statements rest on it', () => {
    const held = claim('c3', {
      document: REPORT,
      cited: null,
      span: { type: 'text', start: 1200, end: 1260 },
      speaker: { name: 'a former official', named: false, chain: ['Example Labs'] },
    });
    const page = text({}, evidenceFor([ATTRIBUTION, [claim('c1'), held]], [TARGET, [{ ...held, id: 'c4' }], 'more']));
    expect(page).toContain('published 2019-05-09 [1][2]');
    expect(page.replaceAll(/\n\s+/g, ' ')).toContain('published 2019-05-09 [2]…');
    expect(page.replaceAll(/\n\s+/g, ' ')).toContain(
      'held, characters 1,200–1,260 · said by a former official, as told by Example Labs',
    );
    expect(page).not.toContain('[3]');
  });

  test('the names that one source uses are one entry', () => {
    const named = (id: string, quote: string): ClaimView =>
      claim(id, { kind: 'name', quote, document: REPORT, cited: null });
    const names = PAGE.names.map((row, index): [Proposition, readonly ClaimView[]] => [
      proposition(row.propositionId, row.name, { kind: 'name' }),
      [named(`c${index}`, row.name)],
    ]);
    const page = text({}, evidenceFor(...names));
    expect(page.match(/\[1\]/g)).toHaveLength(3);
    expect(page).toContain('[1] It uses “纸鹭”, “HERON”\n');
  });

  test('link targets and tags of a data set’s Markdown are not shown as its words', () => {
    const quote = '[Paper Heron](https://data.example/heron) ran <code>cmd /c</code>.';
    expect(text({}, evidenceFor([ATTRIBUTION, [claim('c1', { quote })]]))).toContain('“Paper Heron ran cmd /c.”');
  });

  test('a quote cannot leave its line or colour the terminal', () => {
    const page = text({}, evidenceFor([ATTRIBUTION, [claim('c1', { quote: 'a\n\u001b[31mb\u202ec' })]]));
    expect(page).toContain('“a [31mbc”');
  });
});

test.each([60, 80, 100])('no line but an address is wider than %i columns', (width) => {
  const page = entityText(
    PAGE,
    evidenceFor([ATTRIBUTION, [claim('c1')]], [TARGET, [claim('c5', { quote: '国家'.repeat(90) })]]),
    { ...PLAIN, width },
  );
  for (const line of page.split('\n'))
    if (!line.includes('https://')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
  expect(page).toMatchSnapshot();
});
