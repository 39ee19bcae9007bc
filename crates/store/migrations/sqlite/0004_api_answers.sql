-- What the write API has answered to a request that was to be done once, so that the same request
-- gets the same answer. Kept for a day, for the token that asked; in no backup.
create table api_answer (
  token text not null,
  key text not null,
  request_digest text not null,
  status integer not null,
  location text not null,
  body text not null,
  about text not null,
  created text not null,
  primary key (token, key)
) strict, without rowid;
create index api_answer_created on api_answer (created);
