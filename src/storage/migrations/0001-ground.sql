-- Ground state: append-only. What the store was told, by whom, when. Everything in schema `derived` is made from it.
--
-- Distribution (Citus): every table names its distribution column in a comment, and every primary key contains it.
-- `reference` tables are small and copied to every node. No triggers, no foreign keys between distributed tables,
-- no sequences on distributed tables; a reference to a claim is (subject, id).
-- Collation "C" for every key that is paged or compared.

-- distribution: reference
create table store_meta (
  key text collate "C" primary key,
  value text not null
);

-- One row. `last_recorded_at` moves with every write transaction and never backwards: an answer for an instant at or
-- before it never changes. distribution: reference
create table store_clock (
  id smallint primary key check (id = 1),
  last_recorded_at timestamptz not null
);
insert into store_clock values (1, timestamptz '2000-01-01T00:00:00Z');

-- Bytes as retrieved, in pieces of at most 1 MiB, each deflated. distribution: sha256
create table blob_piece (
  sha256 text collate "C" not null,
  number integer not null,
  bytes bytea not null,
  primary key (sha256, number)
);

-- A document without text is one that we only know of by citation. distribution: id
create table document (
  id text collate "C" primary key,
  kind text not null check (kind in ('report', 'dataset', 'starter')),
  held boolean not null,
  sha256 text collate "C",
  media_type text,
  size_bytes bigint,
  title text,
  publisher text,
  authors text[] not null default '{}',
  published text collate "C",
  language text,
  url text,
  url_key text collate "C",
  evidence_class text not null,
  dataset text collate "C",
  release text,
  text text,
  landmarks jsonb not null default '[]',
  links jsonb not null default '[]',
  issues jsonb not null default '[]',
  citation_name text,
  tlp text not null,
  misp_distribution smallint,
  sharing_group text,
  statements text[] not null default '{}',
  author text not null,
  recorded_at timestamptz not null
);
create index document_url_key on document (url_key) where url_key is not null;
create index document_recorded on document (recorded_at, id);
create index document_held on document (kind, recorded_at, id) where held;

-- Every time the bytes were met, and where. distribution: document
create table retrieval (
  document text collate "C" not null,
  location text collate "C" not null,
  recorded_at timestamptz not null,
  final_location text,
  primary key (document, location, recorded_at)
);
create index retrieval_location on retrieval (location);

-- One row per version of a data-set row, with its exact text: what the model does not know is kept and exported again.
-- distribution: key
create table source_row (
  dataset text collate "C" not null,
  key text collate "C" not null,
  version text collate "C" not null,
  type text not null,
  hash text collate "C" not null,
  pointer text not null,
  document text collate "C" not null,
  raw text not null,
  tlp text not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (key, dataset, recorded_at)
);
create index source_row_dataset on source_row (dataset, key) where withdrawn_at is null;

-- A thing as one source names it; never rewritten. distribution: id
create table referent (
  id text collate "C" primary key,
  type text not null,
  source_type text,
  label text not null,
  recorded_at timestamptz not null
);

-- One row per period in which the store held the claim; a claim that comes back gets a new row. distribution: subject
create table claim (
  subject text collate "C" not null,
  id text collate "C" not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  kind text not null,
  predicate text not null,
  object_referent text collate "C",
  object_value text,
  negated boolean not null,
  qualifiers jsonb,
  document text collate "C" not null,
  span jsonb not null,
  quote text,
  cited text collate "C",
  via text collate "C",
  source_key text collate "C",
  -- Who is behind it before any derivation is known: the report that says it or is cited for it, or the data set itself.
  report text collate "C",
  origin text collate "C" not null,
  origin_held boolean not null,
  speaker jsonb,
  hedges jsonb,
  basis text not null,
  evidence_class text not null,
  valid_from text collate "C",
  valid_to text collate "C",
  published text collate "C",
  how text not null,
  version text not null,
  status text not null,
  tlp text not null,
  misp_distribution smallint,
  sharing_group text,
  statements text[],
  author text not null,
  primary key (subject, id, recorded_at)
);
create index claim_id on claim (id);
create index claim_object on claim (object_referent) where object_referent is not null;
create index claim_prose on claim (document) where via is null;
create index claim_cited on claim (cited) where cited is not null;
create index claim_recorded on claim using brin (recorded_at);

-- What reading a report found, as `orrery extract` prints it; a newer version of the method is a new row. distribution: document
create table extraction (
  document text collate "C" not null,
  version text not null,
  recorded_at timestamptz not null,
  result jsonb not null,
  primary key (document, version)
);

-- What a machine proposes; superseded by the next run of its method. distribution: reference
create table finding (
  id text collate "C" primary key,
  kind text not null,
  left_id text collate "C" not null,
  right_id text collate "C" not null,
  relation text not null,
  probability double precision not null,
  method text not null,
  version text not null,
  signals jsonb not null default '[]',
  recorded_at timestamptz not null,
  withdrawn_at timestamptz
);
create index finding_left on finding (left_id);
create index finding_right on finding (right_id);

-- What a person decides. Never deleted; undone by a later one. distribution: reference
create table judgement (
  id text collate "C" primary key,
  kind text not null,
  target text collate "C" not null,
  decision jsonb not null,
  author text not null,
  reason text not null,
  supersedes text collate "C",
  recorded_at timestamptz not null
);
create index judgement_target on judgement (kind, target, recorded_at);

-- What left the store, to whom, under which marking. distribution: reference
create table disclosure (
  id text collate "C" primary key,
  format text not null,
  audience text not null,
  tlp text not null,
  about text,
  author text not null,
  claim_count integer not null,
  sha256 text not null,
  recorded_at timestamptz not null
);

-- Which claims a disclosure carried. distribution: disclosure
create table disclosed_claim (
  disclosure text collate "C" not null,
  claim_id text collate "C" not null,
  primary key (disclosure, claim_id)
);

-- One import of one input: what the inbox shows. distribution: reference
create table arrival (
  id text collate "C" primary key,
  name text not null,
  kind text not null,
  format text not null,
  document text collate "C",
  dataset text collate "C",
  release text,
  complete boolean not null,
  counts jsonb not null default '{}',
  refused jsonb not null default '[]',
  contradictions jsonb not null default '[]',
  author text not null,
  recorded_at timestamptz not null,
  finished_at timestamptz
);
create index arrival_document on arrival (document);
create index arrival_recorded on arrival (recorded_at, id);

-- What was purged, by whom and why: enough to refuse it when it comes back, nothing of what it said. distribution: reference
create table tombstone (
  id text collate "C" primary key,
  document text collate "C" not null,
  sha256 text collate "C",
  reason text not null,
  author text not null,
  claim_count integer not null,
  recorded_at timestamptz not null
);
