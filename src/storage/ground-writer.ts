/**
 * Stores one batch of ground state and the derived state that follows from it, in one transaction.
 *
 * Invariants: what is already held is not stored again; every row of a batch carries the same recorded time; the store's clock is
 * advanced under a row lock that is kept until commit, so commits become visible in the order of their recorded times.
 */
import { randomUUID } from 'node:crypto';
import type { BatchResult, GroundBatch, NewClaim, NewDocument } from '../model/evidence/ground.ts';
import type { Resolver } from '../model/evidence/resolution.ts';
import type { CopyValue } from './copy-rows.ts';
import { copyRows } from './copy-rows.ts';
import type { Session } from './database.ts';
import { insertEdges } from './edge-sql.ts';
import { jsonText } from './json-text.ts';
import { appendSame, MEMBERSHIP_STAGES } from './membership.ts';

const DOCUMENT_COLUMNS = [
  'id',
  'kind',
  'held',
  'sha256',
  'media_type',
  'size_bytes',
  'title',
  'publisher',
  'authors',
  'published',
  'language',
  'url',
  'url_key',
  'evidence_class',
  'dataset',
  'release',
  'text',
  'landmarks',
  'links',
  'issues',
  'citation_name',
  'tlp',
  'misp_distribution',
  'sharing_group',
  'statements',
  'author',
] as const;
const CLAIM_COLUMNS = [
  'subject',
  'id',
  'kind',
  'predicate',
  'object_referent',
  'object_value',
  'negated',
  'qualifiers',
  'document',
  'span',
  'quote',
  'cited',
  'via',
  'source_key',
  'report',
  'origin',
  'origin_held',
  'speaker',
  'hedges',
  'basis',
  'evidence_class',
  'valid_from',
  'valid_to',
  'published',
  'how',
  'version',
  'status',
  'tlp',
  'misp_distribution',
  'sharing_group',
  'statements',
  'author',
] as const;
const ROW_COLUMNS = ['dataset', 'key', 'version', 'type', 'hash', 'pointer', 'document', 'raw', 'tlp'] as const;
const REFERENT_COLUMNS = ['id', 'type', 'source_type', 'label'] as const;
const NAME_COLUMNS = ['referent', 'key', 'name', 'predicate', 'grams'] as const;

const STAGES = `
create temporary table if not exists stage_document (like document) on commit delete rows;
create temporary table if not exists stage_referent (like referent) on commit delete rows;
create temporary table if not exists stage_claim (like claim) on commit delete rows;
create temporary table if not exists stage_claim_new (like claim) on commit delete rows;
create temporary table if not exists stage_row (like source_row) on commit delete rows;
create temporary table if not exists stage_name (referent text collate "C", key text collate "C", name text, predicate text, grams text[]) on commit delete rows;
alter table stage_document alter recorded_at drop not null;
alter table stage_referent alter recorded_at drop not null;
alter table stage_claim alter recorded_at drop not null;
alter table stage_row alter recorded_at drop not null;`;

/** Makes the temporary tables that batches are staged in. Once per connection, outside a transaction. */
export async function prepareStages(session: Session): Promise<void> {
  await session.client.query(STAGES + MEMBERSHIP_STAGES);
}

/** The recorded time of everything this transaction writes; later than that of everything committed before. RFC 3339, UTC, microseconds. */
export async function advanceClock(session: Session): Promise<string> {
  const { rows } = await session.query<{ at: string }>(
    `update store_clock set last_recorded_at = greatest(clock_timestamp(), last_recorded_at + interval '1 microsecond')
     where id = 1 returning to_char(last_recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
  );
  return rows[0]!.at;
}

/** Inside a transaction of a connection that `prepareStages` has seen. */
export async function writeBatch(session: Session, batch: GroundBatch, resolve: Resolver): Promise<BatchResult> {
  const recordedAt = await advanceClock(session);
  await stage(session, batch);
  await session.query(
    `insert into document (${DOCUMENT_COLUMNS.join(', ')}, recorded_at)
     select ${DOCUMENT_COLUMNS.join(', ')}, $1::timestamptz from (select distinct on (id) * from stage_document order by id) s
     on conflict (id) do nothing`,
    [recordedAt],
  );
  const referents = await session.query(
    `insert into referent (${REFERENT_COLUMNS.join(', ')}, recorded_at)
     select ${REFERENT_COLUMNS.join(', ')}, $1::timestamptz from (select distinct on (id) * from stage_referent order by id) s
     on conflict (id) do nothing`,
    [recordedAt],
  );
  await session.query(
    `insert into source_row (${ROW_COLUMNS.join(', ')}, recorded_at)
     select ${ROW_COLUMNS.join(', ')}, $1::timestamptz from stage_row`,
    [recordedAt],
  );
  await appendSame(session, batch.same, recordedAt, resolve);
  await session.query(
    `insert into derived.entity (id, type, label, recorded_at)
     select r.id, r.type, r.label, r.recorded_at from (select distinct id from stage_referent) s join referent r on r.id = s.id
     where not exists (select 1 from derived.member m where m.referent = r.id)
     on conflict (id) do nothing`,
  );
  const added = await session.query(
    `insert into stage_claim_new (${CLAIM_COLUMNS.join(', ')}, recorded_at)
     select ${CLAIM_COLUMNS.map((column) => `s.${column}`).join(', ')}, $1::timestamptz
     from (select distinct on (subject, id) * from stage_claim order by subject, id) s
     where not exists (select 1 from claim c where c.subject = s.subject and c.id = s.id and c.withdrawn_at is null)`,
    [recordedAt],
  );
  await session.query(
    `insert into claim (${CLAIM_COLUMNS.join(', ')}, recorded_at) select ${CLAIM_COLUMNS.join(', ')}, recorded_at from stage_claim_new`,
  );
  await session.query(insertEdges('derived', 'stage_claim_new'));
  const names = await session.query(
    `insert into derived.entity_name (entity, referent, key, name, predicate, grams)
     select coalesce(m.entity, s.referent), s.referent, s.key, s.name, s.predicate, s.grams
     from (select distinct on (referent, key, name, predicate) * from stage_name order by referent, key, name, predicate) s
     left join derived.member m on m.referent = s.referent
     where s.predicate <> 'label' or exists (select 1 from referent r where r.id = s.referent and r.label = s.name)
     on conflict (entity, referent, key, name, predicate) do nothing`,
  );
  return {
    recordedAt,
    claimsAdded: added.rowCount,
    claimsKnown: batch.claims.length - added.rowCount,
    referentsAdded: referents.rowCount,
    namesAdded: names.rowCount,
  };
}

async function stage(session: Session, batch: GroundBatch): Promise<void> {
  await copyAll(session, 'stage_document', DOCUMENT_COLUMNS, batch.documents, documentValues);
  await copyAll(session, 'stage_referent', REFERENT_COLUMNS, batch.referents, (r) => [
    r.id,
    r.type,
    r.sourceType,
    r.label,
  ]);
  await copyAll(session, 'stage_row', ROW_COLUMNS, batch.sourceRows, (r) => [
    r.dataset,
    r.key,
    r.version,
    r.type,
    r.hash,
    r.pointer,
    r.document,
    r.raw,
    r.tlp,
  ]);
  await copyAll(session, 'stage_claim', CLAIM_COLUMNS, batch.claims, claimValues);
  await copyAll(session, 'stage_name', NAME_COLUMNS, batch.names, (n) => [
    n.referent,
    n.key,
    n.name,
    n.predicate,
    n.grams,
  ]);
}

async function copyAll<T>(
  session: Session,
  table: string,
  columns: readonly string[],
  items: readonly T[],
  values: (item: T) => readonly CopyValue[],
): Promise<void> {
  if (items.length === 0) return;
  await copyRows(session, { table, columns }, mapped(items, values));
}

function* mapped<T>(items: readonly T[], values: (item: T) => readonly CopyValue[]): Iterable<readonly CopyValue[]> {
  for (const item of items) yield values(item);
}

function documentValues(d: NewDocument): readonly CopyValue[] {
  return [
    d.id,
    d.kind,
    d.held,
    d.sha256,
    d.mediaType,
    d.sizeBytes,
    d.title,
    d.publisher,
    d.authors ?? [],
    d.publishedAt,
    d.language,
    d.url,
    d.urlKey,
    d.evidenceClass ?? 'unstated',
    d.dataset,
    d.release,
    d.text,
    jsonText(d.landmarks ?? []),
    jsonText(d.links ?? []),
    jsonText(d.issues ?? []),
    d.citationName,
    d.marking.tlp,
    d.marking.mispDistribution,
    d.marking.sharingGroup,
    d.marking.statements ?? [],
    d.author,
  ];
}

function claimValues(c: NewClaim): readonly CopyValue[] {
  const { object, span, marking } = c;
  return [
    c.subject,
    c.id,
    c.kind,
    c.predicate,
    object.type === 'referent' ? object.referent : null,
    object.type === 'value' ? object.value : null,
    c.negated === true,
    c.qualifiers ? jsonText(c.qualifiers) : null,
    c.document,
    jsonText(spanWithoutQuote(span)),
    span.type === 'cited' ? null : span.quote,
    c.cited,
    c.via,
    c.sourceKey,
    c.saidBy.report,
    c.saidBy.origin,
    c.saidBy.held,
    c.speaker ? jsonText(c.speaker) : null,
    c.hedges && c.hedges.length > 0 ? jsonText(c.hedges) : null,
    c.basis ?? 'unstated',
    c.evidenceClass ?? 'unstated',
    c.valid?.from,
    c.valid?.to,
    c.published,
    c.obtained.how,
    c.obtained.version,
    c.status,
    marking.tlp,
    marking.mispDistribution,
    marking.sharingGroup,
    marking.statements,
    c.author,
  ];
}

/** The quote has a column of its own. */
function spanWithoutQuote(span: NewClaim['span']): object {
  if (span.type === 'cited') return span;
  const { quote: _, ...rest } = span;
  return rest;
}

/** An id for a row that nothing identifies but its making: a judgement, an arrival. */
export function newId(prefix: string): string {
  return `${prefix}:${randomUUID()}`;
}
