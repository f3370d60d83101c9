import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphEdges, isAdmitted, traversals } from '../../test/random-graph.ts';
import { buildGraph, dayNumber, dayText, type GraphEdge, NOT_SAID_FROM } from './compressed-graph.ts';
import { NodeNumbering } from './node-index.ts';
import { neighbours, withinReach } from './traversal.ts';

const EDGES: GraphEdge[] = [
  { from: 'bureau', to: 'ministry', predicate: 'part-of', published: dayNumber('2001-01-01') },
  {
    from: 'group',
    to: 'bureau',
    predicate: 'attributed-to',
    validFrom: dayNumber('2012-01-01'),
    validTo: dayNumber('2018-12-31'),
    published: dayNumber('2020-05-01'),
  },
  { from: 'group', to: 'group', predicate: 'related-to' },
  { from: 'group', to: 'company', predicate: 'operated-by', published: dayNumber('2021-03-01') },
];

describe('a graph of statements', () => {
  const graph = buildGraph(EDGES);
  const group = graph.nodes.numberOf('group')!;
  const around = (options: Parameters<typeof neighbours>[2]): string[] =>
    neighbours(graph, group, options).map(({ node }) => graph.nodes.keyOf(node));

  test('a statement of a thing about itself keeps its number and ties nothing', () => {
    expect(graph.edgeCount).toBe(4);
    expect(neighbours(graph, group)).toEqual([
      { node: graph.nodes.numberOf('bureau'), edge: 1, direction: 'out' },
      { node: graph.nodes.numberOf('company'), edge: 3, direction: 'out' },
    ]);
  });

  test.each([
    { what: 'at any time', options: {}, expected: ['bureau', 'company'] },
    { what: 'while both held', options: { asOf: dayNumber('2015-06-01') }, expected: ['bureau', 'company'] },
    { what: 'after the attribution ended', options: { asOf: dayNumber('2019-01-01') }, expected: ['company'] },
    { what: 'on its last day', options: { asOf: dayNumber('2018-12-31') }, expected: ['bureau', 'company'] },
    { what: 'before the company was named', options: { knownAt: dayNumber('2021-02-28') }, expected: ['bureau'] },
    { what: 'by one predicate', options: { predicates: ['operated-by'] }, expected: ['company'] },
    { what: 'against the statements', options: { direction: 'in' as const }, expected: [] },
  ])('what the group is tied to $what', ({ options, expected }) => {
    expect(around(options)).toEqual(expected);
  });

  test('what lies within two hops of the ministry', () => {
    const ministry = graph.nodes.numberOf('ministry')!;
    const reached = withinReach(graph, ministry, { depth: 2 });
    expect(reached.map(({ node, hops }) => [graph.nodes.keyOf(node), hops])).toEqual([
      ['ministry', 0],
      ['bureau', 1],
      ['group', 2],
    ]);
  });

  test('what has no publication date was not known on a past day', () => {
    const undated = buildGraph([{ from: 'a', to: 'b', predicate: 'uses' }]);
    expect(neighbours(undated, 0, { knownAt: dayNumber('2999-01-01') })).toEqual([]);
    expect(undated.validFrom[0]).toBe(NOT_SAID_FROM);
  });

  test('weights are kept only where an edge has one', () => {
    expect(graph.weights).toBeUndefined();
    const weighted = buildGraph([EDGES[0]!, { ...EDGES[1]!, weight: 2.5 }, EDGES[3]!]);
    expect([...weighted.weights!]).toEqual([1, 2.5, 1]);
  });
});

test('every edge lies under both of its ends, in order, whatever the graph', () => {
  fc.assert(
    fc.property(graphEdges, traversals, (edges, options) => {
      const graph = buildGraph(edges);
      for (let node = 0; node < graph.nodeCount; node++) {
        const key = graph.nodes.keyOf(node);
        const expected = edges.flatMap((edge, number) => {
          if (edge.from === edge.to) return [];
          if (edge.from === key && isAdmitted(edge, 'out', options)) return [`${number} out ${edge.to}`];
          if (edge.to === key && isAdmitted(edge, 'in', options)) return [`${number} in ${edge.from}`];
          return [];
        });
        const found = neighbours(graph, node, options);
        expect(found.map((one) => `${one.edge} ${one.direction} ${graph.nodes.keyOf(one.node)}`)).toEqual(expected);
      }
    }),
  );
});

test('a graph larger than its first arrays keeps all of its edges', () => {
  const count = 40_000;
  const edges = Array.from({ length: count }, (_, i) => ({
    from: `n${i}`,
    to: `n${i + 1}`,
    predicate: 'next',
    published: i,
  }));
  const graph = buildGraph(edges);
  expect([graph.nodeCount, graph.edgeCount]).toEqual([count + 1, count]);
  expect(graph.published[count - 1]).toBe(count - 1);
  expect(neighbours(graph, graph.nodes.numberOf('n39999')!).map((one) => one.edge)).toEqual([39_998, 39_999]);
});

test('every key is found again, and no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ maxLength: 6, unit: 'grapheme' }), { maxLength: 2000 }), (keys) => {
      const index = new NodeNumbering();
      for (const key of [...keys, ...keys]) index.number(key);
      expect(keys.map((key) => index.numberOf(key))).toEqual(keys.map((_, i) => i));
      expect(index.numberOf('longer than any of them')).toBeUndefined();
      expect(() => index.keyOf(keys.length)).toThrow(RangeError);
    }),
  );
});

test('days are counted from 1970 and read back', () => {
  expect(dayNumber('1970-01-01')).toBe(0);
  expect(dayNumber('1949-10-01')).toBeLessThan(0);
  expect(dayText(dayNumber('2019-06-01'))).toBe('2019-06-01');
  expect(() => dayNumber('2019-06')).toThrow(RangeError);
  expect(() => dayNumber('2019-13-40')).toThrow(RangeError);
});
