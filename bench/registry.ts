/** Every benchmark, in the order of the way an input takes. A new one is a file and a line here. */
import type { Benchmark } from './benchmark.ts';
import { aliasMatching } from './benchmarks/alias-matching.ts';
import { entityPage } from './benchmarks/entity-page.ts';
import { extraction } from './benchmarks/extraction.ts';
import { graph } from './benchmarks/graph.ts';
import { importBundle } from './benchmarks/import-bundle.ts';
import { indicators } from './benchmarks/indicators.ts';
import { largeStore } from './benchmarks/large-store.ts';
import { pageSize } from './benchmarks/page-size.ts';
import { parseBundle } from './benchmarks/parse-bundle.ts';
import { start } from './benchmarks/start.ts';

export const BENCHMARKS: readonly Benchmark[] = [
  parseBundle,
  importBundle,
  largeStore,
  aliasMatching,
  indicators,
  extraction,
  entityPage,
  graph,
  start,
  pageSize,
];
