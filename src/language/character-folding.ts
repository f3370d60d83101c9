/**
 * One table per question about a UTF-16 code unit: what class is it, and what does it fold to.
 *
 * Folding maps one code unit to one code unit, so offsets never move: case, diacritics, full-width forms, the many
 * hyphens and apostrophes, and traditional → simplified Han (OpenCC's character table). Folds that change the length
 * (ß → ss) belong to `name-key.ts`. Invariant: `foldUnit` is idempotent.
 */
import traditionalToSimplified from 'opencc-js/dict/TSCharacters';

/** Space, punctuation and everything that is none of the others. */
export const OTHER = 0;
export const LETTER = 1;
export const DIGIT = 2;
/** Scripts written without spaces between words: Han, kana, and astral characters, which are mostly Han. */
export const UNSPACED = 3;
/** A combining mark: part of the letter before it. */
export const MARK = 4;

const HYPHEN = 0x2d;
const APOSTROPHE = 0x27;

/** Class of each UTF-16 code unit. */
export const CLASS_OF: Uint8Array = buildClasses();
/** Folded form of each UTF-16 code unit. */
export const FOLD_OF: Uint16Array = buildFolds();

/** The text with every code unit folded; the length stays the same. */
export function foldUnits(text: string): string {
  let out = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const folded = FOLD_OF[unit]!;
    if (folded !== unit) {
      out += text.slice(from, i) + String.fromCharCode(folded);
      from = i + 1;
    }
  }
  return from === 0 ? text : out + text.slice(from);
}

/** True for a letter or digit of a spaced script, or a mark on one. */
export function isWordUnit(unit: number): boolean {
  const c = CLASS_OF[unit]!;
  return c === LETTER || c === DIGIT || c === MARK;
}

/** True for Han characters, kana left out. */
export function isHanUnit(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf) || (unit >= 0xf900 && unit <= 0xfaff);
}

function buildClasses(): Uint8Array {
  const table = new Uint8Array(65536);
  const letter = /\p{L}/u;
  const number = /\p{N}/u;
  const mark = /\p{M}/u;
  for (let unit = 0; unit < 0x3000; unit++) {
    const char = String.fromCharCode(unit);
    table[unit] = letter.test(char) ? LETTER : number.test(char) ? DIGIT : mark.test(char) ? MARK : OTHER;
  }
  table.fill(UNSPACED, 0x3005, 0x3008);
  table.fill(UNSPACED, 0x3041, 0x3100);
  table.fill(UNSPACED, 0x3400, 0x4dc0);
  table.fill(UNSPACED, 0x4e00, 0xa000);
  table.fill(LETTER, 0xa000, 0xd800);
  table.fill(UNSPACED, 0xd800, 0xe000);
  table.fill(UNSPACED, 0xf900, 0xfb00);
  table.fill(LETTER, 0xfb00, 0xfe00);
  table.fill(MARK, 0xfe00, 0xfe10);
  table.fill(MARK, 0xfe20, 0xfe30);
  table.fill(LETTER, 0xfe70, 0xfeff);
  table.fill(DIGIT, 0xff10, 0xff1a);
  table.fill(LETTER, 0xff21, 0xff3b);
  table.fill(LETTER, 0xff41, 0xff5b);
  table.fill(UNSPACED, 0xff66, 0xffa0);
  return table;
}

function buildFolds(): Uint16Array {
  const table = new Uint16Array(65536);
  for (let unit = 0; unit < 65536; unit++) table[unit] = unit;
  const foldRange = (from: number, to: number): void => {
    for (let unit = from; unit < to; unit++) table[unit] = foldOne(unit);
  };
  foldRange(0x41, 0x5b);
  foldRange(0xc0, 0x250);
  foldRange(0x370, 0x530);
  foldRange(0x1e00, 0x2000);
  foldRange(0xff01, 0xff5f);
  // Letters whose stroke Unicode does not decompose.
  for (const [from, to] of ['Øo', 'øo', 'Łl', 'łl', 'Đd', 'đd', 'Ħh', 'ħh', 'Ŧt', 'ŧt', 'ıi']) {
    table[from!.charCodeAt(0)] = to!.charCodeAt(0);
  }
  for (const unit of [0xad, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xfe58, 0xfe63, 0xff0d]) {
    table[unit] = HYPHEN;
  }
  for (const unit of [0x2018, 0x2019, 0x201b, 0x2032, 0x02bc, 0xff07]) table[unit] = APOSTROPHE;
  table[0xa0] = table[0x202f] = table[0x2007] = table[0x3000] = 0x20;
  for (const pair of traditionalToSimplified.split('|')) {
    // Some simplified forms lie outside the Basic Multilingual Plane; folding to them would move offsets.
    if (pair.length === 3) table[pair.charCodeAt(0)] = pair.charCodeAt(2);
  }
  // OpenCC leaves this one to its phrase tables; in names it always means the same.
  table[0x7232] = 0x4e3a;
  return settle(table);
}

/** Makes folding idempotent: A → B, B → C becomes A → C. */
function settle(table: Uint16Array): Uint16Array {
  for (let unit = 0; unit < 65536; unit++) {
    for (let steps = 0; steps < 4 && table[table[unit]!] !== table[unit]; steps++) table[unit] = table[table[unit]!]!;
  }
  return table;
}

function foldOne(unit: number): number {
  const base = String.fromCharCode(unit).normalize('NFKD').toLowerCase();
  const first = base.charCodeAt(0);
  const rest = base.slice(1);
  return rest === '' || /^\p{M}+$/u.test(rest) ? first : lowerOne(unit);
}

function lowerOne(unit: number): number {
  const lower = String.fromCharCode(unit).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}
