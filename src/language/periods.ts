/**
 * Calendar arithmetic on periods: days, months, years and what lies before a given day.
 *
 * Proleptic Gregorian calendar, ISO 8601 text. Invariant: a `Period` is a real one (no 30 February) and `from` ≤ `to`.
 */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface Period {
  readonly from: string;
  readonly to: string;
  readonly precision: 'year' | 'month' | 'day';
}

/** The first day an ISO date can mean; undefined when the text is none. */
export function calendarDay(iso: string): CalendarDay | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso);
  if (match === null) return undefined;
  const day = { year: Number(match[1]), month: Number(match[2] ?? 1), day: Number(match[3] ?? 1) };
  return isRealDay(day.year, day.month, day.day) ? day : undefined;
}

export function yearPeriod(year: number, lastYear = year): Period {
  return { from: pad(year, 4), to: pad(lastYear, 4), precision: 'year' };
}

export function monthPeriod(year: number, month: number, lastMonth = month): Period | undefined {
  if (month < 1 || lastMonth > 12 || month > lastMonth) return undefined;
  return { from: `${pad(year, 4)}-${pad(month, 2)}`, to: `${pad(year, 4)}-${pad(lastMonth, 2)}`, precision: 'month' };
}

export function dayPeriod(year: number, month: number, day: number): Period | undefined {
  if (!isRealDay(year, month, day)) return undefined;
  const iso = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return { from: iso, to: iso, precision: 'day' };
}

/** The month so many months from the anchor's. */
export function monthsFrom(anchor: CalendarDay, months: number): Period | undefined {
  const index = anchor.year * 12 + anchor.month - 1 + months;
  return monthPeriod(Math.floor(index / 12), (index % 12) + 1);
}

/** The day so many days from the anchor. */
export function daysFrom(anchor: CalendarDay, days: number): Period | undefined {
  const date = new Date(Date.UTC(anchor.year, anchor.month - 1, anchor.day + days));
  return dayPeriod(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** The last such month on or before the anchor's; strictly before it for "last September" said in September. */
export function lastMonthNamed(anchor: CalendarDay, month: number, strictlyBefore: boolean): Period | undefined {
  const sameYear = strictlyBefore ? month < anchor.month : month <= anchor.month;
  return monthPeriod(sameYear ? anchor.year : anchor.year - 1, month);
}

/** The last such day of the year on or before the anchor. */
export function lastDayNamed(anchor: CalendarDay, month: number, day: number): Period | undefined {
  const passed = month < anchor.month || (month === anchor.month && day <= anchor.day);
  return dayPeriod(passed ? anchor.year : anchor.year - 1, month, day);
}

/** The last such weekday (0 = Sunday) on or before the anchor; strictly before it for "last Monday". */
export function lastWeekday(anchor: CalendarDay, weekday: number, strictlyBefore: boolean): Period | undefined {
  const today = new Date(Date.UTC(anchor.year, anchor.month - 1, anchor.day)).getUTCDay();
  const back = (today - weekday + 7) % 7;
  return daysFrom(anchor, -(back === 0 && strictlyBefore ? 7 : back));
}

function isRealDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
