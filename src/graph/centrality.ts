/**
 * How central a thing is: by the statements that touch it, and by being tied to what is itself central.
 *
 * Invariants: ranks are of one moment and sum to 1; things without a tie share what is left. They describe the record, which is denser
 * where more was published, and are never evidence of importance by themselves.
 * L. Page et al., "The PageRank Citation Ranking: Bringing Order to the Web", 1999, over ties in both directions unless told otherwise.
 */
import type { CompressedGraph } from './compressed-graph.ts';
import { type Admission, admission, type TraversalOptions } from './traversal.ts';

export interface RankOptions extends TraversalOptions {
  /** Share of a rank that is passed on; 0.85 when absent. */
  readonly damping?: number | undefined;
  /** Rounds at most; 50 when absent. */
  readonly rounds?: number | undefined;
  /** Sum of changes below which it ends; 1e-8 when absent. */
  readonly tolerance?: number | undefined;
}

/** By node: the weight of its admitted edges, which is their number where edges have no weights. */
export function degrees(graph: CompressedGraph, options: TraversalOptions = {}): Float64Array {
  const admits = admission(graph, options);
  const result = new Float64Array(graph.nodeCount);
  for (let node = 0; node < graph.nodeCount; node++) result[node] = degreeOf(graph, node, admits);
  return result;
}

/** By node, summing to 1; empty for an empty graph. */
export function ranks(graph: CompressedGraph, options: RankOptions = {}): Float64Array {
  const { damping = 0.85, rounds = 50, tolerance = 1e-8 } = options;
  const { nodeCount } = graph;
  const admits = admission(graph, options);
  const outward = degrees(graph, options);
  let current = new Float64Array(nodeCount).fill(nodeCount === 0 ? 0 : 1 / nodeCount);
  for (let round = 0; round < rounds; round++) {
    const next = passedOn(graph, { current, outward, admits });
    let given = 0;
    for (const rank of next) given += rank;
    // What nodes without a way out hold goes to all alike, as does what is not passed on.
    const share = (1 - damping * given) / nodeCount;
    let change = 0;
    for (let node = 0; node < nodeCount; node++) {
      next[node] = share + damping * next[node]!;
      change += Math.abs(next[node]! - current[node]!);
    }
    current = next;
    if (change < tolerance) break;
  }
  return current;
}

/** The nodes with the highest scores, highest first, ties by number. */
export function highest(scores: Float64Array, most: number): { readonly node: number; readonly score: number }[] {
  return Array.from(scores, (score, node) => ({ node, score }))
    .sort((left, right) => right.score - left.score || left.node - right.node)
    .slice(0, most);
}

function passedOn(
  graph: CompressedGraph,
  state: { current: Float64Array; outward: Float64Array; admits: Admission },
): Float64Array<ArrayBuffer> {
  const received = new Float64Array(graph.nodeCount);
  for (let node = 0; node < graph.nodeCount; node++) {
    const out = state.outward[node]!;
    if (out === 0) continue;
    const share = state.current[node]! / out;
    for (let entry = graph.offsets[node]!; entry < graph.offsets[node + 1]!; entry++) {
      if (state.admits(entry)) received[graph.neighbours[entry]!]! += share * weightOf(graph, entry);
    }
  }
  return received;
}

function degreeOf(graph: CompressedGraph, node: number, admits: Admission): number {
  let degree = 0;
  for (let entry = graph.offsets[node]!; entry < graph.offsets[node + 1]!; entry++) {
    if (admits(entry)) degree += weightOf(graph, entry);
  }
  return degree;
}

function weightOf(graph: CompressedGraph, entry: number): number {
  return graph.weights === undefined ? 1 : graph.weights[graph.edgeOf[entry]! >> 1]!;
}
