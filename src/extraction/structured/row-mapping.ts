/**
 * Collects what one row of a data set says: referents, claims, cited documents.
 *
 * Invariants: every claim is a structured import via its data set, with the exact words at a pointer; a claim that
 * cites a report carries that report's date and evidence class, others those of the row; order of the calls is the
 * order of the result.
 */
import type { ClaimDraft, ClaimKind, ClaimObject, EntityType, Hedge, Referent } from '../../model/evidence/claim.ts';
import type { EvidenceClass } from '../../model/evidence/document.ts';
import type { ReferentId } from '../../model/evidence/identifiers.ts';
import type {
  CitedDocument,
  DeclaredSame,
  MappedRow,
  MappingContext,
  StructuredRow,
} from '../../model/evidence/structured.ts';
import type { PartialDate, ValidTime } from '../../model/evidence/time.ts';
import type { Marking } from '../../model/tlp/tlp.ts';

import { type CitationReader, citationReader } from './citations.ts';

export interface RowClaim {
  readonly kind: ClaimKind;
  readonly subject: ReferentId;
  readonly predicate: string;
  readonly object: ClaimObject | ReferentId | { readonly value: string };
  /** RFC 6901 pointer into the file, and the words there. */
  readonly pointer: string;
  readonly quote: string;
  readonly sourceKey: string;
  readonly qualifiers?: Readonly<Record<string, string>> | undefined;
  readonly cited?: CitedDocument | undefined;
  readonly hedges?: readonly Hedge[] | undefined;
  readonly valid?: ValidTime | undefined;
}

export interface RowOrigin {
  /** The parser and its version: `stix/1`. */
  readonly version: string;
  /** When the data set said it, for claims that cite nothing. */
  readonly published?: PartialDate | undefined;
  readonly evidenceClass: EvidenceClass;
  readonly marking?: Marking | undefined;
}

export class RowMapping {
  readonly #row: StructuredRow;
  readonly #context: MappingContext;
  readonly #origin: RowOrigin;
  /** Reads the row's references. */
  readonly citations: CitationReader;
  readonly #referents = new Map<ReferentId, Referent>();
  readonly #cited = new Map<string, CitedDocument>();
  readonly #claims: ClaimDraft[] = [];
  readonly #same: DeclaredSame[] = [];
  readonly #issues: { pointer: string; message: string }[] = [];

  constructor(row: StructuredRow, context: MappingContext, origin: RowOrigin) {
    this.#row = row;
    this.#context = context;
    this.#origin = origin;
    this.citations = citationReader(context);
  }

  get row(): StructuredRow {
    return this.#row;
  }

  /** Names a thing; the first label given for an id stays. */
  referent(id: ReferentId, type: EntityType, label: string, sourceType?: string): ReferentId {
    if (!this.#referents.has(id)) {
      this.#referents.set(id, sourceType === undefined ? { id, type, label } : { id, type, label, sourceType });
    }
    return id;
  }

  cite(document: CitedDocument): void {
    if (!this.#cited.has(document.id)) this.#cited.set(document.id, document);
  }

  same(left: ReferentId, right: ReferentId): void {
    this.#same.push({ left, right });
  }

  declares(left: ReferentId, right: ReferentId): boolean {
    return this.#same.some((pair) => pair.left === left && pair.right === right);
  }

  issue(pointer: string, message: string): void {
    this.#issues.push({ pointer, message });
  }

  claim(claim: RowClaim): void {
    const { cited, qualifiers, hedges, valid } = claim;
    const { marking } = this.#origin;
    if (cited) this.cite(cited);
    const published = cited?.publishedAt ?? (cited ? undefined : this.#origin.published);
    this.#claims.push({
      kind: claim.kind,
      subject: claim.subject,
      predicate: claim.predicate,
      object: claimObject(claim.object),
      ...(qualifiers && Object.keys(qualifiers).length > 0 && { qualifiers }),
      document: this.#context.document,
      span: { type: 'data', pointer: claim.pointer, quote: claim.quote },
      ...(cited && { cited: cited.id }),
      via: this.#context.dataset.id,
      ...(hedges && hedges.length > 0 && { hedges }),
      evidenceClass: cited ? (cited.evidenceClass ?? 'unstated') : this.#origin.evidenceClass,
      ...(valid && (valid.from !== undefined || valid.to !== undefined) && { valid }),
      ...(published !== undefined && { published }),
      obtained: { how: 'import', version: this.#origin.version },
      ...(marking && { marking }),
      status: 'structured',
      sourceKey: claim.sourceKey,
    });
  }

  result(): MappedRow {
    return {
      referents: [...this.#referents.values()],
      claims: this.#claims,
      cited: [...this.#cited.values()],
      same: this.#same,
      issues: this.#issues,
    };
  }
}

function claimObject(object: RowClaim['object']): ClaimObject {
  if (typeof object === 'string') return { type: 'referent', referent: object };
  if ('type' in object) return object;
  return { type: 'value', value: object.value };
}
