/**
 * Points in time in English prose: the atoms of `dates.ts`.
 *
 * Day before month and month before day, with or without year; numbers-only dates in ISO order alone, since 03/04/2015 is
 * two different days. A bare year counts only after a word that makes it one.
 */
import type { DatePoint } from './dates.ts';
import {
  type CalendarDay,
  dayPeriod,
  daysFrom,
  lastDayNamed,
  lastMonthNamed,
  lastWeekday,
  monthPeriod,
  monthsFrom,
  type Period,
  yearPeriod,
} from './periods.ts';

export function englishPoints(text: string, anchor: CalendarDay | undefined): readonly DatePoint[] {
  const out: DatePoint[] = [];
  if (!MAY_HOLD_DATE.test(text)) return out;
  for (const match of text.matchAll(POINT)) {
    const groups = match.groups as Groups;
    const start = match.index;
    const end = start + match[0].length;
    const period = read(groups, text, start, end, anchor);
    if (period !== undefined) out.push({ start, end, ...period });
  }
  return out;
}

type Groups = Readonly<Record<string, string | undefined>>;

const MONTH_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)';
const DAY = '(?:[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?';
const YEAR = '(?:19[5-9]\\d|20[0-5]\\d)';
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const COUNT = '(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,2})';
const COUNTS = 'zero one two three four five six seven eight nine ten'.split(' ');

const MAY_HOLD_DATE =
  /\d{4}|January|February|March|April|\bMay\b|June|July|August|September|October|November|December|day\b|\bago\b|\b(?:last|this) (?:year|month)|[12]\d{3}s/i;

const POINT = new RegExp(
  [
    `(?<![\\w/.-])(?<isoYear>${YEAR})[-/](?<isoMonth>0?[1-9]|1[0-2])[-/](?<isoDay>[12]\\d|3[01]|0?[1-9])(?![\\w/-])`,
    `(?<![\\w/.-])(?<ymYear>${YEAR})-(?<ymMonth>0[1-9]|1[0-2])(?![\\w/-])`,
    `\\b(?:(?:early|mid|late)[- ]?)?(?<mdMonth>${MONTH}) (?<mdDay>${DAY})(?:(?:,| of)? (?<mdYear>${YEAR}))?(?![\\w-])`,
    `\\b(?<dmDay>${DAY})(?: of)? (?<dmMonth>${MONTH})(?:,? (?<dmYear>${YEAR}))?(?!\\w)`,
    `\\b(?:(?:early|mid|late)[- ]?)?(?<mMonth>${MONTH})(?:,| of)? (?<mYear>${YEAR})(?!\\w)`,
    `\\b(?<lastMonth>last|this past|the previous|this) (?<lmMonth>${MONTH})(?!\\w)`,
    `\\b(?:in|during|since|until|by|early|late|mid)[- ](?<bareMonth>January|February|March|April|May|June|July|August|September|October|November|December)(?![\\w]| \\d)`,
    `\\b(?:the )?(?<quarter>Q[1-4]|(?:first|second|third|fourth) quarter)(?: of)? (?<qYear>${YEAR})`,
    `\\b(?:the )?(?<half>first|second) half of (?<hYear>${YEAR})`,
    `\\b(?<decade>19[5-9]0|20[0-5]0)s\\b`,
    `\\b(?:on |last )(?<weekday>Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\\b`,
    `\\b(?<relative>yesterday|today|last week|last month|this month|last year|earlier this year|later this year|this year|the previous year)\\b`,
    `\\b(?<agoCount>${COUNT}) (?<agoUnit>years?|months?|weeks?|days?) ago\\b`,
    `(?<!(?<!\\b(?:19|20)\\d\\d)-|[\\w$€£.#:/])(?<year>${YEAR})(?![\\w%]|[.,:]\\d|-(?!(?:19|20)\\d\\d\\b)\\d)`,
  ].join('|'),
  'gi',
);

function read(
  g: Groups,
  text: string,
  start: number,
  end: number,
  anchor: CalendarDay | undefined,
): Period | undefined {
  if (g.isoYear) return dayPeriod(Number(g.isoYear), Number(g.isoMonth), Number(g.isoDay));
  if (g.ymYear) return monthPeriod(Number(g.ymYear), Number(g.ymMonth));
  if (g.mdMonth) return readDay(g.mdMonth, g.mdDay!, g.mdYear, anchor);
  if (g.dmMonth) return readDay(g.dmMonth, g.dmDay!, g.dmYear, anchor);
  if (g.mMonth) return isMonthWord(g.mMonth) ? monthPeriod(Number(g.mYear), monthNumber(g.mMonth)) : undefined;
  if (g.quarter) {
    const index = /first|q1/i.test(g.quarter)
      ? 0
      : /second|q2/i.test(g.quarter)
        ? 1
        : /third|q3/i.test(g.quarter)
          ? 2
          : 3;
    return monthPeriod(Number(g.qYear), index * 3 + 1, index * 3 + 3);
  }
  if (g.half) return /first/i.test(g.half) ? monthPeriod(Number(g.hYear), 1, 6) : monthPeriod(Number(g.hYear), 7, 12);
  if (g.decade) return yearPeriod(Number(g.decade), Number(g.decade) + 9);
  if (g.year) return isYearHere(text, start, end) ? yearPeriod(Number(g.year)) : undefined;
  return anchor === undefined ? undefined : readRelative(g, anchor);
}

function readDay(
  month: string,
  day: string,
  year: string | undefined,
  anchor: CalendarDay | undefined,
): Period | undefined {
  if (!isMonthWord(month)) return undefined;
  const dayNumber = Number.parseInt(day, 10);
  if (year !== undefined) return dayPeriod(Number(year), monthNumber(month), dayNumber);
  return anchor === undefined ? undefined : lastDayNamed(anchor, monthNumber(month), dayNumber);
}

function readRelative(g: Groups, anchor: CalendarDay): Period | undefined {
  if (g.lmMonth) {
    if (!isMonthWord(g.lmMonth)) return undefined;
    return lastMonthNamed(anchor, monthNumber(g.lmMonth), !/^this$/i.test(g.lastMonth!));
  }
  if (g.bareMonth)
    return isMonthWord(g.bareMonth) ? lastMonthNamed(anchor, monthNumber(g.bareMonth), false) : undefined;
  if (g.weekday) return lastWeekday(anchor, WEEKDAYS.indexOf(g.weekday.toLowerCase()), false);
  if (g.agoCount) return readAgo(g.agoCount.toLowerCase(), g.agoUnit!.toLowerCase(), anchor);
  switch (g.relative?.toLowerCase()) {
    case 'today':
      return daysFrom(anchor, 0);
    case 'yesterday':
      return daysFrom(anchor, -1);
    case 'last week': {
      const week = daysFrom(anchor, -7);
      return week === undefined ? undefined : { ...week, to: daysFrom(anchor, -1)!.to };
    }
    case 'last month':
      return monthsFrom(anchor, -1);
    case 'this month':
      return monthsFrom(anchor, 0);
    case 'last year':
    case 'the previous year':
      return yearPeriod(anchor.year - 1);
    default:
      return yearPeriod(anchor.year);
  }
}

function readAgo(count: string, unit: string, anchor: CalendarDay): Period | undefined {
  const number = count === 'a' ? 1 : COUNTS.includes(count) ? COUNTS.indexOf(count) : Number(count);
  if (unit.startsWith('year')) return yearPeriod(anchor.year - number);
  if (unit.startsWith('month')) return monthsFrom(anchor, -number);
  return daysFrom(anchor, -number * (unit.startsWith('week') ? 7 : 1));
}

/** "in 2015" and "(2015)" are years; "port 2012", "2015 victims" and "Windows 2012" are not. */
function isYearHere(text: string, start: number, end: number): boolean {
  if (
    /^\s(?:[a-z]+(?:s|ed)\b(?<!(?:was|has|is|as|this|its|across|onwards|charges|series|analysis))|people\b|bytes?\b)/.test(
      text.slice(end, end + 20),
    )
  )
    return false;
  return (
    YEAR_LEAD.test(text.slice(Math.max(0, start - 24), start)) ||
    /^\s*(?:and|to|until|[-–—])\s*(?:19|20)\d\d\b/.test(text.slice(end, end + 12))
  );
}

const YEAR_LEAD =
  /(?:\b(?:in|since|by|from|to|until|till|through|between|and|or|early|mid|late|during|after|before|around|about|circa|approximately|least|of|year|the|back|than|as)[ -]|[(（–—]\s*|\bearly-|^\s*|,\s|(?:19|20)\d\d[-–—]|[\u4e00-\u9fff])$/i;

function isMonthWord(word: string): boolean {
  return /^[A-Z]/.test(word);
}

function monthNumber(word: string): number {
  return MONTH_NAMES.indexOf(word.slice(0, 3).toLowerCase()) + 1;
}
