/**
 * Dates and vague times in English and Chinese prose, resolved against the day of publication.
 *
 * A small grammar of our own: points (a day, month, year, quarter, decade, "last September", 去年9月) found by two regular
 * expressions without nested repetition, then joined to ranges and opened at one end by the words around them. Never more
 * precise than the text. Invariants: `from` is not after `to`; a time that needs a publication date and has none is left out.
 */
import { chinesePoints } from './dates-chinese.ts';
import { englishPoints } from './dates-english.ts';
import { type CalendarDay, calendarDay, type Period } from './periods.ts';

/** A time as the text gives it; an end that was not said is null. Dates are ISO 8601 of reduced precision. */
export interface TimeExpression {
  readonly start: number;
  readonly end: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly precision: 'year' | 'month' | 'day';
}

export interface DatePoint extends Period {
  readonly start: number;
  readonly end: number;
}

/**
 * The times in a piece of text (a sentence or a paragraph), in order.
 *
 * @param publishedAt ISO date of the document; relative times resolve to the last such time on or before it.
 * @example findDates('active since around 2015') // [{ start: 7, end: 24, from: '2015', to: null, precision: 'year' }]
 */
export function findDates(text: string, publishedAt?: string): readonly TimeExpression[] {
  const anchor: CalendarDay | undefined = publishedAt === undefined ? undefined : calendarDay(publishedAt);
  const points = [...englishPoints(text, anchor), ...chinesePoints(text, anchor)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const out: TimeExpression[] = [];
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!;
    if (out.length > 0 && point.start < out[out.length - 1]!.end) continue;
    let after = i + 1;
    while (after < points.length && points[after]!.start < point.end) after++;
    const next = points[after];
    const range = next === undefined ? undefined : joinRange(text, point, next);
    out.push(range ?? openOrPlain(text, point));
  }
  return out;
}

/** "between A and B", "from A to B", "A–B", "A至B". */
function joinRange(text: string, a: DatePoint, b: DatePoint): TimeExpression | undefined {
  if (b.start - a.end > 24) return undefined;
  const between = text.slice(a.end, b.start);
  const before = text.slice(Math.max(0, a.start - 32), a.start);
  const lead =
    /(?:\bbetween|\bfrom|从|自)\s*(?:about|around|approximately|roughly|at least|in or about|in or around|on or about|at least in or about|大约|约)?\s*$/i.exec(
      before,
    );
  const joined =
    /^\s*(?:to|until|till|through|thru|up to|up until|[-–—~～]|至|到|直至)\s*(?:about|around|approximately|at least|in or about|in or around|on or about|early|mid|late|约)?\s*$/i.test(
      between,
    ) ||
    (lead !== null && /^\s*(?:and|和|与)\s*(?:about|around|in or about|on or about)?\s*$/i.test(between));
  if (!joined || b.from.slice(0, a.from.length) < a.from.slice(0, b.from.length)) return undefined;
  // "from A and …" without "to" is not a range; "A to B" needs no lead.
  const start = lead === null ? a.start : a.start - before.length + lead.index;
  const tail = /^\s?(?:期间|之间|间)/.exec(text.slice(b.end, b.end + 4));
  return {
    start,
    end: b.end + (tail?.[0].length ?? 0),
    from: a.from,
    to: b.to,
    precision: coarser(a.precision, b.precision),
  };
}

function openOrPlain(text: string, point: DatePoint): TimeExpression {
  const beforeStart = Math.max(0, point.start - 48);
  const before = text.slice(beforeStart, point.start);
  const after = text.slice(point.end, point.end + 16);
  const opens = OPENS_BEFORE.exec(before);
  const opensAfter = OPENS_AFTER.exec(after);
  if (opens !== null || opensAfter !== null) {
    return {
      start: opens === null ? point.start : beforeStart + opens.index,
      end: point.end + (opensAfter?.[0].length ?? 0),
      from: point.from,
      to: null,
      precision: point.precision,
    };
  }
  const closes = CLOSES_BEFORE.exec(before);
  const closesAfter = CLOSES_AFTER.exec(after);
  if (closes !== null || closesAfter !== null) {
    return {
      start: closes === null ? point.start : beforeStart + closes.index,
      end: point.end + (closesAfter?.[0].length ?? 0),
      from: null,
      to: point.to,
      precision: point.precision,
    };
  }
  return { start: point.start, end: point.end, from: point.from, to: point.to, precision: point.precision };
}

const ABOUT = '(?:\\s+(?:at|least|around|about|approximately|roughly|circa|the|as|early|far|back|in|or|on))*\\s*';
const OPENS_BEFORE = new RegExp(
  `(?:\\b(?:since|after|starting|beginning|dating back to|dates back to|as early as|as far back as|from at least)${ABOUT}|(?:自从|早在|自|从)\\s*(?:大约|约)?)$`,
  'i',
);
const OPENS_AFTER = /^\s?(?:onwards?\b|and later\b|以来|起|开始|以后|之后|后(?!半|期))/i;
const CLOSES_BEFORE = new RegExp(
  `(?:\\b(?:until|till|before|prior to|no later than|up to|up until|by|through)${ABOUT}|(?:截至|截止|直到|直至)\\s*)$`,
  'i',
);
const CLOSES_AFTER = /^\s?(?:之前|以前|前(?!后|期|半)|为止)/;

function coarser(a: TimeExpression['precision'], b: TimeExpression['precision']): TimeExpression['precision'] {
  return a === 'year' || b === 'year' ? 'year' : a === 'month' || b === 'month' ? 'month' : 'day';
}
