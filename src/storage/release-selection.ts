/**
 * Selects, inside one transaction, what may go to an audience: claims, data-set rows and the things they speak of.
 *
 * Invariants: a claim or row above the audience is in none of the tables made here, nor a thing that only such claims or rows speak of; an
 * object that names a withheld object is withheld with it, since the id would be its trace; groups of referents are those that remain when
 * withheld referents are taken out.
 *
 * What passes is decided by the release gate (`ReleaseFilter`); this only applies it.
 */
import type { Resolver } from '../model/evidence/resolution.ts';
import { copyRows } from './copy-rows.ts';
import type { Session } from './database.ts';

/** The gate's decision in a form the database can apply. */
export interface ReleaseFilter {
  /** TLP levels from the mildest up to the audience's; a marking that is none of them is withheld. */
  readonly levels: readonly string[];
  readonly mispDistributions: readonly number[];
  readonly sharingGroups: readonly string[];
  readonly statuses: readonly string[];
  /** TLP level of STIX marking definitions by id; one that is not listed holds at `unknownMarkingLevel`. */
  readonly markingLevels: ReadonlyMap<string, string>;
  readonly unknownMarkingLevel: string;
}

const TABLES = `
create temporary table release_scope (referent text collate "C" primary key) on commit drop;
create temporary table release_claim (subject text collate "C", id text collate "C", recorded_at timestamptz, level integer, status text,
  held boolean, row_key text collate "C", selected boolean, object_referent text collate "C") on commit drop;
create temporary table hidden_end (referent text collate "C") on commit drop;
create temporary table release_row (key text collate "C", dataset text collate "C", recorded_at timestamptz, level integer, stix boolean) on commit drop;
create temporary table hidden_row (key text collate "C" primary key) on commit drop;
create temporary table release_key (key text collate "C" primary key) on commit drop;
create temporary table release_marking (id text collate "C" primary key, tlp text) on commit drop;
create temporary table hidden_referent (referent text collate "C" primary key) on commit drop;
create temporary table release_referent (referent text collate "C" primary key, grp text collate "C", stix_key text collate "C") on commit drop;
create temporary table release_group (grp text collate "C" primary key, label text, type text, stix_key text collate "C") on commit drop`;

/** Built once the rows are in; the readers look things up one by one. A release is read to its end, so plans for the first rows do not fit. */
const INDEXES = `
create index on release_claim (id);
create index on release_row (key);
create index on release_referent (grp);
analyze release_claim, release_row, release_referent, release_group;
set local cursor_tuple_fraction = 1`;

/** Data sets whose rows are STIX objects. */
const IS_STIX = (column: string): string => `(${column} like 'attack/%' or ${column} like 'stix/%')`;
const STIX_ID = '[a-z0-9][a-z0-9-]*--[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

/** Makes and fills the temporary tables. `entity`: only what is about it. */
export async function selectRelease(
  session: Session,
  filter: ReleaseFilter,
  options: { entity?: string | undefined; resolve: Resolver },
): Promise<void> {
  const selection = new Selection(session, filter);
  await session.client.query(TABLES);
  await copyRows(session, { table: 'release_marking', columns: ['id', 'tlp'] }, filter.markingLevels);
  const { entity } = options;
  if (entity !== undefined) await scopeTo(session, entity);
  const about = entity !== undefined;
  await selection.claims(about);
  if (about) await selection.rowsAbout();
  else await selection.allRows();
  await selection.dropRejectedRelations();
  await selection.hiddenReferents(about);
  await selection.dropClaimsOfHidden();
  await selection.groups(options.resolve);
  if (about) await selection.namesOfOtherEnds();
  await session.query(labelGroups());
  await session.client.query(INDEXES);
}

async function scopeTo(session: Session, entity: string): Promise<void> {
  await session.query(
    'insert into release_scope select $1::text union select referent from derived.member where entity = $1',
    [entity],
  );
}

class Selection {
  readonly #session: Session;
  readonly #filter: ReleaseFilter;

  constructor(session: Session, filter: ReleaseFilter) {
    this.#session = session;
    this.#filter = filter;
  }

  /** Values of the marking conditions: $1 levels, $2 distributions, $3 sharing groups. */
  #markingValues(): unknown[] {
    return [this.#filter.levels, this.#filter.mispDistributions, this.#filter.sharingGroups];
  }

  async claims(about: boolean): Promise<void> {
    await this.#insertClaims(
      about
        ? '(c.subject in (select referent from release_scope) or c.object_referent in (select referent from release_scope))'
        : 'true',
      true,
    );
  }

  async #insertClaims(scope: string, selected: boolean): Promise<void> {
    await this.#session.query(
      `insert into release_claim
       select c.subject, c.id, c.recorded_at, ${CLAIM_LEVEL}, coalesce(o.status, c.status),
         c.origin_held or (pd.id is not null and pd.tlp = any($1) and ${distributionPasses('pd')}),
         case when ${IS_STIX("coalesce(c.via, '')")} then split_part(c.source_key, '|', 1) end, ${selected}, c.object_referent
       from claim c ${CLAIM_JOINS}
       left join derived.claim_overlay o on o.claim_id = c.id
       left join document pd on pd.id = o.passage
       where c.withdrawn_at is null and coalesce(o.status, c.status) = any($4) and ${CLAIM_PASSES} and ${scope}`,
      [...this.#markingValues(), this.#filter.statuses],
    );
  }

  async allRows(): Promise<void> {
    await this.#insertRows('true');
    for (;;) {
      // Without anything hidden, no text has to be searched.
      if ((await this.#session.query('select 1 from hidden_row limit 1')).rowCount === 0) return;
      const { rowCount } = await this.#session.query(
        `with named as (
           select distinct r.key from release_row rr
           join source_row r on r.key = rr.key and r.dataset = rr.dataset and r.recorded_at = rr.recorded_at
           cross join lateral regexp_matches(r.raw, '(${STIX_ID})', 'g') m join hidden_row h on h.key = m[1]
           where rr.stix
         ), gone as (delete from release_row rr using named n where rr.key = n.key)
         insert into hidden_row select key from named on conflict do nothing`,
      );
      if (rowCount === 0) return;
    }
  }

  /** Rows about the scope, and the rows they name, on and on: no reference dangles but those into what is not held. */
  async rowsAbout(): Promise<void> {
    const { rows } = await this.#session.query<{ key: string; seed: boolean }>(
      `select row_key as key, true as seed from release_claim where row_key is not null
       union
       select unnest(c.statements), true from release_claim rc
       join claim c on c.subject = rc.subject and c.id = rc.id and c.recorded_at = rc.recorded_at where rc.row_key is null
       union
       select distinct substr(x.referent, strpos(x.referent, ':') + 1), left(x.referent, 5) = 'stix:' from (
         select m2.referent from (
           select coalesce(m.entity, e.referent) as entity from (
             select subject as referent from release_claim union select object_referent from release_claim where object_referent is not null
           ) e left join derived.member m on m.referent = e.referent
         ) g cross join lateral (select g.entity as referent union select referent from derived.member where entity = g.entity) m2
       ) x`,
    );
    const named = new Map<string, readonly string[]>();
    let frontier = [...new Set(rows.map((row) => row.key))];
    while (frontier.length > 0) {
      for (const key of frontier) named.set(key, []);
      await this.#session.query('truncate release_key');
      await copyRows(
        this.#session,
        { table: 'release_key', columns: ['key'] },
        frontier.map((key) => [key]),
      );
      await this.#insertRows('r.key in (select key from release_key)');
      const found = await this.#session.query<{ key: string; names: string[] }>(
        `select r.key, array(select distinct m[1] from regexp_matches(r.raw, '(${STIX_ID})', 'g') m where m[1] <> r.key) as names
         from release_key k join release_row rr on rr.key = k.key and rr.stix
         join source_row r on r.key = rr.key and r.dataset = rr.dataset and r.recorded_at = rr.recorded_at`,
      );
      const next = new Set<string>();
      for (const row of found.rows) {
        named.set(row.key, row.names);
        for (const name of row.names) if (!named.has(name)) next.add(name);
      }
      frontier = [...next];
    }
    await this.#keepReachable(
      named,
      rows.filter((row) => row.seed).map((row) => row.key),
    );
  }

  async #keepReachable(named: ReadonlyMap<string, readonly string[]>, seeds: readonly string[]): Promise<void> {
    const hidden = new Set(
      (await this.#session.query<{ key: string }>('select key from hidden_row')).rows.map((row) => row.key),
    );
    for (let changed = hidden.size > 0; changed; ) {
      changed = false;
      for (const [key, names] of named) {
        if (hidden.has(key) || !names.some((name) => hidden.has(name))) continue;
        hidden.add(key);
        changed = true;
      }
    }
    const kept = new Set<string>();
    const queue = seeds.filter((key) => !hidden.has(key));
    for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
      if (kept.has(key)) continue;
      kept.add(key);
      queue.push(...(named.get(key) ?? []).filter((name) => !hidden.has(name) && !kept.has(name)));
    }
    await this.#session.query('delete from release_row where stix and not key = any($1)', [[...kept]]);
    await this.#session.query('insert into hidden_row select unnest($1::text[]) on conflict do nothing', [[...hidden]]);
  }

  /** The latest version of each row that passes; keys of which none does are noted as hidden. */
  async #insertRows(scope: string): Promise<void> {
    await this.#session.query(
      `with latest as (
         select distinct on (r.key, r.dataset) r.key, r.dataset, r.recorded_at, r.version, r.tlp, r.type, r.document,
           case when ${IS_STIX('r.dataset')} then r.raw end as raw
         from source_row r where r.withdrawn_at is null and ${scope}
         order by r.key, r.dataset, r.version desc, r.recorded_at desc
       ), judged as (
         select l.key, l.dataset, l.recorded_at, l.version, l.raw is not null as stix,
           greatest(${levelOf('l.tlp')}, ${levelOf('coalesce(d.tlp, l.tlp)')}, coalesce((
             select max(${levelOf(`coalesce(mk.tlp, $4)`)}) from regexp_matches(l.raw, '(marking-definition--[0-9a-fA-F-]{36})', 'g') m
             left join release_marking mk on mk.id = m[1] where m[1] <> l.key), 1)) as level,
           ${distributionPasses('d')} as shared
         from latest l left join document d on d.id = l.document
       ), passing as (
         insert into release_row select distinct on (key) key, dataset, recorded_at, level, stix from judged
         where level <= cardinality($1::text[]) and shared order by key, stix desc, version desc, recorded_at desc returning key
       )
       insert into hidden_row select distinct key from judged where key not in (select key from passing) on conflict do nothing`,
      [...this.#markingValues(), this.#filter.unknownMarkingLevel],
    );
  }

  /** A relationship of which every claim was rejected does not go out. */
  async dropRejectedRelations(): Promise<void> {
    await this.#session.query(
      `with rejected as (
         select distinct c.subject, c.via, split_part(c.source_key, '|', 1) as key
         from derived.claim_overlay o join claim c on c.id = o.claim_id and c.withdrawn_at is null
         where o.status = 'rejected' and ${IS_STIX('c.via')} and (c.source_key like 'relationship--%' or c.source_key like 'sighting--%')
       )
       delete from release_row rr using rejected x where rr.key = x.key and rr.dataset = x.via and not exists (
         select 1 from claim c left join derived.claim_overlay o on o.claim_id = c.id
         where c.subject = x.subject and c.via = x.via and split_part(c.source_key, '|', 1) = x.key and c.withdrawn_at is null
           and coalesce(o.status, c.status) <> 'rejected')`,
    );
  }

  /** Things that only withheld rows define or only withheld claims speak of. */
  async hiddenReferents(about: boolean): Promise<void> {
    if (about) {
      await this.#session.query(`insert into release_scope
        select distinct m2.referent from (
          select coalesce(m.entity, e.referent) as entity from (
            select subject as referent from release_claim union select object_referent from release_claim where object_referent is not null
          ) e left join derived.member m on m.referent = e.referent
        ) g cross join lateral (select g.entity as referent union select referent from derived.member where entity = g.entity) m2
        on conflict do nothing`);
    }
    for (const end of ['subject', 'object_referent']) {
      const scope = about ? `c.${end} in (select referent from release_scope)` : `c.${end} is not null`;
      await this.#session.query(
        `insert into hidden_end select distinct c.${end} from claim c ${CLAIM_JOINS} where ${scope} and not ${CLAIM_PASSES}`,
        this.#markingValues(),
      );
    }
    await this.#session.query(`insert into hidden_referent
      select r.id from referent r join hidden_row h on h.key = substr(r.id, strpos(r.id, ':') + 1)
      union
      select e.referent from hidden_end e
      where not exists (select 1 from release_claim c where c.subject = e.referent)
        and not exists (select 1 from release_claim c where c.object_referent = e.referent)
        and not exists (select 1 from release_row r where r.key = substr(e.referent, strpos(e.referent, ':') + 1))`);
  }

  async dropClaimsOfHidden(): Promise<void> {
    await this.#session.query(
      `delete from release_claim c where c.subject in (select referent from hidden_referent) or c.object_referent in (select referent from hidden_referent)
         or (c.row_key is not null and c.row_key not in (select key from release_row where stix))`,
    );
  }

  /** Which released referents are one thing, without what is hidden; and the STIX object that stands for it, where one goes out. */
  async groups(resolve: Resolver): Promise<void> {
    await this.#session.query(`insert into release_referent (referent, grp)
      select e.referent, coalesce(m.entity, e.referent) from (
        select subject as referent from release_claim union select object_referent from release_claim where object_referent is not null
        union select r.id from release_row rr join referent r on r.id = 'stix:' || rr.key where rr.stix
      ) e left join derived.member m on m.referent = e.referent`);
    await this.#regroupWithoutHidden(resolve);
    await this.#insertGroups('true');
  }

  async #insertGroups(scope: string): Promise<void> {
    await this.#session.query(`insert into release_group (grp, label, type, stix_key)
      select distinct on (x.grp) x.grp, coalesce(e.label, g.label, x.grp), coalesce(e.type, g.type, 'other'), rr.key
      from release_referent x
      left join derived.entity e on e.id = x.grp
      left join referent g on g.id = x.grp
      left join release_row rr on rr.stix and 'stix:' || rr.key = x.referent and rr.key not like 'relationship--%'
      left join referent r on r.id = x.referent
      where ${scope}
      order by x.grp, rr.key is null, r.recorded_at, x.referent
      on conflict do nothing`);
  }

  async #regroupWithoutHidden(resolve: Resolver): Promise<void> {
    const { rows: nodes } = await this.#session.query<{ id: string; type: string; recorded_at: string }>(
      `with touched as (
         select distinct coalesce(m.entity, h.referent) as entity from hidden_referent h left join derived.member m on m.referent = h.referent
       ), members as (
         select entity as referent from touched union select m.referent from derived.member m join touched t on t.entity = m.entity
       )
       select r.id, r.type, to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as recorded_at
       from referent r join members m on m.referent = r.id where r.id not in (select referent from hidden_referent)`,
    );
    if (nodes.length === 0) return;
    const { rows: links } = await this.#session.query<{ left_id: string; right_id: string }>(
      "select left_id, right_id from finding where kind = 'same' and withdrawn_at is null and left_id = any($1) and right_id = any($1)",
      [nodes.map((node) => node.id)],
    );
    const resolved = resolve(
      nodes.map((node) => ({ id: node.id, type: node.type, recordedAt: node.recorded_at })),
      links.map((link) => ({ left: link.left_id, right: link.right_id })),
    );
    await this.#session.query(
      `update release_referent r set grp = u.grp from unnest($1::text[], $2::text[]) as u (referent, grp) where r.referent = u.referent`,
      [[...resolved.keys()], [...resolved.values()]],
    );
  }

  /** Things at the other end of a claim that no STIX object stands for are described by their names alone. */
  async namesOfOtherEnds(): Promise<void> {
    await this.#insertClaims(
      `c.kind = 'name' and c.subject in (
        select r.referent from release_scope r left join derived.member m on m.referent = r.referent
        join release_group g on g.grp = coalesce(m.entity, r.referent) where g.stix_key is null)
       and c.subject not in (select referent from hidden_referent)
       and not exists (select 1 from release_claim x where x.subject = c.subject and x.id = c.id)`,
      false,
    );
    await this.#session.query(`insert into release_referent (referent, grp)
      select distinct c.subject, coalesce(m.entity, c.subject) from release_claim c left join derived.member m on m.referent = c.subject
      where not c.selected on conflict do nothing`);
    await this.#insertGroups('x.grp not in (select grp from release_group)');
  }
}

const CLAIM_JOINS = `left join document d on d.id = c.document left join document s on s.id = c.cited left join document g on g.id = c.origin`;

/** Strictest input wins: the claim's own marking, its document's, that of the report it cites and of its origin. */
const CLAIM_LEVEL = `greatest(${[
  levelOf('c.tlp'),
  levelOf('coalesce(d.tlp, c.tlp)'),
  levelOf('coalesce(s.tlp, c.tlp)'),
  levelOf('coalesce(g.tlp, c.tlp)'),
].join(', ')})`;

const CLAIM_PASSES = `(${CLAIM_LEVEL} <= cardinality($1::text[]) and ${distributionPasses('d')} and ${distributionPasses('s')}
  and (c.misp_distribution = 5 or ${distributionPasses('c')}))`;

/** Position of a level among the audience's, from 1; beyond them for any other. */
function levelOf(expression: string): string {
  return `coalesce(array_position($1::text[], ${expression}), 99)`;
}

function distributionPasses(alias: string): string {
  return `(${alias}.misp_distribution is null or ${alias}.misp_distribution = any($2::smallint[])
    or (${alias}.misp_distribution = 4 and ${alias}.sharing_group = any($3::text[])))`;
}

/** Where something about a thing is withheld, its label may be part of it: then only a name that goes out anyway, or its own key, is used. */
function labelGroups(): string {
  const key = (column: string): string => `substr(${column}, strpos(${column}, ':') + 1)`;
  return `
update release_group g set label = coalesce(
    (select c.object_value from release_claim rc join claim c on c.subject = rc.subject and c.id = rc.id and c.recorded_at = rc.recorded_at
     join release_referent r on r.referent = c.subject
     where r.grp = g.grp and c.kind = 'name' and c.object_value is not null and not c.negated
     order by (c.object_value = g.label) desc, (c.predicate = 'name') desc, c.recorded_at, c.id limit 1),
    ${key('g.grp')})
where g.grp in (
    select r.grp from release_referent r left join derived.member m on m.referent = r.referent
    where coalesce(m.entity, r.referent) in (
      select coalesce(hm.entity, h.referent) from (select referent from hidden_end union select referent from hidden_referent) h
      left join derived.member hm on hm.referent = h.referent))
  and position(lower(g.label) in lower(${key('g.grp')})) = 0`;
}
