/**
 * Reads what `selectRelease` selected, piece by piece, so that a store of a million objects leaves in bounded memory.
 *
 * Invariant: reads only the temporary tables of the release and what they name; order is fixed, so the same store gives the same pieces.
 */
import type { Session } from './database.ts';
import { utc } from './reader/edge-source.ts';

export interface ReleasedRow extends Record<string, unknown> {
  readonly key: string;
  readonly raw: string;
  readonly level: number;
}

/** A thing that no STIX object stands for, and what is known of it apart from what it does. */
export interface ReleasedThingRow extends Record<string, unknown> {
  readonly grp: string;
  readonly label: string;
  readonly type: string;
  readonly referents: string[];
  readonly first_recorded: string;
  readonly last_recorded: string;
  readonly first_published: string | null;
  /** Mildest level of what speaks of it: enough to know that it is. */
  readonly level: number;
  readonly others: { grp: string; type: string; stix_key: string | null; country: string | null }[];
}

export interface ReleasedDocumentColumns {
  readonly id: string;
  readonly kind: 'report' | 'dataset' | 'starter';
  readonly held: boolean;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly url: string | null;
  readonly evidence_class: string;
  readonly reliability: string | null;
}

export interface ReleasedClaimRow extends Record<string, unknown> {
  readonly id: string;
  readonly kind: string;
  readonly predicate: string;
  readonly subject_grp: string;
  readonly subject_label: string;
  readonly subject_type: string;
  readonly subject_stix: string | null;
  readonly object_grp: string | null;
  readonly object_label: string | null;
  readonly object_type: string | null;
  readonly object_stix: string | null;
  readonly object_value: string | null;
  readonly negated: boolean;
  readonly qualifiers: Record<string, string> | null;
  readonly span: {
    type: 'text' | 'data' | 'cited';
    start?: number;
    end?: number;
    pointer?: string;
    place?: string;
    fragment?: { start: string; end?: string };
    statement?: string;
  };
  readonly quote: string | null;
  readonly via: string | null;
  readonly speaker: { name: string; named: boolean; chain: string[] } | null;
  readonly hedges: { text: string }[] | null;
  readonly basis: string;
  readonly evidence_class: string;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly published: string | null;
  readonly recorded_at: string;
  readonly how: string;
  readonly version: string;
  readonly status: string;
  readonly held: boolean;
  readonly level: number;
  /** Terms of use that go out themselves. */
  readonly statements: string[];
  readonly origin: string;
  readonly report: string | null;
  readonly credibility: number | null;
  readonly contested: boolean;
  readonly row_key: string | null;
  readonly document: ReleasedDocumentColumns;
  readonly cited: ReleasedDocumentColumns | null;
}

const FETCH = 500;

/** STIX objects exactly as they came, by id. */
export async function* readReleasedRows(session: Session): AsyncIterable<readonly ReleasedRow[]> {
  yield* pages<ReleasedRow>(
    session,
    `select rr.key, r.raw, rr.level from release_row rr
     join source_row r on r.key = rr.key and r.dataset = rr.dataset and r.recorded_at = rr.recorded_at where rr.stix order by rr.key`,
  );
}

/** Which of some ids are among the objects that go out as they came. */
export async function releasedRowKeys(session: Session, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await session.query<{ key: string }>('select key from release_row where stix and key = any($1)', [
    keys,
  ]);
  return new Set(rows.map((row) => row.key));
}

/** Ends of claims that no STIX object stands for. */
export async function* readReleasedThings(session: Session): AsyncIterable<readonly ReleasedThingRow[]> {
  await session.client.query(`create temporary table release_end on commit drop as
    select r.grp, c.subject, c.id, c.recorded_at, c.level, o.grp as other
    from release_claim c join release_referent r on r.referent = c.subject left join release_referent o on o.referent = c.object_referent
    where c.row_key is null
    union all
    select o.grp, c.subject, c.id, c.recorded_at, c.level, r.grp
    from release_claim c join release_referent r on r.referent = c.subject join release_referent o on o.referent = c.object_referent
    where c.row_key is null`);
  await session.client.query('create index on release_end (grp); analyze release_end');
  yield* pages<ReleasedThingRow>(
    session,
    `select g.grp, g.label, g.type,
       array(select r.referent from release_referent r where r.grp = g.grp order by r.referent) as referents,
       ${utc('min(e.recorded_at)')} as first_recorded, ${utc('max(e.recorded_at)')} as last_recorded,
       min(c.published) as first_published, min(e.level)::int as level,
       coalesce((select jsonb_agg(jsonb_build_object('grp', og.grp, 'type', og.type, 'stix_key', og.stix_key, 'country',
           (select substr(n.referent, 9) from release_referent n where n.grp = og.grp and n.referent like 'country:%' limit 1)) order by og.grp)
         from (select distinct x.other from release_end x where x.grp = g.grp and x.other is not null and x.other <> g.grp) x
         join release_group og on og.grp = x.other), '[]') as others
     from release_group g join release_end e on e.grp = g.grp
     join claim c on c.subject = e.subject and c.id = e.id and c.recorded_at = e.recorded_at
     where g.stix_key is null group by g.grp, g.label, g.type order by g.grp`,
  );
}

/** Names and descriptions of some things. */
export async function readDescriptions(
  session: Session,
  groups: readonly string[],
): Promise<readonly ReleasedClaimRow[]> {
  const { rows } = await session.query<ReleasedClaimRow>(
    `${CLAIMS} where sr.grp = any($1) and rc.row_key is null and ${DESCRIBES} order by sr.grp, c.published nulls last, c.id`,
    [groups],
  );
  return rows;
}

/**
 * Claims of which each group of rows that say the same comes together. `describing`: with names and descriptions of things that no STIX object
 * stands for, which otherwise are part of the thing. `fromStix`: with those that a STIX object states.
 */
export async function* readReleasedClaims(
  session: Session,
  options: { describing: boolean; fromStix: boolean },
): AsyncIterable<readonly ReleasedClaimRow[]> {
  const where = ['rc.selected'];
  if (!options.describing) where.push(`not (sg.stix_key is null and ${DESCRIBES})`);
  if (!options.fromStix) where.push('rc.row_key is null');
  yield* pages<ReleasedClaimRow>(
    session,
    `${CLAIMS} where ${where.join(' and ')}
     order by sr.grp, c.predicate, oref.grp nulls last, c.object_value collate "C" nulls first, c.negated,
       ${STATEMENT_QUALIFIERS.map((name) => `coalesce(c.qualifiers ->> '${name}', '') collate "C"`).join(', ')},
       (rc.status = 'machine'), rc.held desc, c.published nulls last, c.id`,
  );
}

/** Qualifiers that make a different statement; the same as in the derivation of propositions. */
export const STATEMENT_QUALIFIERS = ['title', 'line', 'role', 'status'] as const;

export interface ReleaseTotals extends Record<string, unknown> {
  readonly claims: number;
  /** Claims that no STIX object states. */
  readonly ownClaims: number;
  readonly rows: number;
  /** Levels of those claims, as positions from 1. */
  readonly levels: number[];
}

export async function readReleaseTotals(session: Session): Promise<ReleaseTotals> {
  const { rows } = await session.query<ReleaseTotals>(
    `select (select count(distinct id)::int from release_claim where selected) as claims,
       (select count(distinct id)::int from release_claim where row_key is null and selected) as "ownClaims",
       (select count(*)::int from release_row where stix) as rows,
       array(select distinct level from release_claim where row_key is null order by level) as levels`,
  );
  return rows[0]!;
}

/** What the audience may call a thing. */
export async function readReleasedGroup(
  session: Session,
  entity: string,
): Promise<{ grp: string; label: string; type: string; stix_key: string | null } | undefined> {
  const { rows } = await session.query<{ grp: string; label: string; type: string; stix_key: string | null }>(
    `select g.* from release_group g where g.grp = $1 or g.grp in (
       select r.grp from release_referent r left join derived.member m on m.referent = r.referent where coalesce(m.entity, r.referent) = $1)
     order by g.grp = $1 desc, g.grp limit 1`,
    [entity],
  );
  return rows[0];
}

/** STIX marking definitions held, with their text. */
export async function readMarkingDefinitions(session: Session): Promise<{ key: string; raw: string }[]> {
  const { rows } = await session.query<{ key: string; raw: string }>(
    "select key, raw from source_row where key like 'marking-definition--%' and withdrawn_at is null order by recorded_at",
  );
  return rows;
}

/** Puts on record what leaves, inside the transaction that read it. Returns how many claims it carries. */
export async function recordDisclosure(
  session: Session,
  disclosure: {
    id: string;
    format: string;
    audience: string;
    tlp: string;
    about: string | null;
    author: string;
    sha256: string;
    selectedOnly: boolean;
  },
): Promise<number> {
  const { rows } = await session.query<{ count: number }>(
    `with given as (
       insert into disclosed_claim select distinct $1, id from release_claim where selected or not $8::boolean returning claim_id
     ), noted as (
       insert into disclosure (id, format, audience, tlp, about, author, claim_count, sha256, recorded_at)
       select $1, $2, $3, $4, $5, $6, count(*), $7, clock_timestamp() from given returning claim_count
     ) select claim_count as count from noted`,
    [
      disclosure.id,
      disclosure.format,
      disclosure.audience,
      disclosure.tlp,
      disclosure.about,
      disclosure.author,
      disclosure.sha256,
      disclosure.selectedOnly,
    ],
  );
  return rows[0]!.count;
}

const DESCRIBES = "(c.kind = 'name' or c.predicate = 'description') and c.object_value is not null and not c.negated";

const document = (alias: string): string =>
  `jsonb_build_object('id', ${alias}.id, 'kind', ${alias}.kind, 'held', ${alias}.held, 'title', coalesce(${alias}.title, ${alias}.citation_name),
    'publisher', ${alias}.publisher, 'published', ${alias}.published, 'url', ${alias}.url, 'evidence_class', ${alias}.evidence_class,
    'reliability', (select j.decision ->> 'reliability' from judgement j where j.kind = 'source-reliability' and j.target in (${alias}.id, ${alias}.publisher)
      order by (j.target = ${alias}.id) desc, j.recorded_at desc, j.id desc limit 1))`;

const CLAIMS = `
select c.id, c.kind, c.predicate, sr.grp as subject_grp, sg.label as subject_label, sg.type as subject_type, sg.stix_key as subject_stix,
  oref.grp as object_grp, og.label as object_label, og.type as object_type, og.stix_key as object_stix, c.object_value, c.negated, c.qualifiers,
  c.span, c.quote, c.via, c.speaker, c.hedges, c.basis, c.evidence_class, c.valid_from, c.valid_to, c.published, ${utc('c.recorded_at')} as recorded_at,
  c.how, c.version, rc.status, rc.held, rc.level, c.origin,
  case when c.statements is null then '{}' else array(select key from release_row where stix and key = any(c.statements) order by key) end as statements, c.report, rc.row_key,
  (select (j.decision ->> 'credibility')::int from judgement j where j.kind = 'claim-credibility' and j.target = c.id
   order by j.recorded_at desc, j.id desc limit 1) as credibility,
  exists (select 1 from finding f join release_claim x on x.id = f.right_id where f.kind = 'contradiction' and f.withdrawn_at is null and f.left_id = c.id)
    or exists (select 1 from finding f join release_claim x on x.id = f.left_id where f.kind = 'contradiction' and f.withdrawn_at is null and f.right_id = c.id)
    as contested,
  ${document('d')} as document, case when s.id is not null then ${document('s')} end as cited
from release_claim rc
join claim c on c.subject = rc.subject and c.id = rc.id and c.recorded_at = rc.recorded_at
join release_referent sr on sr.referent = c.subject join release_group sg on sg.grp = sr.grp
left join release_referent oref on oref.referent = c.object_referent left join release_group og on og.grp = oref.grp
left join document d on d.id = c.document
left join document s on s.id = c.cited`;

async function* pages<T extends Record<string, unknown>>(session: Session, sql: string): AsyncIterable<readonly T[]> {
  const name = `release_${Math.random().toString(36).slice(2)}`;
  await session.query(`declare ${name} no scroll cursor for ${sql}`);
  for (;;) {
    const { rows } = await session.query<T>(`fetch ${FETCH} from ${name}`);
    if (rows.length === 0) break;
    yield rows;
  }
  await session.query(`close ${name}`);
}
