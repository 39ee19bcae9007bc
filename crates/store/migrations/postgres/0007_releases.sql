-- Dated releases of the public data: what each is of, its files with their checksums, and what was
-- taken out of it later with the checksums from before. The files themselves lie in the data folder.
create table release (
  version text collate "C" not null primary key,
  day text collate "C" not null,
  created text collate "C" not null,
  actor text not null,
  position bigint not null,
  folder text not null,
  note text not null,
  doi text,
  about text not null,
  files text not null,
  taken_out text not null
);
