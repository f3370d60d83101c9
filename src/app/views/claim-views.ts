/** Claims and propositions as people see them: in a sentence, with source, grade and citation. */
import type { ClaimObjectView, ClaimView, Proposition } from '../../api/contract/claims.ts';
import type { DocumentRef, EntityRef, Grade } from '../../api/contract/common.ts';
import { type JudgedCredibility, type SourceReliability, shownCredibility } from '../../model/admiralty/admiralty.ts';
import { textFragmentAddress } from '../../model/evidence/citation-address.ts';
import type { ClaimKind, ClaimStatus, EntityType } from '../../model/evidence/claim.ts';
import type { EvidenceClass } from '../../model/evidence/document.ts';
import { sentence } from '../../model/evidence/predicates.ts';
import type { TlpLevel } from '../../model/tlp/tlp.ts';
import type { Session } from '../../storage/database.ts';
import type { ClaimRow } from '../../storage/reader/claims.ts';
import { readClaimJudgements } from '../../storage/reader/claims.ts';
import type { DocumentRow } from '../../storage/reader/documents.ts';
import { readDocuments } from '../../storage/reader/documents.ts';
import { type EntityRow, readEntities } from '../../storage/reader/entities.ts';
import type { PropositionRow } from '../../storage/reader/propositions.ts';
import { supportOf } from './support.ts';

/** Everything a set of claims refers to, fetched at once. */
export interface ClaimContext {
  readonly entities: ReadonlyMap<string, EntityRow>;
  readonly documents: ReadonlyMap<string, DocumentRow>;
  readonly judgements: ReadonlyMap<string, { status?: string; credibility?: number }>;
}

export async function claimContext(
  session: Session,
  claims: readonly ClaimRow[],
  heldAt: string,
): Promise<ClaimContext> {
  const entities = await readEntities(
    session,
    claims.flatMap((claim) => [claim.subject, ...(claim.object_referent === null ? [] : [claim.object_referent])]),
  );
  const documents = await readDocuments(
    session,
    claims.flatMap((claim) => [claim.document, claim.origin, ...(claim.cited === null ? [] : [claim.cited])]),
    heldAt,
  );
  const judgements = await readClaimJudgements(
    session,
    claims.map((claim) => claim.id),
    heldAt,
  );
  return { entities, documents, judgements };
}

export function entityRef(entities: ReadonlyMap<string, EntityRow>, id: string): EntityRef {
  const row = entities.get(id);
  return row ? { id: row.id, label: row.label, type: row.type as EntityType } : { id, label: id, type: 'other' };
}

export function documentRef(row: DocumentRow): DocumentRef {
  return {
    id: row.id,
    title: row.title ?? row.citation_name,
    publisher: row.publisher,
    publishedAt: row.published,
    url: row.url,
    held: row.held,
    kind: row.kind,
    evidenceClass: row.evidence_class as EvidenceClass,
    reliability: (row.reliability ?? 'F') as SourceReliability,
  };
}

/** A document that a row names and the store does not have: only in a store that was cut down by hand. */
function documentRefOf(documents: ReadonlyMap<string, DocumentRow>, id: string): DocumentRef {
  const row = documents.get(id);
  if (row) return documentRef(row);
  return {
    id,
    title: null,
    publisher: null,
    publishedAt: null,
    url: null,
    held: false,
    kind: 'report',
    evidenceClass: 'unstated',
    reliability: 'F',
  };
}

export function claimObject(claim: ClaimRow, context: ClaimContext): ClaimObjectView {
  if (claim.object_referent !== null)
    return { type: 'entity', entity: entityRef(context.entities, claim.object_referent) };
  return claim.object_value === null ? { type: 'not-stated' } : { type: 'value', value: claim.object_value };
}

export function claimSentence(claim: ClaimRow, context: ClaimContext): string {
  const object = claimObject(claim, context);
  return sentence({
    subject: entityRef(context.entities, claim.subject).label,
    predicate: claim.predicate,
    object: object.type === 'entity' ? object.entity.label : object.type === 'value' ? object.value : undefined,
    negated: claim.negated,
    qualifiers: claim.qualifiers ?? {},
  });
}

export function claimView(
  claim: ClaimRow,
  context: ClaimContext,
  edge: { status?: string; originHeld?: boolean } = {},
): ClaimView {
  const document = documentRefOf(context.documents, claim.document);
  const cited = claim.cited === null ? null : documentRefOf(context.documents, claim.cited);
  const judged = context.judgements.get(claim.id);
  const source = cited ?? document;
  const originRow = context.documents.get(claim.origin);
  const grade: Grade = {
    sourceReliability: source.reliability,
    informationCredibility: shownCredibility(judged?.credibility as JudgedCredibility | undefined, 0),
  };
  const view = {
    id: claim.id,
    kind: claim.kind as ClaimKind,
    predicate: claim.predicate,
    sentence: claimSentence(claim, context),
    subject: entityRef(context.entities, claim.subject),
    object: claimObject(claim, context),
    negated: claim.negated,
    qualifiers: claim.qualifiers ?? {},
    quote: claim.quote,
    statement: claim.span.type === 'cited' ? (claim.span.statement ?? null) : null,
    context: { before: claim.span.prefix ?? '', after: claim.span.suffix ?? '' },
    span: spanView(claim, cited),
    document,
    cited,
    via: claim.via,
    speaker: claim.speaker,
    hedges: (claim.hedges ?? []).map((hedge) => hedge.text),
    basis: claim.basis as ClaimView['basis'],
    evidenceClass: claim.evidence_class as EvidenceClass,
    valid: { from: claim.valid_from, to: claim.valid_to },
    published: claim.published,
    recordedAt: claim.recorded_at,
    withdrawnAt: claim.withdrawn_at,
    obtained: { how: claim.how as ClaimView['obtained']['how'], version: claim.version },
    status: (edge.status ?? judged?.status ?? claim.status) as ClaimStatus,
    tlp: claim.tlp as TlpLevel,
    author: claim.author,
    grade,
    origin: {
      id: claim.origin,
      name: originRow ? originName(originRow) : claim.origin.replace(/^dataset:/, ''),
      url: originRow?.url ?? null,
      published: originRow?.published ?? claim.published,
      held: edge.originHeld ?? claim.origin_held,
    },
  };
  return { ...view, citation: citation(view) };
}

function originName(row: DocumentRow): string {
  return (
    [row.publisher, row.title ?? row.citation_name ?? row.url].filter((part) => part !== null).join(': ') || row.id
  );
}

function spanView(claim: ClaimRow, cited: DocumentRef | null): ClaimView['span'] {
  const { span } = claim;
  if (span.type === 'text') return { type: 'text', start: span.start ?? 0, end: span.end ?? 0 };
  if (span.type === 'data') return { type: 'data', pointer: span.pointer ?? '' };
  return {
    type: 'cited',
    place: span.place ?? '',
    address: cited?.url ? textFragmentAddress(cited.url, span.fragment) : null,
  };
}

/** Quote or statement, source, date, place and address: ready to paste. */
function citation(view: Omit<ClaimView, 'citation'>): string {
  const source = view.cited ?? view.document;
  const words = view.quote !== null ? `“${view.quote.trim()}”` : (view.statement ?? view.sentence);
  const place =
    view.span.type === 'cited'
      ? view.span.place
      : view.span.type === 'data'
        ? view.span.pointer
        : `characters ${view.span.start}–${view.span.end}`;
  const relay =
    view.cited !== null && view.document.kind === 'dataset'
      ? `, relayed by ${view.document.title ?? view.via ?? 'a data set'}`
      : '';
  const parts = [
    source.publisher,
    source.title === null ? null : `“${source.title}”`,
    source.publishedAt,
    place,
  ].filter((part) => part !== null && part !== '');
  const address = view.span.type === 'cited' && view.span.address !== null ? view.span.address : source.url;
  return `${words} — ${parts.join(', ')}${relay}${address === null ? '' : `, ${address}`}`;
}

/** A proposition from its counted row and the claims behind it that were fetched. */
export function propositionView(row: PropositionRow, claims: readonly ClaimRow[], context: ClaimContext): Proposition {
  const first = claims[0]!;
  const support = supportOf(row);
  const counted = claims.filter((claim) => (context.judgements.get(claim.id)?.status ?? claim.status) !== 'machine');
  const sources = (counted.length > 0 ? counted : claims).map(
    (claim) => context.documents.get(claim.cited ?? claim.document)?.reliability ?? 'F',
  );
  const credibilities = claims
    .map((claim) => context.judgements.get(claim.id)?.credibility)
    .filter((value): value is JudgedCredibility => value !== undefined)
    .sort((a, b) => a - b);
  return {
    id: row.proposition,
    kind: row.kind as ClaimKind,
    predicate: row.predicate,
    sentence: claimSentence(first, context),
    subject: entityRef(context.entities, first.subject),
    object: claimObject(first, context),
    direction: row.direction,
    negated: row.negated,
    qualifiers: first.qualifiers ?? {},
    hedges: [...new Set(claims.flatMap((claim) => (claim.hedges ?? []).map((hedge) => hedge.text)))],
    support,
    grade: {
      sourceReliability: sources.sort()[0] as SourceReliability,
      informationCredibility: shownCredibility(credibilities[0], support.low >= 2 ? support.originsHeld : 0),
    },
    evidenceClasses: row.evidence_classes as EvidenceClass[],
    status: row.counted === 0 ? 'machine' : row.structured ? 'structured' : 'reviewed',
    valid: {
      from: earliest(claims.map((claim) => claim.valid_from)),
      to: latest(claims.map((claim) => claim.valid_to)),
    },
    ended: row.ended,
    ...publishedSpan(row, claims),
    claimCount: row.claims,
  };
}

/** With the precision that the sources give, where all claims are at hand; else as days. */
function publishedSpan(
  row: PropositionRow,
  claims: readonly ClaimRow[],
): Pick<Proposition, 'firstPublished' | 'lastPublished'> {
  const dates = claims.map((claim) => claim.published).filter((date) => date !== null);
  // A claim without a date was known when it was received, which is no date of publication.
  if (claims.length === row.claims && dates.length === 0) return { firstPublished: null, lastPublished: null };
  if (claims.length < row.claims || dates.length < claims.length) {
    return { firstPublished: row.first_published, lastPublished: row.last_published };
  }
  const sorted = dates.sort();
  return { firstPublished: sorted[0]!, lastPublished: sorted.at(-1)! };
}

function earliest(dates: readonly (string | null)[]): string | null {
  return dates.filter((date) => date !== null).sort()[0] ?? null;
}

function latest(dates: readonly (string | null)[]): string | null {
  // A claim that names no end leaves the end open.
  return dates.includes(null)
    ? null
    : (dates
        .filter((date) => date !== null)
        .sort()
        .at(-1) ?? null);
}
