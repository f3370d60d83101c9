/** What a person decides, sent to be kept. Nothing is deleted: undoing is another judgement. */
import { postJson } from './client.ts';
import type { JudgementRequest, JudgementView, Reliability } from './contract.ts';

/** `machine` puts a claim back among those that wait for review. */
export type ClaimVerdict = 'reviewed' | 'rejected' | 'machine';

export function judgeClaim(claimId: string, status: ClaimVerdict, reason = ''): Promise<JudgementView> {
  return judge({ kind: 'claim-status', target: claimId, decision: { status }, reason });
}

export function judgeSource(publisher: string, reliability: Reliability, reason: string): Promise<JudgementView> {
  return judge({ kind: 'source-reliability', target: publisher, decision: { reliability }, reason });
}

export function judgeArrival(arrivalId: string, status: 'new' | 'triaged' | 'closed'): Promise<JudgementView> {
  return judge({ kind: 'arrival-status', target: arrivalId, decision: { status }, reason: '' });
}

function judge(request: JudgementRequest): Promise<JudgementView> {
  return postJson<JudgementView>('/judgements', request);
}
