/** `orrery export`: STIX 2.1, CSV or Markdown through the release gate, to a file or standard output. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { ExportResult } from '../../app/use-cases.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { UsageError } from '../failures.ts';
import { EXIT } from '../io.ts';
import { tlpOf } from '../option-values.ts';
import { byteWords } from '../wording.ts';

interface ExportOptions {
  readonly format: string;
  readonly about?: string;
  readonly tlp?: string;
  readonly audience?: string;
  readonly output?: string;
  readonly includeMachine?: boolean;
}

const FORMATS = ['stix', 'csv', 'markdown'] as const;
type Format = (typeof FORMATS)[number];
const PLANNED = ['misp', 'navigator', 'html', 'pdf'];

export function define(command: Command, context: CommandContext): CommandAction {
  command
    .requiredOption('--format <format>', `one of: ${FORMATS.join(', ')}`)
    .option('--about <name-or-id>', 'only what is said of this entity')
    .option('--tlp <marking>', 'the highest marking that the audience may see (default clear)')
    .option('--audience <name>', 'for whom it is, as the disclosure records it')
    .option('--include-machine', 'also what was read by a machine and not reviewed')
    .option('--output <file>', 'write to this file (default: standard output)')
    .addHelpText('after', '\nExample:\n  $ orrery export --format stix --about "APT41" --output apt41.json');
  return (options: ExportOptions) => exportTo(options, context);
}

async function exportTo(options: ExportOptions, context: CommandContext): Promise<typeof EXIT.done> {
  const format = formatOf(options.format);
  const tlp = tlpOf(options.tlp);
  const file = options.output === undefined || options.output === '-' ? undefined : context.path(options.output);
  if (context.json && file === undefined) {
    throw new UsageError('--json needs --output: standard output would hold both the export and the report on it.', {
      place: '--json',
      hint: 'Add --output FILE',
    });
  }
  await context.withStore(async (orrery) => {
    const result = await orrery.export({
      format,
      author: context.author,
      includeMachine: options.includeMachine === true,
      ...(options.about !== undefined && { about: options.about }),
      ...(tlp !== undefined && { tlp }),
      ...(options.audience !== undefined && { audience: options.audience }),
    });
    if (file === undefined) {
      for await (const chunk of result.chunks) {
        context.io.signal.throwIfAborted();
        await context.io.stdout.write(chunk);
      }
      return;
    }
    const sizeBytes = await writeWhole(result, file, context);
    if (context.json) await context.printJson({ file, format, mediaType: result.mediaType, sizeBytes });
    else await context.print(`${file}  ${byteWords(sizeBytes)}`);
  });
  return EXIT.done;
}

function formatOf(text: string): Format {
  const format = FORMATS.find((known) => known === text.toLowerCase());
  if (format !== undefined) return format;
  const available = `available: ${FORMATS.join(', ')}`;
  if (PLANNED.includes(text.toLowerCase())) {
    throw new UsageError(`The format “${text}” is not yet in this version; ${available}.`, {
      place: '--format',
      hint: '--format stix',
    });
  }
  throw new UsageError(`“${text}” is not an export format; ${available}.`, {
    place: '--format',
    hint: '--format stix',
  });
}

/** Beside the file first, then in its place: an interrupted export leaves what was there. */
async function writeWhole(result: ExportResult, file: string, context: CommandContext): Promise<number> {
  const partial = `${file}.${process.pid}.partial`;
  const output = createWriteStream(partial, { flags: 'wx' });
  try {
    await pipeline(Readable.from(result.chunks), output, { signal: context.io.signal });
    await rename(partial, file);
    return output.bytesWritten;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
