/** Values of options, read strictly: a wrong one ends with exit code 2 and an example. */
import type { Command } from 'commander';
import { isPartialDate, type Moment } from '../model/evidence/time.ts';
import { parseTlp, TLP_LEVELS, type TlpLevel } from '../model/tlp/tlp.ts';
import { UsageError } from './failures.ts';

export interface MomentOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly heldAt?: string;
}

export function addMomentOptions(command: Command): Command {
  return command
    .option('--as-of <date>', 'what was so on this day (YYYY-MM-DD)')
    .option('--known-at <date>', 'what the public record said by this day (YYYY-MM-DD)')
    .option('--held-at <instant>', 'what this store held at this instant (YYYY-MM-DD or RFC 3339)');
}

export function momentOf(options: MomentOptions): Moment {
  return {
    ...(options.asOf !== undefined && { asOf: day(options.asOf, '--as-of') }),
    ...(options.knownAt !== undefined && { knownAt: day(options.knownAt, '--known-at') }),
    ...(options.heldAt !== undefined && { heldAt: instant(options.heldAt) }),
  };
}

function day(text: string, option: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isPartialDate(text)) return text;
  throw new UsageError(`“${text}” is not a day.`, { place: option, hint: `Write it as ${option} 2019-06-01` });
}

/** A day alone means all that was held by its end, in UTC. */
function instant(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isPartialDate(text)) return `${text}T23:59:59.999Z`;
  const offset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i.test(text);
  if (offset && isPartialDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)))
    return new Date(text).toISOString();
  throw new UsageError(`“${text}” is not an instant.`, {
    place: '--held-at',
    hint: 'Write it as --held-at 2021-01-01T12:00:00Z',
  });
}

export function tlpOf(text: string | undefined): TlpLevel | undefined {
  if (text === undefined) return undefined;
  const level = parseTlp(text);
  if (level === undefined)
    throw new UsageError(`“${text}” is not a TLP 2.0 marking.`, {
      place: '--tlp',
      hint: `One of: ${TLP_LEVELS.join(', ')}`,
    });
  return level;
}

export function wholeNumber(
  text: string | undefined,
  option: string,
  range: { min: number; max: number },
): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= range.min && value <= range.max) return value;
  throw new UsageError(`“${text}” is not a whole number from ${range.min} to ${range.max}.`, {
    place: option,
    hint: `For example: ${option} ${Math.min(Math.max(20, range.min), range.max)}`,
  });
}
