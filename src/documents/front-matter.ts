/**
 * YAML front matter of a Markdown file.
 *
 * Invariant: front matter that cannot be read is an issue and never text; its aliases are bounded by the YAML parser.
 */
import type { DocumentIssue, DocumentMetadata } from '../model/evidence/document.ts';
import { splitAuthors } from './header-lines.ts';
import { parseWrittenDate } from './publication-date.ts';

export interface FrontMatter {
  readonly metadata: DocumentMetadata;
  /** Where the text begins. */
  readonly bodyStart: number;
  readonly issues: readonly DocumentIssue[];
}

const FRONT = /^---[ \t]*\r?\n([\s\S]{0,65536}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

export async function readFrontMatter(text: string): Promise<FrontMatter> {
  const match = FRONT.exec(text);
  // A rule at the head of a text is no front matter: that has a key on its first line.
  if (match === null || !/^\s*["']?[\w.-]+["']?\s*:/.test(match[1] ?? ''))
    return { metadata: {}, bodyStart: 0, issues: [] };
  const bodyStart = match[0].length;
  const { parse } = await import('yaml');
  try {
    // Dates stay text: a parser that makes them instants would shift their day.
    const fields: unknown = parse(match[1] ?? '', { schema: 'failsafe', maxAliasCount: 50 });
    return { metadata: metadataOf(lowerKeys(fields)), bodyStart, issues: [] };
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return {
      metadata: {},
      bodyStart,
      issues: [
        {
          severity: 'warning',
          message: `the front matter is not YAML and was left out: ${why}`,
          place: 'front matter',
        },
      ],
    };
  }
}

function metadataOf(fields: ReadonlyMap<string, unknown>): DocumentMetadata {
  const first = (...keys: string[]): string | undefined =>
    keys.map((key) => wordOf(fields.get(key))).find((word) => word !== undefined);
  const title = first('title', 'headline');
  const publisher = first('publisher', 'site', 'organization', 'organisation', 'source');
  const written = first('date', 'published', 'publishedat', 'published_at', 'pubdate', 'publishdate', 'created');
  const publishedAt = written === undefined ? undefined : parseWrittenDate(written);
  const authors = listOf(fields.get('authors') ?? fields.get('author')).flatMap(splitAuthors);
  const language = first('lang', 'language')
    ?.toLowerCase()
    .match(/^[a-z]{2,3}(?=$|[-_])/)?.[0];
  const url = first('canonical', 'canonical_url', 'url', 'link');
  return {
    ...(title === undefined ? {} : { title }),
    ...(publisher === undefined || /^https?:/i.test(publisher) ? {} : { publisher }),
    ...(authors.length === 0 ? {} : { authors }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(language === undefined ? {} : { language }),
    ...(url === undefined || !/^https?:/i.test(url) || !URL.canParse(url) ? {} : { url }),
  };
}

function lowerKeys(fields: unknown): ReadonlyMap<string, unknown> {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return new Map();
  return new Map(Object.entries(fields).map(([key, value]) => [key.toLowerCase(), value]));
}

function listOf(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.map(wordOf).filter((word) => word !== undefined);
}

/** A string, or the name of an object such as `author: {name: …}`. */
function wordOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (typeof value === 'object' && value !== null && 'name' in value) return wordOf(value.name);
  return undefined;
}
