/**
 * Finds known names in text: 100,000 and more at the speed of reading.
 *
 * A name is a sequence of pieces (a run of letters and digits, one Han character, or a symbol) between which spaces and
 * hyphens may stand or not: `APT41`, `APT-41` and `APT 41` are one. The rolling hash over folded pieces of every prefix of
 * every name lies in one typed-array table; at each word start the text's own hash is looked up once per piece, so work is
 * bounded by the longest name, never by how many names begin alike. Invariants: hits are in order and do not overlap;
 * the leftmost wins, then the longest; a Latin name never begins or ends inside a word; the result equals that of a naive
 * matcher (property test). A name that belongs to several entities has `entityId` null and all of them as candidates.
 */

import { CLASS_OF, DIGIT, FOLD_OF, LETTER, MARK, OTHER, UNSPACED } from '../../language/character-folding.ts';
import type { KnownName, Mention } from '../../model/evidence/extraction.ts';
import { buildNameTable, extendHash, HASH_SEED, type KnownForm, LONGEST_NAME, type NameTable } from './alias-table.ts';
import { hasNameSign, isQuoted, isWrittenLikeAName } from './name-context.ts';

export interface AliasHit extends Mention {
  /** Every known name that fits here; more than one entity among them makes `entityId` null. */
  readonly candidates: readonly KnownName[];
  /** What made the match count: an unmistakable name, a sign beside it, or another name of the same entity. */
  readonly why: 'name' | 'sign' | 'other-name';
}

export interface AliasMatcher {
  /** The known names in a text, in order. Offsets are UTF-16 code units. Linear in the text. */
  find(text: string): readonly AliasHit[];
  /** Number of names held. */
  readonly size: number;
}

export function buildAliasMatcher(names: Iterable<KnownName>): AliasMatcher {
  const table = buildNameTable(names);
  return { find: (text) => settleContext(scan(text, table)), size: table.size };
}

/** A match whose names are known to fit, some of them only if the document confirms them. */
interface RawHit {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly sure: readonly KnownName[];
  readonly signed: readonly KnownName[];
  readonly pending: readonly KnownName[];
}

function scan(text: string, table: NameTable): readonly RawHit[] {
  const hits: RawHit[] = [];
  const length = text.length;
  for (let i = 0; i < length; ) {
    let unit = text.charCodeAt(i);
    let unitClass = CLASS_OF[unit]!;
    if (unitClass === OTHER || unitClass === MARK) {
      i =
        unit === 0x3a && text.charCodeAt(i + 1) === 0x2f && text.charCodeAt(i + 2) === 0x2f
          ? addressEnd(text, i)
          : i + 1;
      continue;
    }
    const start = i;
    let hash = HASH_SEED;
    if (unitClass === UNSPACED) {
      i++;
      if (!table.mayBeginHan(FOLD_OF[unit]!, i < length ? FOLD_OF[text.charCodeAt(i)]! : 0)) continue;
      hash = extendHash(hash, FOLD_OF[unit]!);
    } else {
      do {
        if (unitClass !== MARK) hash = extendHash(hash, FOLD_OF[unit]!);
        i++;
        if (i >= length) break;
        unit = text.charCodeAt(i);
        unitClass = CLASS_OF[unit]!;
      } while (unitClass === LETTER || unitClass === DIGIT || unitClass === MARK);
      if (!table.mayBegin(hash)) continue;
    }
    const found = longestFrom(text, start, i, hash, table);
    if (found !== undefined) {
      hits.push(found);
      i = found.end;
    }
  }
  return hits;
}

/** Walks on piece by piece while the prefix is that of some name, keeping the last that is a whole one. */
function longestFrom(
  text: string,
  start: number,
  firstEnd: number,
  firstHash: number,
  table: NameTable,
): RawHit | undefined {
  let hash = firstHash;
  let end = firstEnd;
  let longest: RawHit | undefined;
  for (;;) {
    const slot = table.lookUp(hash);
    if (slot < 0) return longest;
    const form = table.formAt(slot);
    if (form !== undefined) longest = readHit(text, start, end, form) ?? longest;
    if (!table.isPrefix(slot)) return longest;
    const next = afterSoftSeparators(text, end);
    if (next >= text.length || next - start > LONGEST_NAME) return longest;
    const unit = text.charCodeAt(next);
    const unitClass = CLASS_OF[unit]!;
    if (unitClass === LETTER || unitClass === DIGIT) {
      let i = next;
      while (i < text.length && i - start <= LONGEST_NAME) {
        const c = CLASS_OF[text.charCodeAt(i)]!;
        if (c === LETTER || c === DIGIT) hash = extendHash(hash, FOLD_OF[text.charCodeAt(i)]!);
        else if (c !== MARK) break;
        i++;
      }
      end = i;
    } else if (unitClass === MARK || isSoft(FOLD_OF[unit]!)) return longest;
    else {
      hash = extendHash(hash, FOLD_OF[unit]!);
      end = next + 1;
    }
  }
}

/** The names of this form that fit here as written; undefined when none does. */
function readHit(text: string, start: number, end: number, first: KnownForm): RawHit | undefined {
  let form: KnownForm | undefined = first;
  while (form !== undefined && !sameLetters(text, start, end, form.compact)) form = form.next;
  if (form === undefined || isInsideAddress(text, start, end)) return undefined;
  const quote = text.slice(start, end);
  const sure: KnownName[] = [];
  const signed: KnownName[] = [];
  const pending: KnownName[] = [];
  for (const known of form.names) {
    const { name, type } = known.name;
    if (known.whole && /[\s_-]/.test(quote) && /[\s_-][a-z]/.test(quote)) continue;
    if (known.ambiguity === 'plain') sure.push(known.name);
    else if (known.ambiguity === 'capitals') {
      if (isWrittenLikeAName(quote) || quote === name) sure.push(known.name);
    } else if (known.ambiguity === 'context') {
      if (type === 'sector' ? !hasNameSign(text, start, end, type) : quote !== name) continue;
      if (hasNameSign(text, start, end, type)) signed.push(known.name);
      else pending.push(known.name);
    } else if (quote === name && isQuoted(text, start, end)) signed.push(known.name);
  }
  return sure.length + signed.length + pending.length > 0 ? { start, end, quote, sure, signed, pending } : undefined;
}

/** Accepts names that need another name of their entity in the document, once all are known. */
function settleContext(raw: readonly RawHit[]): readonly AliasHit[] {
  const confirmed = new Set<string>();
  for (const hit of raw) for (const name of hit.sure) confirmed.add(name.entity);
  const hits: AliasHit[] = [];
  for (const hit of raw) {
    const byOtherName = hit.pending.filter((name) => confirmed.has(name.entity));
    const why = hit.sure.length > 0 ? 'name' : hit.signed.length > 0 ? 'sign' : 'other-name';
    const candidates = hit.sure.length > 0 ? hit.sure : hit.signed.length > 0 ? hit.signed : byOtherName;
    const first = candidates[0];
    if (first === undefined) continue;
    const shared = candidates.some((name) => name.entity !== first.entity);
    hits.push({
      start: hit.start,
      end: hit.end,
      quote: hit.quote,
      type: first.type,
      name: first.name,
      entityId: shared ? null : first.entity,
      candidates,
      why,
    });
  }
  return hits;
}

/** Whether the text, folded and without separators, is exactly the name: hashes can collide, letters cannot. */
function sameLetters(text: string, start: number, end: number, compact: string): boolean {
  let at = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    const folded = FOLD_OF[unit]!;
    if (CLASS_OF[unit] === MARK || isSoft(folded)) continue;
    if (at >= compact.length || compact.charCodeAt(at) !== folded) return false;
    at++;
  }
  return at === compact.length;
}

/** Up to four spaces, hyphens and underscores with one line break at most: a name may be wrapped, not spread over paragraphs. */
function afterSoftSeparators(text: string, from: number): number {
  let i = from;
  let lineBreaks = 0;
  while (i < text.length && i - from < 4) {
    const unit = text.charCodeAt(i);
    if (!isSoft(FOLD_OF[unit]!)) break;
    if (unit === 0x0a && ++lineBreaks > 1) break;
    i++;
  }
  return i;
}

/** Space, tab, line breaks, hyphen, underscore, zero-width space. */
function isSoft(folded: number): boolean {
  return (
    folded === 0x20 || folded === 0x2d || folded === 0x5f || (folded >= 0x09 && folded <= 0x0d) || folded === 0x200b
  );
}

/** "turla.com", "turla[.]com", "x@turla", "C:\turla": words of an address, not of the prose. */
function isInsideAddress(text: string, start: number, end: number): boolean {
  const next = text.charCodeAt(end);
  if (next === 0x40 || next === 0x5c) return true;
  if (next === 0x2e && isLowerOrDigit(text.charCodeAt(end + 1)) && !/^\.exe\b/i.test(text.slice(end, end + 5)))
    return true;
  if (next === 0x5b && /^\[(?:\.|dot)/i.test(text.slice(end, end + 4))) return true;
  const previous = text.charCodeAt(start - 1);
  if (previous === 0x5c) return true;
  if (previous === 0x2e || previous === 0x40) {
    return (
      CLASS_OF[text.charCodeAt(start - 2)] !== OTHER &&
      start >= 2 &&
      (previous === 0x40 || isLowerOrDigit(text.charCodeAt(start)))
    );
  }
  return previous === 0x5d && /(?:\.|dot)\]$/i.test(text.slice(Math.max(0, start - 5), start));
}

function isLowerOrDigit(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}

/** From "://" to the white space, quotation mark or Han character that ends the address. */
function addressEnd(text: string, colon: number): number {
  let i = colon + 3;
  while (i < text.length) {
    const unit = text.charCodeAt(i);
    if (
      unit <= 0x20 ||
      unit === 0x22 ||
      unit === 0x3c ||
      unit === 0x3e ||
      unit === 0x29 ||
      unit >= 0x2000 ||
      unit === 0xa0
    )
      break;
    i++;
  }
  return i;
}
