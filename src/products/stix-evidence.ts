/**
 * Evidence in our STIX extension: what STIX has no property for. docs/stix-extension.md is its schema for readers.
 *
 * Invariant: native grades stay two fields (Admiralty A–F and 1–6); the number STIX wants is computed beside them and never read back.
 */
import type { ReleasedClaim, ReleasedDocument, ReleasedStatement } from './released.ts';
import { addressOf, placeOf, sourceOf } from './released.ts';

type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };
export type JsonRecord = Readonly<Record<string, JsonValue | undefined>>;

/** One claim, in snake_case as STIX names its properties. */
export function claimEvidence(claim: ReleasedClaim): JsonRecord {
  const { span, speaker } = claim;
  return {
    id: claim.id,
    kind: claim.kind,
    predicate: claim.predicate,
    ...(claim.quote !== null && { quote: claim.quote }),
    ...(claim.statement !== null && { statement: claim.statement }),
    place:
      span.type === 'text'
        ? { type: 'text', start: span.start ?? 0, end: span.end ?? 0 }
        : { type: span.type, place: placeOf(claim) },
    source: documentEvidence(sourceOf(claim)),
    ...(claim.cited !== null && { relayed_by: documentEvidence(claim.document) }),
    ...(claim.via !== null && { via: claim.via }),
    ...(speaker && { speaker: { name: speaker.name, named: speaker.named, chain: speaker.chain } }),
    ...(claim.hedges.length > 0 && { hedges: claim.hedges }),
    basis: claim.basis,
    evidence_class: claim.evidenceClass,
    ...(claim.valid.from !== null && { valid_from: claim.valid.from }),
    ...(claim.valid.to !== null && { valid_to: claim.valid.to }),
    ...(claim.published !== null && { published: claim.published }),
    recorded: claim.recordedAt,
    ...(Object.keys(claim.qualifiers).length > 0 && { qualifiers: claim.qualifiers }),
    ...(claim.negated && { negated: true }),
    obtained: { how: claim.obtained.how, version: claim.obtained.version },
    status: claim.status,
    source_reliability: sourceOf(claim).reliability,
    ...(claim.credibility !== null && { information_credibility: String(claim.credibility) }),
    origin: { id: claim.origin.id, held: claim.origin.held },
  };
}

/** Counts of the statement, over what this audience may see. */
export function supportEvidence(statement: ReleasedStatement): JsonRecord {
  const { support, grade } = statement;
  return {
    reports_held: support.reportsHeld,
    reports_cited: support.reportsCited,
    origins_held: support.originsHeld,
    origins_cited: support.originsCited,
    origins_low: support.low,
    origins_high: support.high,
    effective_origins: support.effective,
    contested: support.contested,
    unreviewed: support.unreviewed,
    source_reliability: grade.sourceReliability,
    information_credibility: String(grade.informationCredibility),
  };
}

/** `external_references`: each source once, with the places in it. STIX 2.1, section 2.5. */
export function externalReferences(claims: readonly ReleasedClaim[]): JsonRecord[] {
  const found = new Map<string, { claim: ReleasedClaim; places: Set<string> }>();
  for (const claim of claims) {
    const source = sourceOf(claim);
    const known = found.get(source.id) ?? { claim, places: new Set<string>() };
    const place = placeOf(claim);
    if (place !== '') known.places.add(place);
    found.set(source.id, known);
  }
  return [...found.values()].map(({ claim, places }) => {
    const source = sourceOf(claim);
    const url = addressOf(claim);
    const description = [source.title, source.published, [...places].join('; ')]
      .filter((part) => part !== null && part !== '')
      .join(', ');
    return {
      source_name: source.publisher ?? source.title ?? source.id,
      ...(description !== '' && { description }),
      ...(url !== null && { url }),
      // STIX asks for one of description, url and external_id.
      ...(description === '' && url === null && { external_id: source.id }),
    };
  });
}

function documentEvidence(document: ReleasedDocument): JsonRecord {
  return {
    id: document.id,
    held: document.held,
    evidence_class: document.evidenceClass,
    ...(document.title !== null && { title: document.title }),
    ...(document.publisher !== null && { publisher: document.publisher }),
    ...(document.published !== null && { published: document.published }),
    ...(document.url !== null && { url: document.url }),
  };
}
