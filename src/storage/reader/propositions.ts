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
  readonly first_published: string;
  readonly last_published: string;
  readonly claim_subject: string;
  readonly claim_id: string;
}

export interface PropositionQuery {
  readonly source: EdgeSource;
  readonly moment: MomentFilter;
  readonly kind?: string | undefined;
  readonly propositions?: readonly string[] | undefined;
  readonly includeMachine?: boolean | undefined;
}

const COUNTED = "status in ('reviewed', 'structured')";

/** A proposition by which claims are grouped, before its support is counted. */
export interface PropositionKey extends Record<string, unknown> {
  readonly proposition: string;
  readonly direction: 'out' | 'in';
  readonly kind: string;
  /** Propositions of this kind at the moment. */
  readonly total: number;
  readonly dated: boolean;
  readonly claims: number;
}

/**
 * Which propositions of an entity to count: the first `perKind` of each kind by their number of claims, and the first `dated` of those that
 * say when. Counting origins for all of ten thousand would cost more than a page may.
 */
export async function readPropositionKeys(
  session: Session,
  query: PropositionQuery & { perKind: number; dated: number },
): Promise<PropositionKey[]> {
  const values: unknown[] = [];
  const where = conditions(query, values);
  values.push(query.perKind, query.dated);
  const { rows } = await session.query<PropositionKey>(
    `with g as materialized (
       select proposition, direction, kind, count(*)::int as claims, sum((${COUNTED})::int) as counted, max(published) as published,
         bool_or(valid_from is not null or valid_to is not null) as dated
       from ${query.source.table} where ${where.join(' and ')}
       group by proposition, direction, kind),
     kinds as (select kind, count(*)::int as total from g group by kind)
     select f.proposition, f.direction, k.kind, k.total, f.dated, f.claims, f.place from kinds k cross join lateral (
       select *, row_number() over (order by counted desc, claims desc, published desc, proposition, direction) as place from g
       where g.kind = k.kind order by counted desc, claims desc, published desc, proposition, direction
       limit case k.kind when 'name' then greatest(200, $${values.length - 1}::int) else $${values.length - 1}::int end) f
     union
     select d.proposition, d.direction, k.kind, k.total, d.dated, d.claims, null from (
       select * from g where dated and kind not in ('name', 'record')
       order by counted desc, published desc, proposition, direction limit $${values.length}::int) d join kinds k on k.kind = d.kind
     order by kind, place`,
    values,
  );
  return rows;
}

/** All propositions that match with their support, best supported first within their kind. */
export async function readPropositions(session: Session, query: PropositionQuery): Promise<PropositionRow[]> {
  const values: unknown[] = [];
  const where = conditions(query, values);
  const { rows } = await session.query<PropositionRow>(
    `select proposition, direction, kind, predicate, other, negated,
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
      min(published)::text as first_published,
      max(published)::text as last_published,
      (array_agg(claim_subject order by (status = 'machine'), origin_held desc, published, claim_id))[1] as claim_subject,
      (array_agg(claim_id order by (status = 'machine'), origin_held desc, published, claim_id))[1] as claim_id
    from ${query.source.table} where ${where.join(' and ')}
    group by proposition, direction, kind, predicate, other, negated
    order by kind, count(distinct origin) filter (where ${COUNTED} and origin_held) desc,
      count(distinct origin) filter (where ${COUNTED}) desc, count(distinct claim_id) desc, max(published) desc, predicate, proposition`,
    values,
  );
  return rows;
}

/** Support of everything that stands behind an entity at a moment, as one row. */
export async function readTotalSupport(session: Session, query: PropositionQuery): Promise<TotalRow> {
  const values: unknown[] = [];
  const where = conditions(query, values);
  const { rows } = await session.query<TotalRow>(
    `with c as materialized (
       select report, origin, bool_or(origin_held) filter (where ${COUNTED}) as held,
         count(*) filter (where not twice) as claims, count(*) filter (where status = 'machine' and not twice) as unreviewed,
         bool_or(contested) as contested
       from (
         select report, origin, origin_held, status, contested, (direction = 'in' and other = entity) as twice
         from ${query.source.table} where ${where.join(' and ')}) e
       group by report, origin),
     origins as (select bool_or(held) as held from c where held is not null group by origin),
     reports as (select bool_or(held) as held from c where held is not null and report is not null group by report)
     select coalesce(sum(claims), 0)::int as claims, coalesce(sum(unreviewed), 0)::int as unreviewed,
       (select count(*)::int from reports where held) as reports_held,
       (select count(*)::int from reports where not held) as reports_cited,
       (select count(*)::int from origins where held) as origins_held,
       (select count(*)::int from origins) as origins,
       coalesce(bool_or(contested), false) as contested
     from c`,
    values,
  );
  return rows[0]!;
}

export interface TotalRow extends Record<string, unknown> {
  readonly claims: number;
  readonly unreviewed: number;
  readonly reports_held: number;
  readonly reports_cited: number;
  readonly origins_held: number;
  readonly origins: number;
  readonly contested: boolean;
}

function conditions(query: PropositionQuery, values: unknown[]): string[] {
  const add = (value: unknown): string => {
    values.push(value);
    return `$${values.length}`;
  };
  // What rules out most rows comes first: the database checks conditions of equal cost in this order.
  const where = [
    `entity = ${add(query.source.entity)}`,
    ...momentConditions(query.moment, values),
    "status <> 'rejected'",
  ];
  if (query.kind !== undefined) where.push(`kind = ${add(query.kind)}`);
  if (query.propositions !== undefined) where.push(`proposition = any(${add(query.propositions)})`);
  if (query.includeMachine === false) where.push(COUNTED);
  return where;
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
