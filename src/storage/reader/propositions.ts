/**
 * Propositions of an entity at a moment: claims that say the same, with what stands behind them.
 *
 * Support counts reviewed claims and structured rows; machine claims are counted apart and never add an origin.
 */
import type { Session } from '../database.ts';
import type { EdgeSource } from './edge-source.ts';

export interface MomentFilter {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly heldAt: string;
}

export interface PropositionRow extends Record<string, unknown> {
  readonly proposition: string;
  readonly direction: 'out' | 'in';
  readonly kind: string;
  readonly predicate: string;
  readonly other: string | null;
  readonly negated: boolean;
  readonly claims: number;
  readonly counted: number;
  readonly unreviewed: number;
  readonly reports_held: number;
  readonly reports_cited: number;
  readonly origins_held: number;
  readonly origins: number;
  readonly contested: boolean;
  readonly structured: boolean;
  readonly evidence_classes: string[];
  readonly valid_to: string | null;
  readonly ended: boolean;
  /** Some claim says when. */
  readonly dated: boolean;
  readonly first_published: string;
  readonly last_published: string;
  readonly claim_subject: string;
  readonly claim_id: string;
}

export interface PropositionQuery {
  readonly source: EdgeSource;
  readonly moment: MomentFilter;
  readonly kind?: string | undefined;
  readonly proposition?: string | undefined;
  readonly includeMachine?: boolean | undefined;
}

const COUNTED = "status in ('reviewed', 'structured')";

/** All propositions that match, best supported first within their kind. */
export async function readPropositions(session: Session, query: PropositionQuery): Promise<PropositionRow[]> {
  const values: unknown[] = [...query.source.values];
  const where = momentConditions(query.moment, values);
  values.push(query.source.entity);
  where.push(`entity = $${values.length}`, "status <> 'rejected'");
  if (query.kind !== undefined) {
    values.push(query.kind);
    where.push(`kind = $${values.length}`);
  }
  if (query.proposition !== undefined) {
    values.push(query.proposition);
    where.push(`proposition = $${values.length}`);
  }
  if (query.includeMachine === false) where.push(COUNTED);
  const { rows } = await session.query<PropositionRow>(
    `${query.source.prelude}select proposition, direction, kind, predicate, other, negated,
      count(distinct claim_id)::int as claims,
      count(distinct claim_id) filter (where ${COUNTED})::int as counted,
      count(distinct claim_id) filter (where status = 'machine')::int as unreviewed,
      count(distinct report) filter (where ${COUNTED} and origin_held)::int as reports_held,
      count(distinct report) filter (where ${COUNTED} and not origin_held)::int as reports_cited,
      count(distinct origin) filter (where ${COUNTED} and origin_held)::int as origins_held,
      count(distinct origin) filter (where ${COUNTED})::int as origins,
      bool_or(contested) as contested,
      bool_or(status = 'structured') as structured,
      array_agg(distinct evidence_class) as evidence_classes,
      max(valid_to)::text as valid_to,
      bool_and(coalesce(valid_to < current_date, false)) as ended,
      bool_or(valid_from is not null or valid_to is not null) as dated,
      min(published)::text as first_published,
      max(published)::text as last_published,
      (array_agg(claim_subject order by (status = 'machine'), origin_held desc, published, claim_id))[1] as claim_subject,
      (array_agg(claim_id order by (status = 'machine'), origin_held desc, published, claim_id))[1] as claim_id
    from ${query.source.table} where ${where.join(' and ')}
    group by proposition, direction, kind, predicate, other, negated
    order by kind, count(distinct origin) filter (where ${COUNTED} and origin_held) desc,
      count(distinct origin) filter (where ${COUNTED}) desc, predicate, max(published) desc, proposition`,
    values,
  );
  return rows;
}

/** Support of everything that stands behind an entity at a moment, as one row. */
export async function readTotalSupport(session: Session, query: PropositionQuery): Promise<PropositionRow | undefined> {
  const values: unknown[] = [...query.source.values];
  const where = momentConditions(query.moment, values);
  values.push(query.source.entity);
  where.push(`entity = $${values.length}`, "status <> 'rejected'");
  const { rows } = await session.query<PropositionRow>(
    `${query.source.prelude}select count(distinct claim_id)::int as claims,
      count(distinct claim_id) filter (where ${COUNTED})::int as counted,
      count(distinct claim_id) filter (where status = 'machine')::int as unreviewed,
      count(distinct report) filter (where ${COUNTED} and origin_held)::int as reports_held,
      count(distinct report) filter (where ${COUNTED} and not origin_held)::int as reports_cited,
      count(distinct origin) filter (where ${COUNTED} and origin_held)::int as origins_held,
      count(distinct origin) filter (where ${COUNTED})::int as origins,
      coalesce(bool_or(contested), false) as contested
    from ${query.source.table} where ${where.join(' and ')}`,
    values,
  );
  return rows[0];
}

/** The three times as conditions; appends their values. */
export function momentConditions(moment: MomentFilter, values: unknown[]): string[] {
  values.push(moment.heldAt);
  const conditions = [
    `recorded_at <= $${values.length}::timestamptz and (withdrawn_at is null or withdrawn_at > $${values.length}::timestamptz)`,
  ];
  if (moment.knownAt !== undefined) {
    values.push(moment.knownAt);
    conditions.push(`published <= $${values.length}::date`);
  }
  if (moment.asOf !== undefined) {
    values.push(moment.asOf);
    conditions.push(
      `(valid_from is null or valid_from <= $${values.length}::date) and (valid_to is null or valid_to >= $${values.length}::date)`,
    );
  }
  return conditions;
}
