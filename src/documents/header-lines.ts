/**
 * What the head of a plain text says of itself: title, publisher, authors, date, address.
 *
 * Invariant: only the first lines are read, and only forms that are headers by their label or their place
 * (a byline or a dateline on a line of its own); a sentence of the text is never taken for metadata.
 */
import type { DocumentMetadata } from '../model/evidence/document.ts';
import { isDateLine, parseWrittenDate } from './publication-date.ts';

const HEAD_LINES = 30;
const HEAD_CHARACTERS = 8_000;

type Field = 'title' | 'publisher' | 'source' | 'authors' | 'published' | 'updated' | 'url';

const FIELD_OF_LABEL: Readonly<Record<string, Field>> = {
  title: 'title',
  headline: 'title',
  标题: 'title',
  published: 'published',
  'published on': 'published',
  'published at': 'published',
  'publication date': 'published',
  'date published': 'published',
  'release date': 'published',
  released: 'published',
  posted: 'published',
  'posted on': 'published',
  date: 'published',
  发布时间: 'published',
  发布日期: 'published',
  发表时间: 'published',
  日期: 'published',
  时间: 'published',
  updated: 'updated',
  'last updated': 'updated',
  更新时间: 'updated',
  publisher: 'publisher',
  'published by': 'publisher',
  organization: 'publisher',
  organisation: 'publisher',
  outlet: 'publisher',
  publication: 'publisher',
  发布机构: 'publisher',
  发布单位: 'publisher',
  source: 'source',
  来源: 'source',
  信息来源: 'source',
  author: 'authors',
  authors: 'authors',
  'author(s)': 'authors',
  byline: 'authors',
  by: 'authors',
  'written by': 'authors',
  作者: 'authors',
  记者: 'authors',
  撰文: 'authors',
  编辑: 'authors',
  url: 'url',
  link: 'url',
  网址: 'url',
  链接: 'url',
};

const LABELS = Object.keys(FIELD_OF_LABEL)
  .sort((left, right) => right.length - left.length)
  .map((label) => label.replace(/[()]/g, '\\$&'))
  .join('|');
const LABELLED = new RegExp(`(?:^|[\\s|｜·•,，;；])[*_]*(${LABELS})[*_]*\\s*[:：][*_]*\\s*`, 'giu');
const BYLINE =
  /^(?:(?:[Ww]ritten\s+)?[Bb]y|BY)\s+(\p{Lu}[^|•·\n]{1,100}?)\s*(?:[|•·–—]\s*(.*)|,\s*((?:\d|\p{L}{3,9}\.?\s+\d).*))?$/u;
const CHINESE_BYLINE = /^(?:本报记者|记者|作者|文[/／])\s*(\p{Script=Han}{2,4}(?:[\s、，]+\p{Script=Han}{2,4})*)$/u;

/** Metadata from the first lines of `text`. */
export function readHeaderLines(text: string): DocumentMetadata {
  const lines = text
    .slice(0, HEAD_CHARACTERS)
    .split(/\r\n|\r|\n/)
    .slice(0, HEAD_LINES)
    .map((line) => line.trim());
  const found = new Map<Field, string>();
  for (const line of lines) {
    if (line !== '' && line.length <= 300) readLine(line, found);
  }
  const title = found.get('title') ?? titleLine(lines);
  const publisher = found.get('publisher') ?? nameOnly(found.get('source'));
  const url = webAddress(found.get('url')) ?? webAddress(found.get('source'));
  const authors = found.get('authors');
  const written = found.get('published') ?? found.get('updated');
  const publishedAt = written === undefined ? undefined : parseWrittenDate(written);
  return {
    ...(title === undefined ? {} : { title }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(authors === undefined ? {} : { authors: splitAuthors(authors) }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(url === undefined ? {} : { url }),
  };
}

/** "Jane Doe, John Roe and Ann Poe" → three names; Chinese names may be parted by blanks alone. */
export function splitAuthors(text: string): string[] {
  if (/^\p{Script=Han}{2,4}(?:\s+\p{Script=Han}{2,4})+$/u.test(text.trim())) return text.trim().split(/\s+/);
  return text
    .split(/\s*(?:[,;，、；/／&]|\band\b|\s与\s|\s和\s)\s*/u)
    .map((name) => name.replace(/^by\s+/i, '').trim())
    .filter((name) => name !== '' && name.length <= 80);
}

function readLine(line: string, found: Map<Field, string>): void {
  const labels = [...line.matchAll(LABELLED)];
  // A label stands at the head of its line; further ones may follow it on the same line.
  if (labels[0] !== undefined && labels[0].index === 0) {
    labels.forEach((label, at) => {
      const field = FIELD_OF_LABEL[(label[1] ?? '').toLowerCase()];
      const value = line
        .slice(label.index + label[0].length, labels[at + 1]?.index)
        .replace(/[\s|｜*_]+$/u, '')
        .trim();
      if (field !== undefined && value !== '') keep(found, field, value);
    });
    return;
  }
  if (labels.length > 0 && parseWrittenDate(line.slice(0, labels[0]?.index)) !== undefined) {
    // "2024-03-05 10:22 来源：…": the date leads without a label.
    keep(found, 'published', line.slice(0, labels[0]?.index));
    readLine(line.slice(labels[0]?.index).trim(), found);
    return;
  }
  const byline = BYLINE.exec(line);
  if (byline !== null && !/[.!?]$/.test(line)) {
    keep(found, 'authors', byline[1] ?? '');
    const after = byline[2] ?? byline[3];
    if (after !== undefined && parseWrittenDate(after) !== undefined) keep(found, 'published', after);
    return;
  }
  const chinese = CHINESE_BYLINE.exec(line);
  if (chinese !== null) keep(found, 'authors', chinese[1] ?? '');
  else if (isDateLine(line)) keep(found, 'published', line);
}

/** The first to say it wins, and a date must be one. */
function keep(found: Map<Field, string>, field: Field, value: string): void {
  if (found.has(field)) return;
  if ((field === 'published' || field === 'updated') && parseWrittenDate(value) === undefined) return;
  found.set(field, value);
}

/** A title is a short first line that is no header, no date and no sentence among sentences. */
function titleLine(lines: readonly string[]): string | undefined {
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    if (isHeaderLine(line)) continue;
    const title = line.replace(/^#{1,6}\s+/, '').replace(/\s+/g, ' ');
    if (title.length < 3 || title.length > 200 || !/\p{L}/u.test(title)) return undefined;
    const next = lines[at + 1];
    const alone = next === undefined || next === '' || isHeaderLine(next);
    const sentence = /[.。!！?？;；,，]["”’)]?$/u.test(title);
    if (!alone && (sentence || title.length > 120)) return undefined;
    return alone && sentence && title.length > 120 ? undefined : title;
  }
  return undefined;
}

function isHeaderLine(line: string): boolean {
  const found = new Map<Field, string>();
  readLine(line, found);
  return found.size > 0 || /^[-=*_~#\s]+$/.test(line);
}

function nameOnly(value: string | undefined): string | undefined {
  return value === undefined || webAddress(value) !== undefined || value.length > 120 ? undefined : value;
}

function webAddress(value: string | undefined): string | undefined {
  const match = value === undefined ? null : /https?:\/\/[^\s<>"')\]]+/i.exec(value);
  return match === null || !URL.canParse(match[0]) ? undefined : match[0];
}
