/**
 * First claims from prose: patterns over the sentences in which names stand.
 *
 * Each sentence is read in its own language, reduced (names to marks), matched, and each match is given what surrounds it: hedges,
 * speaker, time. Invariants: a claim's span is its sentence and its quote the text there; the same statement is given once a sentence;
 * deterministic. Work is linear in the text: sentences are bounded, and so is every expression.
 */
import { isHanUnit } from '../../language/character-folding.ts';
import { findDates } from '../../language/dates.ts';
import type { SentenceSpan } from '../../language/sentences.ts';
import type { ExtractedClaim, Mention } from '../../model/evidence/extraction.ts';
import { CHINESE_PATTERNS } from './chinese-patterns.ts';
import { applyPatterns, type FoundClaim, preparePatterns } from './claim-pattern.ts';
import { ENGLISH_OFFICIAL_PATTERNS } from './english-official-patterns.ts';
import { ENGLISH_PATTERNS } from './english-patterns.ts';
import { findHedges } from './hedges.ts';
import { type ReducedSentence, reduceChinese, reduceEnglish } from './reduced-sentence.ts';
import { knownNames, mergeNames, type SentenceName } from './sentence-names.ts';
import { findSpeaker } from './speakers.ts';
import { unknownChineseNames } from './unknown-names-chinese.ts';
import { unknownEnglishNames } from './unknown-names-english.ts';

export interface ReadSentences {
  readonly claims: readonly ExtractedClaim[];
  /** Names nobody knew that fill a slot of a claim, as mentions. */
  readonly mentions: readonly Mention[];
}

export function readClaims(
  text: string,
  spans: readonly SentenceSpan[],
  mentions: readonly Mention[],
  publishedAt?: string,
): ReadSentences {
  const claims: ExtractedClaim[] = [];
  const unknown = new Map<string, Mention>();
  let next = 0;
  for (const span of spans) {
    while (next < mentions.length && mentions[next]!.start < span.start) next++;
    let last = next;
    while (last < mentions.length && mentions[last]!.end <= span.end) last++;
    readSentence(text, span, mentions.slice(next, last), publishedAt, claims, unknown);
  }
  return { claims, mentions: [...unknown.values()] };
}

const ENGLISH = preparePatterns([...ENGLISH_PATTERNS, ...ENGLISH_OFFICIAL_PATTERNS]);
const CHINESE = preparePatterns(CHINESE_PATTERNS);

function readSentence(
  text: string,
  span: SentenceSpan,
  mentions: readonly Mention[],
  publishedAt: string | undefined,
  claims: ExtractedClaim[],
  unknown: Map<string, Mention>,
): void {
  const written = text.slice(span.start, span.end);
  if (written.length < 8) return;
  const chinese = isChinese(written);
  if (!(chinese ? CHINESE_TRIGGER : ENGLISH_TRIGGER).test(written)) return;
  const names = namesOf(text, span, mentions, chinese);
  if (names.length === 0) return;
  const reduced = chinese
    ? reduceChinese(text, span.start, span.end, names)
    : reduceEnglish(text, span.start, span.end, names);
  const found = strongest(applyPatterns(chinese ? CHINESE : ENGLISH, reduced, names));
  for (const claim of found) {
    claims.push(complete(claim, reduced, text, written, publishedAt));
    for (const slot of [claim.subject, claim.object])
      if (slot.name !== undefined && !slot.name.known) noteUnknown(slot.name, text, unknown);
  }
}

/** Verbs and nouns of which every pattern of the language needs one. */
const ENGLISH_TRIGGER =
  /attribut|link|ti(?:ed|es)\b|connect|trac(?:ed|ing)|ascrib|affiliat|associat|operat|\brun\b|direct|control|sponsor|back|fund|support|conduct|carried|perpetrat|orchestrat|behalf|behest|work|blam|accus|nexus|align|behind|\bunit\b|\bpart\b|front|contract|hired|supplier|subordinat|under\b|oversee|supervis|report(?:s|ed|ing)? to|subsidiary|bureau|department|division|branch|minister|director|head\b|chief|president|chair|secretary|command|governor|mayor|officer|founder|representative|appoint|serv(?:es|ed|ing)|employ|sanction|designat|blacklist|list\b|charg|indict|convict|sentenc|arrest|extradit|acquit|guilty|target|attack|compromis|breach|hack|infiltrat|struck|exploit|leverag|abus|weaponi|us(?:ed|es|ing|e)\b|deploy|utili|deliver|drop|install|distribut|guided|falls|belongs/i;
const CHINESE_TRIGGER =
  /归因|归咎|归属|指向|溯源|有关|关联|联系|相关|支持|资助|指使|操控|控制|领导|运营|赞助|指挥|隶属|下属|直属|所属|从属|下设|服务|代表|背景|幕后|背后|合作|委托|幌子|掩护|前台|空壳|承包|外包|分包|供应|白手套|管理|管辖|指导|制裁|列入|纳入|起诉|指控|逮捕|判处|定罪|引渡|担任|出任|任|部长|局长|厅长|主任|书记|针对|攻击|瞄准|入侵|渗透|利用|使用|部署|投放|植入|采用|法定代表人|董事长/;

function isChinese(written: string): boolean {
  let han = 0;
  let letters = 0;
  for (let i = 0; i < written.length; i++) {
    const unit = written.charCodeAt(i);
    if (isHanUnit(unit)) han++;
    else if ((unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)) letters++;
  }
  // One Han character says as much as three or four letters.
  return han > 0 && han * 4 >= letters;
}

const CVE = /CVE-(?:19|20)\d{2}-\d{4,7}/gi;
const TECHNIQUE = /\bT1\d{3}(?:\.\d{3})?\b/g;

function namesOf(
  text: string,
  span: SentenceSpan,
  mentions: readonly Mention[],
  chinese: boolean,
): readonly SentenceName[] {
  const known = [...knownNames(mentions)];
  const written = text.slice(span.start, span.end);
  for (const [expression, type, mark] of [
    [CVE, 'vulnerability', 'V'],
    [TECHNIQUE, 'attack-pattern', 'T'],
  ] as const) {
    for (const match of written.matchAll(expression)) {
      const start = span.start + match.index;
      const end = start + match[0].length;
      if (!known.some((name) => name.start < end && start < name.end))
        known.push({ start, end, text: match[0].toUpperCase(), type, mark, known: false });
    }
  }
  known.sort((a, b) => a.start - b.start);
  const unknown = chinese
    ? unknownChineseNames(text, span.start, span.end, known)
    : unknownEnglishNames(text, span.start, span.end);
  return mergeNames(known, unknown);
}

/** One of each statement; where two families read the same pair, the more telling predicate. */
function strongest(found: readonly FoundClaim[]): readonly FoundClaim[] {
  const byPair = new Map<string, FoundClaim>();
  for (const claim of found) {
    const family = PREDICATE_FAMILY.get(claim.predicate);
    const key = JSON.stringify([
      claim.subject.start,
      family === undefined ? claim.predicate : family[0],
      claim.object.start,
      family === undefined ? claim.object.text : '',
    ]);
    const held = byPair.get(key);
    if (held === undefined || (family !== undefined && family[1] > (PREDICATE_FAMILY.get(held.predicate)?.[1] ?? 0)))
      byPair.set(key, claim);
  }
  const kept = [...byPair.values()];
  // "was indicted" says nothing beside "was charged with …".
  return kept
    .filter(
      (claim) =>
        claim.predicate !== 'case-status' ||
        claim.object.text !== 'indicted' ||
        !kept.some((other) => other.predicate === 'charged-with' && other.subject.start === claim.subject.start),
    )
    .sort(
      (a, b) =>
        a.subject.start - b.subject.start || a.object.start - b.object.start || (a.predicate < b.predicate ? -1 : 1),
    );
}

/** Relations between the same two bodies, of which one sentence means one. */
const PREDICATE_FAMILY: ReadonlyMap<string, readonly [string, number]> = new Map([
  ['front-for', ['relation', 6]],
  ['subcontractor-of', ['relation', 6]],
  ['supplier-of', ['relation', 5]],
  ['contractor-of', ['relation', 5]],
  ['guided-by', ['relation', 5]],
  ['part-of', ['relation', 4]],
  ['subordinate-to', ['relation', 4]],
  ['holds-office', ['relation', 4]],
  ['employed-by', ['relation', 3]],
  ['attributed-to', ['relation', 2]],
  ['acted-in-association-with', ['relation', 1]],
]);

function complete(
  claim: FoundClaim,
  reduced: ReducedSentence,
  text: string,
  written: string,
  publishedAt: string | undefined,
): ExtractedClaim {
  const clause = clauseAround(text, reduced, claim);
  return {
    kind: claim.kind,
    subject: claim.subject.text,
    predicate: claim.predicate,
    object: claim.object.text,
    speaker: findSpeaker(reduced, text, claim),
    hedges: findHedges(text, clause[0], clause[1]),
    negated: claim.negated,
    time: timeOf(claim, reduced, written, publishedAt),
    start: reduced.start,
    end: reduced.end,
    quote: written,
    ...(Object.keys(claim.qualifiers).length === 0 ? {} : { qualifiers: claim.qualifiers }),
  };
}

/** From the semicolon or contrast before the claim to the one after it. */
function clauseAround(text: string, reduced: ReducedSentence, claim: FoundClaim): readonly [number, number] {
  const from = Math.min(claim.start, claim.subject.start, claim.object.start);
  const to = Math.max(claim.end, claim.subject.end, claim.object.end);
  const before = text.slice(reduced.start, from);
  const after = text.slice(to, reduced.end);
  let start = reduced.start;
  for (const match of before.matchAll(CLAUSE_END)) start = reduced.start + match.index + match[0].length;
  const cut = CLAUSE_END_ONCE.exec(after);
  return [start, cut === null ? reduced.end : to + cut.index];
}

const CLAUSE_END = /[;；]|, (?:but|while|whereas|although|though) |，(?:但|而|虽然)/g;
const CLAUSE_END_ONCE = new RegExp(CLAUSE_END.source);

/** The time nearest to the claim's words, if the sentence gives one. */
function timeOf(
  claim: FoundClaim,
  reduced: ReducedSentence,
  written: string,
  publishedAt: string | undefined,
): ExtractedClaim['time'] {
  const dates = findDates(written, publishedAt);
  let best: ExtractedClaim['time'] = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const date of dates) {
    const start = reduced.start + date.start;
    const end = reduced.start + date.end;
    const away = start >= claim.end ? start - claim.end : end <= claim.start ? claim.start - end : 0;
    if (away < distance) {
      distance = away;
      best = { from: date.from, to: date.to, precision: date.precision };
    }
  }
  return best;
}

function noteUnknown(name: SentenceName, text: string, unknown: Map<string, Mention>): void {
  const quote = text.slice(name.start, name.end);
  unknown.set(`${name.start}:${name.end}`, {
    type: name.type,
    name: name.text,
    entityId: null,
    start: name.start,
    end: name.end,
    quote,
  });
}
