/**
 * The part of an HTML tree that this folder reads, and the parser that makes it.
 *
 * Invariant: a tree always has a body, also for a fragment and for a page that leaves its tags out.
 * The interfaces name what is used of the DOM (WHATWG DOM Standard), so that nothing here needs a browser's types.
 */
import { DOMParser } from 'linkedom';

export interface HtmlNode {
  readonly nodeType: number;
  readonly nextSibling: HtmlNode | null;
  readonly textContent: string | null;
}

export interface HtmlElement extends HtmlNode {
  readonly localName: string;
  readonly firstChild: HtmlNode | null;
  readonly children: Iterable<HtmlElement>;
  readonly firstElementChild: HtmlElement | null;
  readonly nextElementSibling: HtmlElement | null;
  readonly parentElement: HtmlElement | null;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): HtmlElement | null;
  querySelectorAll(selector: string): ArrayLike<HtmlElement> & Iterable<HtmlElement>;
}

export interface HtmlDocument {
  readonly body: HtmlElement | null;
  readonly documentElement: HtmlElement | null;
  querySelector(selector: string): HtmlElement | null;
  querySelectorAll(selector: string): ArrayLike<HtmlElement> & Iterable<HtmlElement>;
}

/** The parser makes no `body` for a fragment, and HTML allows to leave its tags out. */
export function parseTree(html: string): HtmlDocument {
  const document = parse(html);
  return isWhole(document) ? document : parse(frame(html));
}

function parse(html: string): HtmlDocument {
  return new DOMParser().parseFromString(html, 'text/html') as unknown as HtmlDocument;
}

function isWhole(document: HtmlDocument): boolean {
  const root = document.documentElement;
  if (root?.localName !== 'html') return false;
  return [...root.children].some((child) => child.localName === 'body');
}

function frame(html: string): string {
  const bare = html.replace(/<!doctype[^>]*>|<\/?(?:html|body)(?:\s[^>]*)?>/gi, '');
  const attributes = /<html(\s[^>]*)>/i.exec(html)?.[1] ?? '';
  const headEnd = bare.search(/<\/head\s*>/i);
  if (headEnd < 0) return `<!doctype html><html${attributes}><head></head><body>${bare}</body></html>`;
  return `<!doctype html><html${attributes}>${bare.slice(0, headEnd)}</head><body>${bare.slice(headEnd).replace(/^<\/head\s*>/i, '')}</body></html>`;
}
