/** Finding entities by id or name, and what they are called. */
import type { Queryable } from '../database.ts';

export interface EntityRow extends Record<string, unknown> {
  readonly id: string;
  readonly type: string;
  readonly label: string;
}

export interface NameHit extends Record<string, unknown> {
  readonly entity: string;
  readonly type: string;
  readonly label: string;
  readonly name: string;
  readonly key: string;
  readonly predicate: string;
  readonly similarity: number;
}

/** The entity an id stands for: an entity's own, or that of any of its referents. */
export async function entityOfId(database: Queryable, id: string): Promise<EntityRow | undefined> {
  const { rows } = await database.query<EntityRow>(
    `select e.id, e.type, e.label from derived.entity e
     where e.id = coalesce((select m.entity from derived.member m where m.referent = $1), $1)`,
    [id],
  );
  return rows[0];
}

/** Labels and types of many entities at once; an id that names none (a reference into data we do not hold) is left out. */
export async function readEntities(database: Queryable, ids: readonly string[]): Promise<Map<string, EntityRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await database.query<EntityRow>(
    `select u.id as asked, e.id, e.type, e.label from unnest($1::text[]) as u (id)
     left join derived.member m on m.referent = u.id
     join derived.entity e on e.id = coalesce(m.entity, u.id)`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.asked as string, { id: row.id, type: row.type, label: row.label }]));
}

export interface NamedEntity extends EntityRow {
  readonly name: string;
}

/**
 * Entities that carried the exact name at an instant, by its normalised key; the one held longest first, so that what is imported later never
 * takes a name over. Things that only one report names come last.
 */
export async function entitiesNamed(database: Queryable, key: string, heldAt: string | null): Promise<NamedEntity[]> {
  const { rows } = await database.query<NamedEntity>(
    `select e.id, e.type, e.label, min(n.name) as name
     from derived.entity_name n join derived.entity e on e.id = n.entity join referent r on r.id = n.referent
     where n.key = $1 and r.recorded_at <= coalesce($2::timestamptz, 'infinity') and (r.label = n.name or exists (
       select 1 from claim c where c.subject = n.referent and c.kind = 'name' and c.object_value = n.name
         and c.recorded_at <= coalesce($2::timestamptz, 'infinity')))
     group by e.id, e.type, e.label, e.recorded_at
     order by (e.id like 'name:%'), e.recorded_at, e.id`,
    [key, heldAt],
  );
  return rows;
}

/** Names that begin with the key, then names that share its grams. Best first; one row for each entity. */
export async function searchNames(
  database: Queryable,
  query: { key: string; grams: readonly string[]; limit: number },
): Promise<NameHit[]> {
  const { rows } = await database.query<NameHit>(
    `with hits as (
       select entity, name, key, predicate, case when key = $1 then 1 else 0.9 * length($1)::float8 / greatest(length(key), 1) + 0.05 end as similarity
       from derived.entity_name where key like $2 limit 2000
     ), fuzzy as (
       select entity, name, key, predicate,
         0.85 * 2 * (select count(*) from unnest(grams) g where g = any($3))::float8 / (cardinality(grams) + cardinality($3::text[])) as similarity
       from derived.entity_name where grams && $3::text[] limit 20000
     ), best as (
       select distinct on (entity) * from (select * from hits union all select * from fuzzy where similarity >= 0.3) x
       order by entity, similarity desc, length(name), name
     )
     select b.entity, e.type, e.label, b.name, b.key, b.predicate, b.similarity from best b join derived.entity e on e.id = b.entity
     order by b.similarity desc, (b.key = $1 and b.predicate in ('label', 'name')) desc,
       (e.type in ('attack-pattern', 'indicator', 'other', 'report')) asc, length(b.name), b.entity
     limit $4`,
    [query.key, `${query.key.replace(/[\\%_]/g, '\\$&')}%`, query.grams, query.limit],
  );
  return rows;
}

/** The names of some entities, most used first, a few each. */
export async function namesOf(
  database: Queryable,
  entities: readonly string[],
  most: number,
): Promise<Map<string, string[]>> {
  const { rows } = await database.query<{ entity: string; names: string[] }>(
    `select entity, (array_agg(name order by (predicate = 'label') desc, length(name), name))[1:$2] as names
     from (select entity, name, min(predicate) as predicate from derived.entity_name
           where entity = any($1) and predicate <> 'pinyin' group by entity, name) n
     group by entity`,
    [entities, most],
  );
  return new Map(rows.map((row) => [row.entity, row.names]));
}

/** How many claims each of some entities has an end in. */
export async function claimCounts(database: Queryable, entities: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await database.query<{ entity: string; claims: number }>(
    `select entity, count(*)::int as claims from derived.edge
     where entity = any($1) and withdrawn_at is null and status <> 'rejected' group by entity`,
    [entities],
  );
  return new Map(rows.map((row) => [row.entity, row.claims]));
}

/** Which other entities carry each of some names. A shared name joins nothing; it is shown. */
export async function alsoNamed(
  database: Queryable,
  keys: readonly string[],
  except: string,
): Promise<Map<string, EntityRow[]>> {
  const { rows } = await database.query<EntityRow & { key: string }>(
    `select distinct n.key, e.id, e.type, e.label from derived.entity_name n join derived.entity e on e.id = n.entity
     where n.key = any($1) and n.entity <> $2 and n.predicate <> 'pinyin' and n.entity not like 'name:%' order by n.key, e.id`,
    [keys, except],
  );
  const found = new Map<string, EntityRow[]>();
  for (const row of rows) found.set(row.key, [...(found.get(row.key) ?? []), row]);
  return found;
}

/** All names with the entity they belong to, for the matcher. Streams. */
export async function allNames(
  database: Queryable,
): Promise<{ name: string; key: string; entity: string; type: string; label: string }[]> {
  const { rows } = await database.query<{ name: string; key: string; entity: string; type: string; label: string }>(
    `select n.name, n.key, n.entity, e.type, e.label from derived.entity_name n join derived.entity e on e.id = n.entity
     where n.predicate in ('label', 'name', 'alias') and n.entity not like 'name:%' and e.type not in ('indicator', 'report', 'course-of-action', 'other', 'attack-pattern', 'location', 'sector', 'case')
     group by n.name, n.key, n.entity, e.type, e.label, e.recorded_at order by e.recorded_at, n.entity, n.name`,
  );
  return rows;
}

export async function referentsOf(
  database: Queryable,
  referents: readonly string[],
): Promise<{ id: string; type: string; label: string; recorded_at: string }[]> {
  const { rows } = await database.query<{ id: string; type: string; label: string; recorded_at: string }>(
    `select id, type, label, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at
     from referent where id = any($1) order by recorded_at, id`,
    [referents],
  );
  return rows;
}

export async function isReferent(database: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await database.query('select 1 from referent where id = $1', [id]);
  return rowCount > 0;
}
