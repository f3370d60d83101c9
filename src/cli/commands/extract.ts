/** `orrery extract FILE`: what would be read from a file. Needs no store, and loads nothing that only a store or a server needs. */
import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import type { ExtractReport } from '../../app/extract-file.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { UsageError } from '../failures.ts';
import { EXIT } from '../io.ts';
import { clean, displayWidth, padEnd, plural, shorten, wrap } from '../terminal-text.ts';
import { defanged, KIND_TITLES, typeWords } from '../wording.ts';

export function define(command: Command, context: CommandContext): CommandAction {
  command
    .argument('<file>', 'text, HTML, Markdown, PDF or DOCX, gzip of these too')
    .addHelpText('after', '\nExample:\n  $ orrery extract report.pdf --json');
  return (_options: object, file: string) => extract(context.path(file), context);
}

async function extract(file: string, context: CommandContext): Promise<typeof EXIT.done> {
  if ((await stat(file)).isDirectory()) {
    throw new UsageError('This is a folder; one file is read at a time.', {
      place: file,
      hint: 'Name a file in it, or use: orrery import',
    });
  }
  const { extractFile } = await import('../../app/extract-file.ts');
  const report = await extractFile(file, { signal: context.io.signal });
  if (context.json) await context.printJson(report);
  else await context.print(reportText(report, context));
  return EXIT.done;
}

const SHOWN = 40;

function reportText(report: ExtractReport, { width, colours }: CommandContext): string {
  const { document, mentions, indicators, techniques, claims, provenance } = report;
  const facts = [
    document.publisher,
    document.publishedAt,
    document.language,
    plural(document.text.length, 'character'),
  ];
  const section = (title: string, count: number, lines: readonly string[]): string[] =>
    count === 0
      ? []
      : [
          '',
          `${colours.bold(title)} ${colours.dim(String(count))}`,
          ...lines.slice(0, SHOWN),
          ...left(lines.length - SHOWN, colours.dim),
        ];
  return [
    colours.bold(clean(document.title ?? document.path)),
    facts
      .filter((fact) => fact !== null)
      .map((fact) => clean(fact))
      .join(' · '),
    ...section(
      'Statements',
      claims.length,
      claims.flatMap((claim) => claimLines(claim, width, colours.dim)),
    ),
    ...section(
      'Names',
      mentions.length,
      table(
        mentions.map(({ type, name }) => [typeWords(type), clean(name)]),
        width,
      ),
    ),
    ...section(
      'Techniques',
      techniques.length,
      table(
        techniques.map(({ techniqueId, name }) => [techniqueId, clean(name)]),
        width,
      ),
    ),
    ...section(
      'Indicators',
      indicators.length,
      table(
        indicators.map(({ type, value }) => [type, defanged(type, clean(value))]),
        width,
      ),
    ),
    ...section(
      'Sources it declares',
      provenance.declaredSources.length,
      table(
        provenance.declaredSources.map(({ name, url }) => [clean(name), clean(url ?? '')]),
        width,
      ),
    ),
    '',
  ].join('\n');
}

function claimLines(claim: ExtractReport['claims'][number], width: number, dim: (text: string) => string): string[] {
  const marks = [
    KIND_TITLES[claim.kind],
    claim.negated ? 'denied' : '',
    claim.hedges.length === 0 ? '' : `hedged: ${claim.hedges.map(({ text }) => `“${clean(text)}”`).join(', ')}`,
    claim.speaker === null ? '' : `says ${clean(claim.speaker.name)}`,
    claim.time === null ? '' : [claim.time.from, claim.time.to].filter((date) => date !== null).join(' to '),
    `characters ${claim.start}–${claim.end}`,
  ].filter((mark) => mark !== '');
  return [
    ...wrap(
      `${clean(claim.subject)} — ${claim.predicate.replaceAll('-', ' ')} — ${clean(claim.object)}`,
      width - 2,
    ).map((line) => `  ${line}`),
    ...wrap(`“${clean(claim.quote)}”`, width - 4).map((line) => `    ${line}`),
    ...wrap(marks.join(' · '), width - 4).map((line) => dim(`    ${line}`)),
  ];
}

/** Two columns; what occurs more than once stands once, with its count. */
function table(rows: readonly (readonly [string, string])[], width: number): string[] {
  const counts = new Map<string, { row: readonly [string, string]; count: number }>();
  for (const row of rows) {
    const key = row.join('\0');
    counts.set(key, { row, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const first = Math.min(Math.floor(width / 2), Math.max(0, ...rows.map(([left]) => displayWidth(left))));
  return [...counts.values()].map(({ row: [left, right], count }) => {
    return `  ${padEnd(shorten(left, first), first)}  ${shorten(right, width - first - 10)}${count > 1 ? `  ×${count}` : ''}`;
  });
}

function left(count: number, dim: (text: string) => string): string[] {
  return count > 0 ? [dim(`  … ${count} more lines: --json prints all`)] : [];
}
