-- Figures on the quality of what was public, one row for each day and record type. They hold
-- counts only, and can be told again from the ledger for the ends of past months.
create table quality_day (
  day text not null,
  type text not null,
  origin text not null,
  position integer not null,
  rules text not null,
  figures text not null,
  primary key (day, type)
) strict, without rowid;
