/** Edges of the ecosystem map: structure, roles, contracts and public attributions, at a moment. */
import type { Session } from '../database.ts';
import type { MomentFilter } from './propositions.ts';
import { momentConditions } from './propositions.ts';

export interface MapEdgeRow extends Record<string, unknown> {
  readonly proposition: string;
  readonly entity: string;
  readonly other: string | null;
  readonly predicate: string;
  readonly kind: string;
  readonly reports_held: number;
  readonly reports_cited: number;
  readonly origins_held: number;
  readonly origins: number;
  readonly unreviewed: number;
  readonly counted: number;
  readonly contested: boolean;
  readonly structured: boolean;
  readonly evidence_classes: string[];
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly claim_subject: string;
  readonly claim_id: string;
}

const COUNTED = "status in ('reviewed', 'structured')";

export async function readMapEdges(
  session: Session,
  query: {
    moment: MomentFilter;
    predicates: readonly string[];
    types: readonly string[];
    evidenceClasses?: readonly string[];
    about?: string;
    includeMachine: boolean;
    limit: number;
  },
): Promise<MapEdgeRow[]> {
  const values: unknown[] = [];
  const where = momentConditions(query.moment, values);
  const add = (value: unknown): string => {
    values.push(value);
    return `$${values.length}`;
  };
  where.push(
    "direction = 'out'",
    'not negated',
    "kind in ('organisation-structure', 'contractor-relation', 'person-role', 'campaign', 'indictment')",
    `predicate = any(${add(query.predicates)})`,
    query.includeMachine ? "status <> 'rejected'" : COUNTED,
  );
  if (query.evidenceClasses !== undefined) where.push(`evidence_class = any(${add(query.evidenceClasses)})`);
  if (query.about !== undefined) {
    const about = add(query.about);
    where.push(`(entity = ${about} or entity in (select n.other from derived.edge n where n.entity = ${about} and n.other is not null)
      or other = ${about})`);
  }
  const types = add(query.types);
  const { rows } = await session.query<MapEdgeRow>(
    `select x.* from (
       select proposition, entity, other, predicate, kind,
         count(distinct report) filter (where ${COUNTED} and origin_held)::int as reports_held,
         count(distinct report) filter (where ${COUNTED} and not origin_held)::int as reports_cited,
         count(distinct origin) filter (where ${COUNTED} and origin_held)::int as origins_held,
         count(distinct origin) filter (where ${COUNTED})::int as origins,
         count(distinct claim_id) filter (where status = 'machine')::int as unreviewed,
         count(distinct claim_id) filter (where ${COUNTED})::int as counted,
         bool_or(contested) as contested, bool_or(status = 'structured') as structured, array_agg(distinct evidence_class) as evidence_classes,
         min(valid_from)::text as valid_from, case when bool_and(valid_to is not null) then max(valid_to)::text end as valid_to,
         (array_agg(claim_subject order by published, claim_id))[1] as claim_subject,
         (array_agg(claim_id order by published, claim_id))[1] as claim_id
       from derived.edge where ${where.join(' and ')}
       group by proposition, entity, other, predicate, kind
     ) x
     join derived.entity s on s.id = x.entity and s.type = any(${types})
     left join derived.entity o on o.id = x.other
     where x.other is null or o.type = any(${types})
     order by x.origins desc, x.proposition limit ${add(query.limit)}`,
    values,
  );
  return rows;
}
