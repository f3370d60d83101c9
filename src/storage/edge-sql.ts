/**
 * How claims become edges: the one statement that incremental derivation and full rebuild share, which is why the two are equal.
 *
 * An edge row exists for each end of each claim. Dates take the widest reading of their precision for validity (first day of `from`, last
 * day of `to`) and the latest for publication, so that nothing is said to have been known before it surely was.
 */

/** What the statement reads: tables, temporary tables or common table expressions with the columns of the ones they stand for. */
export interface EdgeInputs {
  readonly claim: string;
  readonly member: string;
  readonly overlay: string;
  /** May use the alias `c` for the claim, and `ms.entity`, `mo.entity`. */
  readonly where?: string;
}

export const EDGE_COLUMNS =
  'entity, proposition, claim_id, recorded_at, direction, other, withdrawn_at, claim_subject, kind, predicate, negated, valid_from, valid_to, published, status, report, origin, origin_held, contested, evidence_class, tlp';

/** `insert … select` of the edges of `claim` rows into the derived state of `schema`. */
export function insertEdges(schema: string, claim: string, where = 'true'): string {
  const inputs = { claim, member: `${schema}.member`, overlay: `${schema}.claim_overlay`, where };
  return `insert into ${schema}.edge (${EDGE_COLUMNS}) ${selectEdges(inputs)}`;
}

/** The edges of `claim` rows: one for each end. */
export function selectEdges(inputs: EdgeInputs): string {
  return `
select case d.direction when 'out' then m.subject_entity else m.object_entity end as entity, m.proposition, m.id as claim_id, m.recorded_at,
  d.direction, case d.direction when 'out' then m.object_entity else m.subject_entity end as other, m.withdrawn_at, m.subject as claim_subject,
  m.kind, m.predicate, m.negated, m.valid_from_day as valid_from, m.valid_to_day as valid_to, m.published_day as published, m.status, m.report,
  m.origin, m.origin_held, m.contested, m.evidence_class, m.tlp
from (
  select c.id, c.recorded_at, c.withdrawn_at, c.subject, c.kind, c.predicate, c.negated, c.report, c.origin, c.evidence_class, c.tlp,
    coalesce(ms.entity, c.subject) as subject_entity,
    coalesce(mo.entity, c.object_referent) as object_entity,
    ${propositionExpression()} as proposition,
    ${earliestDay('c.valid_from')} as valid_from_day,
    ${latestDay('c.valid_to')} as valid_to_day,
    least(coalesce(${latestDay('c.published')}, (c.recorded_at at time zone 'UTC')::date), (c.recorded_at at time zone 'UTC')::date) as published_day,
    coalesce(o.status, c.status) as status,
    c.origin_held or o.passage is not null as origin_held,
    coalesce(o.contested, false) as contested
  from ${inputs.claim} c
  left join ${inputs.member} ms on ms.referent = c.subject
  left join ${inputs.member} mo on mo.referent = c.object_referent
  left join ${inputs.overlay} o on o.claim_id = c.id
  where ${inputs.where ?? 'true'}
) m
cross join (values ('out'), ('in')) as d (direction)
where d.direction = 'out' or m.object_entity is not null`;
}

/** Claims that say the same share it. Title, line, role and status make a different statement; who says it and when do not. */
function propositionExpression(): string {
  const parts = [
    'coalesce(ms.entity, c.subject)',
    'c.kind',
    'c.predicate',
    "case when c.object_referent is not null then 'r' || coalesce(mo.entity, c.object_referent) when c.object_value is not null then 'v' || c.object_value else 'n' end",
    "case when c.negated then 'not' else '' end",
    ...['title', 'line', 'role', 'status'].map((name) => `coalesce(c.qualifiers ->> '${name}', '')`),
  ];
  return `md5(concat_ws(chr(31), ${parts.join(', ')}))`;
}

function earliestDay(column: string): string {
  return `case length(${column}) when 4 then (${column} || '-01-01')::date when 7 then (${column} || '-01')::date when 10 then ${column}::date end`;
}

function latestDay(column: string): string {
  return `case length(${column}) when 4 then (${column} || '-12-31')::date when 7 then ((${column} || '-01')::date + interval '1 month' - interval '1 day')::date when 10 then ${column}::date end`;
}
