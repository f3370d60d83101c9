/**
 * An HTML page → document: the main text, and what the page says of itself.
 *
 * Invariant: what Readability takes for the article tells *where* the article is; the text is then read from the page
 * itself, because the article's tables, reference lists and figures are evidence that Readability tends to drop.
 * Navigation, scripts and forms are never text.
 */
import { Readability } from '@mozilla/readability';
import type { DocumentIssue, ParsedDocument } from '../model/evidence/document.ts';
import { detectLanguage } from './document-language.ts';
import { TEXT_NODE, tagOf, writeBlocks } from './html-blocks.ts';
import { readHtmlMetadata } from './html-metadata.ts';
import { type HtmlDocument, type HtmlElement, parseTree } from './html-tree.ts';
import { TextBuilder } from './text-builder.ts';
import { UnreadableDocumentError } from './unreadable-document.ts';
import { findWrittenLinks } from './web-links.ts';

export interface HtmlSource {
  readonly html: string;
  readonly name: string;
  readonly url?: string;
  /** A Word file converted to HTML is all main text. */
  readonly wholeBody?: boolean;
  readonly issues?: readonly DocumentIssue[];
}

const MARK = 'data-orrery-place';
/** Readability recurses; a page nested deeper than any article is read without it. */
const MAX_ARTICLE_DEPTH = 400;
const CHROME_TAGS = new Set(['nav', 'aside', 'footer', 'dialog', 'menu']);
const CHROME_ROLES = new Set(['navigation', 'complementary', 'contentinfo', 'search', 'banner', 'dialog', 'menu']);
const CHROME_NAMES =
  /(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|share|sharing|social|related|recommended|comments?|disqus|cookies?|consent|newsletter|subscribe|subscription|promo|advert|advertisement|ads?|banner|popup|modal|pagination|skip-link|tag-list|footer|masthead)(?:$|[\s_-])/i;

export async function parseHtml(source: HtmlSource): Promise<ParsedDocument> {
  const document = parseTree(source.html);
  const { issues: metadataIssues, ...metadata } = readHtmlMetadata(document, source.url);
  const baseUrl = baseOf(document, source.url ?? metadata.url);
  const builder = new TextBuilder();
  writeMainText(document, source, builder, baseUrl);
  const { text, landmarks, links } = builder.build();
  if (text === '') {
    throw new UnreadableDocumentError({
      reason: 'no-text',
      what: 'the page holds no text; it may be drawn by a script or ask for a login',
      place: source.name,
      hint: 'Save the page from a browser ("complete" or "print to PDF") and import that file.',
    });
  }
  const written = findWrittenLinks(text).filter(
    (link) => !links.some((held) => held.start < link.end && link.start < held.end),
  );
  const language = metadata.language ?? (await detectLanguage(text));
  return {
    ...metadata,
    ...(language === undefined ? {} : { language }),
    mediaType: 'text/html',
    text,
    landmarks,
    links: [...links, ...written].sort((left, right) => left.start - right.start),
    issues: [...(source.issues ?? []), ...metadataIssues],
  };
}

function baseOf(document: HtmlDocument, url: string | undefined): string | undefined {
  const written = document.querySelector('base[href]')?.getAttribute('href') ?? undefined;
  if (written !== undefined && URL.canParse(written, url)) return new URL(written, url).href;
  return url;
}

function writeMainText(
  document: HtmlDocument,
  source: HtmlSource,
  builder: TextBuilder,
  baseUrl: string | undefined,
): void {
  const body = document.body ?? document.documentElement;
  if (body === null) return;
  const links = baseUrl === undefined ? {} : { baseUrl };
  if (source.wholeBody === true) {
    writeBlocks(body, builder, links);
    return;
  }
  const article = findArticle(source.html, body);
  if (article !== undefined) writeBlocks(article.root, builder, { ...links, keep: article.keep });
  else writeBlocks(body, builder, { ...links, keep: (element) => !isChrome(element) });
  // A page of nothing but navigation is still a page.
  if (builder.length === 0) writeBlocks(body, builder, links);
}

interface Article {
  readonly root: HtmlElement;
  readonly keep: (element: HtmlElement) => boolean;
}

/** Runs Readability on a marked copy of the page and finds what it kept in the page itself. */
function findArticle(html: string, body: HtmlElement): Article | undefined {
  const places = elementsOf(body);
  if (places === undefined) return undefined;
  const copy = parseTree(html);
  const copied = elementsOf(copy.body);
  if (copied === undefined || copied.length !== places.length) return undefined;
  copied.forEach((element, place) => {
    element.setAttribute(MARK, String(place));
  });
  const found = new Readability<HtmlElement>(copy as never, {
    serializer: (node) => node as unknown as HtmlElement,
    keepClasses: false,
  }).parse();
  if (found?.content == null) return undefined;
  const kept = new Set<HtmlElement>();
  for (const element of found.content.querySelectorAll(`[${MARK}]`)) {
    const original = places[Number(element.getAttribute(MARK))];
    if (original !== undefined) kept.add(original);
  }
  const foundLength = lengthOf(found.content);
  if (kept.size === 0 || (foundLength < 200 && lengthOf(body) > foundLength * 3)) return undefined;
  return articleAround(kept, body);
}

/**
 * The article is what holds all that was kept. Within it, what was not kept stays when it is no page furniture; where the
 * article is the whole body, only the neighbours of what was kept do.
 */
function articleAround(kept: ReadonlySet<HtmlElement>, body: HtmlElement): Article {
  const ancestors = new Set<HtmlElement>();
  for (const element of kept) {
    for (let up: HtmlElement | null = element; up !== null && !ancestors.has(up); up = up.parentElement)
      ancestors.add(up);
  }
  let root = body;
  for (;;) {
    // Text of its own would be lost further down.
    if (kept.has(root) || hasOwnText(root)) break;
    const children: HtmlElement[] = [...root.children].filter((child) => ancestors.has(child));
    if (children.length !== 1 || children[0] === undefined) break;
    root = children[0];
  }
  const wide = root === body;
  return {
    root,
    keep: (element) => {
      if (ancestors.has(element)) return true;
      if (isChrome(element)) return false;
      return !wide || (element.parentElement !== null && element.parentElement !== body);
    },
  };
}

function hasOwnText(element: HtmlElement): boolean {
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === TEXT_NODE && /\S/.test(node.textContent ?? '')) return true;
  }
  return false;
}

/** Page furniture by its element, its role or the names its makers gave it. */
function isChrome(element: HtmlElement): boolean {
  const tag = tagOf(element);
  if (CHROME_TAGS.has(tag)) return true;
  const role = element.getAttribute('role');
  if (role !== null && CHROME_ROLES.has(role)) return true;
  if (!/^(?:div|section|ul|ol|header|form|span|p)$/.test(tag)) return false;
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.slice(0, 500);
  return names.trim() !== '' && CHROME_NAMES.test(names);
}

/** All elements in document order, or undefined when they are nested too deep for an article. */
function elementsOf(body: HtmlElement | null): HtmlElement[] | undefined {
  if (body === null) return undefined;
  const elements: HtmlElement[] = [];
  let depth = 0;
  let at: HtmlElement | null = body;
  while (at !== null) {
    elements.push(at);
    const child: HtmlElement | null = at.firstElementChild;
    if (child !== null) {
      if (++depth > MAX_ARTICLE_DEPTH) return undefined;
      at = child;
      continue;
    }
    while (at !== null && at !== body && at.nextElementSibling === null) {
      at = at.parentElement;
      depth--;
    }
    at = at === null || at === body ? null : at.nextElementSibling;
  }
  return elements;
}

function lengthOf(element: HtmlElement): number {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim().length;
}
