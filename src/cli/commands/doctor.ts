/** `orrery doctor`: what this machine and this store need, each with what to do where it is missing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { StoreStatus } from '../../api/contract/store.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { EXIT } from '../io.ts';
import { clean, plural, wrap } from '../terminal-text.ts';
import { projectFolder } from '../version.ts';

type Check = StoreStatus['checks'][number];

export function define(command: Command, context: CommandContext): CommandAction {
  command.addHelpText('after', '\nExample:\n  $ orrery doctor');
  return () => doctor(context);
}

async function doctor(context: CommandContext): Promise<typeof EXIT.done | typeof EXIT.refused> {
  const machine = machineChecks();
  // On a store that cannot be opened the command ends with 3 and says why; what was found until then is still told.
  if (!context.json) await context.print(checkLines(machine, context));
  const status = await context.withStore((orrery) => orrery.status());
  const checks = [...machine, ...status.checks];
  if (context.json) await context.printJson({ ...status, checks });
  else await context.print([checkLines(status.checks, context), storeLine(status)].filter(Boolean).join('\n'));
  return checks.every(({ ok }) => ok) ? EXIT.done : EXIT.refused;
}

function machineChecks(): Check[] {
  const built = existsSync(join(projectFolder(), 'web', 'dist', 'index.html'));
  return [
    { name: 'page', ok: built, detail: built ? 'built' : 'not built', hint: built ? null : 'Run: npm run build' },
  ];
}

function checkLines(checks: readonly Check[], { colours, width }: CommandContext): string {
  return checks
    .flatMap(({ name, ok, detail, hint }) => [
      `${ok ? colours.green('ok    ') : colours.red('failed')}  ${clean(name)}: ${clean(detail)}`,
      ...(hint === null || ok ? [] : wrap(`next: ${clean(hint)}`, width - 8).map((line) => `        ${line}`)),
    ])
    .join('\n');
}

function storeLine(status: StoreStatus): string {
  return `Orrery ${status.version}, ${clean(status.database)}: ${plural(status.entities, 'entity', 'entities')}, ${plural(status.claims, 'claim')} (${status.claimsUnreviewed.toLocaleString('en')} unreviewed), ${plural(status.documentsHeld, 'document')} held, ${status.documentsCited.toLocaleString('en')} cited.`;
}
