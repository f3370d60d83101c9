/**
 * English claim patterns about people in office, sanctions and court cases.
 *
 * A person becomes a thing only as an official, under sanctions or in a docket: someone quoted as a vendor's researcher does not. Predicates are those of
 * docs/starter-format.md.
 */
import { type ClaimPattern, isPersonSlot, type PatternMatch, textOf } from './claim-pattern.ts';
import { APPOSITION, apposition, clause, expression, FILL, IS, list, TITLE } from './english-grammar.ts';

/** A body of government, or a sentence that charges, sanctions or sentences somebody. */
function isOfficial(match: PatternMatch): boolean {
  if (!isPersonSlot(match.subject)) return false;
  if (DOCKET.test(match.sentence.text)) return true;
  // The quoted: "…, said P, an analyst at O."
  return (
    match.object?.type === 'government-body' &&
    !/(?:analyst|engineer|employee|hacker|contractor|agent|member)/.test(match.groups.t ?? '')
  );
}

const DOCKET =
  / (?:charged|indicted|indictment|sanctioned|sanctions|designated|defendants?|arrested|convicted|sentenced|wanted|prosecutors|pleaded|extradited|grand jury|conspired) /;

function officePredicate(match: PatternMatch): string {
  return /(?:employee|engineer|analyst|hacker|contractor|member|agent|operative)/.test(match.groups.t ?? '')
    ? 'employed-by'
    : 'holds-office';
}

const OFFICE: readonly ClaimPattern[] = [
  apposition(
    `(?<s>[PX]) , (?:who (?:is|was|served as|serves as|worked as) )?(?:[0-9]{2} , )?${FILL}(?<t>${TITLE})(?: [a-z]+){0,3}? (?:of|at|for|in|with|within) ${FILL}(?<o>[OX])(?! -)`,
  ),
  clause(
    `(?<s>[PX]) ${APPOSITION}(?:(?:was|has been|were|is|had been) )?(?:appointed|named|elected|promoted|confirmed|sworn in|installed|became)(?: as| to be| to)? ${FILL}(?<t>${TITLE})(?: [a-z]+){0,3}? (?:of|at|for|in) ${FILL}(?<o>[OX])(?! -)`,
  ),
  clause(
    `(?<o>O) (?:has |have )?(?:appointed|named|elected|promoted) ${FILL}(?<s>[PX]) (?:as |to be |to )?${FILL}(?<t>${TITLE}) `,
  ),
  clause(
    `(?<s>[PX]) ${APPOSITION}(?:${IS})?(?:serves|served|serving|has served|had served|worked|works|working) as ${FILL}(?<t>${TITLE})(?: [a-z]+){0,3}? (?:of|at|for|in|with) ${FILL}(?<o>[OX])(?! -)`,
  ),
  clause(
    `(?<s>[PX]) ${APPOSITION}${IS}${FILL}(?<t>${TITLE})(?: [a-z]+){0,3}? (?:of|at|for|in|with|within) ${FILL}(?<o>[OX])(?! -)`,
  ),
  clause(`(?<o>O) (?:'s )?(?<t>${TITLE}) (?<s>[PX]) `),
].map((form) => ({ kind: 'person-role', predicate: officePredicate, ...form, when: isOfficial }));

const EMPLOYMENT: ClaimPattern = {
  kind: 'person-role',
  predicate: 'employed-by',
  expression: expression(
    `(?<s>${list('PX')}) ${APPOSITION}(?:${IS})?(?:worked|works|working|employed|was employed|were employed) (?:for|at|by) ${FILL}(?<o>[OX])(?! -)`,
  ),
  when: (match) => isPersonSlot(match.subject) && !isPersonSlot(match.object) && DOCKET.test(match.sentence.text),
};

const SANCTION_WORDS =
  /sanction|pursuant|treasury|blocked|assets|executive order|regulation|list|freeze|designated (?:[^ ]+ ){0,12}for /;

const SANCTIONS: readonly ClaimPattern[] = [
  clause(
    `(?<o>[OLXY]) ${APPOSITION}(?:has |have |had )?(?:not )?(?:sanctioned|designated|blacklisted|imposed (?:[a-z]+ ){0,2}sanctions (?:on|against)|placed (?:[a-z]+ ){0,2}sanctions on) ${FILL}(?<s>${list('POXAYM')}) `,
  ),
  clause(
    `(?<o>[OLX]) ${APPOSITION}(?:has |have |had )?(?:added|placed|put) ${FILL}(?<s>${list('POXA')}) (?:to|on) (?:its |entity |export )[a-z -]{0,40}list`,
  ),
  clause(
    `(?<s>${list('POXAYM')}) ${APPOSITION}${IS}(?:sanctioned|designated|blacklisted|added to [a-z -]{1,40}list|placed on [a-z -]{1,40}list)(?: (?:in|on|for|under|pursuant)[^;.]{1,80}?)? by ${FILL}(?<o>[OLX])(?! -)`,
  ),
].map((form) => ({
  kind: 'indictment',
  predicate: 'sanctioned-by',
  ...form,
  when: (match) => !/designated/.test(match.matched) || SANCTION_WORDS.test(match.sentence.text),
}));

const OFFENCE =
  /conspir|fraud|theft|hack|intrusion|espionage|launder|wire|identity|economic|stealing|trade secret|extort|unauthori[sz]ed|ransom|offen[cs]e|crime|counts?|felon|brib|violat|agent of|damage|access|murder|corrupt|smuggl|evad|breach|computer/;

/** The charge in the text's own words, up to where another thought begins. */
function charge(match: PatternMatch): string | undefined {
  const place = match.place('v');
  if (place === undefined) return undefined;
  const words = match.groups.v!;
  const cut =
    / (?:, (?:worked|was|were|is|are|has|had|who|which|he|she|they|[a-z]+ed (?:for|to|by|in|at))|in connection|after|before|when|who|which|according|as part|for allegedly|and sentenced|between|from [0-9]|in [0-9]{4}|on [a-z]+ [0-9]) /.exec(
      `${words} `,
    );
  const end = cut === null ? place[1] : place[0] + cut.index;
  const value = words.slice(0, end - place[0]);
  if (!OFFENCE.test(value)) return undefined;
  const covered = textOf(match.sentence, [place[0], end]);
  return covered === undefined ? undefined : spelled(match, place[0], end);
}

/** Lower-case words, names as they are written. */
function spelled(match: PatternMatch, from: number, to: number): string {
  let out = '';
  for (let i = from; i < to; i++) {
    const char = match.sentence.text[i]!;
    out += char >= 'A' && char <= 'Z' ? (match.sentence.tokenAt(i).name?.text ?? char) : char;
  }
  return out.replace(/ ([,-]) /g, (_, mark: string) => (mark === ',' ? ', ' : '-')).trim();
}

const isDefendant = (match: PatternMatch): boolean =>
  isPersonSlot(match.subject) ||
  match.subject?.mark === 'O' ||
  (match.subject?.known === true && match.subject.mark !== 'L');

const CHARGES: readonly ClaimPattern[] = [
  clause(
    `(?:charged|indicted|charges|indicts|charging|indicting) ${FILL}(?<s>${list('POXY')})(?: , [^;.]{1,80} ,)? (?:with|on charges of|on counts of|for) (?<v>[^;.]{3,200})`,
  ),
  clause(
    `(?<s>${list('POXY')}) ${APPOSITION}${IS}(?:charged|indicted)(?: (?:by|in) [^,;.]{1,60}?)? (?:with|on charges of|on counts of|for|on [a-z0-9 ]{1,20}(?:counts|charges) of) (?<v>[^;.]{3,200})`,
  ),
  clause(`(?<s>${list('POXY')}) ${APPOSITION}(?:has |have )?(?:pleaded|pled) guilty to (?<v>[^;.]{3,200})`),
].map((form) => ({ kind: 'indictment', predicate: 'charged-with', ...form, when: isDefendant, value: charge }));

const STATUS_WORDS: readonly (readonly [RegExp, string])[] = [
  [/acquitted|found not guilty/, 'acquitted'],
  [/pleaded not guilty|pled not guilty/, 'pleaded not guilty'],
  [/pleaded guilty|pled guilty/, 'pleaded guilty'],
  [/sentenced/, 'sentenced'],
  [/convicted|found guilty/, 'convicted'],
  [/extradited/, 'extradited'],
  [/arrested/, 'arrested'],
  [/indict/, 'indicted'],
  [/dismissed|dropped/, 'dismissed'],
];

function statusOf(match: PatternMatch): string | undefined {
  const words = match.groups.v ?? '';
  return STATUS_WORDS.find(([pattern]) => pattern.test(words))?.[1];
}

const STATUSES: readonly ClaimPattern[] = [
  clause(
    `(?<s>${list('POXY')}) ${APPOSITION}(?:was|were|has been|have been|had been)(?: not)? (?<v>indicted|convicted|sentenced|arrested|extradited|acquitted|found guilty|found not guilty) `,
  ),
  clause(
    `(?<s>${list('POXY')}) ${APPOSITION}(?:has |have )?(?<v>pleaded guilty|pled guilty|pleaded not guilty|pled not guilty) `,
  ),
  clause(
    `(?<v>indicted|unsealed (?:[a-z]+ ){0,3}indictment (?:against|of|charging)|arrested|convicted|sentenced) ${FILL}(?<s>${list('PX')}) `,
  ),
].map((form) => ({
  kind: 'indictment',
  predicate: 'case-status',
  ...form,
  when: (match) => isDefendant(match) && !/ (?:was|were|been) $/.test(match.sentence.text.slice(0, match.index + 1)),
  value: statusOf,
}));

export const ENGLISH_OFFICIAL_PATTERNS: readonly ClaimPattern[] = [
  ...OFFICE,
  EMPLOYMENT,
  ...SANCTIONS,
  ...CHARGES,
  ...STATUSES,
];
