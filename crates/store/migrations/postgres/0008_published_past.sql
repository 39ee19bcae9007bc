-- What was public of records before, for those of which anything public ever changed: one row for
-- each state, the last being that of now, whose card stands in `published`. It can be made anew
-- from the ledger at any time. A record without rows has been as it is since its first version.
create table published_past (
  record_row bigint not null references record (row_id),
  number bigint not null,
  since text collate "C" not null,
  is_public bigint not null,
  card text not null,
  primary key (record_row, number)
);
