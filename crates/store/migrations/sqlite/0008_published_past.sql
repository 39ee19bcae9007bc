-- What was public of records before, for those of which anything public ever changed: one row for
-- each state, the last being that of now, whose card stands in `published`. It can be made anew
-- from the ledger at any time. A record without rows has been as it is since its first version.
create table published_past (
  record_row integer not null references record (row_id),
  number integer not null,
  since text not null,
  is_public integer not null,
  card text not null,
  primary key (record_row, number)
) strict, without rowid;
