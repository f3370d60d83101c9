/**
 * Reads the prose of an ATT&CK citation: "Surname, A., Surname, B. (2019, August 7). Title. Retrieved October 3, 2019."
 *
 * Invariant: only what the text states is returned; a part that is not understood is left out.
 */
import { isPartialDate, type PartialDate } from '../evidence/time.ts';

export interface CitationText {
  readonly authors?: readonly string[];
  readonly date?: PartialDate;
  readonly title?: string;
}

const SHAPE = /^(.*?)\s*\(\s*((?:\d{4}|n\.?\s?d\.?)[^()]*)\)\s*[.,]?\s*(.*)$/is;
const RETRIEVED = /[\s.]*\bRetrieved\b[^.]*\.?\s*$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

export function parseCitationText(text: string): CitationText {
  const match = SHAPE.exec(text.trim());
  if (!match) {
    const title = tidyTitle(text);
    return title === '' ? {} : { title };
  }
  const authors = parseAuthors(match[1]!);
  const date = parseDate(match[2]!);
  const title = tidyTitle(match[3]!);
  return { ...(authors.length > 0 && { authors }), ...(date && { date }), ...(title !== '' && { title }) };
}

function tidyTitle(text: string): string {
  return text
    .replace(RETRIEVED, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s.]+$/, '')
    .trim();
}

function parseDate(text: string): PartialDate | undefined {
  const match = /^(\d{4})(?:\s*,\s*([a-z]{3})[a-z]*\.?(?:\s+(\d{1,2}))?)?/i.exec(text.trim());
  if (!match) return undefined;
  const [, year, monthName, day] = match;
  const month = monthName === undefined ? -1 : MONTHS.indexOf(monthName.toLowerCase());
  if (month < 0) return year;
  const yearMonth = `${year}-${String(month + 1).padStart(2, '0')}`;
  if (day === undefined) return yearMonth;
  const date = `${yearMonth}-${day.padStart(2, '0')}`;
  return isPartialDate(date) ? date : yearMonth;
}

const INITIALS = /^(?:\p{Lu}\.?[\s-]?)+(?:\p{Ll}\.?)?$/u;

/** "Gardiner, J.,  Cova, M. and Nagaraja, S." → three authors; "Trend Micro" → one. */
function parseAuthors(text: string): string[] {
  const tidy = text
    .replace(/\bet\.?\s+al\b\.?/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s.,]+$/, (end) => (end.includes('.') ? '.' : ''))
    .trim();
  const authors: string[] = [];
  for (const part of tidy.split(/\s*;\s*|\s*,?\s+(?:and|&)\s+(?=\p{Lu}[\p{L}'’-]+,)/u)) {
    for (const token of part.split(/\s*,\s*/)) {
      const word = token.replace(/\.\.+$/, '.').trim();
      if (word === '' || word === '.') continue;
      if (INITIALS.test(word) && authors.length > 0 && !authors.at(-1)!.includes(',')) {
        authors[authors.length - 1] += `, ${word}`;
      } else {
        authors.push(word.length > 4 && !INITIALS.test(word) ? word.replace(/\.$/, '') : word);
      }
    }
  }
  return authors;
}
