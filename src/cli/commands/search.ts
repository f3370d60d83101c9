/** `orrery search TEXT`: entities by name and documents by their words. */
import type { Command } from 'commander';
import type { SearchResult } from '../../api/contract/entities.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { UsageError } from '../failures.ts';
import { EXIT } from '../io.ts';
import { wholeNumber } from '../option-values.ts';
import { clean, displayWidth, padEnd, plural, shorten, wrap } from '../terminal-text.ts';
import { typeWords } from '../wording.ts';

export function define(command: Command, context: CommandContext): CommandAction {
  command
    .argument('<text...>', 'a name in any script or spelling, or words')
    .option('--limit <count>', 'how many of each (default 20)')
    .addHelpText('after', '\nExample:\n  $ orrery search "wicked panda"');
  return (options: { limit?: string }, words: readonly string[]) => search(words.join(' '), options, context);
}

async function search(text: string, options: { limit?: string }, context: CommandContext): Promise<typeof EXIT.done> {
  if (text.trim() === '')
    throw new UsageError('There is nothing to search for.', { place: 'TEXT', hint: 'orrery search "wicked panda"' });
  const limit = wholeNumber(options.limit, '--limit', { min: 1, max: 100 }) ?? 20;
  const result = await context.withStore((orrery) => orrery.search(text, { limit }), { starterWhenEmpty: true });
  if (context.json) await context.printJson(result);
  else await context.print(searchText(result, context));
  return EXIT.done;
}

function searchText({ query, entities, documents }: SearchResult, { width, colours }: CommandContext): string {
  if (entities.length + documents.length === 0) {
    return `Nothing is held under “${clean(query)}”.\nTry fewer words or another spelling, or bring something in: orrery import FILE\n`;
  }
  const labelWidth = Math.min(44, Math.max(0, ...entities.map(({ entity }) => displayWidth(clean(entity.label)))));
  const typeWidth = Math.max(0, ...entities.map(({ entity }) => typeWords(entity.type).length));
  const lines = entities.flatMap(({ entity, matched, otherNames, claimCount }) => {
    const names = [...new Set([matched, ...otherNames].map(clean))]
      .filter((name) => name !== clean(entity.label))
      .slice(0, 6);
    return [
      `${colours.bold(padEnd(shorten(clean(entity.label), labelWidth), labelWidth))}  ${padEnd(typeWords(entity.type), typeWidth)}  ${colours.cyan(clean(entity.id))}  ${colours.dim(plural(claimCount, 'claim'))}`,
      ...(names.length === 0 ? [] : wrap(names.join(', '), width - 2).map((line) => colours.dim(`  ${line}`))),
    ];
  });
  if (documents.length > 0) lines.push(...(lines.length > 0 ? [''] : []), colours.bold('Documents'));
  for (const { document, snippet } of documents) {
    lines.push(
      `${padEnd(document.publishedAt ?? 'undated', 10)}  ${shorten(clean([document.publisher, document.title ?? document.id].filter(Boolean).join(', ')), width - 12)}`,
      colours.dim(`            ${clean(document.id)}`),
      ...wrap(clean(snippet), width - 12).map((line) => `            ${line}`),
    );
  }
  return `${lines.join('\n')}\n`;
}
