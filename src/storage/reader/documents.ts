/** Documents, held and cited, with their publishers' reliability as judged by an instant. */
import type { Queryable } from '../database.ts';
import { utc } from './edge-source.ts';

export interface DocumentRow extends Record<string, unknown> {
  readonly id: string;
  readonly kind: 'report' | 'dataset' | 'starter';
  readonly held: boolean;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly url: string | null;
  readonly evidence_class: string;
  readonly reliability: string | null;
  readonly citation_name: string | null;
}

export interface WholeDocumentRow extends DocumentRow {
  readonly sha256: string | null;
  readonly media_type: string | null;
  readonly size_bytes: string | null;
  readonly authors: string[];
  readonly language: string | null;
  readonly url_key: string | null;
  readonly dataset: string | null;
  readonly release: string | null;
  readonly text: string | null;
  readonly landmarks: unknown[];
  readonly issues: { severity: 'error' | 'warning'; message: string; place?: string }[];
  readonly tlp: string;
  readonly recorded_at: string;
}

const REF = `d.id, d.kind, d.held, d.title, d.publisher, d.published, d.url, d.evidence_class, d.citation_name,
  (select j.decision ->> 'reliability' from judgement j where j.kind = 'source-reliability' and j.target in (d.id, d.publisher)
   and j.recorded_at <= coalesce($1::timestamptz, 'infinity') order by (j.target = d.id) desc, j.recorded_at desc, j.id desc limit 1) as reliability`;

export async function readDocuments(
  database: Queryable,
  ids: readonly string[],
  heldAt: string | null,
): Promise<Map<string, DocumentRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await database.query<DocumentRow>(`select ${REF} from document d where d.id = any($2)`, [
    heldAt,
    [...new Set(ids)],
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function readDocument(database: Queryable, id: string): Promise<WholeDocumentRow | undefined> {
  const { rows } = await database.query<WholeDocumentRow>(
    `select ${REF}, d.sha256, d.media_type, d.size_bytes, d.authors, d.language, d.url_key, d.dataset, d.release, d.text, d.landmarks, d.issues, d.tlp,
       ${utc('d.recorded_at')} as recorded_at
     from document d where d.id = $2`,
    [null, id],
  );
  return rows[0];
}

export async function listDocuments(
  database: Queryable,
  query: { kind?: string; held?: boolean; text?: string; after?: { recordedAt: string; id: string }; limit: number },
): Promise<(DocumentRow & { claims: number; recorded_at: string })[]> {
  const values: unknown[] = [null];
  const where = ['true'];
  const add = (value: unknown): string => {
    values.push(value);
    return `$${values.length}`;
  };
  if (query.kind !== undefined) where.push(`d.kind = ${add(query.kind)}`);
  if (query.held !== undefined) where.push(`d.held = ${add(query.held)}`);
  if (query.text !== undefined && query.text !== '') {
    const like = add(`%${query.text.replace(/[\\%_]/g, '\\$&')}%`);
    where.push(`(d.title ilike ${like} or d.publisher ilike ${like} or d.url ilike ${like})`);
  }
  if (query.after) {
    const at = add(query.after.recordedAt);
    where.push(`(d.recorded_at, d.id) < (${at}::timestamptz, ${add(query.after.id)})`);
  }
  const { rows } = await database.query<DocumentRow & { claims: number; recorded_at: string }>(
    `select ${REF}, ${utc('d.recorded_at')} as recorded_at,
       case when d.kind = 'report' then (select count(*)::int from claim c where c.document = d.id and c.via is null and c.withdrawn_at is null)
         + (select count(*)::int from claim c where c.cited = d.id and c.withdrawn_at is null)
       else coalesce((select (a.counts ->> 'newClaims')::int from arrival a where a.document = d.id order by a.recorded_at limit 1), 0) end as claims
     from document d where ${where.join(' and ')}
     order by d.recorded_at desc, d.id desc limit ${add(query.limit)}`,
    values,
  );
  return rows;
}

export async function readRetrievals(
  database: Queryable,
  document: string,
): Promise<{ location: string; at: string }[]> {
  const { rows } = await database.query<{ location: string; at: string }>(
    `select location, ${utc('recorded_at')} as at from retrieval where document = $1 order by recorded_at, location`,
    [document],
  );
  return rows;
}

/** Documents once found at the same address, oldest first. */
export async function readVersions(database: Queryable, urlKey: string): Promise<{ id: string; recordedAt: string }[]> {
  const { rows } = await database.query<{ id: string; recorded_at: string }>(
    `select id, ${utc('recorded_at')} as recorded_at from document where url_key = $1 and held order by recorded_at, id`,
    [urlKey],
  );
  return rows.map((row) => ({ id: row.id, recordedAt: row.recorded_at }));
}

export async function readExtraction(database: Queryable, document: string): Promise<unknown> {
  const { rows } = await database.query<{ result: unknown }>(
    'select result from extraction where document = $1 order by recorded_at desc limit 1',
    [document],
  );
  return rows[0]?.result;
}

/** Documents whose text or title holds the words, best first. */
export async function searchDocuments(
  database: Queryable,
  tsquery: string,
  limit: number,
): Promise<(DocumentRow & { text: string | null })[]> {
  const { rows } = await database.query<DocumentRow & { text: string | null }>(
    `select ${REF}, left(d.text, 200000) as text from derived.document_words w join document d on d.id = w.document
     where w.words @@ $2::tsquery order by ts_rank(w.words, $2::tsquery) desc, d.id limit $3`,
    [null, tsquery, limit],
  );
  return rows;
}

export interface SourceRow extends Record<string, unknown> {
  readonly publisher: string;
  readonly reliability: string | null;
  readonly reason: string | null;
  readonly judged_at: string | null;
  readonly classes: string[];
  readonly held: number;
  readonly cited: number;
  readonly claims: number;
  readonly first: string | null;
  readonly last: string | null;
}

/** Publishers with what we have of them; those with most claims first. */
export async function readSources(database: Queryable): Promise<SourceRow[]> {
  const { rows } = await database.query<SourceRow>(
    `with cited as (select cited as document, count(*)::int as claims from claim where cited is not null and withdrawn_at is null group by cited),
      own as (select document, count(*)::int as claims from claim where via is null and withdrawn_at is null group by document),
      published as (
        select d.*, coalesce(c.claims, 0) + coalesce(o.claims, 0) as claims
        from document d left join cited c on c.document = d.id left join own o on o.document = d.id where d.kind <> 'starter')
     select p.publisher, j.decision ->> 'reliability' as reliability, j.reason, ${utc('j.recorded_at')} as judged_at,
       array_agg(distinct p.evidence_class) as classes, count(*) filter (where p.held)::int as held,
       count(*) filter (where not p.held)::int as cited, sum(p.claims)::int as claims, min(p.published) as first, max(p.published) as last
     from published p
     left join lateral (select * from judgement j where j.kind = 'source-reliability' and j.target = p.publisher
       order by j.recorded_at desc, j.id desc limit 1) j on true
     where p.publisher <> ''
     group by p.publisher, j.decision, j.reason, j.recorded_at
     order by sum(p.claims) desc, p.publisher`,
  );
  return rows;
}
