/**
 * Dates as metadata and bylines write them → {@link PartialDate}.
 *
 * Invariant: the calendar day is the one the source wrote, in the source's own zone; no day, month or century is made up,
 * and an order of day and month that cannot be told (`03/04/2021`) yields the year alone.
 * ISO 8601, RFC 5322 section 3.3, ISO 32000-1 section 7.9.4 ("Dates"), and the usual English and Chinese forms.
 */
import { isPartialDate, type PartialDate } from '../model/evidence/time.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

const ISO = /\b(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])/;
const COMPACT = /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/;
const CHINESE = /(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?/;
const YEAR_FIRST = /(?<!\d)(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?(?!\d)/;
const NUMERIC = /(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)/;
const MONTH_FIRST = new RegExp(`\\b${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'i');
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+(?:of\\s+)?${MONTH},?[\\s-]+(\\d{4})\\b`, 'i');
const MONTH_YEAR = new RegExp(`\\b${MONTH},?\\s+(\\d{4})\\b`, 'i');

/** The first date in a short text, or undefined. */
export function parseWrittenDate(text: string): PartialDate | undefined {
  const short = text.slice(0, 200);
  return (
    numeric(ISO.exec(short)) ??
    numeric(CHINESE.exec(short)) ??
    named(MONTH_FIRST.exec(short), { month: 1, day: 2, year: 3 }) ??
    named(DAY_FIRST.exec(short), { month: 2, day: 1, year: 3 }) ??
    numeric(YEAR_FIRST.exec(short)) ??
    ambiguous(NUMERIC.exec(short)) ??
    named(MONTH_YEAR.exec(short), { month: 1, year: 2 }) ??
    numeric(COMPACT.exec(short)) ??
    yearAlone(short)
  );
}

/** `D:20210304102233+08'00'` of a PDF; a day that is missing is not made up. */
export function parsePdfDate(text: string): PartialDate | undefined {
  const match = /^D:(\d{4})(\d{2})?(\d{2})?/.exec(text.trim());
  return match ? build(match[1], match[2], match[3]) : parseWrittenDate(text);
}

/** True for a line that is a date and nothing else but a weekday or a time. */
export function isDateLine(line: string): boolean {
  if (line.length > 60 || !/\d{4}/.test(line) || parseWrittenDate(line) === undefined) return false;
  const rest = line
    .replace(CHINESE, '')
    .replace(MONTH_FIRST, '')
    .replace(DAY_FIRST, '')
    .replace(MONTH_YEAR, '')
    .replace(ISO, '')
    .replace(YEAR_FIRST, '')
    .replace(NUMERIC, '')
    .replace(/\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|星期.|周.|上午|下午/gi, '')
    .replace(
      /T?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[A-Z]{2,4}T|[+-]\d{2}:?\d{2})?/gi,
      '',
    );
  return !/[\p{L}\p{N}]/u.test(rest);
}

function numeric(match: RegExpExecArray | null): PartialDate | undefined {
  return match === null ? undefined : build(match[1], match[2], match[3]);
}

function named(
  match: RegExpExecArray | null,
  at: { readonly month: number; readonly year: number; readonly day?: number },
): PartialDate | undefined {
  if (match === null) return undefined;
  const month = MONTHS.findIndex((name) => match[at.month]?.toLowerCase().startsWith(name)) + 1;
  return build(match[at.year], String(month), at.day === undefined ? undefined : match[at.day]);
}

/** Day and month are told apart only when one of them is above 12, or by the dots that only day-first countries use. */
function ambiguous(match: RegExpExecArray | null): PartialDate | undefined {
  if (match === null) return undefined;
  const [, first, mark, second, year] = match;
  if (Number(first) > 12 || mark === '.') return build(year, second, first);
  if (Number(second) > 12 || first === second) return build(year, first, second);
  return build(year);
}

function yearAlone(text: string): PartialDate | undefined {
  const match = /^\s*((?:19|20)\d{2})\s*$/.exec(text);
  return match === null ? undefined : build(match[1]);
}

function build(year: string | undefined, month?: string, day?: string): PartialDate | undefined {
  if (year === undefined || Number(year) < 1500 || Number(year) > 2200) return undefined;
  const pad = (part: string): string => part.padStart(2, '0');
  const date = [year, ...(month === undefined ? [] : [pad(month)]), ...(day === undefined ? [] : [pad(day)])].join('-');
  return isPartialDate(date) ? date : undefined;
}
