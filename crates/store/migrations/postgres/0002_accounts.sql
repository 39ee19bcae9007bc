-- People and what they need to get in. Outside the ledger: nothing of it can be refolded, and
-- `verify` does not look at it. Of session ids, tokens, links and codes only digests stand here.
create table account (
  row_id bigint primary key,
  public_id text collate "C" not null unique,
  email text collate "C" not null unique,
  name text not null,
  role text not null,
  state text collate "C" not null,
  password text,
  totp_secret text,
  totp_on bigint not null,
  totp_step bigint,
  created text collate "C" not null,
  last_sign_in text
);

create table account_grant (
  account_row bigint not null references account (row_id),
  type text collate "C" not null,
  id text collate "C" not null,
  granted text not null,
  primary key (account_row, type, id)
);

create table recovery_code (
  account_row bigint not null references account (row_id),
  digest text collate "C" not null,
  used text collate "C",
  primary key (account_row, digest)
);

create table session (
  digest text collate "C" primary key,
  public_id text collate "C" not null unique,
  account_row bigint not null references account (row_id),
  state text collate "C" not null,
  created text collate "C" not null,
  last_used text collate "C" not null,
  expires text collate "C" not null,
  address text not null,
  agent text not null
);
create index session_account on session (account_row);

create table api_token (
  digest text collate "C" primary key,
  public_id text collate "C" not null unique,
  account_row bigint not null references account (row_id),
  name text not null,
  scopes text not null,
  created text collate "C" not null,
  expires text collate "C" not null,
  last_used text collate "C",
  ended text collate "C"
);
create index api_token_account on api_token (account_row);

create table mailed_link (
  row_id bigint primary key,
  digest text collate "C" unique,
  kind text collate "C" not null,
  account_row bigint references account (row_id),
  about text not null,
  created text collate "C" not null,
  expires text collate "C" not null,
  used text collate "C"
);
create index mailed_link_account on mailed_link (account_row);

create table sign_in_attempt (
  key text collate "C" primary key,
  failures bigint not null,
  last_failed text collate "C" not null,
  blocked_until text collate "C" not null
);

create table audit (
  row_id bigint primary key,
  at text collate "C" not null,
  actor_row bigint,
  actor text not null,
  action text not null,
  account_row bigint,
  detail text not null,
  address text not null
);
create index audit_account on audit (account_row);
create index audit_actor on audit (actor_row);

create table mail (
  row_id bigint primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  link_row bigint,
  created text collate "C" not null,
  state text collate "C" not null,
  attempts bigint not null,
  next_attempt text collate "C" not null,
  said text,
  done text
);
create index mail_due on mail (state, next_attempt);

create table notice (
  row_id bigint primary key,
  account_row bigint not null references account (row_id),
  created text collate "C" not null,
  text text not null,
  link text not null,
  seen text
);
create index notice_account on notice (account_row);
