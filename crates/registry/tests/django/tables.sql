-- The tables of a database of the first INDIGO system that matter to a move, as Django makes them.
create table django_content_type (id serial primary key, app_label varchar(100) not null, model varchar(100) not null);
create table auth_permission (id serial primary key, name varchar(255) not null, content_type_id integer not null references django_content_type (id), codename varchar(100) not null);
create table auth_group (id serial primary key, name varchar(150) not null unique);
create table auth_group_permissions (id bigserial primary key, group_id integer not null references auth_group (id), permission_id integer not null references auth_permission (id));
create table auth_user (
  id serial primary key, password varchar(128) not null, last_login timestamptz, is_superuser boolean not null,
  username varchar(150) not null unique, first_name varchar(150) not null, last_name varchar(150) not null,
  email varchar(254) not null, is_staff boolean not null, is_active boolean not null, date_joined timestamptz not null);
create table auth_user_groups (id bigserial primary key, user_id integer not null references auth_user (id), group_id integer not null references auth_group (id));
create table auth_user_user_permissions (id bigserial primary key, user_id integer not null references auth_user (id), permission_id integer not null references auth_permission (id));

create table jsondataferret_type (id serial primary key, public_id varchar(200) not null unique, title text not null, created timestamptz not null);
create table jsondataferret_record (
  id serial primary key, type_id integer not null references jsondataferret_type (id), public_id varchar(200) not null,
  cached_exists boolean not null, cached_data jsonb not null, cached_jsonschema_validation_errors jsonb, unique (type_id, public_id));
create table jsondataferret_event (id serial primary key, public_id varchar(200) not null unique, created timestamptz not null, user_id integer references auth_user (id), comment text not null);
create table jsondataferret_edit (
  id serial primary key, public_id varchar(200) not null unique, record_id integer not null references jsondataferret_record (id),
  creation_event_id integer not null references jsondataferret_event (id), approval_event_id integer references jsondataferret_event (id),
  refusal_event_id integer references jsondataferret_event (id), mode varchar(200) not null, data_key varchar(500) not null, data jsonb not null);
create table jsondataferret_cachedrecordhistory (id bigserial primary key, record_id integer not null references jsondataferret_record (id), event_id integer not null references jsondataferret_event (id), data jsonb not null, unique (record_id, event_id));

create table indigo_sandbox (id serial primary key, public_id varchar(200) not null unique, title text not null);
create table indigo_project (
  id serial primary key, public_id varchar(200) not null unique, record_id integer references jsondataferret_record (id), "exists" boolean not null, status_public boolean not null,
  data_public jsonb not null, data_private jsonb not null, data_sandboxes jsonb not null, full_text_search_private text not null, social_investment_prototype boolean not null, data_quality_report_counts_by_priority jsonb not null);
create table indigo_organisation (
  id serial primary key, public_id varchar(200) not null unique, record_id integer references jsondataferret_record (id), "exists" boolean not null, status_public boolean not null,
  data_public jsonb not null, data_private jsonb not null, data_sandboxes jsonb not null, full_text_search_private text not null);
create table indigo_fund (like indigo_organisation including all);
create table indigo_pipeline (like indigo_organisation including all);
create table indigo_assessmentresource (like indigo_organisation including all);
create table indigo_joiningupinitiative (like indigo_organisation including all);
create table indigo_projectincludesorganisation (id serial primary key, project_id integer not null references indigo_project (id), organisation_id integer not null references indigo_organisation (id), in_current_data boolean not null);
create table indigo_adminuserhaspermissionsforproject (id bigserial primary key, project_id integer not null references indigo_project (id), user_id integer not null references auth_user (id), permission_access boolean not null);
create table indigo_projectimport (id serial primary key, project_id integer not null references indigo_project (id), user_id integer not null references auth_user (id), created timestamptz not null, file_data bytea, data jsonb, file_not_valid boolean not null, exception boolean not null, imported timestamptz);
create table django_session (session_key varchar(40) primary key, session_data text not null, expire_date timestamptz not null);
create table django_admin_log (id serial primary key, action_time timestamptz not null, user_id integer not null references auth_user (id), object_repr varchar(200) not null, action_flag smallint not null, change_message text not null);
create table django_migrations (id bigserial primary key, app varchar(255) not null, name varchar(255) not null, applied timestamptz not null);
