/** `orrery rebuild`: derives entities, edges, statements and origins anew from the ground state. */
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { EXIT } from '../io.ts';
import { stepText } from '../progress-line.ts';
import { plural } from '../terminal-text.ts';
import { duration } from '../wording.ts';

export function define(command: Command, context: CommandContext): CommandAction {
  command.addHelpText(
    'after',
    '\nExample:\n  $ orrery rebuild\n\nReaders see the old state until the new one is whole.',
  );
  return () => rebuild(context);
}

async function rebuild(context: CommandContext): Promise<typeof EXIT.done> {
  const result = await context.withStore((orrery) =>
    orrery.rebuild((phase, done, total) => context.progress.show(stepText(phase, done, total))),
  );
  if (context.json) await context.printJson(result);
  else
    await context.print(
      `Rebuilt ${plural(result.entities, 'entity', 'entities')} and ${plural(result.edges, 'edge')} in ${duration(result.elapsedMs)}.`,
    );
  return EXIT.done;
}
