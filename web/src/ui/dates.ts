/** Dates as written by the precision known: "2015", "March 2015", "2 March 2015". Never more exact than the source. */

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export function partialDateWords(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-');
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  if (year === undefined || name === undefined) return date;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** "since March 2015", "until 2019", "2015 to 2019"; undefined when neither end is known. */
export function validTimeWords(valid: { from: string | null; to: string | null }): string | undefined {
  const { from, to } = valid;
  if (from !== null && to !== null)
    return from === to ? partialDateWords(from) : `${partialDateWords(from)} to ${partialDateWords(to)}`;
  if (from !== null) return `since ${partialDateWords(from)}`;
  if (to !== null) return `until ${partialDateWords(to)}`;
  return undefined;
}

/** "5 March 2024, 14:02" in the reader's own zone; for times of recording. */
export function instantWords(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const pad = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${partialDateWords(day)}, ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** Days since 1970 of a partial date; the start of the period it names. */
export function dayNumber(date: string): number {
  const [year, month = '01', day = '01'] = date.slice(0, 10).split('-');
  return Math.floor(Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000);
}

export function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

export function isDay(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
