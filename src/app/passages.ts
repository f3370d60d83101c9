/**
 * Finds the passages of cited claims in a text that has just become held, which turns a cited origin into a held one for those claims.
 *
 * The first and last words of a passage are compared as a browser compares a text fragment: case and white space folded, in this order.
 */
import { createHash } from 'node:crypto';
import type { Session } from '../storage/database.ts';
import { appendFindings, readClaimsCiting } from '../storage/findings.ts';
import { refreshClaims } from '../storage/overlay.ts';

/** A passage is not longer than this between its first and last words. */
const LONGEST_PASSAGE = 3000;

/** Inside the transaction that stored the document. Returns how many claims now rest on words we hold. */
export async function findPassages(
  session: Session,
  input: { document: string; text: string; cited: string; recordedAt: string },
): Promise<number> {
  const text = fold(input.text);
  const found = (await readClaimsCiting(session, input.cited)).filter((claim) =>
    holdsPassage(text, claim.start, claim.end),
  );
  await appendFindings(
    session,
    found.map((claim) => ({
      id: `finding:${createHash('sha256').update(`passage|${claim.id}|${input.document}`).digest('hex').slice(0, 32)}`,
      kind: 'passage',
      left: claim.id,
      right: input.document,
      relation: 'found-in',
      probability: 1,
      method: 'text-fragment',
      version: '1',
      signals: [{ name: 'fragment', detail: claim.end === null ? claim.start : `${claim.start} … ${claim.end}` }],
    })),
    input.recordedAt,
  );
  await refreshClaims(
    session,
    found.map((claim) => claim.id),
  );
  return found.length;
}

/** True when `start` stands in the folded text and `end` follows it within reach. */
export function holdsPassage(foldedText: string, start: string, end: string | null): boolean {
  const first = fold(start);
  for (let at = foldedText.indexOf(first); at >= 0; at = foldedText.indexOf(first, at + 1)) {
    if (end === null) return true;
    const last = foldedText.indexOf(fold(end), at + first.length);
    if (last >= 0 && last - at <= LONGEST_PASSAGE) return true;
  }
  return false;
}

export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ');
}
