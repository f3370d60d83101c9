/**
 * The id of a claim: a hash of what identifies it.
 *
 * Imported rows are keyed by data set, the row's own key (STIX id, modified time, citation) and what is said; claims from prose by document,
 * place and what is said. Times of recording, authors, markings and review never enter, so the same claim read again is the same claim.
 */
import { shortHash } from '../hash.ts';
import type { ClaimDraft } from './claim.ts';
import type { ClaimId } from './identifiers.ts';

export function claimId(draft: ClaimDraft): ClaimId {
  const { object, span } = draft;
  const objectKey =
    object.type === 'referent' ? `r:${object.referent}` : object.type === 'value' ? `v:${object.value}` : 'not-stated';
  const place =
    draft.via !== undefined && draft.sourceKey !== undefined
      ? `${draft.via}|${draft.sourceKey}`
      : `${draft.document}|${span.type === 'text' ? `${span.start}-${span.end}` : span.type === 'data' ? span.pointer : span.place}`;
  const parts = [
    place,
    draft.subject,
    draft.predicate,
    objectKey,
    draft.negated === true ? 'not' : '',
    draft.cited ?? '',
    qualifierKey(draft.qualifiers),
    draft.valid?.from ?? '',
    draft.valid?.to ?? '',
  ];
  return `claim:${shortHash(parts.join('\u001f'))}` as ClaimId;
}

function qualifierKey(qualifiers: ClaimDraft['qualifiers']): string {
  if (!qualifiers) return '';
  return Object.keys(qualifiers)
    .sort()
    .map((name) => `${name}=${qualifiers[name]}`)
    .join('\u001e');
}
