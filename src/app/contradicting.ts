/** Propositions held that contradict some claims, shown side by side with them. */
import type { Proposition } from '../api/contract/claims.ts';
import type { Resolver } from '../model/evidence/resolution.ts';
import type { Session } from '../storage/database.ts';
import { readContradicting } from '../storage/reader/contradictions.ts';
import { edgeSource } from '../storage/reader/edge-source.ts';
import { readPropositions } from '../storage/reader/propositions.ts';
import { viewKey, viewPropositions } from './entity-page.ts';
import type { DefiniteMoment } from './moments.ts';

export async function contradictingPropositions(
  session: Session,
  resolve: Resolver,
  claimIds: readonly string[],
  at: DefiniteMoment,
): Promise<Proposition[]> {
  const found: Proposition[] = [];
  for (const other of await readContradicting(session, claimIds, at.filter.heldAt)) {
    const source = await edgeSource(session, other.entity, at.instant, resolve);
    const rows = (
      await readPropositions(session, { source, moment: at.filter, propositions: [other.proposition] })
    ).filter((row) => row.direction === 'out');
    const { views } = await viewPropositions(session, { source, at, rows });
    for (const row of rows) {
      const view = views.get(viewKey(row));
      if (view) found.push(view);
    }
  }
  return found;
}
