import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyPath, graphEdges, isAdmitted, traversals } from '../../test/random-graph.ts';
import { buildGraph, dayNumber, type GraphEdge } from './compressed-graph.ts';
import { type GraphPath, type PathOptions, shortestPaths } from './shortest-paths.ts';

const EDGES: GraphEdge[] = [
  { from: 'group', to: 'company', predicate: 'operated-by', published: dayNumber('2021-03-01') },
  { from: 'company', to: 'department', predicate: 'contracted-by', published: dayNumber('2022-01-01') },
  { from: 'group', to: 'department', predicate: 'attributed-to', published: dayNumber('2023-01-01') },
  { from: 'group', to: 'department', predicate: 'attributed-to', published: dayNumber('2023-06-01') },
  { from: 'other group', to: 'company', predicate: 'operated-by', published: dayNumber('2021-03-01') },
];
const graph = buildGraph(EDGES);

function paths(from: string, to: string, options: PathOptions = {}): string[][] {
  return keysOf(shortestPaths(graph, graph.nodes.numberOf(from)!, graph.nodes.numberOf(to)!, options));
}

function keysOf(found: readonly GraphPath[], of = graph): string[][] {
  return found.map((path) => path.nodes.map((node) => of.nodes.keyOf(node)));
}

describe('paths between two things', () => {
  test('the shortest comes first, longer ways after it', () => {
    expect(paths('group', 'department', { most: 5 })).toEqual([
      ['group', 'department'],
      ['group', 'company', 'department'],
    ]);
  });

  test('a path runs along and against statements alike', () => {
    expect(paths('other group', 'group')).toEqual([['other group', 'company', 'group']]);
    expect(paths('other group', 'group', { direction: 'out' })).toEqual([]);
  });

  test('before a tie was published, only the longer way was known', () => {
    expect(paths('group', 'department', { knownAt: dayNumber('2022-12-31') })).toEqual([
      ['group', 'company', 'department'],
    ]);
  });

  test('a hop names every statement it rests on, and which way each runs', () => {
    const [direct] = shortestPaths(graph, graph.nodes.numberOf('department')!, graph.nodes.numberOf('group')!);
    expect(direct?.hops.map((hop) => hop.edges)).toEqual([
      [
        { edge: 2, against: true },
        { edge: 3, against: true },
      ],
    ]);
  });

  test('no path beyond the limit, none to oneself, none where there is none', () => {
    expect(paths('other group', 'group', { maxHops: 1 })).toEqual([]);
    expect(paths('group', 'group')).toEqual([]);
    expect(paths('group', 'department', { predicates: ['named'] })).toEqual([]);
  });
});

test('the paths found are the shortest of all there are', () => {
  const questions = fc.record({
    edges: graphEdges,
    options: traversals,
    from: fc.constantFrom('a', 'b', 'c'),
    to: fc.constantFrom('f', 'g', 'h'),
    maxHops: fc.integer({ min: 1, max: 7 }),
    most: fc.integer({ min: 1, max: 6 }),
  });
  fc.assert(
    fc.property(questions, ({ edges, from, to, most, ...rest }) => {
      const random = buildGraph(edges);
      const [start, end] = [random.nodes.numberOf(from), random.nodes.numberOf(to)];
      fc.pre(start !== undefined && end !== undefined);
      const options = { ...rest.options, maxHops: rest.maxHops };
      const all = everyPath(edges, { from, to }, options);
      const found = shortestPaths(random, start, end, { ...options, most });
      const keys = keysOf(found, random);
      // Which of several equally long paths are given is not promised; that each is one, and that none shorter is left out, is.
      expect(keys.map((path) => path.length)).toEqual(all.slice(0, most).map((path) => path.length));
      expect(new Set(keys.map(String)).size).toBe(keys.length);
      for (const path of keys) expect(all.map(String)).toContain(String(path));
      for (const hop of found.flatMap((path) => path.hops)) {
        expect(hop.edges.length).toBeGreaterThan(0);
        for (const { edge, against } of hop.edges) {
          expect(isAdmitted(edges[edge]!, against ? 'in' : 'out', options)).toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});
