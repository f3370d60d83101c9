/**
 * What a person decides: kept for good with author and reason, in force at once, undone only by a later judgement.
 *
 * Credibility 1 is computed from origins and cannot be typed.
 */

import { z } from 'zod';
import type { JudgementRequest, JudgementView } from '../api/contract/store.ts';
import type { Database } from '../storage/database.ts';
import { inTransaction } from '../storage/database.ts';
import { prepareStages } from '../storage/ground-writer.ts';
import { appendJudgement, publisherOrDocumentExists } from '../storage/judgements.ts';
import { refreshClaims } from '../storage/overlay.ts';
import { readArrivals } from '../storage/reader/arrivals.ts';
import { findClaim } from '../storage/reader/claims.ts';
import { UseCaseError } from './use-cases.ts';

const DECISIONS = {
  'claim-status': z.object({ status: z.enum(['reviewed', 'rejected', 'machine']) }),
  'claim-credibility': z.object({ credibility: z.number().int().min(2).max(6) }),
  'source-reliability': z.object({ reliability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']) }),
  'arrival-status': z.object({ status: z.enum(['new', 'triaged', 'closed']) }),
} as const;

export async function judge(
  database: Database,
  request: JudgementRequest & { author: string },
): Promise<JudgementView> {
  const decision = checkDecision(request);
  return database.withSession(async (session) => {
    await prepareStages(session);
    return inTransaction(session, async () => {
      await requireTarget(session, request);
      const judgement = await appendJudgement(session, { ...request, decision });
      if (request.kind === 'claim-status' || request.kind === 'claim-credibility')
        await refreshClaims(session, [request.target]);
      return judgement;
    });
  });
}

function checkDecision(request: JudgementRequest): Record<string, unknown> {
  const parsed = DECISIONS[request.kind].safeParse(request.decision);
  if (parsed.success) return parsed.data;
  if (request.kind === 'claim-credibility' && request.decision.credibility === 1) {
    throw new UseCaseError(
      'invalid',
      'Credibility 1 (“confirmed by other sources”) is computed from two independent origins held and is never typed.',
      {
        place: '/decision/credibility',
        hint: 'Judge 2 to 6; hold a second independent origin, and 1 appears by itself.',
      },
    );
  }
  const issue = parsed.error.issues[0]!;
  throw new UseCaseError('invalid', `The decision does not fit ${request.kind}: ${issue.message}.`, {
    place: `/decision/${issue.path.join('/')}`,
    hint: `It takes ${describe(request.kind)}.`,
  });
}

function describe(kind: JudgementRequest['kind']): string {
  if (kind === 'claim-status') return '{"status": "reviewed" | "rejected" | "machine"}';
  if (kind === 'claim-credibility') return '{"credibility": 2 to 6}';
  if (kind === 'source-reliability') return '{"reliability": "A" to "F"}';
  return '{"status": "new" | "triaged" | "closed"}';
}

async function requireTarget(session: Parameters<typeof findClaim>[0], request: JudgementRequest): Promise<void> {
  const { kind, target } = request;
  const exists =
    kind === 'source-reliability'
      ? await publisherOrDocumentExists(session, target)
      : kind === 'arrival-status'
        ? (await readArrivals(session, { id: target, limit: 1 })).length > 0
        : (await findClaim(session, target)) !== undefined;
  if (!exists) {
    throw new UseCaseError(
      'not-found',
      `There is no ${kind === 'source-reliability' ? 'publisher or document' : kind === 'arrival-status' ? 'arrival' : 'claim'} “${target}”.`,
      {
        place: '/target',
        hint: 'Copy the id from the statement, source or arrival that is judged.',
      },
    );
  }
}
