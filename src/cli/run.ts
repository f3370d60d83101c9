/**
 * The command line as a function: arguments in, exit code out.
 *
 * Invariants: nothing here ends the process; only the module of the command that was asked for is loaded.
 */
import { Command, CommanderError } from 'commander';
import { CommandContext, type GlobalOptions } from './command-context.ts';
import { COMMANDS, type CommandEntry } from './command-list.ts';
import { failureOf, failureText, UsageError } from './failures.ts';
import { type CliIo, EXIT, OutputClosedError } from './io.ts';
import { version } from './version.ts';

/** `argv` without the program's own name: `['show', 'APT41', '--json']`. */
export async function run(argv: readonly string[], io: CliIo): Promise<number> {
  let exitCode: number = EXIT.done;
  const program = new Command('orrery');
  const context = new CommandContext(io, () => program.opts<GlobalOptions>());
  const help: string[] = [];
  const usage: string[] = [];
  try {
    describeProgram(program);
    for (const entry of COMMANDS) {
      const command = program.command(entry.name).summary(entry.summary).description(entry.summary);
      if (entry.name === wantedCommand(argv))
        await load(entry, command, context, (code) => {
          exitCode = code;
        });
    }
    for (const command of [program, ...program.commands]) {
      command
        .exitOverride()
        .configureHelp({ showGlobalOptions: command !== program, helpWidth: context.width })
        .configureOutput({
          writeOut: (text) => help.push(text),
          writeErr: (text) => usage.push(text),
          outputError: (text) => usage.push(text),
        });
    }
    if (argv.length === 0)
      throw new UsageError('No command is given.', { hint: 'orrery --help lists them; begin with: orrery start' });
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    context.progress.clear();
    if (error instanceof OutputClosedError) return EXIT.done;
    if (error instanceof CommanderError && error.exitCode === 0) {
      await io.stdout.write(help.join(''));
      return EXIT.done;
    }
    const known = error instanceof CommanderError ? usageOf(error, usage.join(''), wantedCommand(argv)) : error;
    const failure = failureOf(known, io.signal.aborted);
    const json = argv.includes('--json');
    await io.stderr.write(
      json ? `${JSON.stringify(failure.problem)}\n` : failureText(failure, { debug: Boolean(io.env.ORRERY_DEBUG) }),
    );
    return failure.exitCode;
  }
}

function describeProgram(program: Command): void {
  program
    .description(
      'A working model of a state-sponsored cyber ecosystem from open sources: every statement traces to exact words.',
    )
    .option('--json', 'print one JSON object instead of text')
    .option('--data <dir>', 'folder of the store (or ORRERY_DATA; default .orrery/)')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .addHelpText(
      'after',
      `
Exit codes: 0 done, 1 something was refused or a check failed, 2 wrong usage, 3 a needed service is unavailable, 130 interrupted.

Begin with:
  $ orrery start
  $ orrery show "APT41" --as-of 2019-06-01`,
    );
}

async function load(
  entry: CommandEntry,
  command: Command,
  context: CommandContext,
  done: (code: number) => void,
): Promise<void> {
  const { define } = await entry.load();
  const action = define(command, context);
  command.action(async (...received: unknown[]) => {
    // Commander gives the arguments, then the options, then the command itself.
    done(await action(command.opts(), ...(received.slice(0, -2) as never[])));
  });
}

/** The first word that is not an option; for `help show`, the second. */
function wantedCommand(argv: readonly string[]): string | undefined {
  const words: string[] = [];
  for (let index = 0; index < argv.length && words.length < 2; index += 1) {
    const word = argv[index]!;
    if (word === '--data') index += 1;
    else if (!word.startsWith('-')) words.push(word);
  }
  return words[0] === 'help' ? words[1] : words[0];
}

/** Commander's own message, without its prefix, with where to read more. */
function usageOf(error: CommanderError, written: string, command: string | undefined): UsageError {
  const [first = error.message, suggestion] = written.trim().split('\n');
  const known = COMMANDS.some(({ name }) => name === command);
  const message = first.replace(/^error: /, '');
  const next = `orrery ${known ? `${command} ` : ''}--help`;
  return new UsageError(`${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.?!]$/.test(message) ? '' : '.'}`, {
    hint: suggestion === undefined ? next : `${suggestion.replace(/[()]/g, '')} (${next})`,
  });
}
