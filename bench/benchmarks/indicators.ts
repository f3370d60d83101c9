/** Indicators in text, against the npm package ioc-extractor on the same text. */
import { extractIOC } from 'ioc-extractor';
import { findIndicators } from '../../src/extraction/prose/indicators.ts';
import { alternating, type BenchLine, type Benchmark } from '../benchmark.ts';
import { proseWithIndicators } from '../generated-names.ts';
import { reportTexts, sizeOf } from '../inputs.ts';

export const indicators: Benchmark = {
  name: 'indicators',
  about: 'extract indicators, beside npm ioc-extractor',
  async run(context) {
    const real = reportTexts(1);
    const generated = proseWithIndicators(2);
    const inputs = [
      { texts: real.texts, origin: real.origin },
      { texts: generated, origin: 'generated, an indicator in every fourth sentence' },
    ].filter((input, index, all) => index === 0 || input.origin !== all[0]!.origin);
    const lines: BenchLine[] = [];
    for (const { texts, origin } of inputs) {
      const megabytes = sizeOf(texts);
      let found = 0;
      const { work, floor } = await alternating(
        context.runs,
        () => {
          found = 0;
          for (const text of texts) found += findIndicators(text).length;
        },
        () => {
          for (const text of texts) extractIOC(text);
        },
      );
      lines.push({
        label: `indicators in reports (${megabytes.toFixed(1)} MB, ${origin}, ${found} found)`,
        value: megabytes / (work / 1000),
        unit: 'MB/s',
        against: { label: 'ioc-extractor', value: megabytes / (floor / 1000) },
        budget: { of: 'ratio', limit: 'at least', bound: 3 },
        runs: context.runs,
      });
    }
    return lines;
  },
};
