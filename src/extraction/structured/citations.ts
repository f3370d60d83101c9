/**
 * The reports a row cites, as documents we have not read.
 */
import { parseCitationText } from '../../model/attack/citation-text.ts';
import { citedDocumentId } from '../../model/evidence/citation.ts';
import type { CitedDocument, MappingContext } from '../../model/evidence/structured.ts';
import { evidenceClassOfUrl } from './evidence-hosts.ts';

/** A reference as a data set writes it. At least one of the three is given. */
export interface Reference {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  /** Citation prose: "Surname, A. (2019, August 7). Title. Retrieved …". */
  readonly description?: string | undefined;
}

/** Distinct references kept at hand while a file is mapped; one more and the memory starts anew. */
const REMEMBERED = 20_000;

/**
 * Reads references into documents. The same few thousand reports are cited over and over in one data set, so each is
 * read once while its mapping context lives; what is read depends on the reference alone.
 */
export class CitationReader {
  readonly #known = new Map<string, CitedDocument>();

  read(reference: Reference): CitedDocument {
    const key = `${reference.name ?? ''}\n${reference.url ?? ''}\n${reference.description ?? ''}`;
    let document = this.#known.get(key);
    if (!document) {
      document = citedDocument(reference);
      if (this.#known.size >= REMEMBERED) this.#known.clear();
      this.#known.set(key, document);
    }
    return document;
  }
}

const READERS = new WeakMap<MappingContext, CitationReader>();

/** The reader that serves this mapping context. */
export function citationReader(context: MappingContext): CitationReader {
  let reader = READERS.get(context);
  if (!reader) {
    reader = new CitationReader();
    READERS.set(context, reader);
  }
  return reader;
}

function citedDocument(reference: Reference): CitedDocument {
  const { name, url, description } = reference;
  const { authors, date, title } = description === undefined ? {} : parseCitationText(description);
  const publisher = publisherAmong(authors, url);
  return {
    id: citedDocumentId({ url, title, name }),
    ...(name !== undefined && { citationName: name }),
    ...(title !== undefined && { title }),
    ...(publisher !== undefined && { publisher }),
    ...(authors !== undefined && publisher === undefined && { authors }),
    ...(date !== undefined && { publishedAt: date }),
    ...(url !== undefined && { url }),
    evidenceClass: url === undefined ? 'unstated' : evidenceClassOfUrl(url),
  };
}

/** A sole author whose name is in the address ("FireEye", content.fireeye.com) is the publisher and no person. */
function publisherAmong(authors: readonly string[] | undefined, url: string | undefined): string | undefined {
  if (authors?.length !== 1 || url === undefined || !URL.canParse(url)) return undefined;
  const name = letters(authors[0]!);
  return name.length >= 3 && letters(new URL(url).hostname).includes(name) ? authors[0] : undefined;
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
