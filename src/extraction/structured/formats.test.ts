import { describe, expect, it } from 'vitest';
import { fixturePath, readStructured, readText } from '../../../test/fixtures/structured/read.ts';
import type { ClaimDraft } from '../../model/evidence/claim.ts';
import { findFormat } from './formats.ts';

function short(claim: ClaimDraft): string {
  const { object } = claim;
  const what = object.type === 'referent' ? object.referent : object.type === 'value' ? object.value : 'not stated';
  return `${claim.kind} ${claim.predicate} ${what}`;
}

describe('MISP galaxy', () => {
  it('a cluster is the origin of what it states; its references are recorded one by one', async () => {
    const { probe, refused, mapped } = await readStructured(fixturePath('galaxy-actors.json'));
    expect(probe).toMatchObject({
      rowCount: 3,
      dataset: { id: 'misp-galaxy/threat-actor', release: '12', publisher: 'MISP Project', complete: true },
    });
    expect(refused.map((row) => row.pointer)).toEqual(['/values/1/uuid', '/values/2/value']);
    const [row] = mapped;
    expect(row!.claims.map(short)).toEqual([
      'name name Copper Heron',
      'name alias Reed Walker',
      'name alias TIN VALE',
      'name alias G9907',
      'record description Reads the mail of ministries.',
      'campaign attributed-to country:ZZ',
      'campaign attributed-to country-name:Atlantis',
      'target targets country-name:Lemuria',
      'target targets victim-name:Bank of Mu',
      'target targets sector:private-sector',
      'name similar-to misp:00000000-bbbb-4bbb-8bbb-000000000001',
      'record reference https://quay.example/a',
      'record reference https://lantern.example/b',
    ]);
    expect(row!.claims.map((claim) => claim.qualifiers).filter(Boolean)).toEqual([
      { producer: '12345678-0000-4000-8000-000000000001' },
      { by: 'Quay' },
      { producer: '12345678-0000-4000-8000-000000000002' },
      { 'attribution-confidence': '50' },
      { likelihood: 'likely' },
    ]);
    expect(row!.claims[6]!.hedges).toEqual([{ text: 'suspected' }]);
    expect(row!.claims.every((claim) => claim.cited === undefined)).toBe(true);
    expect(row!.cited).toHaveLength(2);
    // That a vendor's group is called G9907 by others does not make it ATT&CK's.
    expect(row!.same).toEqual([]);
  });

  it('clusters made from ATT&CK are the objects and ids they are made from, unless revoked', async () => {
    const { probe, mapped } = await readStructured(fixturePath('galaxy-mitre.json'));
    expect(probe.dataset.publisher).toBe('The MITRE Corporation');
    const uuid = '33333333-3333-4333-8333-333333333333';
    expect(mapped[0]!.same).toEqual([
      { left: `misp:${uuid}`, right: `stix:intrusion-set--${uuid}` },
      { left: `misp:${uuid}`, right: 'attack:G9907' },
    ]);
    expect(mapped[0]!.claims.map(short)).toEqual(['name name Copper Heron', 'name alias GRP-7']);
    expect(mapped[1]!.same).toHaveLength(1);
    expect(mapped[1]!.claims.map(short)).toContain('record status revoked');
  });
});

describe('KEV', () => {
  it('an entry is listed from the day it was added', async () => {
    const { probe, refused, mapped } = await readStructured(fixturePath('kev.json'));
    expect(probe.dataset).toMatchObject({
      id: 'cisa/kev',
      release: '2099.01.02',
      publishedAt: '2099-01-02T10:00:00.000Z',
    });
    expect(refused.map((row) => row.pointer)).toEqual(['/vulnerabilities/1/cveID', '/vulnerabilities/2/dateAdded']);
    expect(mapped[0]!.claims[0]).toMatchObject({
      subject: 'cve:CVE-2098-10001',
      predicate: 'listed-in',
      object: { referent: 'database:cisa-kev' },
      valid: { from: '2098-12-30' },
      evidenceClass: 'government',
    });
    // Two spellings of one address are two words in the notes and one document.
    expect(mapped[0]!.cited).toHaveLength(1);
    expect(mapped[0]!.claims.map(short)).toContain('record ransomware-use Known');
  });
});

describe('EPSS', () => {
  it('the published file, with its date in the first line', async () => {
    const { probe, rows, refused, mapped } = await readStructured(fixturePath('epss.csv'));
    expect(probe).toMatchObject({ rowCount: 3, dataset: { id: 'first/epss', release: '2099-01-02' } });
    expect(refused.map((row) => row.reason)).toEqual([
      'line 4: score "1.5" is not between 0 and 1',
      'line 5 has 2 columns, the header 3',
    ]);
    expect(JSON.parse(rows[0]!.raw)).toEqual({ cve: 'CVE-2098-10001', epss: '0.01015', percentile: '0.60644' });
    expect(mapped[0]!.claims).toMatchObject([
      {
        predicate: 'epss',
        object: { value: '0.01015' },
        qualifiers: { percentile: '0.60644' },
        span: { pointer: '/0/epss', quote: '0.01015' },
        published: '2099-01-02',
      },
    ]);
  });

  it('a table with more columns, quotes and line ends, dated by its name', async () => {
    const { probe, rows } = await readStructured(fixturePath('epss-table-2099-01-02.csv'));
    expect(probe.dataset.release).toBe('2099-01-02');
    expect(rows.map((row) => JSON.parse(row.raw).Description)).toEqual([
      'Overflow, with "quotes"\nand a second line',
      'plain',
    ]);
  });

  it('a quoted field without an end is an error with its line', async () => {
    await expect(readText('cve,epss\nCVE-2098-10001,"0.1\n', 'epss.csv')).rejects.toThrow(
      /line 2: a quoted field does not end/,
    );
  });
});

it('prose and other files are no structured format', async () => {
  for (const [name, text] of [
    ['report.txt', 'A heron.'],
    ['empty.txt', ''],
    ['table.csv', 'a,b\n1,2\n'],
    ['film.mp4', '\u0000\u0000\u0000\u0018ftyp'],
    ['notes.txt', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x20, 0x00, 0x41])],
  ] as const) {
    const found = await findFormat(async function* () {
      yield Buffer.from(text);
    }, name);
    expect(found).toBeUndefined();
  }
});
