/** Findings, and the candidates for them that the database finds best. */
import type { Finding } from '../model/evidence/finding.ts';
import type { Session } from './database.ts';
import { jsonText } from './json-text.ts';

export type NewFinding = Omit<Finding, 'recordedAt'>;

/** Appends; a finding that is held stays as it is. */
export async function appendFindings(
  session: Session,
  findings: readonly NewFinding[],
  recordedAt: string,
): Promise<void> {
  for (const finding of findings) {
    await session.query(
      `insert into finding (id, kind, left_id, right_id, relation, probability, method, version, signals, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::timestamptz) on conflict (id) do nothing`,
      [
        finding.id,
        finding.kind,
        finding.left,
        finding.right,
        finding.relation,
        finding.probability,
        finding.method,
        finding.version,
        jsonText(finding.signals),
        recordedAt,
      ],
    );
  }
}

export interface ContradictionCandidate extends Record<string, unknown> {
  readonly left: string;
  readonly right: string;
  readonly predicate: string;
  readonly rule: 'negation' | 'value' | 'office';
}

/** Pairs of held claims, one of `claimIds` in each, that cannot both be so. `singleHolder` is a pattern over titles. */
export async function readContradictionCandidates(
  session: Session,
  claimIds: readonly string[],
  rules: { singleValued: readonly string[]; singleHolder: string },
): Promise<ContradictionCandidate[]> {
  const mine = `mine as (select distinct e.* from claim c left join derived.member m on m.referent = c.subject
      join derived.edge e on e.entity = coalesce(m.entity, c.subject) and e.claim_id = c.id and e.direction = 'out' and e.withdrawn_at is null
      where c.id = any($1) and e.status <> 'rejected')`;
  const { rows } = await session.query<ContradictionCandidate>(
    `with ${mine}
     select mine.claim_id as left, e.claim_id as right, e.predicate, 'negation' as rule
     from mine join derived.edge e on e.entity = mine.entity and e.direction = 'out' and e.predicate = mine.predicate
       and e.other = mine.other and e.negated <> mine.negated and e.withdrawn_at is null and e.status <> 'rejected'
     union
     select mine.claim_id, e.claim_id, e.predicate, 'value'
     from mine join derived.edge e on e.entity = mine.entity and e.direction = 'out' and e.predicate = mine.predicate
       and e.proposition <> mine.proposition and not e.negated and not mine.negated and e.withdrawn_at is null and e.status <> 'rejected'
     where mine.predicate = any($2)
     union
     select mine.claim_id, e.claim_id, e.predicate, 'office'
     from mine join derived.edge e on e.entity = mine.other and e.direction = 'in' and e.predicate = mine.predicate and e.other <> mine.entity
       and e.withdrawn_at is null and e.status <> 'rejected' and not e.negated and not mine.negated
       and e.valid_from is not null and mine.valid_from is not null
       and e.valid_from < coalesce(mine.valid_to, e.valid_from) and mine.valid_from < coalesce(e.valid_to, mine.valid_from)
     join claim a on a.subject = mine.claim_subject and a.id = mine.claim_id and a.withdrawn_at is null
     join claim b on b.subject = e.claim_subject and b.id = e.claim_id and b.withdrawn_at is null
     where mine.predicate = 'holds-office' and a.qualifiers ->> 'title' = b.qualifiers ->> 'title' and a.qualifiers ->> 'title' ~* $3`,
    [claimIds, rules.singleValued, rules.singleHolder],
  );
  return rows;
}

export interface CitedClaim extends Record<string, unknown> {
  readonly id: string;
  readonly start: string;
  readonly end: string | null;
}

/** Claims that point into a cited document by its first and last words, and whose words were not found in a held text yet. */
export async function readClaimsCiting(session: Session, cited: string): Promise<CitedClaim[]> {
  const { rows } = await session.query<CitedClaim>(
    `select c.id, c.span -> 'fragment' ->> 'start' as start, c.span -> 'fragment' ->> 'end' as end from claim c
     left join derived.claim_overlay o on o.claim_id = c.id
     where c.cited = $1 and c.withdrawn_at is null and c.span ->> 'type' = 'cited' and c.span -> 'fragment' ->> 'start' is not null and o.passage is null`,
    [cited],
  );
  return rows;
}
