/**
 * The table behind the alias matcher: hashes of every prefix of every name, in open addressing over typed arrays.
 *
 * Invariant: `lookUp(hash)` finds the slot of each prefix of each name that ends at a piece boundary. Collisions of hashes
 * are possible for prefixes (harmless: the walk goes on a little) and settled by comparing letters for whole names.
 */

import { CLASS_OF, DIGIT, FOLD_OF, LETTER, MARK, UNSPACED } from '../../language/character-folding.ts';
import type { KnownName } from '../../model/evidence/extraction.ts';
import { type Ambiguity, ambiguityOf } from './name-context.ts';

/** In UTF-16 code units. Longer names are titles, and are left out. */
export const LONGEST_NAME = 200;
/** FNV-1a, 32 bits, over code units. */
export const HASH_SEED = 0x811c9dc5 | 0;

export function extendHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** All names with the same letters, and those whose hash is the same by chance behind `next`. */
export interface KnownForm {
  readonly compact: string;
  readonly names: { readonly name: KnownName; readonly ambiguity: Ambiguity; readonly whole: boolean }[];
  next: KnownForm | undefined;
}

export interface NameTable {
  readonly size: number;
  /** Whether a first run of letters and digits with this hash can begin a name. */
  mayBegin(hash: number): boolean;
  /** Whether these two folded code units can begin a name written in Han. */
  mayBeginHan(first: number, second: number): boolean;
  /** Slot of a prefix, or -1. */
  lookUp(hash: number): number;
  isPrefix(slot: number): boolean;
  formAt(slot: number): KnownForm | undefined;
}

/** Where the pieces of a folded name end. */
export interface NamePieces {
  readonly compact: string;
  readonly ends: readonly number[];
}

export function buildNameTable(names: Iterable<KnownName>): NameTable {
  const forms = new Map<string, KnownForm>();
  const pieces: NamePieces[] = [];
  let size = 0;
  for (const name of names) {
    if (name.name.length > LONGEST_NAME) continue;
    size++;
    const ambiguity = ambiguityOf(name.name, name.type);
    const whole = !/[\s_-]/.test(name.name);
    for (const form of namePieces(name.name)) {
      const known = forms.get(form.compact);
      if (known === undefined) {
        forms.set(form.compact, { compact: form.compact, names: [{ name, ambiguity, whole }], next: undefined });
        pieces.push(form);
      } else {
        if (!known.names.some((other) => other.name.entity === name.entity && other.name.name === name.name)) {
          known.names.push({ name, ambiguity, whole });
        }
        // The same letters may be cut into pieces elsewhere: "Dark Hotel" and "DarkHotel".
        pieces.push(form);
      }
    }
  }
  return new HashedNames(size, forms, pieces);
}

const LATIN_FILTER_BITS = 21;
const HAN_FILTER_BITS = 18;

class HashedNames implements NameTable {
  readonly size: number;
  readonly #mask: number;
  readonly #hashes: Int32Array;
  /** Bit 0: some name goes on from here. Upper bits: index of the form that ends here, plus one. */
  readonly #values: Int32Array;
  readonly #forms: KnownForm[] = [];
  readonly #latinFilter = new Uint8Array(1 << (LATIN_FILTER_BITS - 3));
  readonly #hanFilter = new Uint8Array(1 << (HAN_FILTER_BITS - 3));
  /** Bit 0: begins a name whose second unit is Han too. Bit 1: one whose second unit is not. */
  readonly #hanFirst = new Uint8Array(65536);

  constructor(size: number, forms: ReadonlyMap<string, KnownForm>, pieces: readonly NamePieces[]) {
    this.size = size;
    let prefixes = 0;
    for (const piece of pieces) prefixes += piece.ends.length;
    let capacity = 16;
    while (capacity < prefixes * 2) capacity *= 2;
    this.#mask = capacity - 1;
    this.#hashes = new Int32Array(capacity);
    this.#values = new Int32Array(capacity).fill(-1);
    for (const piece of pieces) this.#add(piece, forms.get(piece.compact)!);
  }

  mayBegin(hash: number): boolean {
    const bit = (hash ^ (hash >>> 13)) & ((1 << LATIN_FILTER_BITS) - 1);
    return (this.#latinFilter[bit >> 3]! & (1 << (bit & 7))) !== 0;
  }

  mayBeginHan(first: number, second: number): boolean {
    const flags = this.#hanFirst[first]!;
    if (flags === 0) return false;
    // A separator or a letter may follow: only the walk can tell.
    if (flags >= 2 || CLASS_OF[second] !== UNSPACED) return true;
    const bit = hanBit(first, second);
    return (this.#hanFilter[bit >> 3]! & (1 << (bit & 7))) !== 0;
  }

  lookUp(hash: number): number {
    let slot = spread(hash) & this.#mask;
    while (this.#values[slot]! >= 0) {
      if (this.#hashes[slot] === hash) return slot;
      slot = (slot + 1) & this.#mask;
    }
    return -1;
  }

  isPrefix(slot: number): boolean {
    return (this.#values[slot]! & 1) !== 0;
  }

  formAt(slot: number): KnownForm | undefined {
    const index = this.#values[slot]! >> 1;
    return index === 0 ? undefined : this.#forms[index - 1];
  }

  #add(piece: NamePieces, form: KnownForm): void {
    const { compact, ends } = piece;
    let hash = HASH_SEED;
    let at = 0;
    let wordSoFar = true;
    for (const [index, end] of ends.entries()) {
      while (at < end) hash = extendHash(hash, compact.charCodeAt(at++));
      if (index === 0 && CLASS_OF[compact.charCodeAt(0)] === UNSPACED) this.#admitHan(compact);
      // The text may write the first pieces as one word, so every prefix of letters and digits can be its first run.
      wordSoFar = wordSoFar && isWord(compact, ends[index - 1] ?? 0);
      if (wordSoFar) this.#admitWord(hash);
      const slot = this.#slotFor(hash);
      if (index < ends.length - 1) this.#values[slot]! |= 1;
      else this.#endAt(slot, form);
    }
  }

  #endAt(slot: number, form: KnownForm): void {
    const held = this.formAt(slot);
    if (held === undefined) {
      this.#forms.push(form);
      this.#values[slot] = (this.#values[slot]! & 1) | (this.#forms.length << 1);
      return;
    }
    let last = held;
    while (last !== form && last.next !== undefined) last = last.next;
    if (last !== form) last.next = form;
  }

  #admitHan(compact: string): void {
    const first = compact.charCodeAt(0);
    const second = compact.length > 1 ? compact.charCodeAt(1) : 0;
    if (CLASS_OF[second] === UNSPACED) {
      this.#hanFirst[first]! |= 1;
      const bit = hanBit(first, second);
      this.#hanFilter[bit >> 3]! |= 1 << (bit & 7);
    } else this.#hanFirst[first]! |= 2;
  }

  #admitWord(hash: number): void {
    const bit = (hash ^ (hash >>> 13)) & ((1 << LATIN_FILTER_BITS) - 1);
    this.#latinFilter[bit >> 3]! |= 1 << (bit & 7);
  }

  #slotFor(hash: number): number {
    let slot = spread(hash) & this.#mask;
    while (this.#values[slot]! >= 0) {
      if (this.#hashes[slot] === hash) return slot;
      slot = (slot + 1) & this.#mask;
    }
    this.#hashes[slot] = hash;
    this.#values[slot] = 0;
    return slot;
  }
}

/** The forms of a name that are looked for: as it is, without a last full stop, and without stops, commas and apostrophes. */
export function namePieces(name: string): readonly NamePieces[] {
  const exact = cutIntoPieces(name);
  if (exact.compact === '' || isLoneHan(exact.compact)) return [];
  const forms = [exact];
  if (/[.,'’]/.test(name)) {
    for (const variant of [name.replace(/[.,]+\s*$/, ''), name.replace(/[.,'’]/g, '')]) {
      const form = cutIntoPieces(variant);
      if (form.compact !== '' && !forms.some((other) => other.compact === form.compact)) forms.push(form);
    }
  }
  return forms;
}

function isLoneHan(compact: string): boolean {
  return compact.length === 1 && CLASS_OF[compact.charCodeAt(0)] === UNSPACED;
}

/** Pieces end where the class changes, at a capital inside a word, at separators and around symbols. */
function cutIntoPieces(name: string): NamePieces {
  const normal = name.normalize('NFC');
  const ends: number[] = [];
  let compact = '';
  const endHere = (): void => {
    if (compact !== '' && ends.at(-1) !== compact.length) ends.push(compact.length);
  };
  let previous = 0;
  for (let i = 0; i < normal.length; i++) {
    const unit = normal.charCodeAt(i);
    const folded = FOLD_OF[unit]!;
    const unitClass = CLASS_OF[unit]!;
    if (unitClass === MARK) continue;
    const isWord = unitClass === LETTER || unitClass === DIGIT;
    if (isWord || unitClass === UNSPACED) {
      const camel =
        unitClass === LETTER && folded !== unit && previous === LETTER && isSmallLetter(normal.charCodeAt(i - 1));
      if (unitClass !== previous || unitClass === UNSPACED || camel) endHere();
      compact += String.fromCharCode(folded);
      previous = unitClass;
    } else {
      endHere();
      previous = 0;
      // A symbol before the first letter ("$Name") is not part of what is looked for.
      if (compact !== '' && !SOFT.has(folded)) compact += String.fromCharCode(folded);
    }
  }
  endHere();
  return { compact, ends };
}

const SOFT: ReadonlySet<number> = new Set([0x20, 0x2d, 0x5f, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x200b]);

function isSmallLetter(unit: number): boolean {
  return CLASS_OF[unit] === LETTER && FOLD_OF[unit] === unit;
}

function isWord(compact: string, at: number): boolean {
  const unitClass = CLASS_OF[compact.charCodeAt(at)]!;
  return unitClass === LETTER || unitClass === DIGIT;
}

function hanBit(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> (32 - HAN_FILTER_BITS);
}

function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 7;
}
