/**
 * Which entries of the graph a question may follow, and what lies within reach.
 *
 * Invariant: a question at a day follows only what was so on it (`asOf`) and had been said by it (`knownAt`); statements without a
 * beginning or an end count as open there.
 */
import type { CompressedGraph } from './compressed-graph.ts';

export interface TraversalOptions {
  /** Day number: only what was so on this day. Any time when absent. */
  readonly asOf?: number | undefined;
  /** Day number: only what had been published by this day. */
  readonly knownAt?: number | undefined;
  /** Only these predicates. */
  readonly predicates?: Iterable<string> | undefined;
  /** Along the statements (`out`), against them (`in`) or both ways; both when absent. */
  readonly direction?: 'out' | 'in' | 'both' | undefined;
}

export interface Neighbour {
  readonly node: number;
  readonly edge: number;
  /** `in` where the statement runs from the neighbour to the node asked about. */
  readonly direction: 'out' | 'in';
}

/** Decides on one entry of `neighbours`/`edgeOf`. */
export type Admission = (entry: number) => boolean;

export function admission(graph: CompressedGraph, options: TraversalOptions): Admission {
  const { edgeOf, validFrom, validTo, published, predicateOf } = graph;
  const asOf = options.asOf;
  const knownAt = options.knownAt;
  const wanted = options.predicates === undefined ? undefined : predicateMask(graph, options.predicates);
  const barred = options.direction === 'out' ? 1 : options.direction === 'in' ? 0 : -1;
  if (asOf === undefined && knownAt === undefined && wanted === undefined && barred === -1) return () => true;
  return (entry) => {
    const coded = edgeOf[entry]!;
    if ((coded & 1) === barred) return false;
    const edge = coded >> 1;
    if (wanted !== undefined && wanted[predicateOf[edge]!] === 0) return false;
    if (asOf !== undefined && (validFrom[edge]! > asOf || validTo[edge]! < asOf)) return false;
    return knownAt === undefined || published[edge]! <= knownAt;
  };
}

/** Every admitted edge of a node, in the order of the edges; a neighbour by two edges is there twice. */
export function neighbours(graph: CompressedGraph, node: number, options: TraversalOptions = {}): Neighbour[] {
  const admits = admission(graph, options);
  const found: Neighbour[] = [];
  for (let entry = graph.offsets[node]!; entry < graph.offsets[node + 1]!; entry++) {
    if (!admits(entry)) continue;
    const coded = graph.edgeOf[entry]!;
    found.push({ node: graph.neighbours[entry]!, edge: coded >> 1, direction: (coded & 1) === 0 ? 'out' : 'in' });
  }
  return found;
}

export interface Reached {
  readonly node: number;
  readonly hops: number;
}

/** Breadth first, the start itself first with 0 hops. */
export function withinReach(
  graph: CompressedGraph,
  start: number,
  options: TraversalOptions & { readonly depth: number },
): Reached[] {
  const admits = admission(graph, options);
  const seen = new Uint8Array(graph.nodeCount);
  seen[start] = 1;
  const reached: Reached[] = [{ node: start, hops: 0 }];
  for (let i = 0; i < reached.length; i++) {
    const { node, hops } = reached[i]!;
    if (hops >= options.depth) break;
    for (let entry = graph.offsets[node]!; entry < graph.offsets[node + 1]!; entry++) {
      const other = graph.neighbours[entry]!;
      if (seen[other] !== 0 || !admits(entry)) continue;
      seen[other] = 1;
      reached.push({ node: other, hops: hops + 1 });
    }
  }
  return reached;
}

function predicateMask(graph: CompressedGraph, predicates: Iterable<string>): Uint8Array {
  const wanted = new Set(predicates);
  return Uint8Array.from(graph.predicates, (predicate) => (wanted.has(predicate) ? 1 : 0));
}
