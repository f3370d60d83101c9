// PLACEHOLDER so that others compile; its author overwrites it.
import type { Resolver } from '../model/evidence/resolution.ts';
import type { Database } from '../storage/database.ts';
import type { EntityRow } from '../storage/reader/entities.ts';
import type { ExportRequest, ExportResult } from './use-cases.ts';
export async function exportClaims(
  _deps: { database: Database; resolve: Resolver; findEntity: (name: string) => Promise<EntityRow>; clock: () => Date },
  _request: ExportRequest,
): Promise<ExportResult> {
  throw new Error('not written yet');
}
