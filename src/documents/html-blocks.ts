/**
 * An HTML tree → the text a reader sees, with headings, tables, lists, quotations, captions and links in place.
 *
 * Invariant: scripts, styles, forms and what is hidden never reach the text, and the text holds no markup.
 * The walk keeps its own stack: a page nested a hundred thousand deep must not exhaust the caller's.
 */
import type { HtmlElement, HtmlNode } from './html-tree.ts';
import type { TextBuilder } from './text-builder.ts';

const NEVER = new Set(
  'script style noscript template svg math iframe object embed canvas video audio map head title meta link select option button input textarea datalist dialog'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend main nav ol p pre section summary table ul caption'.split(
    ' ',
  ),
);
const LINES = new Set(['li', 'tr', 'dt', 'dd']);
const CELLS = new Set(['td', 'th']);
const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

export interface BlockOptions {
  /** Links are resolved against this; without it only absolute ones are kept. */
  readonly baseUrl?: string;
  /** False leaves an element and all within it out. */
  readonly keep?: (element: HtmlElement) => boolean;
}

interface Frame {
  readonly element: HtmlElement;
  /** The next child to visit. */
  next: HtmlNode | null;
  readonly start: number;
  readonly preformatted: boolean;
  /** Within a table's cell, where nothing may break the row. */
  readonly inCell: boolean;
  /** An item's list stands on lines of its own, without an empty line before. */
  readonly nestedList: boolean;
  cells: number;
}

/** Writes `root` and what is within it. */
export function writeBlocks(root: HtmlElement, builder: TextBuilder, options: BlockOptions = {}): void {
  const stack: Frame[] = [];
  enter(root, stack, builder);
  while (stack.length > 0) {
    const frame = stack[stack.length - 1]!;
    const node = frame.next;
    if (node === null) {
      stack.pop();
      leave(frame, stack.at(-1), builder, options.baseUrl);
      continue;
    }
    frame.next = node.nextSibling;
    if (node.nodeType === TEXT_NODE) {
      if (frame.preformatted && !frame.inCell) builder.preformatted(node.textContent ?? '');
      else builder.inline(node.textContent ?? '');
    } else if (node.nodeType === ELEMENT_NODE) {
      const element = node as HtmlElement;
      if (isVisible(element) && options.keep?.(element) !== false) enter(element, stack, builder);
    }
  }
}

const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;

/** False for what no reader sees. */
function isVisible(element: HtmlElement): boolean {
  if (NEVER.has(tagOf(element))) return false;
  if (element.hasAttribute('hidden')) return false;
  const style = element.getAttribute('style');
  return style === null || !HIDDEN_STYLE.test(style.slice(0, 1_000));
}

export function tagOf(element: HtmlElement): string {
  return element.localName.toLowerCase();
}

function enter(element: HtmlElement, stack: Frame[], builder: TextBuilder): void {
  const tag = tagOf(element);
  const parent = stack.at(-1);
  const inCell = parent?.inCell === true;
  const nestedList = (tag === 'ul' || tag === 'ol') && parent !== undefined && tagOf(parent.element) === 'li';
  if (tag === 'br' || tag === 'hr') {
    if (inCell) builder.inline(' ');
    else if (tag === 'br') builder.lineBreak();
    else builder.blockBreak();
    return;
  }
  if (CELLS.has(tag)) {
    if (parent !== undefined && parent.cells++ > 0) builder.cellBreak();
  } else breakBlock(tag, { inCell, nestedList }, builder);
  stack.push({
    element,
    next: element.firstChild,
    start: builder.mark(),
    preformatted: tag === 'pre' || parent?.preformatted === true,
    inCell: inCell || CELLS.has(tag),
    nestedList,
    cells: 0,
  });
}

function leave(frame: Frame, parent: Frame | undefined, builder: TextBuilder, baseUrl: string | undefined): void {
  const { element, start } = frame;
  const tag = tagOf(element);
  const heading = /^h([1-6])$/.exec(tag);
  if (heading !== null) {
    builder.landmark(start, { kind: 'heading', level: Number(heading[1]), label: element.textContent ?? '' });
  } else if (tag === 'table' && isDataTable(element)) {
    const caption = element.querySelector('caption')?.textContent?.trim();
    builder.landmark(start, { kind: 'table', ...(caption ? { label: caption } : {}) });
  } else if (tag === 'blockquote') builder.landmark(start, { kind: 'quotation' });
  else if ((tag === 'ul' || tag === 'ol') && !frame.nestedList) builder.landmark(start, { kind: 'list' });
  else if (tag === 'figcaption' || tag === 'caption') builder.landmark(start, { kind: 'caption' });
  else if (tag === 'a') {
    const url = resolveLink(element.getAttribute('href'), baseUrl);
    if (url !== undefined) builder.link(start, url);
  }
  if (!CELLS.has(tag)) {
    breakBlock(tag, { inCell: parent?.inCell === true, nestedList: frame.nestedList }, builder);
  }
}

function breakBlock(
  tag: string,
  where: { readonly inCell: boolean; readonly nestedList: boolean },
  builder: TextBuilder,
): void {
  const line = LINES.has(tag) || where.nestedList;
  if (!line && !BLOCKS.has(tag)) return;
  if (where.inCell) builder.inline(' ');
  else if (line) builder.lineBreak();
  else builder.blockBreak();
}

/** A table of data has several rows and several columns, and no table within: old pages lay themselves out in tables. */
function isDataTable(table: HtmlElement): boolean {
  if (table.querySelector('table') !== null) return false;
  const rows = table.querySelectorAll('tr');
  return rows.length >= 2 && (rows[0]?.querySelectorAll('td,th').length ?? 0) >= 2;
}

function resolveLink(href: string | null, baseUrl: string | undefined): string | undefined {
  const written = href?.trim();
  // A link within the page leads nowhere for a reader of the text.
  if (written === undefined || written === '' || written.startsWith('#') || written.length > 8_000) return undefined;
  if (!URL.canParse(written, baseUrl)) return undefined;
  const url = new URL(written, baseUrl);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}
