/**
 * Who says it, inside the text: "according to A, B told C", 据…报道, "…, a former official said".
 *
 * A quoted person is a speaker, not an entity. Invariants: `chain` runs from the one quoted outwards and holds every speaker; a
 * description ("a former official") is a speaker without a name; the publication's own voice ("we assess") is none.
 */
import type { Speaker } from '../../model/evidence/claim.ts';
import { namesIn, type SlotText } from './claim-pattern.ts';
import type { ReducedSentence } from './reduced-sentence.ts';
import { looksLikePerson } from './sentence-names.ts';

/** The speaker of what stands at these places of the document; null when the text speaks for itself. */
export function findSpeaker(
  sentence: ReducedSentence,
  text: string,
  claim: { readonly start: number; readonly end: number; readonly by: SlotText | undefined },
): Speaker | null {
  const found: FoundSpeaker[] = [];
  if (claim.by !== undefined) addPhrase(found, sentence, text, [claim.by.start, claim.by.end], 0);
  for (const { expression, depth } of /[\u4e00-\u9fff]/.test(sentence.text) ? CHINESE : ENGLISH) {
    for (const match of sentence.text.matchAll(expression)) {
      const place = (match as { indices?: { groups?: Record<string, [number, number] | undefined> } }).indices?.groups
        ?.who;
      if (place === undefined) continue;
      const start = sentence.tokenAt(firstLetter(sentence.text, place)).start;
      const end = sentence.tokenAt(place[1] - 1).end;
      // What somebody says about others does not include themselves as part of the statement.
      if (start < claim.end && claim.start < end && claim.by === undefined) continue;
      addPhrase(found, sentence, text, [start, end], depth);
    }
  }
  const chain: string[] = [];
  for (const speaker of found.sort((a, b) => a.depth - b.depth))
    if (!chain.includes(speaker.name)) chain.push(speaker.name);
  const inner = found[0];
  return inner === undefined ? null : { name: inner.name, named: inner.named, chain };
}

interface FoundSpeaker {
  readonly name: string;
  readonly named: boolean;
  readonly depth: number;
}

const NOUN_PHRASE = "(?<who>(?:[a-z0-9'-]+|[A-Z])(?: (?:[a-z0-9'-]+|[A-Z])){0,11}?)";
const SAYING =
  '(?:said|says|stated|states|told|reported|reports|wrote|writes|claims|claimed|alleges|alleged|announced|confirmed|noted|notes|warned|disclosed|revealed|testified|concluded|added|argued|explained|assesses|assessed|believes|believe)';

interface SpeakerPattern {
  readonly expression: RegExp;
  /** 0 for the one quoted, higher for who passes it on. */
  readonly depth: number;
}

const ENGLISH: readonly SpeakerPattern[] = [
  {
    depth: 1,
    expression: new RegExp(
      `(?:^|(?<=^ [^,;.]{1,60} , ))(?<who>[a-z0-9A-Z' -]{1,90}?)(?: ,[^,;.]{1,80},)? ${SAYING}(?: [^,;.]{0,60}?)? that `,
      'gd',
    ),
  },
  { depth: 1, expression: new RegExp(`(?:,|;) ${NOUN_PHRASE} ${SAYING}(?: [^,;.]{0,60}?)? that `, 'gd') },
  { depth: 1, expression: new RegExp(`, ${NOUN_PHRASE}(?: , [^,;.]{1,80} ,)? ${SAYING}(?: [^,;.]{0,40})?[.,] `, 'gd') },
  { depth: 1, expression: new RegExp(`, ${SAYING} ${NOUN_PHRASE}(?: , [^;.]{1,100})? [.;] `, 'gd') },
  // "According to X, Y told Z …": no "that".
  { depth: 1, expression: new RegExp(`(?<=^ according to [^,;.]{1,90}, )${NOUN_PHRASE} (?:told|tells) `, 'gd') },
  { depth: 2, expression: /^ according to (?<who>[^,;.]{1,90}?) , /dg },
  { depth: 2, expression: /, according to (?<who>[^,;.]{1,90}?) [.,;] /dg },
  { depth: 2, expression: /(?<! ,) according to (?<who>[^,;.]{1,90}?) [.] $/dg },
];

const CHINESE: readonly SpeakerPattern[] = [
  {
    depth: 2,
    expression:
      /据(?!悉|称|信|此|了解)(?<who>[^，。；]{2,24}?)(?:的)?(?:报道|报导|消息|介绍|透露|披露|称|说|表示|报告)[，,：:]?/dg,
  },
  { depth: 2, expression: /根据(?<who>[^，。；]{2,24}?)(?:的)?(?:报道|说法|报告|消息|通报|公告|声明)[，,]/dg },
  {
    depth: 1,
    expression:
      /(?:^|[，；。])(?<who>[^，。；据]{1,20}?)(?:表示|指出|认为|透露|宣布|声称|称|说|指控|披露)[，,：:“「]/dg,
  },
  { depth: 1, expression: /(?:^|[，；。])(?<who>[A-Z][^，。；]{0,10}?)(?:表示|指出|认为|透露|宣布|声称|称|说|披露)/dg },
];

/** A person's or body's own name, the body behind "researchers at O", or the description as written. */
function addPhrase(
  found: FoundSpeaker[],
  sentence: ReducedSentence,
  text: string,
  range: readonly [number, number],
  depth: number,
): void {
  const [start, end] = range;
  const phrase = text.slice(start, end).replace(/\s+/g, ' ').trim();
  if (OWN_VOICE.test(phrase) || phrase === '') return;
  const names = allNames(sentence).filter((name) => name.start >= start && name.end <= end && name.mark !== 'L');
  const person = names.find(looksLikePerson);
  const rest = names.reduce((words, name) => words.replace(name.text, ''), phrase).toLowerCase();
  if (person !== undefined) found.push({ name: person.text, named: true, depth });
  else if (names.length > 0 && (!DESCRIBED.test(rest) || INSTITUTIONAL.test(rest)))
    found.push({ name: names[0]!.text, named: true, depth });
  else if (CHINESE_BODY.test(phrase)) found.push({ name: phrase, named: true, depth });
  else if (DESCRIBED.test(phrase) || INSTITUTIONAL.test(phrase))
    found.push({ name: withArticle(text, start, phrase), named: false, depth });
}

/** The reduced text has no articles; the words in the document have. */
function withArticle(text: string, start: number, phrase: string): string {
  const article = /\b(?:an?|the|one|two|three|several|some)\s+$/i.exec(text.slice(Math.max(0, start - 10), start));
  return article === null ? phrase : article[0] + phrase;
}

/** News services, papers and bodies show by their last character what they are. */
const CHINESE_BODY = /^[\u4e00-\u9fff]{1,14}(?:社|报|网|电视台|周刊|杂志|公司|局|部|院|委员会)$/;

const OWN_VOICE =
  /^(?:we|our|us|I|it|he|she|they|this|that|these|which|who|there|我们|本报告|其|他|她|它|该公司|本文)\b|^(?:我们|本报告|本文|其)/i;
const DESCRIBED =
  /\b(?:officials?|sources?|persons?|people|employees?|insiders?|executives?|experts?|spokes\w+|analysts?|diplomats?|lawyers?|officers?|witness(?:es)?|individuals?|members?|investigators?|prosecutors|authorities|someone|victims?|hackers?|former)\b|人士|官员|专家|消息人士|知情者|发言人|员工|检方|警方|当局/i;
const INSTITUTIONAL =
  /\b(?:researchers?|analysts?|reports?|advisory|blog|statement|indictment|complaint|affidavit|filings?|documents?|telemetry|press release|notice|prosecutors|experts)\b|研究人员|报告|公告|声明|起诉书|通报|媒体|检察官/i;

function allNames(sentence: ReducedSentence): ReturnType<typeof namesIn> {
  return namesIn(sentence, [0, sentence.text.length]);
}

function firstLetter(text: string, place: readonly [number, number]): number {
  let at = place[0];
  while (at < place[1] && text[at] === ' ') at++;
  return at;
}
