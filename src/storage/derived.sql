-- Derived state: rebuilt at will from ground state, kept up to date in the same transaction as what it is derived from.
-- `%SCHEMA%` is `derived`, or the schema that a rebuild fills beside it.

create schema %SCHEMA%;

-- Referents that are one thing with others. A referent that stands alone has no row: it is its own entity.
-- distribution: reference
create table %SCHEMA%.member (
  referent text collate "C" primary key,
  entity text collate "C" not null
);
create index member_entity on %SCHEMA%.member (entity);

-- distribution: id
create table %SCHEMA%.entity (
  id text collate "C" primary key,
  type text not null,
  label text not null,
  recorded_at timestamptz not null
);
create index entity_type on %SCHEMA%.entity (type, id);

-- Names by which an entity is found. `key` is the normalised name, `grams` its own trigrams and bigrams. distribution: entity
create table %SCHEMA%.entity_name (
  entity text collate "C" not null,
  referent text collate "C" not null,
  key text collate "C" not null,
  name text not null,
  predicate text not null,
  grams text[] not null,
  primary key (entity, referent, key, name, predicate)
);
create index entity_name_key on %SCHEMA%.entity_name (key text_pattern_ops);
create index entity_name_grams on %SCHEMA%.entity_name using gin (grams);

-- Every claim under each of its ends, with its three times and its origin. A claim about a value has one row. distribution: entity
create table %SCHEMA%.edge (
  entity text collate "C" not null,
  proposition text collate "C" not null,
  claim_id text collate "C" not null,
  recorded_at timestamptz not null,
  direction text not null,
  other text collate "C",
  withdrawn_at timestamptz,
  claim_subject text collate "C" not null,
  kind text not null,
  predicate text not null,
  negated boolean not null,
  valid_from date,
  valid_to date,
  published date not null,
  status text not null,
  report text collate "C",
  origin text collate "C" not null,
  origin_held boolean not null,
  contested boolean not null,
  evidence_class text not null,
  tlp text not null,
  primary key (entity, claim_id, direction, recorded_at)
);
create index edge_proposition on %SCHEMA%.edge (entity, proposition);
create index edge_structure on %SCHEMA%.edge (kind, entity)
  where direction = 'out' and kind in ('organisation-structure', 'contractor-relation', 'person-role', 'campaign', 'indictment');

-- What was decided or found about single claims: review, credibility, the held report in which a cited passage was found,
-- and that another claim contradicts it. Few claims have a row. distribution: reference
create table %SCHEMA%.claim_overlay (
  claim_id text collate "C" primary key,
  status text,
  credibility smallint,
  passage text collate "C",
  contested boolean not null default false
);

-- Words of a report as our own tokens and bigrams, so that Chinese is found too. distribution: document
create table %SCHEMA%.document_words (
  document text collate "C" primary key,
  words tsvector not null
);
create index document_words_gin on %SCHEMA%.document_words using gin (words);
