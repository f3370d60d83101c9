/**
 * Referents and claims: the ground state everything else is derived from.
 *
 * Invariants: a referent is a thing as *one* source names it and is never rewritten; a claim's id is a hash of what
 * identifies it, so the same claim read again is the same claim; a claim always has a span.
 */
import type { Marking } from '../tlp/tlp.ts';
import type { EvidenceClass, Span } from './document.ts';
import type { ClaimId, DatasetId, DocumentId, ReferentId } from './identifiers.ts';
import type { PartialDate, ValidTime } from './time.ts';

/** STIX types, with `identity` split by what the thing is, and the kinds the field needs and STIX lacks. */
export const ENTITY_TYPES = [
  'government-body',
  'company',
  'organization',
  'person',
  'intrusion-set',
  'threat-actor',
  'campaign',
  'incident',
  'malware',
  'tool',
  'attack-pattern',
  'vulnerability',
  'course-of-action',
  'infrastructure',
  'indicator',
  'identity',
  'location',
  'sector',
  'law',
  'case',
  'advisory',
  'database',
  'report',
  'product',
  'other',
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

export interface Referent {
  readonly id: ReferentId;
  readonly type: EntityType;
  /** The source's own type where ours is coarser: `x-mitre-data-source`. */
  readonly sourceType?: string;
  /** The name as this source writes it. */
  readonly label: string;
}

/** The ten kinds of statement the design knows, and `name` and `record` for what data sets say of a thing itself. */
export const CLAIM_KINDS = [
  'organisation-structure',
  'person-role',
  'contractor-relation',
  'vulnerability-pipeline',
  'campaign',
  'target',
  'policy-law',
  'indictment',
  'capability',
  'trend',
  'name',
  'record',
] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** How the party behind a claim could know. */
export type Basis = 'telemetry' | 'interview' | 'record' | 'leak' | 'unstated';

export interface Speaker {
  /** The name or description as the text gives it: "a former official". */
  readonly name: string;
  readonly named: boolean;
  /** From the one quoted outwards: "according to X, Y told Z" is [Y, X]. */
  readonly chain: readonly string[];
}

export interface Hedge {
  readonly text: string;
  /** UTF-16 offsets in the document's text; absent for cited or structured claims. */
  readonly start?: number;
  readonly end?: number;
}

/** How a claim came to be. `version` names the parser, dictionary or model so that a result can be replayed. */
export interface Obtained {
  readonly how: 'import' | 'dictionary' | 'pattern' | 'model' | 'analyst';
  readonly version: string;
}

export type ClaimStatus = 'machine' | 'reviewed' | 'rejected' | 'structured';

/** The object of a claim: another thing, or a value. `not-stated` records that the public record does not say. */
export type ClaimObject =
  | { readonly type: 'referent'; readonly referent: ReferentId }
  | { readonly type: 'value'; readonly value: string }
  | { readonly type: 'not-stated' };

/** A claim before it has an id: what an extractor yields. */
export interface ClaimDraft {
  readonly kind: ClaimKind;
  readonly subject: ReferentId;
  readonly predicate: string;
  readonly object: ClaimObject;
  /** Title, line, role, court, docket …: what makes it a different statement when it differs. */
  readonly qualifiers?: Readonly<Record<string, string>>;
  readonly negated?: boolean;
  /** The document whose words these are. */
  readonly document: DocumentId;
  readonly span: Span;
  /** The report that `document` cites for it, when it relays. */
  readonly cited?: DocumentId;
  /** The data set that relays it. */
  readonly via?: DatasetId;
  readonly speaker?: Speaker;
  readonly hedges?: readonly Hedge[];
  readonly basis?: Basis;
  readonly evidenceClass?: EvidenceClass;
  readonly valid?: ValidTime;
  /** When the source said it to the world; the cited report's date where there is one. */
  readonly published?: PartialDate;
  readonly obtained: Obtained;
  readonly marking?: Marking;
  /** Claims read from prose by a machine wait for review; structured rows do not. */
  readonly status: ClaimStatus;
  /** What the data set calls the row: part of the identity of an imported claim. */
  readonly sourceKey?: string;
}

export interface Claim extends ClaimDraft {
  readonly id: ClaimId;
  readonly marking: Marking;
  /** Who put it into the store: an analyst, a partner, or the program. */
  readonly author: string;
  readonly recordedAt: string;
  /** When the store stopped holding it (a newer release left it out, or it was retracted). */
  readonly withdrawnAt?: string;
}
