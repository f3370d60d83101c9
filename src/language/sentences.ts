/**
 * Sentence spans of English and Chinese text.
 *
 * Unicode Annex 29 breaks at every "Mr. " and inside "3. 2", so the rules are our own: abbreviations, initials, decimals,
 * addresses (plain and defanged), closing quotes and citation marks. Lists and tables go line by line; hard-wrapped text
 * is joined when the document as a whole looks wrapped. Invariants: spans are in order and do not overlap, hold every
 * character that is not white space, neither begin nor end with white space, and are at most `MAX_SENTENCE` long.
 * Linear in the length of the text.
 */
import { CLASS_OF, DIGIT, isWordUnit, LETTER, UNSPACED } from './character-folding.ts';

/** Longer runs are cut at a space: what has no full stop in 2,000 characters is not a sentence. */
export const MAX_SENTENCE = 2000;

export interface SentenceSpan {
  readonly start: number;
  readonly end: number;
}

/** The sentences of a text, in order. Offsets are UTF-16 code units. */
export function sentences(text: string): readonly SentenceSpan[] {
  const out: SentenceSpan[] = [];
  const wrapped = looksWrapped(text);
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    let end = -1;
    if (unit === 0x0a || unit === 0x0d || unit === 0x0b || unit === 0x0c || unit === 0x2028 || unit === 0x2029) {
      if (lineEndsSentence(text, start, i, wrapped)) end = i;
    } else if (unit === 0x2e) {
      if (fullStopEndsSentence(text, start, i)) end = afterClosers(text, i + 1);
    } else if (unit === 0x21 || unit === 0x3f) {
      const after = afterClosers(text, i + 1);
      if (after >= text.length || isSpaceAt(text, after)) end = after;
    } else if (unit === 0x3002 || unit === 0xff01 || unit === 0xff1f || unit === 0xff61) {
      end = afterClosers(text, i + 1);
    }
    if (end >= 0) {
      addSpan(out, text, start, end);
      start = end;
      if (end > i) i = end - 1;
    }
  }
  addSpan(out, text, start, text.length);
  return out;
}

/** Adds the span without its outer white space, in pieces when it is too long. */
function addSpan(out: SentenceSpan[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isSpaceAt(text, start)) start++;
  while (end > start && isSpaceAt(text, end - 1)) end--;
  while (end - start > MAX_SENTENCE) {
    const cut = cutBefore(text, start, start + MAX_SENTENCE);
    let pieceEnd = cut;
    while (pieceEnd > start && isSpaceAt(text, pieceEnd - 1)) pieceEnd--;
    if (pieceEnd > start) out.push({ start, end: pieceEnd });
    start = cut;
    while (start < end && isSpaceAt(text, start)) start++;
  }
  if (end > start) out.push({ start, end });
}

/** The last space in the second half of the piece, else a place that does not split a surrogate pair. */
function cutBefore(text: string, start: number, limit: number): number {
  for (let i = limit; i > limit - MAX_SENTENCE / 2 && i > start; i--) if (isSpaceAt(text, i)) return i;
  const unit = text.charCodeAt(limit);
  return unit >= 0xdc00 && unit <= 0xdfff ? limit - 1 : limit;
}

/** A document is hard-wrapped when most of its lines are of like, middling length and end without a full stop. */
function looksWrapped(text: string): boolean {
  let middling = 0;
  let open = 0;
  let lines = 0;
  let lineStart = 0;
  while (lineStart < text.length && lines < 400) {
    const newline = text.indexOf('\n', lineStart);
    const lineEnd = newline < 0 ? text.length : newline;
    const length = lineEnd - lineStart;
    if (length > 2) {
      lines++;
      if (length >= 45 && length <= 130) {
        middling++;
        if (!TERMINAL.has(text.charCodeAt(lineEnd - 1)) && text.charCodeAt(lineEnd - 1) !== 0x0d) open++;
      }
    }
    lineStart = lineEnd + 1;
  }
  return lines >= 3 && middling >= lines * 0.5 && open >= middling * 0.5;
}

const TERMINAL: ReadonlySet<number> = new Set([
  0x2e, 0x21, 0x3f, 0x3a, 0x3b, 0x3002, 0xff01, 0xff1f, 0xff1a, 0xff1b, 0x22, 0x201d, 0x29,
]);

function lineEndsSentence(text: string, sentenceStart: number, newline: number, wrapped: boolean): boolean {
  let next = newline + 1;
  if (text.charCodeAt(newline) === 0x0d && text.charCodeAt(next) === 0x0a) next++;
  while (next < text.length && isBlank(text.charCodeAt(next))) next++;
  if (next >= text.length || isLineBreak(text.charCodeAt(next))) return true;
  if (startsListItem(text, next)) return true;
  let last = newline - 1;
  while (last >= sentenceStart && isSpaceAt(text, last)) last--;
  if (last < sentenceStart) return true;
  const lastUnit = text.charCodeAt(last);
  const lineStart = text.lastIndexOf('\n', last) + 1;
  if (isTableOrHeading(text, lineStart, last + 1)) return true;
  const nextUnit = text.charCodeAt(next);
  if (lastUnit === 0x2c || lastUnit === 0xff0c || lastUnit === 0x3001) return false;
  if (TERMINAL.has(lastUnit)) return lastUnit !== 0x29 || !isLower(nextUnit);
  const length = last + 1 - lineStart;
  if (isLower(nextUnit) && length >= 25) return false;
  if (CLASS_OF[nextUnit] === UNSPACED) return !(wrapped && length >= 20);
  return !(wrapped && length >= 40);
}

function startsListItem(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (BULLETS.has(unit)) return true;
  if (unit === 0x7c || unit === 0x23 || unit === 0x3e) return true;
  if (CLASS_OF[unit] === DIGIT) {
    let i = at;
    while (i < at + 3 && CLASS_OF[text.charCodeAt(i)] === DIGIT) i++;
    const mark = text.charCodeAt(i);
    return mark === 0x3001 || ((mark === 0x2e || mark === 0x29) && isSpaceAt(text, i + 1));
  }
  return unit === 0x28 && text.charCodeAt(at + 2) === 0x29;
}

/** * • ‣ ● ▪ ◦ – — - + · ○ ■ */
const BULLETS: ReadonlySet<number> = new Set([
  0x2a, 0x2022, 0x2023, 0x25cf, 0x25aa, 0x25e6, 0x2013, 0x2014, 0x2d, 0x2b, 0xb7, 0x25cb, 0x25a0,
]);

function isTableOrHeading(text: string, lineStart: number, lineEnd: number): boolean {
  const first = text.charCodeAt(lineStart);
  if (first === 0x23 || first === 0x7c) return true;
  for (let i = lineStart + 1; i < lineEnd; i++) if (text.charCodeAt(i) === 0x09) return true;
  return false;
}

function fullStopEndsSentence(text: string, sentenceStart: number, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = afterClosers(text, at + 1);
  if (after < text.length && !isSpaceAt(text, after)) return isChineseAfterLatinStop(text, sentenceStart, at, after);
  let next = after;
  while (next < text.length && isBlank(text.charCodeAt(next))) next++;
  if (next >= text.length || isLineBreak(text.charCodeAt(next)))
    return after > at + 1 || !isAbbreviation(text, sentenceStart, at, next);
  if (isLower(text.charCodeAt(skipOpeners(text, next)))) return false;
  // "No. 5", "Art. 12": a number after an abbreviation goes on.
  if (isWordUnit(before) || before === 0x2e) return after > at + 1 || !isAbbreviation(text, sentenceStart, at, next);
  return true;
}

/** "…完成. 然后": a Latin full stop in Chinese text without a space. */
function isChineseAfterLatinStop(text: string, sentenceStart: number, at: number, after: number): boolean {
  return (
    at > sentenceStart &&
    CLASS_OF[text.charCodeAt(at - 1)] === UNSPACED &&
    CLASS_OF[text.charCodeAt(after)] === UNSPACED
  );
}

function isAbbreviation(text: string, sentenceStart: number, at: number, next: number): boolean {
  let start = at;
  while (
    start > sentenceStart &&
    at - start < 12 &&
    (isWordUnit(text.charCodeAt(start - 1)) || text.charCodeAt(start - 1) === 0x2e)
  )
    start--;
  const word = text.slice(start, at);
  if (word === '') return false;
  const lower = word.toLowerCase();
  if (NUMBERED.has(lower)) return CLASS_OF[text.charCodeAt(next)] === DIGIT;
  if (BEFORE_NAME.has(lower)) return true;
  if (MID_SENTENCE.has(lower)) return !startsNewSentence(text, next);
  // "J. Smith"; "U.S. Department" but "in the U.S. The group".
  if (/^[A-Za-z]$/.test(word)) return word !== 'I' || at - start > 1 ? !startsNewSentence(text, next) : false;
  if (/^(?:[A-Za-z]\.)+[A-Za-z]$/.test(word)) return !startsNewSentence(text, next);
  return false;
}

/** Words that as a rule open a sentence, and so end the one before them after "U.S." or "Ltd." */
function startsNewSentence(text: string, at: number): boolean {
  const begin = skipOpeners(text, at);
  let end = begin;
  while (end < text.length && end - begin < 14 && isWordUnit(text.charCodeAt(end))) end++;
  return OPENERS.has(text.slice(begin, end)) || at >= text.length || isLineBreak(text.charCodeAt(at));
}

const BEFORE_NAME: ReadonlySet<string> = new Set(
  'mr mrs ms dr prof gen col lt maj capt sgt cmdr adm sen rep gov pres hon rev st mt messrs v vs e.g i.e cf viz al'.split(
    ' ',
  ),
);
const NUMBERED: ReadonlySet<string> = new Set('no nos art arts sec fig figs vol ch pp p para pt'.split(' '));
const MID_SENTENCE: ReadonlySet<string> = new Set(
  'inc ltd corp co llc plc bros dept univ assn est approx etc jr sr a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec ph.d'.split(
    ' ',
  ),
);
const OPENERS: ReadonlySet<string> = new Set(
  (
    'The A An In On At It Its This That These Those He She They We I You But And However While When After Before As For From If By ' +
    'According Although Also There Their His Her Our Since Some Several Many Most Other Another Such Both Each No Not One Two ' +
    'Researchers Officials Authorities Prosecutors Meanwhile Moreover Furthermore Additionally Later Earlier Today Yesterday'
  ).split(' '),
);

/** Closing quotes, brackets and citation marks such as [12] that belong to the sentence before them. */
function afterClosers(text: string, from: number): number {
  let i = from;
  for (;;) {
    const unit = text.charCodeAt(i);
    if (CLOSERS.has(unit)) i++;
    else if (unit === 0x5b && i === from) {
      let j = i + 1;
      while (j < i + 5 && CLASS_OF[text.charCodeAt(j)] === DIGIT) j++;
      if (j === i + 1 || text.charCodeAt(j) !== 0x5d) return i;
      i = j + 1;
    } else return i;
    if (i - from > 8) return i;
  }
}

const CLOSERS: ReadonlySet<number> = new Set([
  0x22, 0x27, 0x29, 0x5d, 0x2019, 0x201d, 0x300d, 0x300f, 0xff09, 0x3011, 0xbb, 0x2e, 0x21, 0x3f, 0xff01, 0xff1f,
]);

function skipOpeners(text: string, at: number): number {
  let i = at;
  while (
    i < at + 3 &&
    (text.charCodeAt(i) === 0x22 ||
      text.charCodeAt(i) === 0x201c ||
      text.charCodeAt(i) === 0x28 ||
      text.charCodeAt(i) === 0x2018)
  )
    i++;
  return i;
}

function isLower(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit > 0x7f && CLASS_OF[unit] === LETTER && isLowerLetter(unit));
}

function isLowerLetter(unit: number): boolean {
  const char = String.fromCharCode(unit);
  return char.toUpperCase() !== char;
}

function isLineBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d || unit === 0x0b || unit === 0x0c || unit === 0x2028 || unit === 0x2029;
}

function isBlank(unit: number): boolean {
  return (
    unit === 0x20 ||
    unit === 0x09 ||
    unit === 0xa0 ||
    unit === 0x3000 ||
    unit === 0x200b ||
    unit === 0xfeff ||
    (unit >= 0x2000 && unit <= 0x200a)
  );
}

function isSpaceAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return isBlank(unit) || isLineBreak(unit) || unit === 0x202f || unit === 0x205f || unit === 0x1680 || unit === 0x85;
}
