//! A database of the first system, made up in a real PostgreSQL.

use indigo_model::Value;
use postgres::{Client, NoTls};
use serde_json::json;

use crate::support;

/// The record types in the order of their row numbers, from 1, with the table of what is public.
pub(crate) const TYPES: [(&str, &str); 6] = [
    ("project", "indigo_project"),
    ("organisation", "indigo_organisation"),
    ("fund", "indigo_fund"),
    ("pipeline", "indigo_pipeline"),
    ("assessment_resource", "indigo_assessmentresource"),
    ("joining_up_initiative", "indigo_joiningupinitiative"),
];

/// A database of the first system.
pub(crate) struct Old {
    pub(crate) url: String,
    pub(crate) client: Client,
}

/// A user to be made.
pub(crate) struct User {
    pub(crate) username: &'static str,
    pub(crate) name: (&'static str, &'static str),
    pub(crate) email: &'static str,
    pub(crate) password: String,
    pub(crate) is_active: bool,
    pub(crate) is_staff: bool,
    pub(crate) is_superuser: bool,
    pub(crate) last_login: Option<&'static str>,
}

impl Default for User {
    fn default() -> Self {
        Self {
            username: "",
            name: ("", ""),
            email: "",
            password: "!".to_owned(),
            is_active: true,
            is_staff: false,
            is_superuser: false,
            last_login: None,
        }
    }
}

/// An edit to be made: record, mode, data, and the events that brought, approved and refused it.
pub(crate) struct Edit<'a> {
    pub(crate) name: &'a str,
    pub(crate) record: i32,
    pub(crate) mode: &'a str,
    pub(crate) data: Value,
    pub(crate) brought: i32,
    pub(crate) approved: Option<i32>,
    pub(crate) refused: Option<i32>,
}

/// A password as Django stores it, with few iterations.
pub(crate) fn django_hash(password: &str) -> String {
    let mut hash = [0; 32];
    pbkdf2::pbkdf2_hmac::<sha2::Sha256>(password.as_bytes(), b"NaCl1234", 1000, &mut hash);
    let text = data_encoding::BASE64.encode(&hash);
    format!("pbkdf2_sha256$1000$NaCl1234${text}")
}

impl Old {
    /// An empty one with its tables and types; `None` when the tests were given no server.
    /// `zoned` is false for times without a time zone.
    pub(crate) fn empty(zoned: bool) -> Option<Self> {
        let Some(url) = support::postgres_url() else {
            eprintln!("left out: no PostgreSQL server was given (INDIGO_TEST_POSTGRES)");
            return None;
        };
        let mut client = Client::connect(&url, NoTls).unwrap();
        // What a time means shall not depend on where the server stands.
        client.batch_execute("set time zone 'UTC'").unwrap();
        let tables = include_str!("tables.sql");
        let tables = if zoned {
            tables.to_owned()
        } else {
            tables.replace("timestamptz", "timestamp")
        };
        client.batch_execute(&tables).unwrap();
        let mut old = Self { url, client };
        for (name, _) in TYPES {
            old.run(&format!("insert into jsondataferret_type (public_id, title, created) values ('{name}', 'T', '2020-01-01 00:00:00Z')"));
        }
        Some(old)
    }

    pub(crate) fn run(&mut self, statements: &str) {
        self.client.batch_execute(statements).unwrap();
    }

    pub(crate) fn user(&mut self, user: &User) -> i32 {
        let row = self
            .client
            .query_one(
                "insert into auth_user (password, last_login, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined) values ($1, cast(cast($2 as text) as timestamptz), $3, $4, $5, $6, $7, $8, $9, '2019-05-06 07:08:09.000001Z') returning id",
                &[
                    &user.password, &user.last_login, &user.is_superuser, &user.username,
                    &user.name.0, &user.name.1, &user.email, &user.is_staff, &user.is_active,
                ],
            )
            .unwrap();
        row.get(0)
    }

    /// A right by its application and name; made when it is asked for first.
    pub(crate) fn right(&mut self, application: &str, codename: &str) -> i32 {
        let found = self
            .client
            .query_opt(
                "select p.id from auth_permission p join django_content_type t on t.id = p.content_type_id where t.app_label = $1 and p.codename = $2",
                &[&application, &codename],
            )
            .unwrap();
        if let Some(row) = found {
            return row.get(0);
        }
        let row = self
            .client
            .query_one(
                "with t as (insert into django_content_type (app_label, model) values ($1, 'x') returning id) insert into auth_permission (name, content_type_id, codename) select 'x', id, $2 from t returning id",
                &[&application, &codename],
            )
            .unwrap();
        row.get(0)
    }

    /// A record as the first system shows it at present, with its row of what is public.
    pub(crate) fn record(&mut self, kind: i32, id: &str, shown: Option<&Value>) -> i32 {
        let exists = shown.is_some();
        let data = shown.cloned().unwrap_or_else(|| json!({})).to_string();
        let row: i32 = self
            .client
            .query_one(
                "insert into jsondataferret_record (type_id, public_id, cached_exists, cached_data) values ($1, $2, $3, cast(cast($4 as text) as jsonb)) returning id",
                &[&kind, &id, &exists, &data],
            )
            .unwrap()
            .get(0);
        if let Some((_, table)) = TYPES.get(usize::try_from(kind - 1).unwrap()) {
            let is_public = shown
                .and_then(|data| data["status"].as_str())
                .is_some_and(|status| status.trim().eq_ignore_ascii_case("public"));
            let more = if *table == "indigo_project" {
                (
                    "social_investment_prototype, data_quality_report_counts_by_priority, ",
                    "false, '{}', ",
                )
            } else {
                ("", "")
            };
            let sql = format!(
                "insert into {table} (public_id, record_id, \"exists\", status_public, data_public, data_private, {}data_sandboxes, full_text_search_private) values ($1, $2, $3, $4, '{{}}', '{{}}', {}'{{}}', '')",
                more.0, more.1
            );
            self.client
                .execute(&sql, &[&id, &row, &exists, &is_public])
                .unwrap();
        }
        row
    }

    pub(crate) fn event(
        &mut self,
        name: &str,
        created: &str,
        user: Option<i32>,
        comment: &str,
    ) -> i32 {
        self.client
            .query_one(
                "insert into jsondataferret_event (public_id, created, user_id, comment) values ($1, cast(cast($2 as text) as timestamptz), $3, $4) returning id",
                &[&name, &created, &user, &comment],
            )
            .unwrap()
            .get(0)
    }

    pub(crate) fn edit(&mut self, edit: &Edit<'_>) {
        self.client
            .execute(
                "insert into jsondataferret_edit (public_id, record_id, creation_event_id, approval_event_id, refusal_event_id, mode, data_key, data) values ($1, $2, $3, $4, $5, $6, '/', cast(cast($7 as text) as jsonb))",
                &[
                    &edit.name, &edit.record, &edit.brought, &edit.approved, &edit.refused,
                    &edit.mode, &edit.data.to_string(),
                ],
            )
            .unwrap();
    }

    pub(crate) fn snapshot(&mut self, record: i32, event: i32, data: &Value) {
        self.client
            .execute(
                "insert into jsondataferret_cachedrecordhistory (record_id, event_id, data) values ($1, $2, cast(cast($3 as text) as jsonb))",
                &[&record, &event, &data.to_string()],
            )
            .unwrap();
    }
}
