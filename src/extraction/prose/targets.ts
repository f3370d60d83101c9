/**
 * Whom or what a sentence says was targeted: named places, bodies and sectors, and sectors by their common names.
 *
 * The sector words are those of everyday report language in English and Chinese; the text's own phrase is kept, nothing is mapped to a
 * vocabulary here. Invariant: a phrase without a named thing or a sector ("its victims", "multiple organisations") gives none.
 */
import { namesIn, type SlotText, slotOf } from './claim-pattern.ts';
import type { ReducedSentence } from './reduced-sentence.ts';

const SECTOR =
  'healthcare|health care|medical|hospitals?|pharmaceuticals?|biotechnology|biotech|government|governmental|defen[cs]e|military|aerospace|aviation|airlines?|maritime|shipping|satellite|' +
  'energy|oil and gas|oil|gas|electric|power|utilit(?:y|ies)|nuclear|water|telecommunications?|telecoms?|technology|semiconductors?|software|it|information technology|managed service providers?|' +
  'financial|finance|banks?|banking|insurance|cryptocurrency|retail|hospitality|gaming|gambling|manufacturing|automotive|chemical|engineering|construction|mining|transportation|transport|logistics|' +
  'agricultur(?:e|al)|food|education|educational|academic|academia|universit(?:y|ies)|research|think tanks?|media|journalists?|news|dissidents?|activists?|human rights|ngos?|non - governmental|non - profit|' +
  'diplomatic|foreign affairs|embass(?:y|ies)|election|political|law firms?|legal|religious|critical infrastructure|industrial|public sector|private sector|municipal|police|law enforcement|space|tourism|travel';
const NOUN =
  'sectors?|industry|industries|organi[sz]ations?|compan(?:y|ies)|firms?|institutions?|agenc(?:y|ies)|entities|bodies|providers?|contractors?|networks?|departments?|ministries|ministry|targets?|operators?|systems?|groups?|facilities|bases?|researchers?|institutes?|services?|organs?|officials?|infrastructure|manufacturers?|suppliers?|verticals?';
/** These are sectors by themselves; the others need a noun ("energy companies"). */
const ALONE =
  /^(?:healthcare|health care|hospitals?|pharmaceuticals?|biotechnology|aerospace|aviation|airlines?|telecommunications?|telecoms?|semiconductors?|banks?|banking|finance|insurance|retail|hospitality|manufacturing|academia|universit(?:y|ies)|think tanks?|journalists?|dissidents?|activists?|ngos?|embass(?:y|ies)|law firms?|critical infrastructure|managed service providers?|utilit(?:y|ies)|media|education|energy|defen[cs]e|agriculture|transportation|logistics|government|gaming|gambling|shipping|law enforcement)$/;

const PHRASE = new RegExp(
  ` ((?:${SECTOR})(?: (?:and|,|or|, and) (?:${SECTOR})){0,6}(?: - [a-z]+)?)((?: (?:${NOUN})){0,2})(?= )`,
  'g',
);
const END_OF_TARGETS =
  / (?:using|with|via|through|since|because|while|which|who|whom|when|where|during|after|before|by|to|for|as part|and (?:then|used|stole|deployed|exfiltrated|gained|sent|delivered|is|was|has|have)|exploiting|deploying|delivering|leveraging|sending|stealing) /;

/** Targets in the words after a verb, or (backward) in the subject of a passive. */
export function targetsIn(
  sentence: ReducedSentence,
  place: readonly [number, number],
  direction: 'forward' | 'backward',
): readonly SlotText[] {
  const [from, to] = place;
  const words = ` ${sentence.text.slice(from, to).trim()} `;
  const shift = from - 1 + (sentence.text.slice(from, to).length - sentence.text.slice(from, to).trimStart().length);
  let begin = 0;
  let end = words.length;
  if (direction === 'forward') {
    const cut = END_OF_TARGETS.exec(words);
    if (cut !== null) end = cut.index + 1;
  } else begin = subjectBegin(words);
  const targets: SlotText[] = [];
  for (const name of namesIn(sentence, [Math.max(0, shift + begin), shift + end])) {
    if ('OLSP'.includes(name.mark)) targets.push(slotOf(name));
  }
  for (const match of words.slice(begin, end).matchAll(PHRASE)) {
    const nouns = match[2]!.trim();
    for (const part of match[1]!.split(/ (?:, and|and|,|or) (?!gas)/)) {
      if (nouns === '' && !ALONE.test(part)) continue;
      const at = shift + begin + match.index + match[0].indexOf(part);
      const first = sentence.tokenAt(Math.max(at, 0));
      const last = sentence.tokenAt(at + part.length - 1);
      targets.push({ text: part.replace(/ - /g, '-'), start: first.start, end: last.end });
    }
  }
  return targets.sort((a, b) => a.start - b.start);
}

/** A list of names right before the verb, else what stands after the last comma. */
function subjectBegin(words: string): number {
  const listed = / [OLS](?: (?:,|and|, and|as well as) [OLS]){0,12} $/.exec(words);
  return listed === null ? Math.max(words.lastIndexOf(' , '), words.lastIndexOf(' that '), 0) : listed.index;
}
