/** Machine claims that wait for a person; repeats of one statement are one item and share one decision. */
import type { Proposition } from '../api/contract/claims.ts';
import type { Resolver } from '../model/evidence/resolution.ts';
import type { Database } from '../storage/database.ts';
import { readReviewQueue } from '../storage/reader/arrivals.ts';
import { edgeSource, readState } from '../storage/reader/edge-source.ts';
import { readPropositions } from '../storage/reader/propositions.ts';
import { viewKey, viewPropositions } from './entity-page.ts';
import { definiteMoment } from './moments.ts';

export async function readReview(
  deps: { database: Database; resolve: Resolver },
  request: { cursor?: string; limit?: number },
): Promise<{ items: Proposition[]; total: number; nextCursor: string | null }> {
  return readState(deps.database, async (session) => {
    const offset = Math.max(0, Number(request.cursor ?? 0) || 0);
    const limit = request.limit ?? 20;
    const queue = await readReviewQueue(session, { offset, limit });
    const at = await definiteMoment(session, {});
    const items: Proposition[] = [];
    for (const waiting of queue.items) {
      const source = await edgeSource(session, waiting.entity, at.instant, deps.resolve);
      const rows = (
        await readPropositions(session, { source, moment: at.filter, propositions: [waiting.proposition] })
      ).filter((row) => row.direction === 'out');
      const { views } = await viewPropositions(session, { source, at, rows });
      for (const row of rows) {
        const view = views.get(viewKey(row));
        if (view) items.push(view);
      }
    }
    return { items, total: queue.total, nextCursor: offset + limit < queue.total ? String(offset + limit) : null };
  });
}
