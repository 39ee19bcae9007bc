-- The ledger. Nothing here is ever changed, but for the data of an edit that is purged.
create table event (
  seq integer primary key,
  public_id text not null unique,
  created text not null,
  actor text not null,
  kind text not null,
  comment text not null,
  digest text not null,
  chain text not null
) strict;

create table record (
  row_id integer primary key,
  type text not null,
  id text not null,
  is_there integer not null,
  version integer not null,
  data text not null,
  unique (type, id)
) strict;

create table edit (
  row_id integer primary key,
  public_id text not null unique,
  record_row integer not null references record (row_id),
  event_seq integer not null references event (seq),
  item integer not null,
  mode text not null,
  base_version integer,
  data text,
  digest text not null,
  state text not null
) strict;
create index edit_record on edit (record_row);
create index edit_event on edit (event_seq, item);

create table decision (
  row_id integer primary key,
  event_seq integer not null references event (seq),
  item integer not null,
  edit_row integer not null references edit (row_id),
  kind text not null
) strict;
create index decision_event on decision (event_seq, item);
create index decision_edit on decision (edit_row);

-- Every version that a record ever had. `data` is null where it is the data of the edit.
create table version (
  record_row integer not null references record (row_id),
  version integer not null,
  event_seq integer not null references event (seq),
  edit_row integer not null references edit (row_id),
  data text,
  primary key (record_row, version)
) strict, without rowid;
create index version_event on version (event_seq);
create index version_edit on version (edit_row);

-- What follows can be made anew from the ledger at any time.
create table published (
  record_row integer primary key references record (row_id),
  type text not null,
  id text not null,
  is_public integer not null,
  revision integer not null,
  updated text not null,
  data text not null,
  row_sources text not null,
  flags text not null,
  card text not null
) strict;
create index published_type on published (type, id);
create index published_revision on published (revision);
-- What full text needs of each record that it finds, without reading the wide rows.
create index published_brief on published (record_row, is_public, type, id);

create table reference (
  record_row integer not null references record (row_id),
  list text not null,
  field text not null,
  to_type text not null,
  to_id text not null,
  is_public integer not null
) strict;
create index reference_from on reference (record_row);
create index reference_to on reference (to_type, to_id);

create table sandbox_data (
  record_row integer not null references record (row_id),
  sandbox text not null,
  data text not null,
  primary key (record_row, sandbox)
) strict, without rowid;

create virtual table search using fts5 (
  name, words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

create table sandbox (id text primary key, title text not null, added text not null) strict;
create table setting (key text primary key, value text not null) strict;
insert into setting (key, value) values ('revision', '0');
