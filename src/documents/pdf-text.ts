/**
 * Lines of PDF pages → text with pages and headings in place.
 *
 * Invariant: every line is in the text, but for running heads and feet, whose leaving out is an issue.
 * Words divided at a line's end are joined; a hyphen that belongs to the word ("state-sponsored") stays.
 */
import type { DocumentIssue } from '../model/evidence/document.ts';
import { bodyFontSize, continues, type PdfLine, type PdfParagraph, paragraphsOf } from './pdf-lines.ts';
import { type BuiltText, TextBuilder } from './text-builder.ts';

export interface WrittenPages extends BuiltText {
  /** The largest heading of the first page. */
  readonly title?: string;
}

const EDGE_LINES = 2;
const FEWEST_PAGES = 3;
const HEADING_CHARACTERS = 200;
const DIVIDED = /(\p{L}+)[-\u2010\u00ad]$/u;

export function writePages(pages: readonly (readonly PdfLine[])[], issues: DocumentIssue[]): WrittenPages {
  const running = runningLines(pages);
  const kept = pages.map((lines) =>
    lines.filter((line, at) => !isEdge(at, lines.length) || !running.has(shapeOf(line))),
  );
  if (running.size > 0) {
    const sample = [...running.values()][0] ?? '';
    issues.push({
      severity: 'warning',
      message: `lines repeated on most pages were left out, such as "${sample.slice(0, 80)}"`,
    });
  }
  const all = kept.flat();
  const words = wordsOf(all);
  const bodySize = bodyFontSize(all);
  const levels = headingLevels(all, bodySize);
  const builder = new TextBuilder();
  let last = '';
  let title: { readonly text: string; readonly size: number } | undefined;
  kept.forEach((lines, page) => {
    let start: number | undefined;
    for (const paragraph of paragraphsOf(lines)) {
      const text = paragraph.lines[0]?.text ?? '';
      const heading = isHeading(paragraph, bodySize);
      if (start === undefined && !heading && continues(last, text)) joinLines(builder, last, text);
      else builder.blockBreak();
      const from = builder.mark();
      start ??= from;
      writeParagraph(paragraph, words, builder);
      last = paragraph.lines.at(-1)?.text ?? '';
      if (paragraph.table) builder.landmark(from, { kind: 'table' });
      if (!heading) continue;
      const label = paragraph.lines.map((line) => line.text).join(' ');
      builder.landmark(from, { kind: 'heading', level: levels.get(sizeKey(paragraph.fontSize)) ?? 6, label });
      if (page === 0 && (title === undefined || paragraph.fontSize > title.size))
        title = { text: label, size: paragraph.fontSize };
    }
    if (start !== undefined) builder.landmark(start, { kind: 'page', label: String(page + 1) });
  });
  return { ...builder.build(), ...(title === undefined ? {} : { title: title.text.replace(/\s+/g, ' ') }) };
}

function writeParagraph(paragraph: PdfParagraph, words: ReadonlySet<string>, builder: TextBuilder): void {
  paragraph.lines.forEach((line, at) => {
    const next = paragraph.lines[at + 1];
    const divided = next === undefined || paragraph.table ? undefined : divisionOf(line.text, next.text, words);
    let openUrl: string | undefined;
    let openAt = 0;
    line.segments.forEach((segment, place) => {
      if (openUrl !== undefined && segment.url !== openUrl) {
        builder.link(openAt, openUrl);
        openUrl = undefined;
      }
      if (segment.url !== undefined && openUrl === undefined) {
        openUrl = segment.url;
        openAt = builder.mark();
      }
      if (segment.text === '\t') builder.cellBreak();
      else
        builder.inline(
          place === lastWritten(line) && divided === 'drop' ? segment.text.trimEnd().slice(0, -1) : segment.text,
        );
    });
    if (openUrl !== undefined) builder.link(openAt, openUrl);
    if (paragraph.table) builder.lineBreak();
    else if (next !== undefined && divided === undefined) joinLines(builder, line.text, next.text);
  });
}

function lastWritten(line: PdfLine): number {
  for (let at = line.segments.length - 1; at >= 0; at--) if (line.segments[at]?.text.trim() !== '') return at;
  return -1;
}

/** Chinese and Japanese have no blank between lines. */
function joinLines(builder: TextBuilder, before: string, after: string): void {
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
  if (wide.test(before.at(-1) ?? '') && wide.test(after[0] ?? '')) return;
  builder.inline(' ');
}

/**
 * How a word divided at the end of a line is joined: `keep` or `drop` its hyphen; undefined when it is none.
 * The document itself knows: "state-sponsored" or "sponsored" on its own elsewhere speaks for a compound.
 */
function divisionOf(before: string, after: string, words: ReadonlySet<string>): 'keep' | 'drop' | undefined {
  const head = DIVIDED.exec(before)?.[1]?.toLowerCase();
  const tail = /^\p{L}+/u.exec(after)?.[0];
  if (head === undefined || tail === undefined) return undefined;
  if (before.endsWith('\u00ad')) return 'drop';
  const rest = tail.toLowerCase();
  if (words.has(head + rest)) return 'drop';
  if (!/^\p{Ll}/u.test(tail)) return 'keep';
  if (words.has(`${head}-${rest}`)) return 'keep';
  return words.has(head) && words.has(rest) ? 'keep' : 'drop';
}

function wordsOf(lines: readonly PdfLine[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const line of lines) {
    const found = line.text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? [];
    // The divided word's own halves are no witnesses.
    const inner = DIVIDED.test(line.text) ? found.slice(1, -1) : found.slice(1);
    for (const word of [...inner, ...(DIVIDED.test(line.text) ? [] : found.slice(0, 1))]) words.add(word);
  }
  return words;
}

function isHeading(paragraph: PdfParagraph, bodySize: number): boolean {
  const length = paragraph.lines.reduce((sum, line) => sum + line.text.length, 0);
  return paragraph.fontSize >= bodySize * 1.12 && paragraph.lines.length <= 3 && length <= HEADING_CHARACTERS;
}

function headingLevels(lines: readonly PdfLine[], bodySize: number): ReadonlyMap<number, number> {
  const sizes = new Set(lines.filter((line) => line.fontSize >= bodySize * 1.12).map((line) => sizeKey(line.fontSize)));
  return new Map([...sizes].sort((left, right) => right - left).map((size, rank) => [size, Math.min(6, rank + 1)]));
}

function sizeKey(fontSize: number): number {
  return Math.round(fontSize * 2) / 2;
}

/** Shapes of lines that stand at the edge of at least half of the pages. */
function runningLines(pages: readonly (readonly PdfLine[])[]): ReadonlyMap<string, string> {
  if (pages.length < FEWEST_PAGES) return new Map();
  const seen = new Map<string, { count: number; sample: string }>();
  for (const lines of pages) {
    const edges = lines.filter((_, at) => isEdge(at, lines.length));
    for (const [shape, line] of new Map(edges.map((line) => [shapeOf(line), line]))) {
      const held = seen.get(shape);
      if (held === undefined) seen.set(shape, { count: 1, sample: line.text });
      else held.count++;
    }
  }
  const needed = Math.max(FEWEST_PAGES, pages.length * 0.5);
  return new Map(
    [...seen].flatMap(([shape, { count, sample }]) => (count >= needed ? [[shape, sample] as const] : [])),
  );
}

function isEdge(at: number, count: number): boolean {
  return at < EDGE_LINES || at >= count - EDGE_LINES;
}

/** The line with its numbers made equal, and its height: a sentence that recurs elsewhere is not a running head. */
function shapeOf(line: PdfLine): string {
  return `${Math.round(line.y / 4)}:${line.text.replace(/\d+/g, '#').replace(/\s+/g, ' ')}`;
}
