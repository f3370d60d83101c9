/** A large random graph in which few things have very many ties, as where some groups are written about every week. */
import type { GraphEdge } from '../src/graph/compressed-graph.ts';
import { Random } from './random.ts';

const PREDICATES = ['uses', 'attributed-to', 'targets', 'part-of', 'works-for', 'exploits'];

export interface RandomGraph {
  readonly keys: readonly string[];
  /** By the node they leave, as a store gives them. One object is handed out again and again: its making is not what is measured. */
  edges(): Iterable<GraphEdge>;
}

export function randomGraph(nodes: number, edges: number): RandomGraph {
  const keys = Array.from(
    { length: nodes },
    // Through bytes, so that a key is one piece of memory, as one read from a database is.
    (_, n) =>
      Buffer.from(`stix:malware--${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`).toString('latin1'),
  );
  const random = new Random(30);
  const from = Int32Array.from({ length: edges }, () => skewed(random, nodes)).sort();
  return { keys, edges: () => edgesFrom(from, keys) };
}

function* edgesFrom(from: Int32Array, keys: readonly string[]): Generator<GraphEdge> {
  const random = new Random(31);
  const edge = { from: '', to: '', predicate: '', validFrom: 0, validTo: null as number | null, published: 0 };
  for (let n = 0; n < from.length; n++) {
    edge.from = keys[from[n]!]!;
    edge.to = keys[random.below(keys.length)]!;
    edge.predicate = PREDICATES[n % PREDICATES.length]!;
    edge.validFrom = 12_000 + random.below(7000);
    // Few sources say when something ended.
    edge.validTo = random.below(4) === 0 ? edge.validFrom + random.below(4000) : null;
    edge.published = edge.validFrom + random.below(1000);
    yield edge;
  }
}

/** Small numbers far more often than large ones. */
function skewed(random: Random, bound: number): number {
  return Math.floor(bound * random.next() ** 3);
}
