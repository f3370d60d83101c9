import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphEdges, traversals } from '../../test/random-graph.ts';
import { degrees, highest, ranks } from './centrality.ts';
import { buildGraph } from './compressed-graph.ts';

const STAR = buildGraph([
  { from: 'contractor 1', to: 'bureau', predicate: 'works-for' },
  { from: 'contractor 2', to: 'bureau', predicate: 'works-for' },
  { from: 'contractor 3', to: 'bureau', predicate: 'works-for', published: 10 },
]);

test('what many are tied to is the most central', () => {
  const [first] = highest(ranks(STAR), 1);
  expect(STAR.nodes.keyOf(first!.node)).toBe('bureau');
  expect([...degrees(STAR)]).toEqual([1, 3, 1, 1]);
});

test('degrees count what a question admits', () => {
  expect([...degrees(STAR, { knownAt: 10 })]).toEqual([0, 1, 0, 1]);
  expect([...degrees(STAR, { direction: 'out' })]).toEqual([1, 0, 1, 1]);
});

test('the two ends of one tie are equal, and the rank of a chain can be worked out by hand', () => {
  const chain = buildGraph([
    { from: 'left', to: 'middle', predicate: 'uses' },
    { from: 'middle', to: 'right', predicate: 'uses' },
  ]);
  const [left, middle, right] = ranks(chain, { rounds: 200 });
  // r = 0.05 + 0.85 m / 2 at the ends and m = 0.05 + 0.85 · 2 r in the middle.
  expect(middle).toBeCloseTo(0.135 / 0.2775, 6);
  expect(left).toBeCloseTo(right!, 9);
});

test('ranks are positive and sum to 1 whatever the graph and the question', () => {
  fc.assert(
    fc.property(graphEdges, traversals, (edges, options) => {
      fc.pre(edges.length > 0);
      const found = ranks(buildGraph(edges), options);
      expect(found.every((rank) => rank > 0)).toBe(true);
      expect(found.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 6);
    }),
  );
});

test('an empty graph has no ranks', () => {
  expect(ranks(buildGraph([])).length).toBe(0);
});
