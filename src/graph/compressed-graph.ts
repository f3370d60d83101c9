/**
 * The graph for paths and centrality, in typed arrays: compressed sparse rows, each edge stored under both of its ends.
 *
 * Invariants: an edge keeps the number it came with (0 for the first), so a caller finds its own record of it again; the entries of a
 * node are in the order of their edges; an edge from a thing to itself ties nothing and has no entry. Days count from 1970-01-01.
 * Layout: Tinney and Walker, "Direct solutions of sparse network equations", 1967 (compressed sparse rows).
 */
import { type NodeIndex, NodeNumbering } from './node-index.ts';

/** One statement that ties two things. Days are whole days since 1970-01-01; an absent one was not said. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly predicate: string;
  readonly validFrom?: number | null | undefined;
  readonly validTo?: number | null | undefined;
  readonly published?: number | null | undefined;
  /** How much it counts in centrality; 1 when absent. */
  readonly weight?: number | null | undefined;
}

export interface CompressedGraph {
  readonly nodeCount: number;
  /** Edges given, those from a thing to itself included. */
  readonly edgeCount: number;
  readonly nodes: NodeIndex;
  /** `offsets[n]` to `offsets[n + 1]` are the entries of node n. */
  readonly offsets: Int32Array;
  /** The other end of each entry. */
  readonly neighbours: Int32Array;
  /** Edge number × 2, plus 1 where the entry runs against the edge. */
  readonly edgeOf: Int32Array;
  /** By edge number. `NOT_SAID_FROM`, `NOT_SAID_TO` and `NOT_SAID_PUBLISHED` stand for what was not said. */
  readonly validFrom: Int32Array;
  readonly validTo: Int32Array;
  readonly published: Int32Array;
  /** By edge number: index into `predicates`. */
  readonly predicateOf: Uint16Array;
  readonly predicates: readonly string[];
  /** By edge number; undefined when every edge counts 1. */
  readonly weights: Float32Array | undefined;
}

/** Without a beginning a statement holds from ever on, without an end for ever. */
export const NOT_SAID_FROM = -0x8000_0000;
export const NOT_SAID_TO = 0x7fff_ffff;
/** What has no date was surely known only by now. */
export const NOT_SAID_PUBLISHED = 0x7fff_ffff;

const MOST_EDGES = 2 ** 30;
const MOST_PREDICATES = 2 ** 16;

/** More edges or predicates than the arrays can number. */
export class GraphTooLargeError extends Error {
  readonly limit: number;
  constructor(what: string, limit: number) {
    super(`The graph has more than ${limit} ${what}; ask about a part of it.`);
    this.name = 'GraphTooLargeError';
    this.limit = limit;
  }
}

/** Reads the edges once. Throws `GraphTooLargeError`. */
export function buildGraph(edges: Iterable<GraphEdge>): CompressedGraph {
  const columns = readEdges(edges);
  const { count, from, to, nodes } = columns;
  const nodeCount = nodes.size;
  const offsets = new Int32Array(nodeCount + 1);
  for (let edge = 0; edge < count; edge++) {
    if (from[edge] === to[edge]) continue;
    offsets[from[edge]! + 1]!++;
    offsets[to[edge]! + 1]!++;
  }
  for (let node = 0; node < nodeCount; node++) offsets[node + 1]! += offsets[node]!;
  const neighbours = new Int32Array(offsets[nodeCount]!);
  const edgeOf = new Int32Array(offsets[nodeCount]!);
  const next = offsets.slice(0, nodeCount);
  for (let edge = 0; edge < count; edge++) {
    const source = from[edge]!;
    const target = to[edge]!;
    if (source === target) continue;
    const out = next[source]!++;
    neighbours[out] = target;
    edgeOf[out] = edge * 2;
    const back = next[target]!++;
    neighbours[back] = source;
    edgeOf[back] = edge * 2 + 1;
  }
  return {
    nodeCount,
    edgeCount: count,
    nodes,
    offsets,
    neighbours,
    edgeOf,
    validFrom: columns.validFrom.slice(0, count),
    validTo: columns.validTo.slice(0, count),
    published: columns.published.slice(0, count),
    predicateOf: columns.predicateOf.slice(0, count),
    predicates: columns.predicates,
    weights: columns.weights?.slice(0, count),
  };
}

/** Days since 1970-01-01 of an ISO 8601 day, `YYYY-MM-DD`. Throws `RangeError` for another text. */
export function dayNumber(day: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) throw new RangeError(`"${day}" is not a day like 2019-06-01`);
  return time / 86_400_000;
}

/** The day of a number, `YYYY-MM-DD`. */
export function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

interface EdgeColumns {
  readonly count: number;
  readonly nodes: NodeIndex;
  readonly predicates: string[];
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly validFrom: Int32Array;
  readonly validTo: Int32Array;
  readonly published: Int32Array;
  readonly predicateOf: Uint16Array;
  readonly weights: Float32Array | undefined;
}

function readEdges(edges: Iterable<GraphEdge>): EdgeColumns {
  const nodes = new NodeNumbering();
  const codes = new Map<string, number>();
  const predicates: string[] = [];
  let capacity = 1 << 14;
  let count = 0;
  let from = new Int32Array(capacity);
  let to = new Int32Array(capacity);
  let validFrom = new Int32Array(capacity);
  let validTo = new Int32Array(capacity);
  let published = new Int32Array(capacity);
  let predicateOf = new Uint16Array(capacity);
  let weights: Float32Array | undefined;
  let lastFrom: string | undefined;
  let lastNode = 0;
  for (const edge of edges) {
    if (count === capacity) {
      if (count >= MOST_EDGES) throw new GraphTooLargeError('statements', MOST_EDGES);
      capacity *= 2;
      from = grown(from, new Int32Array(capacity));
      to = grown(to, new Int32Array(capacity));
      validFrom = grown(validFrom, new Int32Array(capacity));
      validTo = grown(validTo, new Int32Array(capacity));
      published = grown(published, new Int32Array(capacity));
      predicateOf = grown(predicateOf, new Uint16Array(capacity));
      if (weights) weights = grown(weights, new Float32Array(capacity));
    }
    let code = codes.get(edge.predicate);
    if (code === undefined) {
      if (predicates.length === MOST_PREDICATES) throw new GraphTooLargeError('predicates', MOST_PREDICATES);
      code = predicates.push(edge.predicate) - 1;
      codes.set(edge.predicate, code);
    }
    // A store gives edges by the entity they leave, and comparing is cheaper than looking up.
    if (edge.from !== lastFrom) {
      lastFrom = edge.from;
      lastNode = nodes.number(lastFrom);
    }
    from[count] = lastNode;
    to[count] = nodes.number(edge.to);
    validFrom[count] = edge.validFrom ?? NOT_SAID_FROM;
    validTo[count] = edge.validTo ?? NOT_SAID_TO;
    published[count] = edge.published ?? NOT_SAID_PUBLISHED;
    predicateOf[count] = code;
    const weight = edge.weight ?? 1;
    // Most graphs have no weights, and four bytes an edge are worth saving.
    if (weights === undefined && weight !== 1) weights = new Float32Array(capacity).fill(1, 0, count);
    if (weights) weights[count] = weight;
    count++;
  }
  return { count, nodes, predicates, from, to, validFrom, validTo, published, predicateOf, weights };
}

function grown<Column extends Int32Array | Uint16Array | Float32Array>(old: Column, larger: Column): Column {
  larger.set(old);
  return larger;
}
