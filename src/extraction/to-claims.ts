/**
 * Turns what was read from a document into referents and claims for the store.
 *
 * A mention of a known entity stands for that entity; an unknown name becomes a referent of this document alone, so nothing is merged by
 * spelling. Invariants: every claim has status `machine` and a text span whose quote is in the document; subject and object differ;
 * every referent that a claim names and that is not an entity's is among the referents.
 */
import { nameKey } from '../language/name-key.ts';
import type { ClaimDraft, ClaimObject, Referent } from '../model/evidence/claim.ts';
import type { EvidenceClass, TextSpan } from '../model/evidence/document.ts';
import type { ExtractedClaim, Extraction, Mention } from '../model/evidence/extraction.ts';
import { type DocumentId, type ReferentId, referentId } from '../model/evidence/identifiers.ts';
import { isPartialDate, type PartialDate } from '../model/evidence/time.ts';
import { PROSE_PATTERNS_VERSION } from './extract-document.ts';

export interface ClaimSource {
  readonly document: DocumentId;
  readonly text: string;
  readonly publishedAt?: PartialDate;
  readonly evidenceClass?: EvidenceClass;
}

export interface ClaimsOfDocument {
  readonly referents: readonly Referent[];
  readonly claims: readonly ClaimDraft[];
}

export function toClaims(extraction: Extraction, source: ClaimSource): ClaimsOfDocument {
  const referents = new Map<ReferentId, Referent>();
  const claims: ClaimDraft[] = [];
  const mentions = new MentionIndex(extraction.mentions);
  for (const claim of extraction.claims) {
    const subject = referentOf(claim.subject, claim, mentions, source.document);
    if (subject === undefined) continue;
    const object = objectOf(claim, mentions, source.document);
    if (object.object.type === 'referent' && object.object.referent === subject.id) continue;
    for (const referent of [subject.referent, object.referent])
      if (referent !== undefined) referents.set(referent.id, referent);
    claims.push(draft(claim, subject.id, object.object, source));
  }
  return { referents: [...referents.values()], claims };
}

/** Predicates whose object is words and never a thing. */
const VALUE_PREDICATES: ReadonlySet<string> = new Set(['charged-with', 'case-status', 'states']);

interface ResolvedName {
  readonly id: ReferentId;
  /** Absent for an entity of the store, which has its referents already. */
  readonly referent?: Referent;
}

function objectOf(
  claim: ExtractedClaim,
  mentions: MentionIndex,
  document: DocumentId,
): { object: ClaimObject; referent?: Referent } {
  const name = VALUE_PREDICATES.has(claim.predicate) ? undefined : referentOf(claim.object, claim, mentions, document);
  if (name === undefined) return { object: { type: 'value', value: claim.object } };
  return {
    object: { type: 'referent', referent: name.id },
    ...(name.referent === undefined ? {} : { referent: name.referent }),
  };
}

function referentOf(
  name: string,
  claim: ExtractedClaim,
  mentions: MentionIndex,
  document: DocumentId,
): ResolvedName | undefined {
  if (/^CVE-\d{4}-\d{4,7}$/i.test(name))
    return own(referentId('cve', name.toUpperCase()), 'vulnerability', name.toUpperCase());
  if (/^T\d{4}(?:\.\d{3})?$/.test(name)) return own(referentId('attack', name), 'attack-pattern', name);
  const mention = mentions.within(claim.start, claim.end, name);
  if (mention === undefined) return undefined;
  // The id of an entity is that of its oldest referent.
  if (mention.entityId !== null) return { id: mention.entityId as ReferentId };
  return own(referentId('name', `${document}/${nameKey(name)}`), mention.type, name);
}

function own(id: ReferentId, type: Referent['type'], label: string): ResolvedName {
  return { id, referent: { id, type, label } };
}

function draft(claim: ExtractedClaim, subject: ReferentId, object: ClaimObject, source: ClaimSource): ClaimDraft {
  const from = claim.time?.from ?? undefined;
  const to = claim.time?.to ?? undefined;
  const published =
    source.publishedAt !== undefined && isPartialDate(source.publishedAt) ? source.publishedAt : undefined;
  return {
    kind: claim.kind,
    subject,
    predicate: claim.predicate,
    object,
    document: source.document,
    span: spanOf(source.text, claim.start, claim.end),
    obtained: { how: 'pattern', version: PROSE_PATTERNS_VERSION },
    status: 'machine',
    ...(claim.qualifiers === undefined ? {} : { qualifiers: claim.qualifiers }),
    ...(claim.negated ? { negated: true } : {}),
    ...(claim.speaker === null ? {} : { speaker: claim.speaker }),
    ...(claim.hedges.length === 0 ? {} : { hedges: claim.hedges }),
    ...(source.evidenceClass === undefined ? {} : { evidenceClass: source.evidenceClass }),
    ...(from === undefined && to === undefined
      ? {}
      : { valid: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } }),
    ...(published === undefined ? {} : { published }),
  };
}

/** Code units kept on either side of a quote. */
const CONTEXT = 32;

/** A span with its surroundings, none of which cuts a surrogate pair. */
export function spanOf(text: string, start: number, end: number): TextSpan {
  let from = Math.max(0, start - CONTEXT);
  let to = Math.min(text.length, end + CONTEXT);
  if (isLowSurrogate(text, from)) from++;
  if (isLowSurrogate(text, to)) to--;
  const prefix = text.slice(Math.min(from, start), start);
  const suffix = text.slice(end, Math.max(to, end));
  return {
    type: 'text',
    start,
    end,
    quote: text.slice(start, end),
    ...(prefix === '' ? {} : { prefix }),
    ...(suffix === '' ? {} : { suffix }),
  };
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Mentions in order, searched by place. */
class MentionIndex {
  readonly #mentions: readonly Mention[];

  constructor(mentions: readonly Mention[]) {
    this.#mentions = mentions;
  }

  /** The first mention in the range whose words are these. */
  within(start: number, end: number, name: string): Mention | undefined {
    let low = 0;
    let high = this.#mentions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#mentions[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < this.#mentions.length && this.#mentions[i]!.start < end; i++) {
      if (this.#mentions[i]!.quote.replace(/\s+/g, ' ') === name) return this.#mentions[i];
    }
    return undefined;
  }
}
