/** The graph in typed arrays: building it, its memory, and paths of up to 6 hops over a million edges. */
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildGraph, type CompressedGraph } from '../../src/graph/compressed-graph.ts';
import { shortestPaths } from '../../src/graph/shortest-paths.ts';
import { type BenchLine, type Benchmark, median, quantile, timed } from '../benchmark.ts';
import { type RandomGraph, randomGraph } from '../generated-graph.ts';
import { Random } from '../random.ts';

const NODES = 300_000;
const EDGES = 1_000_000;
const QUESTIONS = 300;

export const graph: Benchmark = {
  name: 'graph',
  about: 'build the graph of 1 M edges, and paths of up to 6 hops over it',
  async run(context) {
    const input = randomGraph(NODES, EDGES);
    const runs = Math.max(3, context.runs);
    const builds: number[] = [];
    const plain: number[] = [];
    const generating = await medianOf(runs, () => drain(input.edges()));
    for (let run = 0; run < runs; run++) {
      builds.push((await timed(() => buildGraph(input.edges()))) - generating);
      plain.push((await timed(() => adjacencyMap(input))) - generating);
    }
    const own = await heldBy(() => buildGraph(input.edges()));
    const map = await heldBy(() => adjacencyMap(input));
    return [
      {
        label: `build the graph of ${NODES / 1000} k nodes and ${EDGES / 1e6} M edges (generated)`,
        value: median(builds),
        unit: 'ms',
        against: { label: 'the same as a Map of lists', value: median(plain) },
        budget: { of: 'value', limit: 'at most', bound: 300 },
        runs,
        note: `without the ${generating.toFixed(0)} ms that making the edges takes`,
      },
      {
        label: 'memory it holds, keys not counted',
        value: own.megabytes,
        unit: 'MB',
        against: { label: 'the Map of lists', value: map.megabytes },
        budget: { of: 'value', limit: 'at most', bound: 40 },
        runs: 1,
      },
      pathLine(own.value, 1),
      pathLine(own.value, 5),
    ];
  },
};

function pathLine(built: CompressedGraph, most: number): BenchLine {
  const random = new Random(41);
  const times: number[] = [];
  const floors: number[] = [];
  let found = 0;
  for (let question = 0; question < QUESTIONS; question++) {
    const from = random.below(NODES);
    const to = random.below(NODES);
    const started = performance.now();
    const paths = shortestPaths(built, from, to, { maxHops: 6, asOf: 18_000, most });
    times.push(performance.now() - started);
    if (paths.length > 0) found++;
    if (most > 1 || question % 10 !== 0) continue;
    const floorStarted = performance.now();
    oneSided(built, from, to);
    floors.push(performance.now() - floorStarted);
  }
  return {
    label:
      most === 1
        ? 'a path of up to 6 hops between any two, on a past day, p95'
        : `the ${most} shortest such paths, p95`,
    value: quantile(times, 0.95),
    unit: 'ms',
    ...(most === 1 ? { against: { label: 'a search from one side, at any time', value: quantile(floors, 0.95) } } : {}),
    budget: { of: 'value', limit: 'at most', bound: 50 },
    runs: QUESTIONS,
    note: `p50 ${median(times).toFixed(2)} ms; ${found} of ${QUESTIONS} are tied`,
  };
}

/** Hops from one to the other by the plainest breadth-first search; undefined beyond 6. */
function oneSided({ offsets, neighbours, nodeCount }: CompressedGraph, from: number, to: number): number | undefined {
  const seen = new Uint8Array(nodeCount);
  seen[from] = 1;
  let frontier = [from];
  for (let hops = 1; hops <= 6; hops++) {
    const next: number[] = [];
    for (const node of frontier) {
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const other = neighbours[entry]!;
        if (other === to) return hops;
        if (seen[other] !== 0) continue;
        seen[other] = 1;
        next.push(other);
      }
    }
    frontier = next;
  }
  return undefined;
}

interface PlainEdge {
  readonly other: string;
  readonly predicate: string;
  readonly published: number;
}

function adjacencyMap(input: RandomGraph): Map<string, PlainEdge[]> {
  const map = new Map<string, PlainEdge[]>();
  const add = (key: string, edge: PlainEdge): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [edge]);
    else list.push(edge);
  };
  for (const { from, to, predicate, published } of input.edges()) {
    add(from, { other: to, predicate, published: published ?? 0 });
    add(to, { other: from, predicate, published: published ?? 0 });
  }
  return map;
}

/** What remains in memory once all that is not held is gone. */
async function heldBy<Value>(make: () => Value): Promise<{ value: Value; megabytes: number }> {
  const before = await usedBytes();
  const value = make();
  return { value, megabytes: ((await usedBytes()) - before) / 1e6 };
}

async function usedBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // The memory of arrays is given back beside the collector, some time after it.
  for (let round = 0; round < 3; round++) {
    collect();
    await sleep(50);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function medianOf(runs: number, work: () => void): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await timed(work));
  return median(times);
}

function drain(edges: Iterable<unknown>): void {
  for (const _ of edges);
}
