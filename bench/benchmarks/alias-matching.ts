/** Finding 100,000 known names in text, Latin and Chinese, against merely looking at each character. */
import { buildAliasMatcher } from '../../src/extraction/prose/alias-matcher.ts';
import { alternating, type BenchLine, type Benchmark, timed } from '../benchmark.ts';
import { chineseNames, knownNames, latinNames, prose } from '../generated-names.ts';
import { sizeOf } from '../inputs.ts';

const ALIASES = 100_000;
const BUDGETS = { latin: 40, chinese: 10 };
const MEGABYTES = 8;

export const aliasMatching: Benchmark = {
  name: 'names',
  about: 'find known names in text, 100,000 aliases',
  async run(context) {
    const lines: BenchLine[] = [];
    for (const language of ['latin', 'chinese'] as const) {
      const names = language === 'latin' ? latinNames(ALIASES) : chineseNames(ALIASES);
      const known = knownNames(names);
      const texts = prose(language, names, MEGABYTES);
      const built = await timed(() => buildAliasMatcher(known));
      const matcher = buildAliasMatcher(known);
      const runs = Math.max(5, context.runs);
      let hits = 0;
      const { work, floor } = await alternating(
        runs,
        () => {
          hits = 0;
          for (const text of texts) hits += matcher.find(text).length;
        },
        () => lookAtEach(texts),
      );
      const megabytes = sizeOf(texts);
      lines.push({
        label: `known names in ${language === 'latin' ? 'Latin' : 'Chinese'} text (${megabytes.toFixed(0)} MB of UTF-8, generated, ${hits} found)`,
        value: megabytes / (work / 1000),
        unit: 'MB/s',
        against: { label: 'looking at each code unit', value: megabytes / (floor / 1000) },
        budget: { of: 'value', limit: 'at least', bound: BUDGETS[language] },
        runs,
        note: `the matcher is built in ${built.toFixed(0)} ms`,
      });
    }
    return lines;
  },
};

/** The sum is used, or the loop would be left out. */
function lookAtEach(texts: readonly string[]): void {
  let sum = 0;
  for (const text of texts) for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
  if (sum === 1) console.error('an unlikely sum');
}
