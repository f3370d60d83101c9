/**
 * From a node's key to its number and back, in a third of the memory of a `Map`.
 *
 * Invariant: `numberOf(keyOf(n)) === n` for every node. Open addressing with linear probing; the hash is FNV-1a, 32 bits, over code units.
 */
export interface NodeIndex {
  readonly size: number;
  /** Undefined for a key that is no node. */
  numberOf(key: string): number | undefined;
  keyOf(node: number): string;
}

/** `keys` are distinct; their places are their numbers. The list is kept, not copied. */
export function buildNodeIndex(keys: readonly string[]): NodeIndex {
  let capacity = 16;
  while (capacity < keys.length * 1.5) capacity *= 2;
  const slots = new Int32Array(capacity).fill(-1);
  const mask = capacity - 1;
  for (let node = 0; node < keys.length; node++) {
    let slot = hash(keys[node]!) & mask;
    while (slots[slot] !== -1) slot = (slot + 1) & mask;
    slots[slot] = node;
  }
  return {
    size: keys.length,
    numberOf(key) {
      for (let slot = hash(key) & mask; ; slot = (slot + 1) & mask) {
        const node = slots[slot]!;
        if (node === -1) return undefined;
        if (keys[node] === key) return node;
      }
    },
    keyOf(node) {
      const key = keys[node];
      if (key === undefined) throw new RangeError(`there is no node ${node}; the graph has ${keys.length}`);
      return key;
    },
  };
}

function hash(key: string): number {
  let value = 0x811c9dc5 | 0;
  for (let i = 0; i < key.length; i++) value = Math.imul(value ^ key.charCodeAt(i), 0x01000193);
  // The low bits of FNV-1a follow the last characters; ids of one kind differ there least.
  return value ^ (value >>> 15);
}
