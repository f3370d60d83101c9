/** `orrery restore FILE`: reads a backup into an empty store. */
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { EXIT } from '../io.ts';
import { stepText } from '../progress-line.ts';
import { plural } from '../terminal-text.ts';

export function define(command: Command, context: CommandContext): CommandAction {
  command
    .argument('<file>', 'a file that `orrery backup` wrote')
    .addHelpText('after', '\nExample:\n  $ orrery restore orrery-2025-08-25.backup --data restored/');
  return (_options: object, file: string) => restore(context.path(file), context);
}

async function restore(file: string, context: CommandContext): Promise<typeof EXIT.done> {
  const result = await context.withStore((orrery) =>
    orrery.restore(file, (table, rows) => context.progress.show(stepText(table, rows, undefined))),
  );
  if (context.json) await context.printJson(result);
  else await context.print(`Restored ${plural(result.rows, 'row')} from ${result.file}.`);
  return EXIT.done;
}
