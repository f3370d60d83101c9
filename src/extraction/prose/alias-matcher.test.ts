import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLASS_OF, DIGIT, FOLD_OF, foldUnits, LETTER, UNSPACED } from '../../language/character-folding.ts';
import type { KnownName } from '../../model/evidence/extraction.ts';
import { buildAliasMatcher } from './alias-matcher.ts';
import { namePieces } from './alias-table.ts';

const group = (name: string, entity: string): KnownName => ({ name, entity, type: 'intrusion-set' });
const malware = (name: string, entity: string): KnownName => ({ name, entity, type: 'malware' });
const body = (name: string, entity: string): KnownName => ({ name, entity, type: 'government-body' });

const NAMES: readonly KnownName[] = [
  group('APT77', 'apt77'),
  group('Amber Kestrel', 'kestrel'),
  group('琥珀隼', 'kestrel'),
  group('Kestrel', 'bird'),
  malware('GlintRAT', 'glint'),
  malware('Play', 'play'),
  malware('PlayCrypt', 'play'),
  malware('Hive', 'hive'),
  malware('at', 'at'),
  malware('Net', 'net'),
  group('Night Dragon', 'night'),
  group('Shared Name', 'one'),
  group('Shared-Name', 'two'),
  body('Ministry of Harbour Affairs', 'moha'),
  body('MHA', 'moha'),
  body('港口事务部', 'moha'),
  body('港口事务部第三局', 'third'),
  { name: 'Harbour Systems Co., Ltd.', entity: 'hs', type: 'company' },
  { name: 'Öster Båt', entity: 'boat', type: 'company' },
  { name: 'energy', entity: 'sector-energy', type: 'sector' },
];
const matcher = buildAliasMatcher(NAMES);
const found = (text: string): string[] => matcher.find(text).map((hit) => `${hit.quote}=${hit.entityId}`);

describe('spelling variants of one name', () => {
  test.each([
    ['APT77, APT-77, apt 77 and APT_77', ['APT77=apt77', 'APT-77=apt77', 'apt 77=apt77', 'APT_77=apt77']],
    ['full-width ＡＰＴ７７', ['ＡＰＴ７７=apt77']],
    ['the non-breaking APT‑77', ['APT‑77=apt77']],
    ['wrapped Amber\nKestrel', ['Amber\nKestrel=kestrel']],
    ['AmberKestrel and AMBER KESTREL', ['AmberKestrel=kestrel', 'AMBER KESTREL=kestrel']],
    ['GlintRAT, glintrat, Glint RAT', ['GlintRAT=glint', 'glintrat=glint', 'Glint RAT=glint']],
    ['Oster Bat', ['Oster Bat=boat']],
    ['O\u0308ster Ba\u030at AB', ['O\u0308ster Ba\u030at=boat']],
    [
      'Harbour Systems Co., Ltd. was named; Harbour Systems Co Ltd too',
      ['Harbour Systems Co., Ltd.=hs', 'Harbour Systems Co Ltd=hs'],
    ],
    ['traditional 港口事務部 of', ['港口事務部=moha']],
  ])('%s', (text, want) => expect(found(text)).toEqual(want));
});

describe('boundaries', () => {
  test.each([
    ['APT777 xAPT77 APT77x', []],
    ["APT77's tools; “APT77”; (APT77)", ['APT77=apt77', 'APT77=apt77', 'APT77=apt77']],
    ['APT77组织与琥珀隼有关', ['APT77=apt77', '琥珀隼=kestrel']],
    ['港口事务部第三局下属', ['港口事务部第三局=third']],
    ['Amber Kestrel rather than Kestrel', ['Amber Kestrel=kestrel', 'Kestrel=bird']],
    ['Amber\n\nKestrel', ['Kestrel=bird']],
    ['glint rat in lower case with a space is prose', []],
    ['at kestrel.example, kestrel[.]net and https://site.test/APT77', []],
    ['APT77/Kestrel', ['APT77=apt77', 'Kestrel=bird']],
    ['C:\\Kestrel\\a', []],
  ])('%s', (text, want) => expect(found(text)).toEqual(want));
});

describe('names that are ordinary words', () => {
  test.each([
    ['Play is what children do.', []],
    ['They Play all day and play on.', []],
    ['Play ransomware was deployed.', ['Play=play']],
    ['The ransomware known as Play returned.', ['Play=play']],
    ['The “Play” leak site', ['Play=play']],
    ['PlayCrypt leaves notes. Play was first seen in June.', ['PlayCrypt=play', 'Play=play']],
    ['A hive of bees. Hive of scum.', []],
    ['the Hive gang', ['Hive=hive']],
    ['looked at tool usage', []],
    ['the `at` command, at.exe', ['at=at', 'at=at']],
    ['Net income rose. The Net was slow.', []],
    ['using the Net utility', ['Net=net']],
    ['one night dragon boats sailed; NIGHT DRAGON and Night Dragon', ['NIGHT DRAGON=night', 'Night Dragon=night']],
    ['The MHA said so.', []],
    ['The Ministry of Harbour Affairs (MHA)', ['Ministry of Harbour Affairs=moha', 'MHA=moha']],
    ['free energy; the energy sector', ['energy=sector-energy']],
  ])('%s', (text, want) => expect(found(text)).toEqual(want));

  test('a name of several entities keeps them as candidates and decides for none', () => {
    const [hit] = matcher.find('Shared Name');
    expect(hit?.entityId).toBeNull();
    expect(hit?.candidates.map((name) => name.entity)).toEqual(['one', 'two']);
  });

  test('a hit says what made it count', () => {
    const hits = matcher.find('PlayCrypt; Play ransomware; Play');
    expect(hits.map((hit) => hit.why)).toEqual(['name', 'sign', 'other-name']);
  });
});

/** Tries every name at every place: slow, and plainly right. */
function naive(names: readonly KnownName[], text: string): string[] {
  const forms = names.flatMap((known) => namePieces(known.name).map((form) => ({ known, form })));
  const classAt = (i: number): number => (i < 0 || i >= text.length ? 0 : CLASS_OF[text.charCodeAt(i)]!);
  const isWord = (i: number): boolean => classAt(i) === LETTER || classAt(i) === DIGIT;
  const out: string[] = [];
  for (let i = 0; i < text.length; ) {
    let best = -1;
    const entities = new Set<string>();
    if (!(isWord(i) && isWord(i - 1)) && (isWord(i) || classAt(i) === UNSPACED)) {
      for (const { known, form } of forms) {
        const end = matchAt(form.compact, new Set(form.ends), text, i);
        if (end < 0 || (isWord(end - 1) && isWord(end)) || end < best) continue;
        if (end > best) entities.clear();
        best = end;
        entities.add(known.entity);
      }
    }
    if (best < 0) i++;
    else {
      out.push(`${i}-${best}:${entities.size === 1 ? [...entities][0] : 'null'}`);
      i = best;
    }
  }
  return out;
}

function matchAt(compact: string, ends: ReadonlySet<number>, text: string, start: number): number {
  let at = 0;
  let i = start;
  while (at < compact.length) {
    const from = i;
    if (at > 0 && ends.has(at)) {
      let breaks = 0;
      while (
        i - from < 4 &&
        i < text.length &&
        /[\s_-]/.test(foldUnits(text[i]!)) &&
        (text[i] !== '\n' || ++breaks < 2)
      )
        i++;
    }
    if (i >= text.length || FOLD_OF[text.charCodeAt(i)] !== compact.charCodeAt(at)) return -1;
    at++;
    i++;
  }
  return i;
}

test('finds exactly what a naive matcher finds, in Latin, Han and mixed text', () => {
  const piece = fc.constantFrom('Zar', 'zar', 'qo', 'Vex', '7', '41', '隼', '海', '国', '國', '部');
  const separator = fc.constantFrom('', '', ' ', '-', '_', '\n', '  ', '，', '/');
  const nameArbitrary = fc
    .array(fc.tuple(piece, fc.constantFrom('', '', ' ', '-')), { minLength: 2, maxLength: 4 })
    .map((parts) => `Ub${parts.map((part) => part.join('')).join('')}`.replace(/[ -]$/, ''));
  const hanName = fc
    .array(fc.constantFrom('隼', '海', '国', '部', 'Zar7'), { minLength: 2, maxLength: 4 })
    .map((parts) => `云${parts.join('')}`);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.oneof(nameArbitrary, hanName), { minLength: 1, maxLength: 6 }),
      fc.array(fc.tuple(fc.oneof(piece, fc.constantFrom('Ub', 'ub', '云')), separator), { maxLength: 24 }),
      fc.array(fc.nat(), { maxLength: 4 }),
      (names, parts, inserted) => {
        const known = names.map((name, index) => group(name, `e${index}`));
        // Plain names only: what case and context do is told above.
        const words = parts.map((part) => part.join(''));
        for (const place of inserted) words.splice(place % (words.length + 1), 0, names[place % names.length]!);
        const text = words.join('');
        const hits = buildAliasMatcher(known).find(text);
        // A name of one word does not match lower-case pieces apart ("net wire"), which the naive matcher does not know.
        fc.pre(!/[\s_-][a-z]/.test(text));
        expect(hits.map((hit) => `${hit.start}-${hit.end}:${hit.entityId}`)).toEqual(naive(known, text));
      },
    ),
    { numRuns: 1500 },
  );
});

test('work grows with the text, not with how alike names and text are', () => {
  const names = Array.from({ length: 2000 }, (_, i) => group(`${'Ka '.repeat(1 + (i % 12))}Zu${i}`, `e${i}`));
  const alike = buildAliasMatcher(names);
  const time = (repeats: number): number => {
    const text = 'Ka '.repeat(repeats);
    const start = performance.now();
    alike.find(text);
    return performance.now() - start;
  };
  time(10_000);
  const small = Math.max(time(10_000), 1);
  // Twenty times the text; quadratic work would take four hundred times as long.
  expect(time(200_000) / small).toBeLessThan(120);
});
