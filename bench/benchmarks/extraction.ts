/** Whole extraction of reports, text in and claims out; and one report from a cold start of the command line. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { starterNames } from '../../src/app/starter-names.ts';
import { extractDocument } from '../../src/extraction/extract-document.ts';
import { buildAliasMatcher } from '../../src/extraction/prose/alias-matcher.ts';
import { alternating, type Benchmark, median } from '../benchmark.ts';
import { reportTexts } from '../inputs.ts';
import { runNothing, runOrrery } from '../program.ts';

export const extraction: Benchmark = {
  name: 'extraction',
  about: 'extract reports, and one report from a cold start',
  async run(context) {
    const { texts, megabytes, origin } = reportTexts(1);
    const matcher = buildAliasMatcher(await starterNames());
    let claims = 0;
    const { work, floor } = await alternating(
      context.runs,
      () => {
        claims = 0;
        for (const text of texts) claims += extractDocument({ text }, matcher).claims.length;
      },
      () => {
        for (const text of texts) matcher.find(text);
      },
    );
    const file = join(context.folder(), 'report.txt');
    const report = texts.find((text) => text.length > 4000) ?? texts[0]!;
    writeFileSync(file, report);
    const runs = Math.max(5, context.runs);
    const cold: number[] = [];
    const nothing: number[] = [];
    for (let run = 0; run < runs; run++) {
      cold.push(await runOrrery(['extract', file, '--json']));
      nothing.push(await runNothing());
    }
    return [
      {
        label: `whole extraction of reports (${megabytes.toFixed(1)} MB, ${origin}, ${claims} claims), one core`,
        value: megabytes / (work / 1000),
        unit: 'MB/s',
        against: { label: 'finding the known names alone', value: megabytes / (floor / 1000) },
        budget: { of: 'value', limit: 'at least', bound: 1 },
        runs: context.runs,
      },
      {
        label: `orrery extract of one report of ${Math.round(report.length / 1000)} thousand characters, from a cold start`,
        value: median(cold),
        unit: 'ms',
        against: { label: 'starting Node to do nothing', value: median(nothing) },
        budget: { of: 'value', limit: 'at most', bound: 1500 },
        runs,
      },
    ];
  },
};
