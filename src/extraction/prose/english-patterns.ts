/**
 * English claim patterns: attribution, contractors and fronts, structure, and what actors do.
 *
 * A family a block, in the words that reports use; people and courts are in `english-official-patterns.ts`. Precision first: a sentence in no
 * block gives no claim. Predicates are those of docs/starter-format.md.
 */
import { type ClaimPattern, isPersonSlot, type PatternMatch } from './claim-pattern.ts';
import { APPOSITION, apposition, BELIEF, clause, expression, FILL, HAS, IS, list } from './english-grammar.ts';
import { targetsIn } from './targets.ts';

/** An actor or its doing is attributed; an organisation or person only acted in association. */
function attributionPredicate(match: PatternMatch): string | undefined {
  const mark = match.subject?.mark;
  if (mark === 'A' || mark === 'M' || mark === 'Y') return match.object?.mark === 'M' ? undefined : 'attributed-to';
  if (mark === 'X')
    return isPersonSlot(match.subject) && !/\b(?:attributed|ascribed|traced)\b/.test(match.matched)
      ? 'acted-in-association-with'
      : 'attributed-to';
  return /\b(?:attributed|ascribed|traced)\b/.test(match.matched) ? undefined : 'acted-in-association-with';
}

const ATTRIBUTION: readonly ClaimPattern[] = [
  // "A is believed to be linked to O"; "A was attributed by B to O".
  clause(
    `(?<s>${list('AMXYOP')}) ${APPOSITION}${IS}(?:attributed|linked|tied|connected|traced back|traced|ascribed|affiliated|associated)(?: by (?<by>[^,;.]{1,60}?))? (?:to|with) ${FILL}(?<o>[OLAPXY])(?! -)`,
  ),
  // "A is operated by O".
  clause(
    `(?<s>${list('AMXY')}) ${APPOSITION}${IS}(?:(?:operated|run|directed|controlled|sponsored|backed|funded|supported|conducted|carried out|perpetrated|orchestrated|executed|launched|commissioned|tasked|overseen|work) )+(?:by|of) ${FILL}(?<o>[OLPXY])(?! -)`,
  ),
  // "A works on behalf of O".
  clause(
    `(?<s>${list('AMXYOP')}) ${APPOSITION}(?:${IS})?(?:working|acting|operating|worked|acted|operated|works|acts|operates|hacked|hacking|conducted [a-z ]{1,40}|conducts [a-z ]{1,40}|carried out [a-z ]{1,40})(?: [a-z]+){0,2}? (?:on behalf of|at behest of|under direction of|under control of|at direction of|in association with|at request of|in coordination with) ${FILL}(?<o>[OLXY])(?! -)`,
  ),
  // "A works for O": people are employed, which is another family.
  clause(`(?<s>${list('AY')}) ${APPOSITION}(?:${IS})?(?:working|works|worked) for ${FILL}(?<o>[OLX])(?! -)`),
  // "B attributes A to O".
  clause(
    `(?<by>[OPAXYL]|we|(?:[a-zL]+ ){0,3}(?:officials|researchers|analysts|authorities|prosecutors|government|investigators|agencies)) (?:has |have |had )?(?:attributed|attributes|attribute|linked|links|link|tied|ties|traced|ascribed|ascribes|connected) (?:activity of |operations of )?${FILL}(?<s>${list('AMXY')}) (?:back )?(?:to|with) ${FILL}(?<o>[OLAPXY])(?! -)`,
  ),
  // "B blamed O for A".
  clause(
    `(?<by>[OPXYL]|we|(?:[a-zL]+ ){0,3}(?:officials|researchers|analysts|authorities|prosecutors|government|investigators)) (?:has |have |had )?(?:blamed|blames|accused) ${FILL}(?<o>[OLX]) (?:for|of)(?: being| standing| (?:operating|running|directing|sponsoring|controlling))?(?: behind)? ${FILL}(?<s>[AM]) `,
  ),
  // "O-linked group A".
  clause(
    `(?<o>[LO]) (?:state )?- (?:state - )?(?:linked|backed|sponsored|nexus|aligned|affiliated|directed|controlled|run|supported) (?:(?!attack|by|against|to|that|which|using|and|of|with|for)[a-z]+ |- ){0,4}?(?:(?:group|actor|gang|team|cluster) , )?(?<s>[AXY]) `,
  ),
  // "L state-sponsored A" where a demonym is a known name of the place.
  clause(
    `(?<o>L) (?:state - sponsored|government - backed|state - backed|nation - state|government - sponsored) (?:(?!attack|by|against|to|that|which|using|and|of|with|for)[a-z]+ |- ){0,3}?(?<s>[AXY]) `,
  ),
  // "A, a group linked to O".
  apposition(
    `(?<s>[AMXY]) (?:, )?${FILL}(?:[a-z]+ |- ){0,5}?(?:group|actor|unit|team|crew|campaign|cluster|outfit|set|organization|organisation|collective|backdoor|gang) (?:that (?:is|was) |which (?:is|was) |(?:is|was) )?(?:${BELIEF} to be )?(?:linked|tied|attributed|connected|affiliated|operated|run|sponsored|backed|controlled|directed|working|operating|acting) (?:to|with|by|for|on behalf of|under) ${FILL}(?<o>[OLXY])(?! -)`,
  ),
  // "the attribution of A to O".
  clause(`attribution of ${FILL}(?<s>[AMX]) to ${FILL}(?<o>[OLX])(?! -)`),
  // "O is behind A".
  clause(`(?<o>[OLX]) ${APPOSITION}(?:${IS}|stands |stood )behind ${FILL}(?<s>[AM]) `),
].map((form) => ({ kind: 'campaign', predicate: attributionPredicate, ...form }));

/** "A is a unit of O" says who A is. */
const ACTOR_AS_UNIT: ClaimPattern = {
  kind: 'campaign',
  predicate: 'attributed-to',
  expression: expression(
    `(?<s>[A]) (?:, |${APPOSITION}${IS})${FILL}(?:[a-z]+ ){0,3}?(?:part|unit|arm|front|component|element|division|team|name) (?:of|within|for) ${FILL}(?<o>O)(?! -)`,
  ),
};

function frontPredicate(match: PatternMatch): string {
  const words = match.groups.r ?? match.matched;
  if (/subcontractor/.test(words)) return 'subcontractor-of';
  if (/supplier|supplied|supplies|supply/.test(words)) return 'supplier-of';
  return /front|cover|shell/.test(words) ? 'front-for' : 'contractor-of';
}

const ROLE =
  '(?:front company|front organization|front organisation|front|cover company|shell company|private contractor|contractor|subcontractor|supplier)';

const CONTRACTORS: readonly ClaimPattern[] = [
  apposition(
    `(?<s>${list('OX')}) , ${FILL}(?:(?!said|who|which|that)[a-z]+ |- ){0,4}?(?<r>${ROLE}) (?:for|of|to|with|used by|working for|serving|run by|controlled by) ${FILL}(?<o>[OLXY])(?! -)`,
  ),
  clause(
    `(?<s>${list('OX')}) ${APPOSITION}${IS}${FILL}(?:(?!said|who|which|that)[a-z]+ |- ){0,3}?(?<r>${ROLE}) (?:for|of|to|with|used by|run by|controlled by) ${FILL}(?<o>[OLXY])(?! -)`,
  ),
  clause(
    `(?<s>${list('OX')}) ${APPOSITION}(?:${IS})?(?:acts|acted|acting|serves|served|serving|operates|operated|functioned|functions|used) as ${FILL}(?:[a-z]+ ){0,2}?(?<r>${ROLE}) (?:for|of|to|by) ${FILL}(?<o>[OLXY])(?! -)`,
  ),
  clause(
    `(?<s>${list('OX')}) ${APPOSITION}${IS}(?<r>contracted|hired|engaged|commissioned|retained|paid|subcontracted) by ${FILL}(?<o>[OX])(?! -)`,
  ),
  clause(
    `(?<o>[OX]) (?:'s )?(?<r>front company|front companies|contractors?|subcontractor|supplier) ${FILL}(?<s>${list('OX')}) `,
  ),
  clause(
    `(?<o>[OX]) (?:has |have |had )?(?<r>contracted|hired|outsourced [a-z ]{1,40} to|subcontracted|outsources [a-z ]{1,40} to) (?:with )?${FILL}(?<s>${list('OX')})(?! -)`,
  ),
  apposition(`(?<s>[OX]) , ${FILL}(?<o>[OLX]) (?:'s )?(?<r>${ROLE})(?! (?:for|of|to|with)) `),
].map((form) => ({
  kind: 'contractor-relation',
  predicate: frontPredicate,
  ...form,
  when: (match) => match.subject?.mark === 'O' || !isPersonSlot(match.subject) || /front|cover/.test(match.matched),
}));

const UNIT =
  '(?:unit|department|bureau|division|branch|office|arm|subsidiary|agency|component|directorate|section|institute|organ|affiliate|body|part)';

function structurePredicate(match: PatternMatch): string {
  if (/guided by|professional guidance/.test(match.matched)) return 'guided-by';
  return / (?:part of|component of|subsidiary|division of|branch of|housed within|arm of)/.test(match.matched)
    ? 'part-of'
    : 'subordinate-to';
}

const STRUCTURE: readonly ClaimPattern[] = [
  apposition(
    `(?<s>[OX]) , ${FILL}(?:(?!said|who|which|that|front|contractor)[a-z]+ |- ){0,3}?${UNIT} (?:of|under|within|subordinate to|overseen by|that reports to|which reports to|reporting to|belonging to|directly under) ${FILL}(?<o>[OX])(?! -)`,
  ),
  clause(
    `(?<s>[OX]) ${APPOSITION}${IS}${FILL}(?:(?!said|who|which|that|front|contractor)[a-z]+ |- ){0,3}?(?:subordinate to|${UNIT} of|under (?:direct )?(?:control|command|authority|supervision|leadership|jurisdiction|direction) of|under|overseen by|supervised by|managed by|guided by|housed within|placed under|administered by|responsible to|accountable to) ${FILL}(?<o>[OX])(?! -)`,
  ),
  clause(
    `(?<s>[OX]) ${APPOSITION}(?:reports|reported|answers|answered|falls|fell|belongs|belonged|sits|comes|operates|operated) (?:directly )?(?:to|under) ${FILL}(?<o>[OX])(?! -)`,
  ),
  clause(`(?<o>O) (?:oversees|supervises|commands|administers|oversaw|supervised) ${FILL}(?<s>${list('O')}) `),
].map((form) => ({
  kind: 'organisation-structure',
  predicate: structurePredicate,
  ...form,
  when: (match) =>
    (match.subject?.mark === 'O' || match.object?.mark === 'O') &&
    !isPersonSlot(match.subject) &&
    !isPersonSlot(match.object),
}));

/** The doers of "targeted": known actors, malware, codes; not every company that "targeted customers". */
const DOER = list('AM');

const DEEDS: readonly ClaimPattern[] = [
  {
    kind: 'target',
    predicate: 'targets',
    expression: expression(
      `(?<s>${DOER}) ${APPOSITION}(?:${IS}(?:observed |seen )?)?${HAS}(?:targeted|targets|target|targeting|attacked|attacks|attacking|compromised|compromises|compromising|breached|breaches|hacked|infiltrated|infiltrates|hit|struck|victimized|went after|focused on|focuses on|'s targeting of) (?<o>[^;.]{1,240})`,
    ),
    when: (match) =>
      !/^(?:in|of|at|from|and|as|attacks?|phishing|malware|emails?|campaigns?|intrusions?|operations?|spear|by)\b/.test(
        match.groups.o!.trim(),
      ) && !/ (?:targeted|attacked|compromised|breached|hacked|hit) by /.test(match.matched),
    objects: (match) => targetsIn(match.sentence, match.place('o')!, 'forward'),
  },
  {
    kind: 'target',
    predicate: 'targets',
    expression: expression(
      `(?<o>[^;.]{1,120}) (?:was|were|has been|have been|had been|is|are)(?: not)? (?:targeted|attacked|hacked|breached|compromised|hit|victimized) by ${FILL}(?<s>${DOER}) `,
    ),
    objects: (match) => targetsIn(match.sentence, match.place('o')!, 'backward'),
  },
  {
    kind: 'capability',
    predicate: 'exploits',
    expression: expression(
      `(?<s>${list('AMXY')}) ${APPOSITION}(?:${IS}(?:observed |seen |caught )?)?${HAS}(?:began |started )?(?:exploited|exploits|exploit|exploiting|leveraged|leverages|leveraging|abused|abuses|abusing|weaponized|weaponised|used|uses|using)(?: (?!and|then|to|against|after)(?:[a-z0-9']+|[,OMXY-])){0,10}? (?<o>V(?: (?:,|and|or|, and|&) V){0,15}) `,
    ),
  },
  {
    kind: 'capability',
    predicate: 'exploits',
    expression: expression(
      `(?<o>V(?: (?:,|and|or|, and|&) V){0,15}) (?:, [^;.]{1,80} , )?${IS}(?:actively )?(?:exploited|used|leveraged|abused|weaponized)(?: (?:in|since|as) [^,;.]{1,40}?)? by ${FILL}(?<s>${list('AXY')}) `,
    ),
  },
  {
    kind: 'capability',
    predicate: 'uses',
    expression: expression(
      `(?<s>${list('A')}) ${APPOSITION}(?:${IS}(?:observed |seen )?)?${HAS}(?:used|uses|use|using|deployed|deploys|deploy|deploying|employed|employs|employ|utilized|utilizes|utilised|leveraged|leverages|delivered|delivers|dropped|installed|distributed|distributes|wielded|relied on|relies on|developed)(?: (?!to|against|and|by|but|that|which|when|while|not|instead|for|after)(?:[a-z0-9']+|-)){0,6}? (?<o>${list('MT')}) `,
    ),
  },
  {
    kind: 'capability',
    predicate: 'uses',
    expression: expression(
      `(?<s>[A]) ${HAS}(?:targeted|targeting|targets|attacked|attacking|compromised|infected|breached|hit) [^;.]{1,160}? (?:using|with|by deploying|by using|deploying|via)(?: (?!to|against|and|but|that|which)(?:[a-z0-9']+|-)){0,5}? (?<o>${list('M')}) `,
    ),
  },
  {
    kind: 'capability',
    predicate: 'uses',
    expression: expression(
      `(?<o>${list('M')}) ${APPOSITION}${IS}(?:exclusively |only )?(?:used|deployed|employed|utilized|leveraged|wielded|distributed|delivered|shared) by ${FILL}(?<s>${list('A')}) `,
    ),
  },
];

export const ENGLISH_PATTERNS: readonly ClaimPattern[] = [
  ...CONTRACTORS,
  ...STRUCTURE,
  ACTOR_AS_UNIT,
  ...ATTRIBUTION,
  ...DEEDS,
];
