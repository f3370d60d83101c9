/**
 * A shortest path by breadth-first search from both ends, the side with less to follow first.
 *
 * Invariants: while the sides have not met, no path is as short as their depths together, so the first meeting is on a shortest path;
 * entries are followed as the question's direction says from the source, and against it from the target. The marks of one search are
 * void for the next without being cleared.
 */
import type { CompressedGraph } from './compressed-graph.ts';
import type { Admission } from './traversal.ts';

/** What a search may not use: nodes, and first steps from the source. */
export interface Barred {
  readonly nodes: readonly number[];
  readonly firstSteps: ReadonlySet<number>;
}

const NOTHING: Barred = { nodes: [], firstSteps: new Set() };
const NONE = -1;

interface Side {
  readonly admits: Admission;
  /** By node: number of the last search that reached it from this side, and the node it was reached from. */
  readonly mark: Int32Array;
  readonly parent: Int32Array;
  /** Nodes of the level last finished, and how many entries they have. */
  frontier: number[];
  entries: number;
  depth: number;
}

export class TwoSidedSearch {
  readonly #graph: CompressedGraph;
  readonly #source: Side;
  readonly #target: Side;
  readonly #barred: Int32Array;
  #search = 0;

  constructor(graph: CompressedGraph, admits: { readonly fromSource: Admission; readonly fromTarget: Admission }) {
    this.#graph = graph;
    this.#source = newSide(graph.nodeCount, admits.fromSource);
    this.#target = newSide(graph.nodeCount, admits.fromTarget);
    this.#barred = new Int32Array(graph.nodeCount);
  }

  /** The nodes of a shortest path of at most `maxHops` hops, both ends included; undefined when there is none. */
  find(from: number, to: number, maxHops: number, barred: Barred = NOTHING): number[] | undefined {
    const search = ++this.#search;
    for (const node of barred.nodes) this.#barred[node] = search;
    this.#begin(this.#source, from);
    this.#begin(this.#target, to);
    while (this.#source.depth + this.#target.depth < maxHops) {
      const forward = this.#source.entries <= this.#target.entries;
      const side = forward ? this.#source : this.#target;
      if (side.frontier.length === 0) return undefined;
      const meeting = this.#nextLevel(forward, { from, steps: barred.firstSteps });
      if (meeting !== NONE) return this.#pathThrough(meeting);
    }
    return undefined;
  }

  #begin(side: Side, node: number): void {
    side.mark[node] = this.#search;
    side.parent[node] = NONE;
    side.frontier = [node];
    side.entries = this.#entriesOf(node);
    side.depth = 0;
  }

  /** Goes one hop further on one side; the node where it meets the other, or `NONE`. */
  #nextLevel(forward: boolean, barred: { from: number; steps: ReadonlySet<number> }): number {
    const { offsets, neighbours } = this.#graph;
    const side = forward ? this.#source : this.#target;
    const other = forward ? this.#target : this.#source;
    const search = this.#search;
    const reached: number[] = [];
    let entries = 0;
    for (const node of side.frontier) {
      const end = offsets[node + 1]!;
      for (let entry = offsets[node]!; entry < end; entry++) {
        const next = neighbours[entry]!;
        if (side.mark[next] === search || this.#barred[next] === search || !side.admits(entry)) continue;
        if (barred.steps.size > 0 && isBarredStep(forward, node, next, barred)) continue;
        side.mark[next] = search;
        side.parent[next] = node;
        if (other.mark[next] === search) return next;
        reached.push(next);
        entries += this.#entriesOf(next);
      }
    }
    side.frontier = reached;
    side.entries = entries;
    side.depth++;
    return NONE;
  }

  #entriesOf(node: number): number {
    return this.#graph.offsets[node + 1]! - this.#graph.offsets[node]!;
  }

  #pathThrough(meeting: number): number[] {
    const path: number[] = [];
    for (let node = meeting; node !== NONE; node = this.#source.parent[node]!) path.push(node);
    path.reverse();
    for (let node = this.#target.parent[meeting]!; node !== NONE; node = this.#target.parent[node]!) path.push(node);
    return path;
  }
}

function isBarredStep(
  forward: boolean,
  node: number,
  next: number,
  barred: { from: number; steps: ReadonlySet<number> },
): boolean {
  return forward ? node === barred.from && barred.steps.has(next) : next === barred.from && barred.steps.has(node);
}

function newSide(nodeCount: number, admits: Admission): Side {
  return {
    admits,
    mark: new Int32Array(nodeCount),
    parent: new Int32Array(nodeCount),
    frontier: [],
    entries: 0,
    depth: 0,
  };
}
