/**
 * Ground state as the stages hand it to the store: one batch is stored whole or not at all.
 *
 * Who is behind a claim *before* any derivation is known travels with it (`SaidBy`); derivations are findings and judgements.
 */
import type { Claim, Referent } from './claim.ts';
import type { Document } from './document.ts';
import type { DeclaredSame, StructuredRow } from './structured.ts';

export interface SaidBy {
  /** The report that says it or is cited for it; absent for a data set's own assertion. */
  readonly report?: string;
  readonly origin: string;
  /** We have the report's text and the words are in it. */
  readonly held: boolean;
}

export type NewClaim = Omit<Claim, 'recordedAt' | 'withdrawnAt'> & { readonly saidBy: SaidBy };

export type NewDocument = Omit<Document, 'recordedAt'> & {
  readonly landmarks?: readonly unknown[];
  readonly links?: readonly unknown[];
  readonly issues?: readonly unknown[];
  readonly citationName?: string;
  readonly urlKey?: string;
  readonly author: string;
};

export interface NewSourceRow extends StructuredRow {
  readonly dataset: string;
  readonly document: string;
  readonly hash: string;
  readonly tlp: string;
}

/** A name by which an entity is found; made by the language layer from a name claim or a referent's label. */
export interface NameEntry {
  readonly referent: string;
  readonly key: string;
  readonly name: string;
  readonly predicate: string;
  readonly grams: readonly string[];
}

export interface GroundBatch {
  readonly documents: readonly NewDocument[];
  readonly referents: readonly Referent[];
  readonly claims: readonly NewClaim[];
  readonly sourceRows: readonly NewSourceRow[];
  readonly names: readonly NameEntry[];
  readonly same: readonly DeclaredSame[];
}

export interface BatchResult {
  readonly recordedAt: string;
  readonly claimsAdded: number;
  readonly claimsKnown: number;
  readonly referentsAdded: number;
  readonly namesAdded: number;
}
