/**
 * The article that a page's JSON-LD describes.
 *
 * Invariant: broken or hostile JSON-LD yields no facts; the search is bounded in depth and in objects.
 * schema.org: Article and its kinds, `headline`, `datePublished`, `author`, `publisher`.
 */
import type { HtmlDocument } from './html-tree.ts';

export interface ArticleFacts {
  readonly headline?: string;
  readonly published?: string;
  readonly publisher?: string;
  readonly authors: readonly string[];
}

const ARTICLE = /(?:Article|Posting|Report|Publication|WebPage|CreativeWork|Book|Thesis)$/;
const MAX_OBJECTS = 2_000;
const MAX_DEPTH = 12;

interface Fields {
  readonly '@id'?: unknown;
  readonly '@type'?: unknown;
  readonly name?: unknown;
  readonly headline?: unknown;
  readonly datePublished?: unknown;
  readonly publisher?: unknown;
  readonly author?: unknown;
  readonly creator?: unknown;
}

export function readJsonLd(document: HtmlDocument): ArticleFacts {
  const objects: Fields[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    collect(parseLoosely(script.textContent ?? ''), objects, 0);
  }
  const articles = objects.filter((object) => typesOf(object).some((type) => ARTICLE.test(type)));
  // A page is described by its article first, then by itself.
  const ranked = [...articles].sort((left, right) => Number(isPage(left)) - Number(isPage(right)));
  const byId = new Map(
    objects.flatMap((object) => (typeof object['@id'] === 'string' ? [[object['@id'], object] as const] : [])),
  );
  const first = <T>(read: (article: Fields) => T | undefined): T | undefined => {
    for (const article of ranked) {
      const value = read(article);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const headline = first((article) => text(article.headline));
  const published = first((article) => text(article.datePublished));
  const publisher = first((article) => namesOf(article.publisher, byId)[0]);
  const authors = first((article) => {
    const names = namesOf(article.author ?? article.creator, byId);
    return names.length === 0 ? undefined : names;
  });
  return {
    ...(headline === undefined ? {} : { headline }),
    ...(published === undefined ? {} : { published }),
    ...(publisher === undefined ? {} : { publisher }),
    authors: authors ?? [],
  };
}

function parseLoosely(source: string): unknown {
  try {
    return JSON.parse(source.replace(/^\s*(?:<!--|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)\s*$/g, ''));
  } catch {
    // Page templates often break their JSON; the page's other metadata stands.
    return undefined;
  }
}

function collect(value: unknown, into: Fields[], depth: number): void {
  if (depth > MAX_DEPTH || into.length >= MAX_OBJECTS || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, into, depth + 1);
    return;
  }
  const fields = value as Fields;
  into.push(fields);
  for (const item of Object.values(fields)) collect(item, into, depth + 1);
}

function isPage(article: Fields): boolean {
  return typesOf(article).some((type) => type.endsWith('WebPage'));
}

function typesOf(object: Fields): string[] {
  const type = object['@type'];
  return (Array.isArray(type) ? type : [type]).filter((name): name is string => typeof name === 'string');
}

/** Names of people or bodies: strings, objects with a name, references to objects elsewhere on the page. */
function namesOf(value: unknown, byId: ReadonlyMap<string, Fields>): string[] {
  if (Array.isArray(value)) return value.slice(0, 50).flatMap((item) => namesOf(item, byId));
  const plain = text(value);
  if (plain !== undefined) return /^https?:/i.test(plain) ? [] : [plain];
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as Fields;
  const name = text(fields.name);
  if (name !== undefined) return [name];
  const target = typeof fields['@id'] === 'string' ? byId.get(fields['@id']) : undefined;
  const targetName = target === undefined ? undefined : text(target.name);
  return targetName === undefined ? [] : [targetName];
}

function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const line = value.slice(0, 2_000).replace(/\s+/g, ' ').trim();
  return line === '' ? undefined : line;
}
