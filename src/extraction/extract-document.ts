/**
 * Reads a document's text: mentions, indicators, techniques, claims and cues of provenance.
 *
 * The public face of extraction from prose. Invariants: `text.slice(start, end) === quote` for all that is located, in UTF-16 code units;
 * the same input gives the same result; work is linear in the text, whatever the text is.
 */
import { sentences } from '../language/sentences.ts';
import type { ExtractedClaim, Extraction, Mention } from '../model/evidence/extraction.ts';
import type { AliasMatcher } from './prose/alias-matcher.ts';
import { readClaims } from './prose/claims.ts';
import { findIndicators } from './prose/indicators.ts';
import { findProvenance } from './prose/provenance.ts';
import { findTechniques, type TechniqueNames } from './prose/techniques.ts';

export interface DocumentInput {
  readonly text: string;
  /** BCP 47; each sentence is read in the language of its own script, so this is a hint only. */
  readonly language?: string;
  /** ISO date; relative times need it. */
  readonly publishedAt?: string;
  readonly publisher?: string;
}

/** Version of the method: part of how a claim was obtained, so that a result can be replayed. */
export const PROSE_PATTERNS_VERSION = 'prose-patterns/1';

export function extractDocument(
  input: DocumentInput,
  matcher: AliasMatcher,
  techniqueNames?: TechniqueNames,
): Extraction {
  const { text } = input;
  const spans = sentences(text);
  const known: Mention[] = matcher
    .find(text)
    .map(({ type, name, entityId, start, end, quote }) => ({ type, name, entityId, start, end, quote }));
  const read = readClaims(text, spans, known, input.publishedAt);
  return {
    mentions: [...known, ...read.mentions].sort((a, b) => a.start - b.start || a.end - b.end),
    indicators: findIndicators(text),
    techniques: findTechniques(text, techniqueNames),
    claims: read.claims.map((claim) => withoutOwnVoice(claim, input.publisher)),
    provenance: findProvenance(text, spans),
  };
}

/** A publisher that names itself ("Amber Labs said") speaks in its own voice. */
function withoutOwnVoice(claim: ExtractedClaim, publisher: string | undefined): ExtractedClaim {
  return publisher !== undefined &&
    claim.speaker !== null &&
    claim.speaker.chain.length === 1 &&
    claim.speaker.name.toLowerCase() === publisher.toLowerCase()
    ? { ...claim, speaker: null }
    : claim;
}
