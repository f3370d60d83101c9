/**
 * Markdown → document: the words as a reader would see them, headings, lists, tables and quotations as landmarks.
 *
 * Invariant: nothing a reader would see is lost; marks of emphasis, link targets and front matter are not in the text.
 * CommonMark 0.31 in the parts that reports use, with pipe tables and YAML front matter.
 */
import type { DocumentIssue, ParsedDocument } from '../model/evidence/document.ts';
import { detectLanguage } from './document-language.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { readHeaderLines } from './header-lines.ts';
import { InlineMarkdown } from './markdown-inline.ts';
import { TextBuilder } from './text-builder.ts';
import type { DecodedText } from './text-decoding.ts';
import { findWrittenLinks } from './web-links.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([^`]*)$/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t](.*))?$/;
const SETEXT = /^ {0,3}(=+|-{2,})\s*$/;
const RULE = /^ {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/;
const LIST_ITEM = /^(\s*)(?:[-*+]|\d{1,9}[.)])\s+(.*)$/;
const QUOTE = /^ {0,3}>\s?(.*)$/;
const TABLE_RULE = /^\|?:?-+:?(?:\|:?-+:?)*\|?$/;
const DEFINITION = /^ {0,3}\[([^\]]+)\]:\s*<?(\S+?)>?(?:\s+["'(].*["')])?\s*$/;
const COMMENT = /<!--[\s\S]*?-->/g;

export async function parseMarkdown(decoded: DecodedText): Promise<ParsedDocument> {
  const issues: DocumentIssue[] = [...decoded.issues];
  const front = await readFrontMatter(decoded.text);
  issues.push(...front.issues);
  const lines = decoded.text
    .slice(front.bodyStart)
    .replace(COMMENT, '')
    .split(/\r\n|\r|\n/);
  const builder = new TextBuilder();
  const walk = new MarkdownWalk(lines, builder);
  walk.blocks(0, lines.length);
  const { text, landmarks, links } = builder.build();
  const written = findWrittenLinks(text).filter(
    (link) => !links.some((held) => held.start < link.end && link.start < held.end),
  );
  const language = front.metadata.language ?? (await detectLanguage(text));
  return {
    ...metadataOf(text, front, walk.firstHeading),
    ...(language === undefined ? {} : { language }),
    mediaType: 'text/markdown',
    text,
    landmarks,
    links: [...links, ...written].sort((left, right) => left.start - right.start),
    issues,
  };
}

function metadataOf(text: string, front: FrontMatter, heading: string | undefined): FrontMatter['metadata'] {
  const { title: guessed, ...head } = readHeaderLines(text);
  const title = front.metadata.title ?? heading ?? guessed;
  return { ...head, ...front.metadata, ...(title === undefined ? {} : { title }) };
}

class MarkdownWalk {
  firstHeading: string | undefined;
  readonly #lines: string[];
  readonly #builder: TextBuilder;
  readonly #inline: InlineMarkdown;

  constructor(lines: readonly string[], builder: TextBuilder) {
    const definitions = new Map<string, string>();
    // Definitions may stand after their use; they are no text.
    this.#lines = lines.filter((line) => {
      const match = DEFINITION.exec(line);
      if (match === null || match[1]?.startsWith('^')) return true;
      definitions.set((match[1] ?? '').toLowerCase(), match[2] ?? '');
      return false;
    });
    this.#builder = builder;
    this.#inline = new InlineMarkdown(builder, definitions);
  }

  blocks(from: number, to: number): void {
    const end = Math.min(to, this.#lines.length);
    for (let at = from; at < end; ) {
      const line = this.#lines[at] ?? '';
      at = line.trim() === '' ? at + 1 : this.#block(line, at, end);
    }
  }

  /** Reads the block that begins at `at`; gives the first line after it. */
  #block(line: string, at: number, end: number): number {
    const fence = FENCE.exec(line);
    if (fence !== null) return this.#code(fence[1] ?? '```', at + 1, end);
    const heading = HEADING.exec(line);
    if (heading !== null) return this.#heading(withoutClosing(heading[2] ?? ''), (heading[1] ?? '#').length, at + 1);
    if (RULE.test(line)) return at + 1;
    if (QUOTE.test(line)) return this.#quote(at, end);
    if (line.includes('|') && isTableRule(this.#lines[at + 1] ?? '')) return this.#table(at, end);
    if (LIST_ITEM.test(line)) return this.#list(at, end);
    return this.#paragraph(at, end);
  }

  #code(fence: string, from: number, end: number): number {
    let at = from;
    while (at < end && !(this.#lines[at] ?? '').trim().startsWith(fence)) at++;
    this.#builder.blockBreak();
    this.#builder.preformatted(this.#lines.slice(from, at).join('\n'));
    this.#builder.blockBreak();
    return at + 1;
  }

  #heading(raw: string, level: number, next: number): number {
    this.#builder.blockBreak();
    const start = this.#builder.mark();
    const label = this.#inline.write(raw);
    this.#builder.landmark(start, { kind: 'heading', level, label });
    this.#builder.blockBreak();
    if (this.firstHeading === undefined && label !== '') this.firstHeading = label;
    return next;
  }

  #quote(from: number, end: number): number {
    const inner: string[] = [];
    let at = from;
    for (; at < end; at++) {
      const match = QUOTE.exec(this.#lines[at] ?? '');
      if (match === null) break;
      inner.push((match[1] ?? '').replace(/^(?:\s*>\s?)+/, ''));
    }
    this.#builder.blockBreak();
    const start = this.#builder.mark();
    for (const paragraph of inner.join('\n').split(/\n\s*\n/)) {
      this.#inline.write(paragraph.replace(/^\s*(?:[-*+]|\d+[.)])\s+/gm, ''));
      this.#builder.blockBreak();
    }
    this.#builder.landmark(start, { kind: 'quotation' });
    return at;
  }

  #table(from: number, end: number): number {
    this.#builder.blockBreak();
    const start = this.#builder.mark();
    let at = from;
    for (; at < end && (this.#lines[at] ?? '').includes('|'); at++) {
      if (at === from + 1) continue;
      const row = (this.#lines[at] ?? '').trim().replace(/^\||(?<!\\)\|$/g, '');
      this.#builder.lineBreak();
      row.split(/(?<!\\)\|/).forEach((cell, column) => {
        if (column > 0) this.#builder.cellBreak();
        this.#inline.write(cell.trim().replace(/\\\|/g, '|'));
      });
    }
    this.#builder.landmark(start, { kind: 'table' });
    this.#builder.blockBreak();
    return at;
  }

  #list(from: number, end: number): number {
    this.#builder.blockBreak();
    const start = this.#builder.mark();
    let at = from;
    while (at < end) {
      const item = LIST_ITEM.exec(this.#lines[at] ?? '');
      if (item === null) break;
      const words = [item[2] ?? ''];
      for (at++; at < end && this.#continuesItem(this.#lines[at] ?? ''); at++)
        words.push((this.#lines[at] ?? '').trim());
      this.#builder.lineBreak();
      this.#inline.write(words.join(' ').replace(/^\[[ xX]\]\s+/, ''));
      while (at < end && (this.#lines[at] ?? '').trim() === '' && LIST_ITEM.test(this.#lines[at + 1] ?? '')) at++;
    }
    this.#builder.landmark(start, { kind: 'list' });
    this.#builder.blockBreak();
    return at;
  }

  #continuesItem(line: string): boolean {
    return line.trim() !== '' && !LIST_ITEM.test(line) && !FENCE.test(line) && !HEADING.test(line) && !QUOTE.test(line);
  }

  #paragraph(from: number, end: number): number {
    const words: string[] = [];
    let at = from;
    for (; at < end; at++) {
      const line = this.#lines[at] ?? '';
      const setext = at > from ? SETEXT.exec(line) : null;
      if (setext !== null) return this.#heading(words.join(' '), setext[1]?.startsWith('=') ? 1 : 2, at + 1);
      if (line.trim() === '') break;
      if (at > from && (HEADING.test(line) || FENCE.test(line) || QUOTE.test(line) || LIST_ITEM.test(line))) break;
      // Two blanks or a backslash at the end of a line break it.
      words.push(/(?: {2}|\\)$/.test(line) ? `${line.replace(/\\$/, '').trim()}\n` : line.trim());
    }
    this.#builder.blockBreak();
    for (const line of words.join(' ').split('\n')) {
      this.#inline.write(line);
      this.#builder.lineBreak();
    }
    this.#builder.blockBreak();
    return at;
  }
}

/** `## Title ##`: the closing marks are no part of the title. */
function withoutClosing(title: string): string {
  const trimmed = title.trim();
  let end = trimmed.length;
  while (end > 0 && trimmed[end - 1] === '#') end--;
  return end === trimmed.length || (end > 0 && !/\s/.test(trimmed[end - 1] ?? ''))
    ? trimmed
    : trimmed.slice(0, end).trimEnd();
}

function isTableRule(line: string): boolean {
  return line.length <= 4_000 && TABLE_RULE.test(line.replace(/[ \t]/g, ''));
}
