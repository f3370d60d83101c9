/**
 * Documents and the places in them.
 *
 * Invariants: a document's bytes and text never change (new bytes are a new document); `text.slice(start, end) === quote`
 * for every span, in UTF-16 code units; a document that we only know of by citation has no text.
 * Selectors follow the W3C Web Annotation Data Model (TextPositionSelector, TextQuoteSelector) and, in structured data, RFC 6901.
 */
import type { Marking } from '../tlp/tlp.ts';
import type { DatasetId, DocumentId } from './identifiers.ts';
import type { PartialDate } from './time.ts';

/** What the document is: prose to be read, a data set of rows, or the starter knowledge. */
export type DocumentKind = 'report' | 'dataset' | 'starter';

/** What sort of evidence a source gives, from a court's record to a press piece. */
export const EVIDENCE_CLASSES = [
  'court',
  'sanction',
  'registry',
  'law',
  'government',
  'vendor',
  'leak',
  'academic',
  'press',
  'dataset',
  'unstated',
] as const;
export type EvidenceClass = (typeof EVIDENCE_CLASSES)[number];

/** What is known about a document without having to read it. */
export interface DocumentMetadata {
  readonly title?: string;
  readonly publisher?: string;
  readonly authors?: readonly string[];
  readonly publishedAt?: PartialDate;
  /** BCP 47, as detected or declared: `en`, `zh`. */
  readonly language?: string;
  /** The canonical address, when it has one. */
  readonly url?: string;
  readonly evidenceClass?: EvidenceClass;
}

/** The result of reading bytes: never throws away what it could not place; says it in `issues`. */
export interface ParsedDocument extends DocumentMetadata {
  readonly mediaType: string;
  readonly text: string;
  /** Where headings, pages and tables begin in `text`, for the reader and for "page 3". */
  readonly landmarks: readonly Landmark[];
  /** Links in the text, with the words that carry them. */
  readonly links: readonly DocumentLink[];
  readonly issues: readonly DocumentIssue[];
}

export interface Landmark {
  readonly kind: 'heading' | 'page' | 'table' | 'list' | 'caption' | 'quotation';
  readonly start: number;
  readonly end: number;
  readonly label?: string;
  /** Heading depth, 1–6. */
  readonly level?: number;
}

export interface DocumentLink {
  readonly url: string;
  readonly start: number;
  readonly end: number;
}

export interface DocumentIssue {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** A page, byte offset, JSON Pointer or member name. */
  readonly place?: string;
}

/** A document as the store holds it. `text` is undefined for one that is only cited. */
export interface Document extends DocumentMetadata {
  readonly id: DocumentId;
  readonly kind: DocumentKind;
  readonly held: boolean;
  readonly sha256?: string;
  readonly mediaType?: string;
  readonly sizeBytes?: number;
  readonly text?: string;
  readonly dataset?: DatasetId;
  /** Release of the data set, sortable by `publishedAt` then this. */
  readonly release?: string;
  readonly marking: Marking;
  readonly recordedAt: string;
}

/** A place in running text. */
export interface TextSpan {
  readonly type: 'text';
  /** UTF-16 code units into the document's text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** Up to 32 code units before and after, so that the quote is found again after a re-parse. */
  readonly prefix?: string;
  readonly suffix?: string;
}

/** A place in structured data: RFC 6901 pointer, and the words it holds. */
export interface DataSpan {
  readonly type: 'data';
  readonly pointer: string;
  readonly quote: string;
}

/** A place in a source that we do not hold: "paragraph 3" and the first and last words, as a URL text fragment uses them. */
export interface CitedPlace {
  readonly type: 'cited';
  readonly place: string;
  readonly fragment?: { readonly start: string; readonly end?: string };
  /** Our own words for what stands there; never shown as a quotation. */
  readonly statement: string;
}

export type Span = TextSpan | DataSpan | CitedPlace;
