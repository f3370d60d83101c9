/**
 * What an HTML page says of itself in its head: title, publisher, authors, date, language, address.
 *
 * Invariant: nothing is made up; where a page says a thing in several ways, the one made for machines to cite wins.
 * Open Graph, schema.org in JSON-LD, Dublin Core, the Highwire `citation_` names, and HTML's own elements.
 */
import { getDomain } from 'tldts';
import type { DocumentIssue, DocumentMetadata } from '../model/evidence/document.ts';
import { splitAuthors } from './header-lines.ts';
import type { HtmlDocument } from './html-tree.ts';
import { type ArticleFacts, readJsonLd } from './json-ld.ts';
import { parseWrittenDate } from './publication-date.ts';

export interface HtmlMetadata extends DocumentMetadata {
  readonly issues: readonly DocumentIssue[];
}

/** `url`: the address the page was retrieved from. */
export function readHtmlMetadata(document: HtmlDocument, url: string | undefined): HtmlMetadata {
  const meta = metaOf(document);
  const article = readJsonLd(document);
  const publisher =
    meta('og:site_name', 'citation_publisher', 'dc.publisher', 'dcterms.publisher') ?? article.publisher;
  const title = titleOf(document, meta, article, publisher);
  const authors = authorsOf(document, meta, article);
  const publishedAt = dateOf(document, meta, article);
  const language = languageTag(
    document.documentElement?.getAttribute('lang') ?? meta('language', 'dc.language', 'og:locale'),
  );
  const address = addressOf(document, meta, url);
  return {
    ...(title === undefined ? {} : { title }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(authors.length === 0 ? {} : { authors }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(language === undefined ? {} : { language }),
    ...(address.url === undefined ? {} : { url: address.url }),
    issues: address.issues,
  };
}

type MetaReader = (...names: string[]) => string | undefined;

function metaOf(document: HtmlDocument): MetaReader {
  const values = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const name = element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('itemprop');
    const content = oneLine(element.getAttribute('content'));
    if (name !== null && content !== undefined && !values.has(name.toLowerCase()))
      values.set(name.toLowerCase(), content);
  }
  return (...names) => names.map((name) => values.get(name)).find((value) => value !== undefined);
}

function titleOf(
  document: HtmlDocument,
  meta: MetaReader,
  article: ArticleFacts,
  publisher: string | undefined,
): string | undefined {
  const declared = meta('citation_title', 'og:title', 'dc.title', 'dcterms.title', 'twitter:title') ?? article.headline;
  if (declared !== undefined) return withoutSite(declared, publisher);
  const headings = document.querySelectorAll('h1');
  const heading = headings.length === 1 ? oneLine(headings[0]?.textContent) : undefined;
  const element = oneLine(document.querySelector('title')?.textContent);
  if (element === undefined) return heading ?? oneLine(headings[0]?.textContent);
  // "Report on X | Some Site": the heading is the same title without the site.
  if (heading !== undefined && heading.length >= 8 && element.includes(heading)) return heading;
  return withoutSite(element, publisher);
}

function withoutSite(title: string, publisher: string | undefined): string {
  if (publisher === undefined) return title;
  const at = title.lastIndexOf(publisher);
  if (at <= 0 || at + publisher.length !== title.length) return title;
  const match = /^(.*\S)\s*[|–—:·»_-]\s*$/u.exec(title.slice(0, at));
  return match?.[1] ?? title;
}

function authorsOf(document: HtmlDocument, meta: MetaReader, article: ArticleFacts): string[] {
  if (article.authors.length > 0) return [...article.authors];
  const citations = [...document.querySelectorAll('meta[name="citation_author"]')];
  const named = citations
    .map((element) => oneLine(element.getAttribute('content')))
    .filter((name) => name !== undefined);
  if (named.length > 0) return named;
  const declared = meta(
    'author',
    'dc.creator',
    'dcterms.creator',
    'parsely-author',
    'sailthru.author',
    'article:author',
  );
  // article:author is often the address of a profile.
  if (declared !== undefined && !/^https?:|^@|\.com\//i.test(declared)) return splitAuthors(declared);
  const link = oneLine(document.querySelector('a[rel~="author"],[itemprop="author"]')?.textContent);
  return link === undefined || link.length > 120 ? [] : splitAuthors(link);
}

function dateOf(document: HtmlDocument, meta: MetaReader, article: ArticleFacts): string | undefined {
  const declared = [
    meta('article:published_time', 'og:published_time'),
    article.published,
    meta('citation_publication_date', 'citation_date', 'parsely-pub-date', 'sailthru.date'),
    meta(
      'datepublished',
      'dc.date',
      'dcterms.date',
      'dc.date.issued',
      'dcterms.issued',
      'dcterms.created',
      'pubdate',
      'publishdate',
      'publication_date',
      'date',
    ),
    document
      .querySelector('time[pubdate][datetime],time[itemprop="datePublished"][datetime]')
      ?.getAttribute('datetime') ?? undefined,
    document.querySelector('article time[datetime],main time[datetime],time[datetime]')?.getAttribute('datetime') ??
      undefined,
  ];
  for (const written of declared) {
    const date = written === undefined ? undefined : parseWrittenDate(written);
    if (date !== undefined) return date;
  }
  return undefined;
}

/** `zh-CN`, `en_US` → `zh`, `en`. */
function languageTag(tag: string | null | undefined): string | undefined {
  return tag
    ?.trim()
    .toLowerCase()
    .match(/^[a-z]{2,3}(?=$|[-_])/)?.[0];
}

/** A page may name another address as its own only within its site; elsewhere it points to where it was copied from. */
function addressOf(
  document: HtmlDocument,
  meta: MetaReader,
  retrieved: string | undefined,
): { url: string | undefined; issues: readonly DocumentIssue[] } {
  const written = document.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? meta('og:url');
  const canonical = absolute(written, retrieved);
  if (canonical === undefined) return { url: absolute(retrieved, undefined), issues: [] };
  if (retrieved === undefined || siteOf(canonical) === siteOf(retrieved)) return { url: canonical, issues: [] };
  const issue: DocumentIssue = {
    severity: 'warning',
    message: `the page names an address on another site as its own: ${canonical}; it may be a copy of that page`,
    place: 'link rel=canonical',
  };
  return { url: absolute(retrieved, undefined), issues: [issue] };
}

function siteOf(url: string): string {
  return getDomain(url) ?? new URL(url).host;
}

function absolute(written: string | undefined, base: string | undefined): string | undefined {
  if (written === undefined || written.trim() === '' || !URL.canParse(written.trim(), base)) return undefined;
  const url = new URL(written.trim(), base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

function oneLine(text: string | null | undefined): string | undefined {
  const line = text?.slice(0, 2_000).replace(/\s+/g, ' ').trim();
  return line === undefined || line === '' ? undefined : line;
}
