-- People and what they need to get in. Outside the ledger: nothing of it can be refolded, and
-- `verify` does not look at it. Of session ids, tokens, links and codes only digests stand here.
create table account (
  row_id integer primary key,
  public_id text not null unique,
  email text not null unique,
  name text not null,
  role text not null,
  state text not null,
  password text,
  totp_secret text,
  totp_on integer not null,
  totp_step integer,
  created text not null,
  last_sign_in text
) strict;

create table account_grant (
  account_row integer not null references account (row_id),
  type text not null,
  id text not null,
  granted text not null,
  primary key (account_row, type, id)
) strict, without rowid;

create table recovery_code (
  account_row integer not null references account (row_id),
  digest text not null,
  used text,
  primary key (account_row, digest)
) strict, without rowid;

create table session (
  digest text primary key,
  public_id text not null unique,
  account_row integer not null references account (row_id),
  state text not null,
  created text not null,
  last_used text not null,
  expires text not null,
  address text not null,
  agent text not null
) strict, without rowid;
create index session_account on session (account_row);

create table api_token (
  digest text primary key,
  public_id text not null unique,
  account_row integer not null references account (row_id),
  name text not null,
  scopes text not null,
  created text not null,
  expires text not null,
  last_used text,
  ended text
) strict, without rowid;
create index api_token_account on api_token (account_row);

create table mailed_link (
  row_id integer primary key,
  digest text unique,
  kind text not null,
  account_row integer references account (row_id),
  about text not null,
  created text not null,
  expires text not null,
  used text
) strict;
create index mailed_link_account on mailed_link (account_row);

create table sign_in_attempt (
  key text primary key,
  failures integer not null,
  last_failed text not null,
  blocked_until text not null
) strict, without rowid;

create table audit (
  row_id integer primary key,
  at text not null,
  actor_row integer,
  actor text not null,
  action text not null,
  account_row integer,
  detail text not null,
  address text not null
) strict;
create index audit_account on audit (account_row);
create index audit_actor on audit (actor_row);

create table mail (
  row_id integer primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  link_row integer,
  created text not null,
  state text not null,
  attempts integer not null,
  next_attempt text not null,
  said text,
  done text
) strict;
create index mail_due on mail (state, next_attempt);

create table notice (
  row_id integer primary key,
  account_row integer not null references account (row_id),
  created text not null,
  text text not null,
  link text not null,
  seen text
) strict;
create index notice_account on notice (account_row);
