/** `orrery import PATH|URL…`: one line for each input with what came of it. */
import type { Command } from 'commander';
import type { ImportResult } from '../../api/contract/command-line.ts';
import type { ImportOutcome } from '../../api/contract/documents.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { EXIT, OutputClosedError } from '../io.ts';
import { tlpOf } from '../option-values.ts';
import { stepText } from '../progress-line.ts';
import { clean, plural, wrap } from '../terminal-text.ts';
import { duration } from '../wording.ts';

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly tlp?: string;
}

export function define(command: Command, context: CommandContext): CommandAction {
  command
    .argument('<inputs...>', 'files, folders, or addresses (http, https)')
    .option('--dry-run', 'say what would be added and store nothing')
    .option('--tlp <marking>', 'mark what comes in: clear, green, amber, amber+strict, red')
    .addHelpText(
      'after',
      '\nExample:\n  $ orrery import report.pdf reports/ --tlp green\n\nAn import that was interrupted goes on when the same command is run again.',
    );
  return (options: ImportOptions, inputs: readonly string[]) => importInputs(inputs, options, context);
}

async function importInputs(
  given: readonly string[],
  options: ImportOptions,
  context: CommandContext,
): Promise<typeof EXIT.done | typeof EXIT.refused> {
  const inputs = given.map((input) => (/^https?:\/\//i.test(input) ? input : context.path(input)));
  const tlp = tlpOf(options.tlp);
  const dryRun = options.dryRun === true;
  const started = Date.now();
  const printed: Promise<void>[] = [];
  const outcomes = await context.withStore((orrery) =>
    orrery.import({
      inputs,
      dryRun,
      author: context.author,
      signal: context.io.signal,
      ...(tlp !== undefined && { tlp }),
      onProgress: ({ path, phase, done, total }) =>
        context.progress.show(`${shortName(path)}: ${stepText(phase, done, total)}`),
      onOutcome: (outcome) => {
        if (!context.json) printed.push(tell(context, outcomeText(outcome, context)));
      },
    }),
  );
  await Promise.all(printed);
  const result = resultOf(outcomes, dryRun, Date.now() - started);
  if (context.json) await context.printJson(result);
  else await tell(context, summaryText(result));
  return outcomes.some(hasRefusal) ? EXIT.refused : EXIT.done;
}

/** The import goes on when nobody reads the lines any longer. */
async function tell(context: CommandContext, text: string): Promise<void> {
  try {
    await context.print(text);
  } catch (error) {
    if (!(error instanceof OutputClosedError)) throw error;
  }
}

function resultOf(outcomes: readonly ImportOutcome[], dryRun: boolean, elapsedMs: number): ImportResult {
  const count = (...states: readonly ImportOutcome['state'][]): number =>
    outcomes.filter(({ state }) => states.includes(state)).length;
  return {
    dryRun,
    outcomes: [...outcomes],
    added: count('added', 'resumed', 'would-add'),
    alreadyKnown: count('already-known'),
    refused: count('refused'),
    elapsedMs,
  };
}

function hasRefusal({ state, rows }: ImportOutcome): boolean {
  return state === 'refused' || rows.refused > 0;
}

const STATE_WORDS: Readonly<Record<ImportOutcome['state'], string>> = {
  added: 'added',
  'already-known': 'already known',
  resumed: 'resumed',
  refused: 'refused',
  'would-add': 'would add',
  skipped: 'passed over',
};
const QUIET: ReadonlySet<ImportOutcome['state']> = new Set(['already-known', 'skipped']);
const PROBLEMS_SHOWN = 10;

function outcomeText(outcome: ImportOutcome, { colours, width }: CommandContext): string {
  const word = STATE_WORDS[outcome.state].padEnd(14);
  const colour = outcome.state === 'refused' ? colours.red : QUIET.has(outcome.state) ? colours.dim : colours.green;
  const lines = [`${colour(word)}${clean(outcome.path)}${details(outcome)}`];
  for (const { place, reason, hint } of outcome.problems.slice(0, PROBLEMS_SHOWN)) {
    const where = place === '' || place === outcome.path ? '' : `${clean(place)}: `;
    lines.push(...wrap(`${where}${clean(reason)}`, width - 14).map((line) => `              ${line}`));
    if (hint !== null)
      lines.push(...wrap(`next: ${clean(hint)}`, width - 14).map((line) => colours.dim(`              ${line}`)));
  }
  const left = outcome.problems.length - PROBLEMS_SHOWN;
  if (left > 0) lines.push(colours.dim(`              … ${plural(left, 'more problem')}: --json lists them`));
  return lines.join('\n');
}

function details({ format, rows, claims, state, elapsedMs }: ImportOutcome): string {
  if (state === 'refused' || state === 'skipped') return '';
  const parts = [
    format ?? '',
    rows.added > 0 ? `${plural(rows.added, 'row')} new` : '',
    rows.refused > 0 ? `${plural(rows.refused, 'row')} refused` : '',
    rows.withdrawn > 0 ? `${plural(rows.withdrawn, 'row')} withdrawn` : '',
    claims.added > 0 || state === 'added' ? `${plural(claims.added, 'claim')} new` : '',
    claims.alreadyKnown > 0 ? `${claims.alreadyKnown.toLocaleString('en')} known` : '',
    claims.withdrawn > 0 ? `${claims.withdrawn.toLocaleString('en')} withdrawn` : '',
    duration(elapsedMs),
  ];
  return `  ${parts.filter((part) => part !== '').join(' · ')}`;
}

function summaryText({ dryRun, outcomes, added, alreadyKnown, refused, elapsedMs }: ImportResult): string {
  const rows = outcomes.reduce((sum, outcome) => sum + outcome.rows.refused, 0);
  const parts = [
    `${added} ${dryRun ? 'would be added' : 'added'}`,
    `${alreadyKnown} already known`,
    `${refused} refused${rows > 0 ? ` (and ${plural(rows, 'row')} of others)` : ''}`,
  ];
  return `${plural(outcomes.length, 'input')}: ${parts.join(', ')} · ${duration(elapsedMs)}`;
}

function shortName(path: string): string {
  return path.split('/').at(-1) || path;
}
