/**
 * What reading a document yields, in the shape `orrery extract --json` prints.
 *
 * Invariant: offsets are UTF-16 code units into the document's text and `text.slice(start, end) === quote` for all of them.
 * `provenance` are the cues by which derivation between documents is found.
 */
import type { ClaimKind, EntityType, Hedge, Speaker } from './claim.ts';
import type { DatePrecision, PartialDate } from './time.ts';

export interface Located {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

export interface Mention extends Located {
  readonly type: EntityType;
  readonly name: string;
  /** The entity a known name belongs to; null when several or none do. */
  readonly entityId: string | null;
}

export interface ExtractedIndicator extends Located {
  readonly type: string;
  readonly value: string;
}

export interface ExtractedTechnique extends Located {
  readonly techniqueId: string;
  readonly name: string;
  readonly score: number;
}

export interface ExtractedClaim extends Located {
  readonly kind: ClaimKind;
  readonly subject: string;
  readonly predicate: string;
  readonly object: string;
  readonly speaker: Speaker | null;
  readonly hedges: readonly Required<Hedge>[];
  readonly negated: boolean;
  /** Title, role: what makes it a different statement when it differs. */
  readonly qualifiers?: Readonly<Record<string, string>>;
  readonly time: {
    readonly from: PartialDate | null;
    readonly to: PartialDate | null;
    readonly precision: DatePrecision;
  } | null;
}

export interface DeclaredSource extends Located {
  readonly name: string;
  readonly url: string | null;
}

export interface Provenance {
  readonly declaredSources: readonly DeclaredSource[];
  readonly machineWritten: Located | null;
  readonly fragment: Located | null;
  readonly repeats: readonly Located[];
}

export interface Extraction {
  readonly mentions: readonly Mention[];
  readonly indicators: readonly ExtractedIndicator[];
  readonly techniques: readonly ExtractedTechnique[];
  readonly claims: readonly ExtractedClaim[];
  readonly provenance: Provenance;
}

/** A name the matcher knows, and the entity it belongs to. */
export interface KnownName {
  readonly name: string;
  readonly entity: string;
  readonly type: EntityType;
}
