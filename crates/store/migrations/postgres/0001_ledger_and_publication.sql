-- The ledger. Nothing here is ever changed, but for the data of an edit that is purged.
create table event (
  seq bigint primary key,
  public_id text collate "C" not null unique,
  created text not null,
  actor text not null,
  kind text not null,
  comment text not null,
  digest text not null,
  chain text not null
);

create table record (
  row_id bigint primary key,
  type text not null,
  id text collate "C" not null,
  is_there bigint not null,
  version bigint not null,
  data text not null,
  unique (type, id)
);

create table edit (
  row_id bigint primary key,
  public_id text collate "C" not null unique,
  record_row bigint not null references record (row_id),
  event_seq bigint not null references event (seq),
  item bigint not null,
  mode text not null,
  base_version bigint,
  data text,
  digest text not null,
  state text not null
);
create index edit_record on edit (record_row);
create index edit_event on edit (event_seq, item);

create table decision (
  row_id bigint primary key,
  event_seq bigint not null references event (seq),
  item bigint not null,
  edit_row bigint not null references edit (row_id),
  kind text not null
);
create index decision_event on decision (event_seq, item);
create index decision_edit on decision (edit_row);

-- Every version that a record ever had. `data` is null where it is the data of the edit.
create table version (
  record_row bigint not null references record (row_id),
  version bigint not null,
  event_seq bigint not null references event (seq),
  edit_row bigint not null references edit (row_id),
  data text,
  primary key (record_row, version)
);
create index version_event on version (event_seq);
create index version_edit on version (edit_row);

-- What follows can be made anew from the ledger at any time.
create table published (
  record_row bigint primary key references record (row_id),
  type text not null,
  id text collate "C" not null,
  is_public bigint not null,
  revision bigint not null,
  updated text not null,
  data text not null,
  row_sources text not null,
  flags text not null,
  card text not null
);
create index published_type on published (type, id);
create index published_revision on published (revision);
-- What full text needs of each record that it finds, without reading the wide rows.
create index published_brief on published (record_row, is_public, type, id);

create table reference (
  record_row bigint not null references record (row_id),
  list text not null,
  field text not null,
  to_type text not null,
  to_id text collate "C" not null,
  is_public bigint not null
);
create index reference_from on reference (record_row);
create index reference_to on reference (to_type, to_id);

create table sandbox_data (
  record_row bigint not null references record (row_id),
  sandbox text not null,
  data text not null,
  primary key (record_row, sandbox)
);

create table search (
  record_row bigint primary key references record (row_id),
  words tsvector not null
);
create index search_words on search using gin (words);

create table sandbox (id text collate "C" primary key, title text not null, added text not null);
create table setting (key text primary key, value text not null);
insert into setting (key, value) values ('revision', '0');
