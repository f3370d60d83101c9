/** A large random graph in which few things have very many ties, as where some groups are written about every week. */
import type { GraphEdge } from '../src/graph/compressed-graph.ts';
import { Random } from './random.ts';

const PREDICATES = ['uses', 'attributed-to', 'targets', 'part-of', 'works-for', 'exploits'];

export function graphKeys(nodes: number): string[] {
  return Array.from(
    { length: nodes },
    (_, n) => `stix:malware--${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
  );
}

/** One object is handed out again and again: what is measured is the graph, not the making of its input. */
export function* graphEdges(keys: readonly string[], edges: number): Generator<GraphEdge> {
  const random = new Random(31);
  const edge = { from: '', to: '', predicate: '', validFrom: 0, validTo: 0, published: 0 };
  for (let n = 0; n < edges; n++) {
    edge.from = keys[skewed(random, keys.length)]!;
    edge.to = keys[random.below(keys.length)]!;
    edge.predicate = PREDICATES[n % PREDICATES.length]!;
    edge.validFrom = 12_000 + random.below(7000);
    edge.validTo = edge.validFrom + random.below(4000);
    edge.published = edge.validFrom + random.below(1000);
    yield edge;
  }
}

/** Small numbers far more often than large ones. */
function skewed(random: Random, bound: number): number {
  return Math.floor(bound * random.next() ** 3);
}
