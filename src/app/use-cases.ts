/**
 * What Orrery does, as the adapters (api, cli, taxii) see it.
 *
 * Invariant: an adapter never reaches past this interface; shapes are those of `api/contract`.
 * Every method rejects with `UseCaseError` for what the asker can mend, and with `StoreUnavailableError` when the database is gone.
 */
import type { Proposition, PropositionEvidence } from '../api/contract/claims.ts';
import type {
  Arrival,
  ArrivalList,
  DocumentList,
  DocumentPage,
  ImportOutcome,
  Source,
} from '../api/contract/documents.ts';
import type { EcosystemMap, EntityPage, PropositionList, SearchResult } from '../api/contract/entities.ts';
import type { JudgementRequest, JudgementView, StoreStatus } from '../api/contract/store.ts';
import type { ClaimKind } from '../model/evidence/claim.ts';
import type { EvidenceClass } from '../model/evidence/document.ts';
import type { Moment } from '../model/evidence/time.ts';
import type { TlpLevel } from '../model/tlp/tlp.ts';

export interface Page {
  readonly cursor?: string;
  readonly limit?: number;
}

export interface ImportRequest {
  /** Paths, folders or addresses; or bytes handed in by the page. */
  readonly inputs: readonly (string | { readonly name: string; readonly bytes: Uint8Array })[];
  readonly dryRun?: boolean;
  readonly author: string;
  readonly tlp?: TlpLevel;
  readonly signal?: AbortSignal;
  /** Called at most a few times a second. */
  readonly onProgress?: (progress: ImportStep) => void;
  /** Called once an input is finished, whatever came of it. */
  readonly onOutcome?: (outcome: ImportOutcome) => void;
}

export interface ImportStep {
  readonly path: string;
  /** "reading", "claims", "names", "text index" … in words a person reads. */
  readonly phase: string;
  readonly done: number;
  readonly total?: number;
}

export interface MapRequest extends Moment {
  /** Keep only edges that rest on one of these classes of evidence. */
  readonly evidenceClasses?: readonly EvidenceClass[];
  /** Centre on this entity and its neighbours instead of the whole ecosystem. */
  readonly about?: string;
  readonly includeMachine?: boolean;
}

export interface ExportRequest {
  readonly format: 'stix' | 'csv' | 'markdown';
  readonly about?: string;
  /** The audience's highest marking; default clear. */
  readonly tlp?: TlpLevel;
  readonly audience?: string;
  readonly includeMachine?: boolean;
  readonly author: string;
}

export interface ExportResult {
  readonly mediaType: string;
  readonly fileName: string;
  /** The document in pieces, so that a large export streams. */
  readonly chunks: AsyncIterable<string>;
}

export interface PropositionRequest extends Moment, Page {
  readonly kind?: ClaimKind;
  readonly text?: string;
  readonly includeMachine?: boolean;
}

export interface Orrery {
  search(text: string, options?: { limit?: number }): Promise<SearchResult>;
  /** By entity id, referent id or name. A name that several entities carry rejects with `ambiguous` and the candidates. */
  entity(nameOrId: string, moment: Moment): Promise<EntityPage>;
  propositions(entityId: string, request: PropositionRequest): Promise<PropositionList>;
  evidence(entityId: string, propositionId: string, request: Moment & Page): Promise<PropositionEvidence>;
  map(request: MapRequest): Promise<EcosystemMap>;
  /** Propositions that rest on one origin, or that sources contradict. */
  documents(
    request: Page & { kind?: 'report' | 'dataset' | 'starter'; held?: boolean; text?: string },
  ): Promise<DocumentList>;
  document(id: string): Promise<DocumentPage>;
  sources(): Promise<readonly Source[]>;
  arrivals(request: Page & { status?: 'new' | 'triaged' | 'closed' }): Promise<ArrivalList>;
  arrival(id: string): Promise<Arrival>;
  /** Claims waiting for review, by consequence. */
  reviewQueue(request: Page): Promise<{ items: readonly Proposition[]; total: number; nextCursor: string | null }>;
  judge(request: JudgementRequest & { author: string }): Promise<JudgementView>;
  import(request: ImportRequest): Promise<readonly ImportOutcome[]>;
  export(request: ExportRequest): Promise<ExportResult>;
  rebuild(
    onProgress?: (phase: string, done: number, total: number) => void,
  ): Promise<{ elapsedMs: number; edges: number; entities: number }>;
  backup(
    file: string,
    onProgress?: (table: string, rows: number) => void,
  ): Promise<{ file: string; rows: number; sizeBytes: number }>;
  restore(file: string, onProgress?: (table: string, rows: number) => void): Promise<{ file: string; rows: number }>;
  /** Removes a document, its text and its claims for good and leaves a tombstone. */
  purge(request: {
    documentId: string;
    reason: string;
    author: string;
  }): Promise<{ documentId: string; claims: number; tombstone: string }>;
  status(): Promise<StoreStatus>;
  close(): Promise<void>;
}

/** Something the asker can mend: an unknown name, a bad date, an input over the limit. */
export class UseCaseError extends Error {
  readonly reason: 'not-found' | 'ambiguous' | 'invalid' | 'conflict' | 'too-large' | 'cancelled';
  readonly place: string | undefined;
  readonly hint: string | undefined;
  readonly candidates: readonly { id: string; label: string; type: string }[];
  constructor(
    reason: UseCaseError['reason'],
    message: string,
    details: { place?: string; hint?: string; candidates?: UseCaseError['candidates']; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'UseCaseError';
    this.reason = reason;
    this.place = details.place;
    this.hint = details.hint;
    this.candidates = details.candidates ?? [];
  }
}

/** The database cannot be reached, or cannot write: the command line exits with 3. */
export class StoreUnavailableError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreUnavailableError';
    this.hint = hint;
  }
}
