/**
 * How two things are tied: the shortest ways between them, hop by hop, each hop with the statements it rests on.
 *
 * Invariants: a path visits nothing twice; paths come shortest first; the same graph gives the same answer. One path is a breadth-first
 * search from both ends; more are found by leaving known ones at each of their nodes.
 * J. Y. Yen, "Finding the K Shortest Loopless Paths in a Network", Management Science 17(11), 1971.
 */
import type { CompressedGraph } from './compressed-graph.ts';
import { type Admission, admission, type TraversalOptions } from './traversal.ts';
import { TwoSidedSearch } from './two-sided-search.ts';

export interface PathOptions extends TraversalOptions {
  /** Longest path in hops; 6 when absent. */
  readonly maxHops?: number | undefined;
  /** How many paths at most; 1 when absent. */
  readonly most?: number | undefined;
}

export interface PathHop {
  readonly from: number;
  readonly to: number;
  /** Every admitted edge between the two: its number, and whether the hop runs against it. */
  readonly edges: readonly { readonly edge: number; readonly against: boolean }[];
}

export interface GraphPath {
  readonly nodes: readonly number[];
  readonly hops: readonly PathHop[];
}

/** Paths between two nodes, shortest first. None when they are the same node or not tied within `maxHops`. */
export function shortestPaths(
  graph: CompressedGraph,
  from: number,
  to: number,
  options: PathOptions = {},
): readonly GraphPath[] {
  const { maxHops = 6, most = 1 } = options;
  if (from === to || most < 1 || maxHops < 1) return [];
  const admits = admission(graph, options);
  const against = admission(graph, { ...options, direction: opposite(options.direction) });
  const search = new TwoSidedSearch(graph, { fromSource: admits, fromTarget: against });
  const first = search.find(from, to, maxHops);
  if (first === undefined) return [];
  const found: number[][] = [first];
  const waiting = new Candidates();
  while (found.length < most) {
    branchOff(search, found, { to, maxHops, waiting });
    const next = waiting.takeShortest();
    if (next === undefined) break;
    found.push(next);
  }
  return found.map((nodes) => ({ nodes, hops: hopsOf(graph, nodes, admits) }));
}

/** For each node of the last path: the shortest way on that repeats none of the paths found so far. */
function branchOff(
  search: TwoSidedSearch,
  found: readonly (readonly number[])[],
  goal: { to: number; maxHops: number; waiting: Candidates },
): void {
  const last = found.at(-1)!;
  for (let at = 0; at < last.length - 1; at++) {
    const root = last.slice(0, at + 1);
    const taken = new Set<number>();
    for (const path of found) if (root.every((node, i) => path[i] === node)) taken.add(path[at + 1]!);
    const rest = search.find(root[at]!, goal.to, goal.maxHops - at, { nodes: root.slice(0, at), firstSteps: taken });
    if (rest !== undefined) goal.waiting.add([...root.slice(0, at), ...rest]);
  }
}

/** Paths found and not yet taken, without repeats. */
class Candidates {
  readonly #paths = new Map<string, number[]>();

  add(path: number[]): void {
    this.#paths.set(path.join(' '), path);
  }

  takeShortest(): number[] | undefined {
    let best: { key: string; path: number[] } | undefined;
    for (const [key, path] of this.#paths) {
      if (best === undefined || isBefore(path, best.path)) best = { key, path };
    }
    if (best !== undefined) this.#paths.delete(best.key);
    return best?.path;
  }
}

/** Shorter first, then by the numbers of the nodes. */
function isBefore(left: readonly number[], right: readonly number[]): boolean {
  if (left.length !== right.length) return left.length < right.length;
  const at = left.findIndex((node, i) => node !== right[i]);
  return at >= 0 && left[at]! < right[at]!;
}

function opposite(direction: TraversalOptions['direction']): TraversalOptions['direction'] {
  return direction === 'out' ? 'in' : direction === 'in' ? 'out' : direction;
}

function hopsOf(graph: CompressedGraph, nodes: readonly number[], admits: Admission): PathHop[] {
  const hops: PathHop[] = [];
  for (let i = 0; i + 1 < nodes.length; i++) {
    const from = nodes[i]!;
    const to = nodes[i + 1]!;
    const edges: { edge: number; against: boolean }[] = [];
    for (let entry = graph.offsets[from]!; entry < graph.offsets[from + 1]!; entry++) {
      if (graph.neighbours[entry] !== to || !admits(entry)) continue;
      const coded = graph.edgeOf[entry]!;
      edges.push({ edge: coded >> 1, against: (coded & 1) === 1 });
    }
    hops.push({ from, to, edges });
  }
  return hops;
}
