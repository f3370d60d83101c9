/**
 * Support on the wire from counted rows.
 *
 * Until derivations between its documents are determined, the origins of a proposition may all be one: the range says so, and
 * credibility 1 is refused. What narrows the range is a verdict, not a number of documents.
 */
import type { Support } from '../../api/contract/common.ts';
import { DEPENDENCE, effectiveOrigins } from '../../model/evidence/dependence.ts';

export interface CountedRow {
  readonly reports_held: number;
  readonly reports_cited: number;
  readonly origins_held: number;
  readonly origins: number;
  readonly contested: boolean;
  readonly unreviewed: number;
}

export function supportOf(row: CountedRow): Support {
  const high = row.origins;
  return {
    reportsHeld: row.reports_held,
    reportsCited: row.reports_cited,
    originsHeld: row.origins_held,
    originsCited: row.origins - row.origins_held,
    low: Math.min(1, high),
    high,
    effective: Math.round(effectiveOrigins(high, DEPENDENCE.sharedExpert) * 100) / 100,
    contested: row.contested,
    unreviewed: row.unreviewed,
  };
}

export const NO_SUPPORT: Support = supportOf({
  reports_held: 0,
  reports_cited: 0,
  origins_held: 0,
  origins: 0,
  contested: false,
  unreviewed: 0,
});
