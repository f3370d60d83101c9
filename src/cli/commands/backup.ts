/** `orrery backup FILE`: the ground state in one file, from which the same answers come back. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { UsageError } from '../failures.ts';
import { EXIT } from '../io.ts';
import { stepText } from '../progress-line.ts';
import { plural } from '../terminal-text.ts';
import { byteWords } from '../wording.ts';

export function define(command: Command, context: CommandContext): CommandAction {
  command
    .argument('<file>', 'the file to write')
    .option('--force', 'replace the file if it exists')
    .addHelpText('after', '\nExample:\n  $ orrery backup orrery-2025-08-25.backup');
  return (options: { force?: boolean }, file: string) => backup(context.path(file), options.force === true, context);
}

async function backup(file: string, force: boolean, context: CommandContext): Promise<typeof EXIT.done> {
  if (!force && existsSync(file)) {
    throw new UsageError('The file exists already.', {
      place: file,
      hint: 'Choose another name, or add --force to replace it.',
    });
  }
  const result = await context.withStore((orrery) =>
    orrery.backup(file, (table, rows) => context.progress.show(stepText(table, rows, undefined))),
  );
  if (context.json) await context.printJson(result);
  else await context.print(`${result.file}  ${plural(result.rows, 'row')} · ${byteWords(result.sizeBytes)}`);
  return EXIT.done;
}
