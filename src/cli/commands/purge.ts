/** `orrery purge ID`: removes a document, its text and its claims for good; a tombstone stays. */
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { UsageError } from '../failures.ts';
import { EXIT } from '../io.ts';
import { plural } from '../terminal-text.ts';

export function define(command: Command, context: CommandContext): CommandAction {
  command
    .argument('<document-id>', 'the document to remove')
    .requiredOption('--reason <text>', 'why; the tombstone keeps it')
    .addHelpText(
      'after',
      '\nExample:\n  $ orrery purge doc:3f2a… --reason "Received in error; its owner asked for removal"\n\nThis cannot be undone.',
    );
  return (options: { reason: string }, documentId: string) => purge(documentId, options.reason, context);
}

async function purge(documentId: string, reason: string, context: CommandContext): Promise<typeof EXIT.done> {
  if (reason.trim() === '')
    throw new UsageError('A purge needs a reason.', { place: '--reason', hint: '--reason "Received in error"' });
  const result = await context.withStore((orrery) => orrery.purge({ documentId, reason, author: context.author }));
  if (context.json) await context.printJson(result);
  else
    await context.print(
      `Removed ${result.documentId} with ${plural(result.claims, 'claim')}. Tombstone: ${result.tombstone}`,
    );
  return EXIT.done;
}
