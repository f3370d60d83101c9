/**
 * Names in an English sentence that no list knows: capitalised sequences, read with care for how sentences begin.
 *
 * Organisations show themselves by a head word ("Bureau of …", "… Technology Co., Ltd."), actors by a code (`UNC2452`), the
 * rest is a sequence of capitalised words of unknown kind. Invariant: a name begins and ends with a word, and what is a common
 * word only because it opens the sentence is left out.
 */
import { isCommonWord } from '../../language/common-words.ts';
import type { EntityType } from '../../model/evidence/claim.ts';
import { isRegionName, type NameMark, type SentenceName } from './sentence-names.ts';

export function unknownEnglishNames(text: string, start: number, end: number): readonly SentenceName[] {
  const sentence = text.slice(start, end);
  const out: SentenceName[] = [];
  for (const match of sentence.matchAll(SEQUENCE)) {
    for (const piece of splitSequence(match[0], match.index, sentence)) {
      const kind = kindOf(
        piece.text,
        piece.at === 0 || /["“(]$/.test(sentence.slice(0, piece.at).trim()),
        sentence.slice(Math.max(0, piece.at - 8), piece.at),
      );
      if (kind === undefined) continue;
      out.push({
        start: start + piece.at,
        end: start + piece.at + piece.text.length,
        text: piece.text.replace(/\s+/g, ' '),
        known: false,
        ...kind,
      });
    }
  }
  return out;
}

const WORD = "\\p{Lu}[\\p{L}\\d’']*(?:[-&][\\p{L}\\d]+)*(?:\\.(?=\\s\\p{Lu}|,))?";
const LINK = '(?: of the | of | for the | for | & | and )';
const SUFFIX = '(?:,? (?:Co\\.?,? ?Ltd|Ltd|Inc|LLC|Corp|GmbH|Limited|PLC|JSC|S\\.A|B\\.V|Pty)\\b\\.?)';

/** Bounded: at most twelve words, and each step consumes text. */
const SEQUENCE = new RegExp(
  `(?<![\\p{L}\\d.@/\\\\-])${WORD}(?:(?:[ \\u00a0]|${LINK})(?:${WORD}|\\d{1,5}(?=\\b)(?![.,%]\\d))){0,11}${SUFFIX}?`,
  'gu',
);

interface Piece {
  readonly text: string;
  readonly at: number;
}

const GOVERNMENT_HEAD =
  /\b(?:Ministry|Department|Bureau|Agency|Directorate|Commission|Administration|Army|Navy|Force|Police|Committee|Court|Service|Command|Office|Council|Secretariat|Treasury|Congress|Senate|Parliament|Government|Inspectorate|Prosecutor|Attorney|Unit \d{2,6}|District of)\b/;
const COMPANY_HEAD =
  /\b(?:Co\.?|Ltd|Inc|LLC|Corp|Corporation|Company|GmbH|Limited|Technologies|Technology|Industries|Holdings|Systems|Solutions|Software|Networks|Telecom|Enterprises|Consulting)\b\.?$/;
const INSTITUTION_HEAD =
  /\b(?:University|Institute|Academy|College|Laboratory|Laboratories|Association|Foundation|Society|School|Center|Centre|Hospital|Bank)\b/;
const ACTOR_CODE = /^(?:APT|UNC|TA|TAG|TEMP|DEV|UAC|FIN|CL|STAC|RedHotel|Storm|Group|G)[- .]?[A-Z-]{0,5}\d{1,5}$/;
const CODE = /^[A-Z]{2,7}[- ]?\d{2,5}$/;
const NOT_A_CODE =
  /^(?:CVE|CWE|ISO|RFC|KB|MS|SHA|MD|AES|RSA|TLS|UTF|HTTP|AS|ASN|RC|IPV|SMB|ATT|TLP|FIPS|GDPR|COVID|USD|RMB|H|Q|FY|WIN|PS)/;

/** Cuts at "and" and "for" unless an organisation's head word runs over them, and takes off what only opens the sentence. */
function splitSequence(written: string, at: number, sentence: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of written.matchAll(JOINT)) {
    const left = written.slice(from, match.index);
    if (match[1] !== undefined) {
      // "Amber Bureau Director Juno Marsh": a body, its title, a person.
      pieces.push({ text: left, at: at + from });
      from = match.index + match[0].length;
      continue;
    }
    const joins = /of/.test(match[0])
      ? true
      : /\b(?:Ministry|Department|Bureau|Office|Commission|Committee|Administration|Institute|Agency|Center|Centre|Directorate)\b(?: for| of)?/.test(
          left,
        ) &&
        (/ of /.test(left) || /for/.test(match[0]));
    if (match[0] === ' and ' && ADJECTIVE_LIKE.test(left.slice(from)) && ENDS_IN_HEAD.test(written.slice(match.index)))
      continue;
    if (joins && HEAD_ANYWHERE.test(left)) continue;
    pieces.push({ text: left, at: at + from });
    from = match.index + match[0].length;
  }
  pieces.push({ text: written.slice(from), at: at + from });
  return pieces.map((piece) => withoutOpening(piece, sentence)).filter((piece) => piece.text !== '');
}

/** "Science and Technology Co., Ltd.", "Political and Legal Affairs Commission": one name, not two. */
const ADJECTIVE_LIKE =
  /(?:\b(?:Science|Technology|Information|Industry|Trade|Import|Research|Development|Security|Intelligence|Media|Culture|Engineering|Networks?|Reform|Customs|Analysis|Communications?|Education|Finance|Energy)|al|ic|ary)$/;
const ENDS_IN_HEAD = new RegExp(
  `^ and (?:[\\p{L}&.-]+ ){0,4}?(?:${COMPANY_HEAD.source.slice(0, -1)}|(?:Commission|Committee|Ministry|Department|Bureau|Agency|Administration|Office|Council)\\b)`,
  'u',
);
const TITLES =
  'Director|Minister|President|Secretary|Commander|Governor|Chairman|Chairwoman|Spokesman|Spokeswoman|Spokesperson|Colonel|Captain|Officer|Ambassador|Prosecutor|Senator|Representative|Detective|Agent|Judge|Analyst|Researcher|Chief|Commissioner|Mayor';
const JOINT = new RegExp(
  ` (?:and|for|for the|of|of the) |(?<=\\w)( (?:Deputy |Vice |Assistant |Acting |Former )?(?:${TITLES})) (?=\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll})`,
  'gu',
);
const HEAD_ANYWHERE = new RegExp(`${GOVERNMENT_HEAD.source}|${INSTITUTION_HEAD.source}|\\b(?:Office|People|Bank)\\b`);

function withoutOpening(piece: Piece, sentence: string): Piece {
  let { text, at } = piece;
  const opensSentence = at === 0 || /[.:;"“(]\s*$/.test(sentence.slice(Math.max(0, at - 3), at));
  for (;;) {
    const first = /^([\p{L}\d’'.&-]+)\s+/u.exec(text);
    if (first === null) break;
    const word = first[1]!;
    if (
      !OPENING.has(word) &&
      !LEADING_TITLE.test(text) &&
      !(opensSentence && at === piece.at && isOpeningWord(word, text))
    )
      break;
    text = text.slice(first[0].length);
    at += first[0].length;
  }
  text = text.replace(/(?:[’']s?|\.)$/u, (tail) => (COMPANY_HEAD.test(text) && tail === '.' ? tail : ''));
  if (OPENING.has(text) || MONTHS.test(text)) return { text: '', at };
  return { text, at };
}

const LEADING_TITLE = new RegExp(`^(?:Deputy |Vice |Assistant |Acting |Former )?(?:${TITLES})\\s\\p{Lu}\\p{Ll}`, 'u');

/** "Targeting Amber Bank" and "Yesterday Amber Bank" open with a word; "Amber Bank" and "Operation Amber" with a name. */
function isOpeningWord(word: string, text: string): boolean {
  return isCommonWord(word.toLowerCase()) && /(?:ly|ing|ed|day)$/.test(word) && /\s\p{Lu}/u.test(text);
}

const OPENING: ReadonlySet<string> = new Set(
  (
    'The A An In On At By For From To Of And But Or As If When While After Before Since Until Although Though However Moreover Also Both Its His Her ' +
    'Their Our My This That These Those There It He She They We You I According With Without Under Over During Between Among Against Through Like Unlike ' +
    'Some Many Most Several Other Another Such Each Every All Both One Two Three Four Five First Second Third Last Next Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Not No ' +
    'Former Senior Later Earlier Meanwhile Today Yesterday Recently Additionally Furthermore Because Once Only Even Still Yet So Thus Then Now Here Where Who What ' +
    'Which How Why Monday Tuesday Wednesday Thursday Friday Saturday Sunday'
  ).split(' '),
);
const MONTHS =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\s\d{1,4})?$/;

function kindOf(
  name: string,
  opensSentence: boolean,
  before: string,
): { type: EntityType; mark: NameMark } | undefined {
  const words = name.split(/\s+/);
  if (isRegionName(name)) return { type: 'location', mark: 'L' };
  if (ACTOR_CODE.test(name)) return { type: 'intrusion-set', mark: 'A' };
  if (/^(?:CVE|CWE)-/.test(name)) return undefined;
  if (CODE.test(name) && !NOT_A_CODE.test(name)) return { type: 'intrusion-set', mark: 'A' };
  if (words.length > 1 && COMPANY_HEAD.test(name)) return { type: 'company', mark: 'O' };
  if (/^Unit \d{2,6}$/.test(name) || (words.length > 1 && GOVERNMENT_HEAD.test(name)))
    return { type: 'government-body', mark: 'O' };
  if (words.length > 1 && INSTITUTION_HEAD.test(name)) return { type: 'organization', mark: 'O' };
  if (/\b(?:Mr|Ms|Mrs|Dr)\.? $/.test(before)) return { type: 'person', mark: 'P' };
  if (/^\p{Lu}?[\d\s.-]+$/u.test(name) || name.length < 3) return undefined;
  const common = words.every((word) => isCommonWord(word.toLowerCase()));
  if (words.length > 1) return common && opensSentence ? undefined : { type: 'other', mark: 'X' };
  if (opensSentence && /(?:s|ing|ly|tion|ment|ity|ness|ware|ed)$/.test(name) && /^[A-Z][a-z]+$/.test(name))
    return undefined;
  // One capitalised word: a name unless English knows it, or it is an adjective of nationality.
  if (common || /(?:ese|ian|ean|ish|ic)$/.test(name) || (!/[a-z]/.test(name) && !/\d/.test(name))) return undefined;
  return { type: 'other', mark: 'Y' };
}
