/**
 * Structured imports: what the readers of `extraction/structured` give and the pipeline stores.
 *
 * Reading is split from mapping so that a file with one changed object costs one mapping: `rows` yields each object's exact
 * JSON text and place, and `map` turns one row into ground state. Mapping is pure and sees one row at a time.
 */
import type { Marking } from '../tlp/tlp.ts';
import type { ClaimDraft, Referent } from './claim.ts';
import type { DocumentMetadata } from './document.ts';
import type { DatasetId, DocumentId, ReferentId } from './identifiers.ts';

/** What a first pass over the bytes learns, before anything is stored. */
export interface StructuredProbe {
  readonly format: string;
  readonly dataset: DatasetInfo;
  readonly rowCount: number;
  /** Markings defined in the file itself, by marking-definition id. */
  readonly markings: ReadonlyMap<string, Marking>;
}

export interface DatasetInfo {
  readonly id: DatasetId;
  readonly title: string;
  readonly publisher: string;
  /** "10.1", "2025.08.25", "349"; undefined when the file does not say. */
  readonly release?: string;
  readonly publishedAt?: string;
  readonly url?: string;
  /** True when a release states the whole set, so that a row absent from a newer one is withdrawn. */
  readonly complete: boolean;
}

export interface StructuredRow {
  /** What the data set calls it: STIX id, galaxy UUID, CVE id. */
  readonly key: string;
  /** STIX `modified`, or another version the row itself carries; empty when it has none. */
  readonly version: string;
  readonly type: string;
  /** RFC 6901 pointer of the row in its file. */
  readonly pointer: string;
  /** The exact JSON text of the row (for CSV, the row as a JSON object). */
  readonly raw: string;
}

export interface RefusedRow {
  readonly pointer: string;
  readonly key?: string;
  readonly reason: string;
}

/** A report that a data set cites and we have not read. */
export interface CitedDocument extends DocumentMetadata {
  readonly id: DocumentId;
  /** The citation's own name in the data set: "FireEye APT41 Aug 2019". */
  readonly citationName?: string;
}

/** Two referents that the data set itself declares to be one thing (a STIX id and its ATT&CK id). */
export interface DeclaredSame {
  readonly left: ReferentId;
  readonly right: ReferentId;
}

export interface MappedRow {
  readonly referents: readonly Referent[];
  readonly claims: readonly ClaimDraft[];
  readonly cited: readonly CitedDocument[];
  readonly same: readonly DeclaredSame[];
  /** Parts the model does not know; kept in the row and exported again. */
  readonly issues: readonly { readonly pointer: string; readonly message: string }[];
}

export interface MappingContext {
  readonly document: DocumentId;
  readonly dataset: DatasetInfo;
  readonly markings: ReadonlyMap<string, Marking>;
}

/** One structured format. A new format is a folder in `extraction/structured` that implements this. */
export interface StructuredFormat {
  readonly name: string;
  /**
   * Reads all bytes once. Undefined when the bytes are not this format. Throws `StructuredInputError` when they are but cannot be read
   * (truncated, nested too deep, not the promised shape), naming the byte offset or pointer.
   */
  probe(chunks: AsyncIterable<Uint8Array>, fileName: string): Promise<StructuredProbe | undefined>;
  rows(chunks: AsyncIterable<Uint8Array>, probe: StructuredProbe): AsyncIterable<StructuredRow | RefusedRow>;
  map(row: StructuredRow, context: MappingContext): MappedRow;
}

export class StructuredInputError extends Error {
  readonly place: string;
  readonly hint: string;
  constructor(message: string, details: { place: string; hint: string; cause?: unknown }) {
    super(message, { cause: details.cause });
    this.name = 'StructuredInputError';
    this.place = details.place;
    this.hint = details.hint;
  }
}

export function isRefused(row: StructuredRow | RefusedRow): row is RefusedRow {
  return 'reason' in row;
}
