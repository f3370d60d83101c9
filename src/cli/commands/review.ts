/** `orrery review`: the statements that wait for review, the weightiest first. */
import type { Command } from 'commander';
import type { Proposition } from '../../api/contract/claims.ts';
import type { ReviewQueue } from '../../api/contract/requests.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { EXIT } from '../io.ts';
import { wholeNumber } from '../option-values.ts';
import { clean, plural, wrap } from '../terminal-text.ts';
import { supportWords } from '../wording.ts';

interface ReviewOptions {
  readonly limit?: string;
  readonly cursor?: string;
}

export function define(command: Command, context: CommandContext): CommandAction {
  command
    .option('--limit <count>', 'how many (default 20)')
    .option('--cursor <cursor>', 'go on where an earlier list ended')
    .addHelpText(
      'after',
      '\nExample:\n  $ orrery review --limit 10\n  $ orrery judge claim-status CLAIM-ID reviewed --reason "Read and agreed"',
    );
  return (options: ReviewOptions) => review(options, context);
}

async function review(options: ReviewOptions, context: CommandContext): Promise<typeof EXIT.done> {
  const limit = wholeNumber(options.limit, '--limit', { min: 1, max: 500 }) ?? 20;
  const { queue, claims } = await context.withStore(async (orrery) => {
    const { items, total, nextCursor } = await orrery.reviewQueue({
      limit,
      ...(options.cursor !== undefined && { cursor: options.cursor }),
    });
    const queue: ReviewQueue = { items: [...items], total, nextCursor };
    // A judgement is on a claim: a person needs its id and its words.
    const claims = context.json
      ? []
      : await Promise.all(
          items.map(async (item) => (await orrery.evidence(item.subject.id, item.id, { limit: 3 })).claims),
        );
    return { queue, claims };
  });
  if (context.json) {
    await context.printJson(queue);
    return EXIT.done;
  }
  const lines = queue.items.flatMap((item, index) => {
    const words = (claims[index] ?? []).map(
      ({ id, quote, statement }) => `${id}  “${clean(quote ?? statement ?? '')}”`,
    );
    return itemLines(item, words, context);
  });
  const left = queue.total - queue.items.length;
  lines.push(
    queue.total === 0
      ? 'Nothing waits for review.'
      : `${plural(queue.total, 'statement')} wait${queue.total === 1 ? 's' : ''} for review.`,
  );
  if (queue.nextCursor !== null && left > 0)
    lines.push(context.colours.dim(`Go on with: orrery review --cursor ${queue.nextCursor}`));
  await context.print(lines.join('\n'));
  return EXIT.done;
}

function itemLines(item: Proposition, claims: readonly string[], { width, colours }: CommandContext): string[] {
  return [
    ...wrap(clean(item.sentence), width - 2).map((line, index) =>
      index === 0 ? `${colours.cyan('○')} ${line}` : `  ${line}`,
    ),
    colours.dim(`  ${supportWords(item.support)}`),
    ...claims.flatMap((claim) =>
      wrap(claim, width - 4).map((line, index) => (index === 0 ? `  ${line}` : `    ${line}`)),
    ),
    '',
  ];
}
