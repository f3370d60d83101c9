/**
 * Points in time in Chinese prose: the atoms of `dates.ts`.
 *
 * 2018年12月20日 in Arabic, full-width or Han numerals, parts of it, and relative forms (去年9月, 今年, 上月, 昨日).
 */
import type { DatePoint } from './dates.ts';
import {
  type CalendarDay,
  dayPeriod,
  daysFrom,
  lastDayNamed,
  monthPeriod,
  monthsFrom,
  type Period,
  yearPeriod,
} from './periods.ts';

export function chinesePoints(text: string, anchor: CalendarDay | undefined): readonly DatePoint[] {
  const out: DatePoint[] = [];
  if (!/[年月日天前]/.test(text)) return out;
  for (const match of text.matchAll(POINT)) {
    const period = read(match.groups as Groups, anchor);
    if (period !== undefined) out.push({ start: match.index, end: match.index + match[0].length, ...period });
  }
  return out;
}

type Groups = Readonly<Record<string, string | undefined>>;

const YEAR = '(?:(?:19[5-9]|20[0-5])\\d|[12１２][0-9０-９]{3}|[一二][九〇○零][〇○零一二三四五六七八九]{2})';
const NUMBER = '(?:[0-9０-９]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])';

const POINT = new RegExp(
  [
    `(?<year>${YEAR}) ?年(?: ?(?<month>${NUMBER}) ?月(?:份)?(?: ?(?<day>${NUMBER}) ?[日号])?)?(?<half>上半年|下半年|[初底末])?`,
    `(?<relativeYear>去年|今年|前年|上年|同年)(?: ?(?<rMonth>${NUMBER}) ?月(?:份)?(?: ?(?<rDay>${NUMBER}) ?[日号])?)?`,
    `(?<bareMonth>${NUMBER}) ?月(?: ?(?<bareDay>${NUMBER}) ?[日号])`,
    '(?<relative>上个?月|本月|昨日|昨天|今日|今天)',
    `(?<agoCount>${NUMBER}) ?(?<agoUnit>年|个月|天)(?:之)?前`,
  ].join('|'),
  'g',
);

function read(g: Groups, anchor: CalendarDay | undefined): Period | undefined {
  if (g.year) return readFull(number(g.year), g);
  if (anchor === undefined) return undefined;
  if (g.relativeYear) {
    if (g.relativeYear === '同年') return undefined;
    const back = g.relativeYear === '今年' ? 0 : g.relativeYear === '前年' ? 2 : 1;
    return readFull(anchor.year - back, { month: g.rMonth, day: g.rDay });
  }
  if (g.bareMonth) return lastDayNamed(anchor, number(g.bareMonth), number(g.bareDay!));
  if (g.agoCount) {
    const count = number(g.agoCount);
    if (g.agoUnit === '年') return yearPeriod(anchor.year - count);
    return g.agoUnit === '天' ? daysFrom(anchor, -count) : monthsFrom(anchor, -count);
  }
  if (g.relative === '本月') return monthsFrom(anchor, 0);
  if (g.relative?.startsWith('上')) return monthsFrom(anchor, -1);
  return daysFrom(anchor, g.relative?.startsWith('昨') ? -1 : 0);
}

function readFull(year: number, g: Groups): Period | undefined {
  if (year < 1950 || year > 2059) return undefined;
  if (g.day) return dayPeriod(year, number(g.month!), number(g.day));
  if (g.month) return monthPeriod(year, number(g.month));
  if (g.half === '上半年') return monthPeriod(year, 1, 6);
  if (g.half === '下半年') return monthPeriod(year, 7, 12);
  return yearPeriod(year);
}

const DIGITS = '〇一二三四五六七八九';

/** Arabic, full-width, positional Han (二〇一八) and counted Han (二十一). */
function number(text: string): number {
  const plain = text
    .normalize('NFKC')
    .replace(/[○零]/g, '〇')
    .replace(/[一二三四五六七八九〇]/g, (char) => String(DIGITS.indexOf(char)));
  const tens = /^(\d?)十(\d?)$/.exec(plain);
  if (tens === null) return Number(plain);
  return Number(tens[1] === '' ? 1 : tens[1]) * 10 + Number(tens[2] === '' ? 0 : tens[2]);
}
