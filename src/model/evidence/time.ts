/**
 * Dates as sources give them: with the precision they state and no more.
 *
 * A `PartialDate` is an ISO 8601 calendar date of reduced precision ("2015", "2015-03", "2015-03-02").
 * Its earliest and latest day make it an interval; comparisons never invent a day that was not said.
 */
export type DatePrecision = 'year' | 'month' | 'day';

/** ISO 8601: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type PartialDate = string;

/** When something was so. An absent end was not said. */
export interface ValidTime {
  readonly from?: PartialDate;
  readonly to?: PartialDate;
}

/** The three questions in time; each defaults to now. */
export interface Moment {
  /** Valid time: what was so on this day. `YYYY-MM-DD`. */
  readonly asOf?: string;
  /** Published time: what the public record said by this day. `YYYY-MM-DD`. */
  readonly knownAt?: string;
  /** Recorded time: what this store held at this instant. RFC 3339. */
  readonly heldAt?: string;
}

const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** True for a real calendar date of year, month or day precision. */
export function isPartialDate(text: string): boolean {
  const match = PARTIAL_DATE.exec(text);
  if (!match) return false;
  const [, year, month, day] = match;
  if (month === undefined) return true;
  const m = Number(month);
  if (m < 1 || m > 12) return false;
  return day === undefined || (Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), m));
}

/** First day the date can mean, `YYYY-MM-DD`. */
export function earliestDay(date: PartialDate): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
}

/** Last day the date can mean, `YYYY-MM-DD`. */
export function latestDay(date: PartialDate): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length !== 7) return date;
  const days = daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)));
  return `${date}-${String(days).padStart(2, '0')}`;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
