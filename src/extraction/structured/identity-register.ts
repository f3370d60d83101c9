/**
 * Remembers which rows a file has given, so that an id used again with other content is noticed.
 *
 * Rows are remembered as hashes in one open-addressed table: 20 bytes a row at half load, whatever the rows weigh.
 * 96 bits of key make a false alarm over a million rows less likely than 10^-17. The hash is no defence against an
 * adversary: one who forges a collision only gets his own row refused.
 */
import { crc32 } from 'node:zlib';

export type Occurrence = 'new' | 'repeat' | 'conflict';

const SLOT_WORDS = 5;
const FIRST_SLOTS = 1 << 12;

export class IdentityRegister {
  #slots = FIRST_SLOTS;
  #table = new Uint32Array(FIRST_SLOTS * SLOT_WORDS);
  #count = 0;
  readonly #entry = new Uint32Array(SLOT_WORDS);

  /**
   * `new` for a key not met before, `repeat` when it came with this very content, `conflict` when with other content.
   */
  see(key: string, content: string): Occurrence {
    const entry = this.#entry;
    hashKey(key, 0xc2b2ae35, 0x165667b1, entry, 2);
    hashKey(key, 0x9e3779b9, 0x85ebca6b, entry, 0);
    // Zero marks an empty slot.
    entry[2] = entry[2]! | 1;
    entry[3] = crc32(content);
    entry[4] = content.length;
    if (this.#count * 2 >= this.#slots) this.#grow();
    const at = this.#find(this.#table, this.#slots, entry, 0);
    if (this.#table[at + 2] === 0) {
      this.#table.set(entry, at);
      this.#count++;
      return 'new';
    }
    return this.#table[at + 3] === entry[3] && this.#table[at + 4] === entry[4] ? 'repeat' : 'conflict';
  }

  /** Start of the slot that holds the entry's key, or of the empty slot where it belongs. */
  #find(table: Uint32Array, slots: number, from: Uint32Array, offset: number): number {
    let slot = from[offset]! & (slots - 1);
    for (;;) {
      const at = slot * SLOT_WORDS;
      if (table[at + 2] === 0) return at;
      if (table[at] === from[offset] && table[at + 1] === from[offset + 1] && table[at + 2] === from[offset + 2])
        return at;
      slot = (slot + 1) & (slots - 1);
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#slots *= 2;
    this.#table = new Uint32Array(this.#slots * SLOT_WORDS);
    for (let at = 0; at < old.length; at += SLOT_WORDS) {
      if (old[at + 2] === 0) continue;
      this.#table.set(old.subarray(at, at + SLOT_WORDS), this.#find(this.#table, this.#slots, old, at));
    }
  }
}

/** Two multiplicative lanes over the UTF-16 units, mixed at the end; writes 64 bits. */
function hashKey(text: string, seedA: number, seedB: number, out: Uint32Array, at: number): void {
  let a = seedA;
  let b = seedB;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x85ebca77);
    b = Math.imul(b ^ unit, 0x9e3779b1);
  }
  a = Math.imul(a ^ (a >>> 15), 0x85ebca77) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae3d);
  b = Math.imul(b ^ (b >>> 16), 0x9e3779b1) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae3d);
  out[at] = a;
  out[at + 1] = b;
}
