/**
 * Who is behind a claim, before derivations between documents are known.
 *
 * Rules (design, "The one idea"): a claim that relays a cited report has that report as its origin, cited until its text is held and the
 * words are found in it; a data-set row that cites nothing has the data set's author; a claim read from a held report has that report,
 * named by its address so that the same report cited elsewhere is the same origin.
 */
import { citedDocumentId } from '../model/evidence/citation.ts';
import type { ClaimDraft } from '../model/evidence/claim.ts';
import type { SaidBy } from '../model/evidence/ground.ts';

export function saidBy(draft: ClaimDraft, carrier: { kind: 'report' | 'dataset' | 'starter'; url?: string }): SaidBy {
  if (draft.cited !== undefined) return { report: draft.cited, origin: draft.cited, held: false };
  if (carrier.kind === 'report') {
    const report = carrier.url === undefined ? draft.document : citedDocumentId({ url: carrier.url });
    return { report, origin: report, held: true };
  }
  return { origin: `dataset:${draft.via ?? draft.document}`, held: false };
}
