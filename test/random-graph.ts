/** Small random graphs and questions, and the plainest reading of which edges a question admits. */
import fc from 'fast-check';
import type { GraphEdge } from '../src/graph/compressed-graph.ts';
import type { TraversalOptions } from '../src/graph/traversal.ts';

const node = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const day = fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined });
const predicate = fc.constantFrom('uses', 'part-of', 'attributed-to');

export const graphEdges: fc.Arbitrary<GraphEdge[]> = fc.array(
  fc.record({ from: node, to: node, predicate, validFrom: day, validTo: day, published: day }),
  { maxLength: 24 },
);

export const traversals: fc.Arbitrary<TraversalOptions> = fc.record({
  asOf: day,
  knownAt: day,
  predicates: fc.option(fc.uniqueArray(predicate, { minLength: 1 }), { nil: undefined }),
  direction: fc.constantFrom('out' as const, 'in' as const, 'both' as const, undefined),
});

/** Whether a question may follow this edge from the end that it leaves in this direction. */
export function isAdmitted(edge: GraphEdge, leaving: 'out' | 'in', options: TraversalOptions): boolean {
  const { asOf, knownAt, predicates, direction = 'both' } = options;
  if (direction !== 'both' && direction !== leaving) return false;
  if (predicates !== undefined && ![...predicates].includes(edge.predicate)) return false;
  if (asOf !== undefined && ((edge.validFrom ?? asOf) > asOf || (edge.validTo ?? asOf) < asOf)) return false;
  return knownAt === undefined || (edge.published ?? Number.POSITIVE_INFINITY) <= knownAt;
}

/** All simple paths of at most so many hops, as keys, by trying everything. */
export function everyPath(
  edges: readonly GraphEdge[],
  ends: { from: string; to: string },
  options: TraversalOptions & { maxHops: number },
): string[][] {
  const found: string[][] = [];
  const walk = (path: string[]): void => {
    const last = path.at(-1)!;
    if (last === ends.to) {
      found.push(path);
      return;
    }
    if (path.length > options.maxHops) return;
    const next = new Set<string>();
    for (const edge of edges) {
      if (edge.from === last && isAdmitted(edge, 'out', options)) next.add(edge.to);
      if (edge.to === last && isAdmitted(edge, 'in', options)) next.add(edge.from);
    }
    for (const key of next) if (!path.includes(key)) walk([...path, key]);
  };
  walk([ends.from]);
  return found.sort((left, right) => left.length - right.length);
}
