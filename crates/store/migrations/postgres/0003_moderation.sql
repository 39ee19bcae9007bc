-- Decisions about single items of an edit. `item_key` and `reason` are null when purged; their
-- digests, which the chain is made of, stay.
create table item_decision (
  row_id bigint primary key,
  event_seq bigint not null references event (seq),
  item bigint not null,
  edit_row bigint not null references edit (row_id),
  item_key text,
  key_digest text not null,
  kind text not null,
  reason text,
  reason_digest text not null,
  result_row bigint references edit (row_id)
);
create index item_decision_event on item_decision (event_seq, item);
create index item_decision_edit on item_decision (edit_row);
create index item_decision_result on item_decision (result_row);

-- What happened to a record as a whole: withdrawn, brought back, merged, purged.
create table mark (
  row_id bigint primary key,
  event_seq bigint not null references event (seq),
  item bigint not null,
  record_row bigint not null references record (row_id),
  kind text not null,
  other_row bigint references record (row_id),
  detail text not null
);
create index mark_event on mark (event_seq, item);
create index mark_record on mark (record_row);

-- The way of an edit that waits, or waited, for a decision.
create table proposal (
  edit_row bigint primary key references edit (row_id),
  record_row bigint not null references record (row_id),
  created text not null,
  proposer text not null,
  comment text not null,
  source text not null,
  origin text not null,
  state text not null,
  is_open bigint not null,
  assigned_to text not null,
  supersedes bigint references edit (row_id),
  items bigint not null,
  undecided bigint not null,
  conflicts bigint not null,
  updated text not null
);
create index proposal_record on proposal (record_row, is_open);
create index proposal_open on proposal (is_open, created, edit_row);
create index proposal_proposer on proposal (proposer);

insert into proposal (edit_row, record_row, created, proposer, comment, source, origin, state, is_open, assigned_to, supersedes, items, undecided, conflicts, updated)
  select e.row_id, e.record_row, v.created, v.actor, v.comment, '', 'form', 'open', 1, '', null, 0, 0, 0, v.created
  from edit e join event v on v.seq = e.event_seq where e.state = 'pending';

create table proposal_comment (
  row_id bigint primary key,
  edit_row bigint not null references edit (row_id),
  created text not null,
  actor text not null,
  kind text not null,
  words text not null
);
create index proposal_comment_edit on proposal_comment (edit_row);

-- What somebody is to be told; the words are made where it is told.
create table tiding (
  row_id bigint primary key,
  created text not null,
  recipient text not null,
  kind text not null,
  actor text not null,
  edit_row bigint references edit (row_id),
  record_row bigint not null references record (row_id),
  reason text not null,
  accepted text not null,
  rejected text not null,
  is_sent bigint not null,
  is_seen bigint not null
);
create index tiding_unsent on tiding (is_sent, row_id);
create index tiding_recipient on tiding (recipient, is_seen);

create table not_duplicate (
  first_row bigint not null references record (row_id),
  second_row bigint not null references record (row_id),
  actor text not null,
  created text not null,
  primary key (first_row, second_row)
);

create table draft (
  actor text not null,
  type text not null,
  id text collate "C" not null,
  base_version bigint not null,
  data text not null,
  created text not null,
  updated text not null,
  primary key (actor, type, id)
);

create table correction (
  row_id bigint primary key,
  public_id text collate "C" not null unique,
  type text not null,
  id text collate "C" not null,
  place text not null,
  value text not null,
  source text not null,
  email text not null,
  token_digest text not null unique,
  email_digest text not null,
  address_digest text not null,
  state text not null,
  created text not null,
  confirmed text not null,
  edit_row bigint references edit (row_id)
);
create index correction_email on correction (email_digest, created);
create index correction_address on correction (address_digest, created);
create index correction_edit on correction (edit_row);
