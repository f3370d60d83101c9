/**
 * A sentence reduced to what the patterns are written in: names as one-letter marks, the other words small, and without
 * articles, adverbs, remarks in brackets and nouns that only say what a name is ("the A group" is "A").
 *
 * Invariant: every character of the reduced text leads back to the part of the document it stands for.
 */
import type { SentenceName } from './sentence-names.ts';

export interface ReducedToken {
  readonly start: number;
  readonly end: number;
  readonly name?: SentenceName;
}

export interface ReducedSentence {
  readonly start: number;
  readonly end: number;
  /** English: each token with a space before it, and one at the end. Chinese: the characters without white space. */
  readonly text: string;
  /** The token a place in `text` belongs to. */
  tokenAt(place: number): ReducedToken;
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly form: string;
  readonly name?: SentenceName;
}

export function reduceEnglish(
  text: string,
  start: number,
  end: number,
  names: readonly SentenceName[],
): ReducedSentence {
  const words = withoutNounsOfKind(
    withoutAsides(englishWords(text, start, end, names)).filter(
      (word) => word.name !== undefined || !DROPPED.has(word.form),
    ),
  );
  let reduced = '';
  const starts: number[] = [];
  for (const word of words) {
    starts.push(reduced.length);
    reduced += ` ${word.form}`;
  }
  return { start, end, text: `${reduced} `, tokenAt: (place) => words[lastNotAfter(starts, place)]! };
}

export function reduceChinese(
  text: string,
  start: number,
  end: number,
  names: readonly SentenceName[],
): ReducedSentence {
  const tokens: ReducedToken[] = [];
  let reduced = '';
  let next = 0;
  for (let i = start; i < end; ) {
    while (next < names.length && names[next]!.start < i) next++;
    const name = names[next];
    if (name !== undefined && name.start === i) {
      reduced += name.mark;
      tokens.push({ start: name.start, end: name.end, name });
      i = name.end;
      continue;
    }
    const char = text[i]!;
    if ((char === '（' || char === '(') && tokens.at(-1)?.name !== undefined) {
      const close = endOfRemark(text, i, end);
      if (close > 0) {
        i = close;
        continue;
      }
    }
    if (!/\s/.test(char)) {
      reduced += char.toLowerCase().length === 1 ? char.toLowerCase() : char;
      tokens.push({ start: i, end: i + 1 });
    }
    i++;
  }
  return { start, end, text: reduced, tokenAt: (place) => tokens[Math.min(place, tokens.length - 1)]! };
}

/** Where a short remark in brackets after a name ends; 0 when it is long or never closed. */
function endOfRemark(text: string, open: number, end: number): number {
  for (let i = open + 1; i < end && i - open < 40; i++) if (text[i] === '）' || text[i] === ')') return i + 1;
  return 0;
}

const TOKEN = /[\p{L}\p{M}\d]+(?:[’'](?!s\b)[\p{L}]+)*|[’']s\b|[-‐‑,;:.?!()–—]|\d+/gu;

function englishWords(text: string, start: number, end: number, names: readonly SentenceName[]): readonly Word[] {
  const words: Word[] = [];
  let at = start;
  const readUntil = (limit: number): void => {
    const piece = text.slice(at, limit);
    for (const match of piece.matchAll(TOKEN)) {
      const form = match[0].toLowerCase().replace('’', "'").replace(/[‐‑]/, '-').replace(/[–—]/, ',');
      words.push({
        start: at + match.index,
        end: at + match.index + match[0].length,
        form: CONTRACTED.get(form) ?? form,
      });
    }
  };
  for (const name of names) {
    if (name.start < at) continue;
    readUntil(name.start);
    words.push({ start: name.start, end: name.end, form: name.mark, name });
    at = name.end;
  }
  readUntil(end);
  return words;
}

/** Short negations count as "not"; the verb they carry is not needed by any pattern. */
const CONTRACTED: ReadonlyMap<string, string> = new Map(
  ["isn't", "wasn't", "aren't", "weren't", "hasn't", "haven't", "didn't", "doesn't", "don't"].map((form) => [
    form,
    'was not',
  ]),
);

/** Leaves out "(…)", and ", also known as …," after a name. */
function withoutAsides(words: readonly Word[]): readonly Word[] {
  const out: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.form === '(') {
      let close = i + 1;
      while (close < words.length && close - i < 30 && words[close]!.form !== ')') close++;
      if (words[close]?.form === ')') {
        i = close;
        continue;
      }
    }
    if (word.form === ',' && out.at(-1)?.name !== undefined) {
      const close = endOfAlias(words, i + 1);
      if (close > 0) {
        i = close;
        continue;
      }
    }
    if (word.form !== ')') out.push(word);
  }
  return out;
}

/** Where ", also known as B and C," ends; 0 when what follows is something else. */
function endOfAlias(words: readonly Word[], from: number): number {
  const lead = words
    .slice(from, from + 4)
    .map((word) => word.form)
    .join(' ');
  if (
    !/^(?:also (?:known|tracked|called|referred)|aka|a k a|known as|tracked as|formerly known|previously known|better known|tracked by)/.test(
      lead,
    )
  )
    return 0;
  for (let i = from + 1; i < words.length && i - from < 24; i++) {
    // A comma between two names goes on with the list.
    if (words[i]!.form === ',' && (words[i + 1]?.name === undefined || words[i - 1]?.name === undefined)) return i;
  }
  return 0;
}

/** "the A group", "threat group A", "a group known as A": only A is left. */
function withoutNounsOfKind(words: readonly Word[]): readonly Word[] {
  const out: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.name !== undefined) {
      while (out.length > 0 && out.at(-1)!.name === undefined && BEFORE_KIND.has(out.at(-1)!.form) && isKindBefore(out))
        out.pop();
      out.push(word);
      while (i + 1 < words.length && AFTER_KIND.has(words[i + 1]!.form) && isKindOf(word.name, words[i + 1]!.form)) i++;
    } else out.push(word);
  }
  return out;
}

function isKindBefore(out: readonly Word[]): boolean {
  const form = out.at(-1)!.form;
  const before = out.at(-2)?.form ?? '';
  if (form === 'as') return /^(?:known|tracked|identified)$/.test(before);
  // "a group named A", but "the council named P as secretary".
  if (/^(?:known|tracked|called|named|dubbed|identified)$/.test(form)) return NOUN_OF_KIND.test(before);
  if (form === 'group' || form === 'team' || form === 'actor' || form === 'company' || form === 'firm')
    return before !== '-';
  return true;
}

const NOUN_OF_KIND =
  /^(?:groups?|gang|actors?|crew|collective|malware|ransomware|backdoor|trojan|implant|company|firm|campaign|team|cluster|tool|unit|,)$/;

function isKindOf(name: SentenceName, form: string): boolean {
  if (form === 'operation' || form === 'attack') return name.mark === 'A';
  return name.mark === 'A' || name.mark === 'M' || name.mark === 'X' || name.mark === 'Y';
}

const DROPPED: ReadonlySet<string> = new Set(
  (
    'the a an also directly formally officially publicly previously formerly primarily mainly mostly largely widely strongly closely jointly successfully actively ' +
    'allegedly reportedly purportedly likely probably possibly presumably apparently seemingly potentially supposedly ostensibly evidently clearly ' +
    'recently currently now then again already still often repeatedly frequently heavily extensively consistently specifically notably typically usually ' +
    'together both itself themselves himself herself first further today yesterday “ ”'
  ).split(' '),
);
const AFTER_KIND: ReadonlySet<string> = new Set(
  'group groups gang apt actor actors hackers hacker crew collective cluster malware ransomware backdoor trojan rat implant loader campaign operation operators threat family framework botnet worm tool'.split(
    ' ',
  ),
);
const BEFORE_KIND: ReadonlySet<string> = new Set(
  'group gang actor actors crew collective threat hacking espionage malware ransomware backdoor trojan implant company firm campaign known tracked called named dubbed identified as apt team'.split(
    ' ',
  ),
);

function lastNotAfter(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= place) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
