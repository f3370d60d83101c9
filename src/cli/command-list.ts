/** Every command with the line that `--help` shows; its module is loaded only when it is asked for. */
import type { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './io.ts';

/** Options first: a command's arguments vary in number. */
export type CommandAction = (options: never, ...commandArguments: never[]) => Promise<ExitCode>;

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** `define` adds arguments, options and an example, and returns what the command does. */
  load(): Promise<{ define(command: Command, context: CommandContext): CommandAction }>;
}

export const COMMANDS: readonly CommandEntry[] = [
  { name: 'start', summary: 'open the page, the API and the store', load: () => import('./commands/start.ts') },
  { name: 'import', summary: 'bring files, folders and addresses in', load: () => import('./commands/import.ts') },
  {
    name: 'extract',
    summary: 'show what would be read from a file; needs no store',
    load: () => import('./commands/extract.ts'),
  },
  { name: 'search', summary: 'find entities and documents', load: () => import('./commands/search.ts') },
  {
    name: 'show',
    summary: 'all that is held on an entity, with its citations',
    load: () => import('./commands/show.ts'),
  },
  { name: 'review', summary: 'list the statements that wait for review', load: () => import('./commands/review.ts') },
  {
    name: 'judge',
    summary: 'record what you decide on a claim, a source or an arrival',
    load: () => import('./commands/judge.ts'),
  },
  {
    name: 'export',
    summary: 'write STIX 2.1, CSV or Markdown through the release gate',
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'rebuild',
    summary: 'derive entities, statements and origins anew',
    load: () => import('./commands/rebuild.ts'),
  },
  { name: 'doctor', summary: 'check this machine and the store', load: () => import('./commands/doctor.ts') },
  { name: 'backup', summary: 'write the ground state to a file', load: () => import('./commands/backup.ts') },
  { name: 'restore', summary: 'read a backup into an empty store', load: () => import('./commands/restore.ts') },
  {
    name: 'purge',
    summary: 'remove a document for good and leave a tombstone',
    load: () => import('./commands/purge.ts'),
  },
];
