/** Whole claims, with the documents, speakers and judgements that a person needs to defend them. */
import type { Session } from '../database.ts';
import type { EdgeSource } from './edge-source.ts';
import { utc } from './edge-source.ts';
import type { MomentFilter } from './propositions.ts';
import { momentConditions } from './propositions.ts';

export interface ClaimRow extends Record<string, unknown> {
  readonly id: string;
  readonly subject: string;
  readonly kind: string;
  readonly predicate: string;
  readonly object_referent: string | null;
  readonly object_value: string | null;
  readonly negated: boolean;
  readonly qualifiers: Record<string, string> | null;
  readonly document: string;
  readonly span: {
    type: 'text' | 'data' | 'cited';
    start?: number;
    end?: number;
    prefix?: string;
    suffix?: string;
    pointer?: string;
    place?: string;
    fragment?: { start: string; end?: string };
    statement?: string;
  };
  readonly quote: string | null;
  readonly cited: string | null;
  readonly via: string | null;
  readonly source_key: string | null;
  readonly report: string | null;
  readonly origin: string;
  readonly origin_held: boolean;
  readonly speaker: { name: string; named: boolean; chain: string[] } | null;
  readonly hedges: { text: string }[] | null;
  readonly basis: string;
  readonly evidence_class: string;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly published: string | null;
  readonly how: string;
  readonly version: string;
  readonly status: string;
  readonly tlp: string;
  readonly author: string;
  readonly recorded_at: string;
  readonly withdrawn_at: string | null;
}

const COLUMNS = `c.id, c.subject, c.kind, c.predicate, c.object_referent, c.object_value, c.negated, c.qualifiers, c.document, c.span, c.quote,
  c.cited, c.via, c.source_key, c.report, c.origin, c.origin_held, c.speaker, c.hedges, c.basis, c.evidence_class, c.valid_from, c.valid_to,
  c.published, c.how, c.version, c.status, c.tlp, c.author, ${utc('c.recorded_at')} as recorded_at, ${utc('c.withdrawn_at')} as withdrawn_at`;

/** One row for each (subject, id); the holding period that was open at the instant. */
export async function readClaims(
  session: Session,
  refs: readonly { subject: string; id: string }[],
  heldAt: string,
): Promise<Map<string, ClaimRow>> {
  if (refs.length === 0) return new Map();
  const { rows } = await session.query<ClaimRow>(
    `select distinct on (c.id) ${COLUMNS} from unnest($1::text[], $2::text[]) as u (subject, id)
     join claim c on c.subject = u.subject and c.id = u.id
     where c.recorded_at <= $3::timestamptz
     order by c.id, c.recorded_at desc`,
    [refs.map((ref) => ref.subject), refs.map((ref) => ref.id), heldAt],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface EdgeOfClaim extends Record<string, unknown> {
  readonly claim_id: string;
  readonly claim_subject: string;
  readonly proposition: string;
  readonly direction: 'out' | 'in';
  readonly status: string;
  readonly origin_held: boolean;
  readonly contested: boolean;
  readonly published: string;
}

/** The claims behind some propositions of an entity, at most `perProposition` of each; reviewed and held ones first. */
export async function readEdgesOfPropositions(
  session: Session,
  query: {
    source: EdgeSource;
    moment: MomentFilter;
    propositions: readonly string[];
    perProposition: number;
    offset?: number;
  },
): Promise<EdgeOfClaim[]> {
  if (query.propositions.length === 0) return [];
  const values: unknown[] = [];
  const where = momentConditions(query.moment, values);
  values.push(query.source.entity, query.propositions, query.offset ?? 0, (query.offset ?? 0) + query.perProposition);
  const n = values.length;
  const { rows } = await session.query<EdgeOfClaim>(
    `select claim_id, claim_subject, proposition, direction, status, origin_held, contested, published::text from (
       select *, row_number() over (partition by proposition, direction order by (status = 'machine'), origin_held desc, published, claim_id) as place
       from ${query.source.table} where ${where.join(' and ')} and entity = $${n - 3} and proposition = any($${n - 2}) and status <> 'rejected'
     ) ranked where place > $${n - 1} and place <= $${n} order by proposition, place`,
    values,
  );
  return rows;
}

/** Claims read from the prose of a document, in the order of the text; rejected ones too, so that they can be taken back. */
export async function readClaimsOfDocument(session: Session, document: string, heldAt: string): Promise<ClaimRow[]> {
  const { rows } = await session.query<ClaimRow>(
    `select ${COLUMNS} from claim c where c.document = $1 and c.via is null
       and c.recorded_at <= $2::timestamptz and (c.withdrawn_at is null or c.withdrawn_at > $2::timestamptz)
     order by (c.span ->> 'start')::int, c.id`,
    [document, heldAt],
  );
  return rows;
}

/** The claim with this id, by itself. */
export async function findClaim(session: Session, id: string): Promise<ClaimRow | undefined> {
  const { rows } = await session.query<ClaimRow>(
    `select ${COLUMNS} from claim c where c.id = $1 order by c.recorded_at desc limit 1`,
    [id],
  );
  return rows[0];
}

/** What people decided of some claims by an instant. */
export async function readClaimJudgements(
  session: Session,
  claimIds: readonly string[],
  heldAt: string,
): Promise<Map<string, { status?: string; credibility?: number }>> {
  const { rows } = await session.query<{
    target: string;
    kind: string;
    decision: { status?: string; credibility?: number };
  }>(
    `select distinct on (target, kind) target, kind, decision from judgement
     where kind in ('claim-status', 'claim-credibility') and target = any($1) and recorded_at <= $2::timestamptz
     order by target, kind, recorded_at desc, id desc`,
    [claimIds, heldAt],
  );
  const found = new Map<string, { status?: string; credibility?: number }>();
  for (const row of rows) found.set(row.target, { ...found.get(row.target), ...row.decision });
  return found;
}

/** Where the evidence of some claims opens: their subject's entity and their proposition. */
export async function readStatementRefs(
  session: Session,
  claimIds: readonly string[],
): Promise<{ claim_id: string; claim_subject: string; entity: string; proposition: string }[]> {
  const { rows } = await session.query<{
    claim_id: string;
    claim_subject: string;
    entity: string;
    proposition: string;
  }>(
    `select distinct on (e.claim_id) e.claim_id, e.claim_subject, e.entity, e.proposition
     from claim c left join derived.member m on m.referent = c.subject
     join derived.edge e on e.entity = coalesce(m.entity, c.subject) and e.claim_id = c.id and e.direction = 'out'
     where c.id = any($1) order by e.claim_id, e.recorded_at desc`,
    [[...new Set(claimIds)]],
  );
  return rows;
}
