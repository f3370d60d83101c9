import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocumentId, ReferentId } from '../model/evidence/identifiers.ts';
import { extractDocument } from './extract-document.ts';
import { CLAIM_FIXTURE_MATCHER } from './prose/claim-fixture.ts';
import { toClaims } from './to-claims.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../test/fixtures/reports/${name}`, import.meta.url), 'utf8');
const extract = (text: string, publishedAt = '2021-07-19'): ReturnType<typeof extractDocument> =>
  extractDocument({ text, publishedAt }, CLAIM_FIXTURE_MATCHER);
const statements = (name: string): string[] =>
  extract(fixture(name)).claims.map(
    (claim) => `${claim.negated ? 'NOT ' : ''}${claim.subject} | ${claim.predicate} | ${claim.object}`,
  );

describe('whole reports', () => {
  test('a vendor report in English', () => {
    expect(statements('vendor-blog.en.txt').sort()).toEqual(
      [
        'Amber Kestrel | attributed-to | Ministry of Harbour Affairs',
        'Amber Kestrel | targets | shipping',
        'Amber Kestrel | targets | telecommunications',
        'Amber Kestrel | targets | Aldavia',
        'Amber Kestrel | exploits | CVE-2021-26855',
        'Amber Kestrel | uses | GlintRAT',
        'Blue Delta Technology | front-for | Northern Harbour Bureau',
        'NOT Glass Heron | attributed-to | Orsenna',
      ].sort(),
    );
    const { indicators, techniques, provenance, claims } = extract(fixture('vendor-blog.en.txt'));
    expect(indicators.map((found) => `${found.type} ${found.value}`)).toEqual([
      'cve CVE-2021-26855',
      'domain-name update.harbour-mail.org',
      'url https://cdn.tidewater-files.net/a/b.php?id=7',
      'ipv4-addr 185.220.10.44',
      'email-addr ops@harbour-mail.org',
      'file 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    ]);
    expect(techniques.map((found) => [found.techniqueId, found.score])).toEqual([
      ['T1059.001', 1],
      ['T1190', 1],
    ]);
    expect(provenance.declaredSources.map((source) => [source.name, source.url])).toEqual([
      ['Lantern Wire', 'https://lantern-wire.example/2021/kestrel'],
    ]);
    const front = claims.find((claim) => claim.predicate === 'front-for');
    expect(front?.speaker).toEqual({ name: 'A former official', named: false, chain: ['A former official'] });
    expect(front?.hedges.map((hedge) => hedge.text)).toEqual(['allegedly']);
  });

  test('a sanctions release', () => {
    expect(statements('government-release.en.txt').sort()).toEqual(
      [
        'Juno Marsh | sanctioned-by | Treasury of Aldavia',
        'Blue Delta Technology | sanctioned-by | Treasury of Aldavia',
        'Juno Marsh | holds-office | Northern Harbour Bureau',
        'Juno Marsh | holds-office | Northern Harbour Bureau',
        'Northern Harbour Bureau | subordinate-to | Ministry of Harbour Affairs',
        'Northern Harbour Bureau | subordinate-to | Ministry of Harbour Affairs',
        'Blue Delta Technology | front-for | Northern Harbour Bureau',
      ].sort(),
    );
  });

  test('a court notice with hard-wrapped lines', () => {
    expect(statements('court-notice.en.txt').sort()).toEqual(
      [
        'Ilan Doro | charged-with | conspiracy to commit computer intrusions',
        'Pavel Sund | charged-with | conspiracy to commit computer intrusions',
        'Ilan Doro | holds-office | Northern Harbour Bureau',
        'Ilan Doro | case-status | arrested',
        'Pavel Sund | case-status | pleaded guilty',
        'Pavel Sund | charged-with | aggravated identity theft',
      ].sort(),
    );
  });

  test('a vendor report in Chinese', () => {
    expect(statements('vendor-report.zh.txt').sort()).toEqual(
      [
        '琥珀隼 | targets | 能源',
        '琥珀隼 | targets | 电信',
        '琥珀隼 | attributed-to | 港口事务部',
        '琥珀隼 | attributed-to | 港口事务部',
        '琥珀隼 | exploits | CVE-2021-26855',
        '琥珀隼 | uses | GlintRAT',
        '蓝三角科技有限公司 | contractor-of | 北港事务局',
        'NOT 琥珀隼 | attributed-to | 奥森纳',
      ].sort(),
    );
  });

  test('a government notice in Chinese', () => {
    expect(statements('government-release.zh.txt').sort()).toEqual(
      [
        '北港事务局 | subordinate-to | 港口事务部',
        '林远航 | holds-office | 北港事务局',
        '蓝三角科技有限公司 | sanctioned-by | 奥森纳',
        '林远航 | sanctioned-by | 奥森纳',
        '蓝三角科技有限公司 | sanctioned-by | 奥森纳',
      ].sort(),
    );
  });
});

describe('claims for the store', () => {
  const document = 'doc:0123456789abcdef' as DocumentId;
  const text =
    'UNC9911 was linked to the Northern Harbour Bureau since 2015. Tomas Verrin, who was charged with wire fraud, worked for Blue Delta Technology. Amber Kestrel exploited CVE-2021-26855. Amber Kestrel targeted healthcare.';
  const { referents, claims } = toClaims(extract(text), {
    document,
    text,
    publishedAt: '2021-07-19',
    evidenceClass: 'vendor',
  });

  test('a known name stands for its entity, an unknown one for itself in this document', () => {
    const attribution = claims.find((claim) => claim.predicate === 'attributed-to')!;
    expect(attribution.subject).toBe('name:doc:0123456789abcdef/unc9911');
    expect(attribution.object).toEqual({ type: 'referent', referent: 'body:nhb' as ReferentId });
    expect(attribution.valid).toEqual({ from: '2015' });
    expect(referents.map((referent) => referent.label)).toContain('UNC9911');
    expect(referents.map((referent) => referent.id)).not.toContain('body:nhb');
  });

  test('vulnerabilities have their own namespace; sectors and charges are values', () => {
    expect(claims.find((claim) => claim.predicate === 'exploits')?.object).toEqual({
      type: 'referent',
      referent: 'cve:CVE-2021-26855',
    });
    expect(claims.find((claim) => claim.predicate === 'targets')?.object).toEqual({
      type: 'value',
      value: 'healthcare',
    });
    expect(claims.find((claim) => claim.predicate === 'charged-with')?.object).toEqual({
      type: 'value',
      value: 'wire fraud',
    });
  });

  test('each claim waits for review and has a span that is found again', () => {
    expect(claims.length).toBeGreaterThanOrEqual(5);
    for (const claim of claims) {
      expect(claim.status).toBe('machine');
      expect(claim.published).toBe('2021-07-19');
      if (claim.span.type !== 'text') throw new Error('a text span was expected');
      expect(text.slice(claim.span.start, claim.span.end)).toBe(claim.span.quote);
      expect(text).toContain(`${claim.span.prefix ?? ''}${claim.span.quote}${claim.span.suffix ?? ''}`);
    }
  });
});

/** Words that set off every part of extraction, between characters that move offsets in careless programs. */
const words = fc.constantFrom(
  'Amber Kestrel',
  ' APT77 ',
  'was linked to',
  'Orsenna',
  '琥珀隼',
  '隶属于',
  '港口事务部',
  '。',
  '. ',
  '\n',
  '\r\n',
  '\t',
  'hxxp://a[.]b-c.org/x',
  'CVE-2021-26855',
  'T1059.001',
  'e\u0301',
  '\u202eabc\u202c',
  '😀',
  '𠀀',
  '\ud83d',
  '\ude00',
  '\u200b',
  'שלום',
  'مرحبا',
  'Blue Delta Technology',
  'sanctioned',
  'in 2015',
  'Mr. ',
  '"',
  '“',
  '(',
  ')',
  ',',
  'said that',
  'İ',
  'ﬁ',
  'ＡＰＴ７７',
  '1.2.3.4',
  'source: ',
  'Foo Bar Co., Ltd.',
  '@',
  '[dot]',
  '[.]',
  '::',
  '\u0000',
);

test('offsets are those of the text, whatever the text is', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(fc.tuple(words, fc.constantFrom('', ' ')), { maxLength: 60 }).map((parts) => parts.flat().join('')),
        fc.string({ unit: 'binary', maxLength: 200 }),
      ),
      (text) => {
        const extraction = extract(text);
        const { declaredSources, machineWritten, fragment, repeats } = extraction.provenance;
        const located = [
          ...extraction.mentions,
          ...extraction.indicators,
          ...extraction.techniques,
          ...extraction.claims,
          ...declaredSources,
          ...repeats,
          ...[machineWritten, fragment].filter((place) => place !== null),
        ];
        for (const place of located) {
          expect(place.end).toBeGreaterThan(place.start);
          expect(text.slice(place.start, place.end)).toBe(place.quote);
        }
        for (const claim of extraction.claims)
          for (const hedge of claim.hedges) expect(text.slice(hedge.start, hedge.end)).toBe(hedge.text);
      },
    ),
    { numRuns: 400 },
  );
});

test('the same text gives the same result', () => {
  for (const name of ['vendor-blog.en.txt', 'vendor-report.zh.txt'])
    expect(extract(fixture(name))).toEqual(extract(fixture(name)));
});

describe('hostile text takes time in proportion to its length', () => {
  const big = 300_000;
  test.each([
    ['one letter', 'a'],
    ['capitals', 'A'],
    ['capitalised words', 'Aa '],
    ['dots', '.'],
    ['labels', 'a.'],
    ['labels with digits', '1.'],
    ['colons', 'a:'],
    ['hex', 'f0'],
    ['at signs', 'a@'],
    ['slashes', 'http://'],
    ['brackets', '[.]'],
    ['opening brackets', '('],
    ['defanged dots', 'a[.]'],
    ['quotes', '"'],
    ['commas', 'A, '],
    ['names', 'Amber Kestrel '],
    ['names in a list', 'Amber Kestrel, '],
    ['names and verbs', 'Amber Kestrel was linked to '],
    ['and', 'Amber Kestrel and '],
    ['bodies', 'Ministry of '],
    ['blanks', ' '],
    ['line breaks', '\n'],
    ['spaced line breaks', ' \n'],
    ['tabs', 'a\t\n'],
    ['digits', '1'],
    ['years', '2015 to '],
    ['months', 'May '],
    ['Han', '海'],
    ['Han companies', '公司'],
    ['Han names', '琥珀隼'],
    ['Han suffixes', '部局厅'],
    ['Han commas', '据，'],
    ['surrogates', '😀'],
    ['marks', '\u0301'],
    ['minus', 'CVE-'],
    ['backslashes', 'HKLM\\a\\'],
    ['said', ', a said '],
    ['targeted', 'Amber Kestrel targeted energy, '],
    ['by', 'a was targeted by '],
  ])('%s', (_, piece) => {
    const text = piece.repeat(Math.ceil(big / piece.length));
    const start = process.cpuUsage();
    extract(text);
    const used = process.cpuUsage(start);
    // Far above what linear work needs, far below what quadratic work would take.
    expect((used.user + used.system) / 1e6).toBeLessThan(8);
  });
});
