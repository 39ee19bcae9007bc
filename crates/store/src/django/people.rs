//! Users, what they may do, and which projects were opened to them.

use std::collections::HashMap;

use indigo_model::Secret;

use super::DjangoDatabase;
use crate::StoreError;

/// A user.
#[derive(Debug, Clone)]
pub struct DjangoUser {
    /// Row number.
    pub id: i64,
    /// The name to sign in with.
    pub username: String,
    /// E-mail address; often empty.
    pub email: String,
    /// First and last name; often empty.
    pub full_name: String,
    /// The hash of the password, or a text that begins with `!` when there is none.
    pub password: Secret,
    /// Whether they may sign in.
    pub is_active: bool,
    /// Whether they may see the pages of administration.
    pub is_staff: bool,
    /// Whether they may everything.
    pub is_superuser: bool,
    /// When the account was made (RFC 3339, UTC).
    pub joined: String,
    /// When they last signed in.
    pub last_login: Option<String>,
    /// What they may do by themselves or by a group: `indigo.admin`; the part before the point is
    /// missing when the database does not tell it.
    pub rights: Vec<String>,
}

/// A project that was opened to a user, or shut again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DjangoAccess {
    /// Row number of the user.
    pub user: i64,
    /// The project's id; `None` when there is no such project.
    pub project: Option<String>,
    /// Whether it is open.
    pub is_open: bool,
}

/// Rights of users by themselves, and by their groups, with the application that they are of.
const RIGHTS: [&str; 2] = [
    "select u.user_id, t.app_label || '.' || p.codename from auth_user_user_permissions u join auth_permission p on p.id = u.permission_id join django_content_type t on t.id = p.content_type_id order by u.user_id, p.id",
    "select u.user_id, t.app_label || '.' || p.codename from auth_user_groups u join auth_group_permissions g on g.group_id = u.group_id join auth_permission p on p.id = g.permission_id join django_content_type t on t.id = p.content_type_id order by u.user_id, p.id",
];

/// The same without the application, for a database that lacks the table of these.
const BARE_RIGHTS: [&str; 2] = [
    "select u.user_id, p.codename::text from auth_user_user_permissions u join auth_permission p on p.id = u.permission_id order by u.user_id, p.id",
    "select u.user_id, p.codename::text from auth_user_groups u join auth_group_permissions g on g.group_id = u.group_id join auth_permission p on p.id = g.permission_id order by u.user_id, p.id",
];

/// The tables that each of the statements above needs.
const RIGHTS_NEED: [&[&str]; 2] = [
    &["auth_permission", "auth_user_user_permissions"],
    &[
        "auth_permission",
        "auth_user_groups",
        "auth_group_permissions",
    ],
];

impl DjangoDatabase {
    /// All users.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn users(&mut self) -> Result<Vec<DjangoUser>, StoreError> {
        let mut rights = self.rights()?;
        let rows = self.db.query(
            "select id, username::text, coalesce(email, ''), trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), password::text, cast(is_active as integer), cast(is_staff as integer), cast(is_superuser as integer), to_char(date_joined, 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), to_char(last_login, 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from auth_user order by id",
            &[],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| DjangoUser {
                id: row.int(0),
                username: row.text(1),
                email: row.text(2),
                full_name: row.text(3),
                password: Secret::new(row.text(4)),
                is_active: row.int(5) != 0,
                is_staff: row.int(6) != 0,
                is_superuser: row.int(7) != 0,
                joined: row.text(8),
                last_login: row.opt_text(9),
                rights: rights.remove(&row.int(0)).unwrap_or_default(),
            })
            .collect())
    }

    fn rights(&mut self) -> Result<HashMap<i64, Vec<String>>, StoreError> {
        let statements = if self.has("django_content_type") {
            RIGHTS
        } else {
            BARE_RIGHTS
        };
        let mut found: HashMap<i64, Vec<String>> = HashMap::new();
        for (sql, needed) in statements.into_iter().zip(RIGHTS_NEED) {
            if !needed.iter().all(|table| self.has(table)) {
                continue;
            }
            for mut row in self.db.query(sql, &[])? {
                let rights = found.entry(row.int(0)).or_default();
                let right = row.text(1);
                if !rights.contains(&right) {
                    rights.push(right);
                }
            }
        }
        Ok(found)
    }

    /// The projects that were opened to users.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn access(&mut self) -> Result<Vec<DjangoAccess>, StoreError> {
        if !self.has("indigo_adminuserhaspermissionsforproject") || !self.has("indigo_project") {
            return Ok(Vec::new());
        }
        let rows = self.db.query(
            "select a.user_id, p.public_id::text, cast(a.permission_access as integer) from indigo_adminuserhaspermissionsforproject a left join indigo_project p on p.id = a.project_id order by a.id",
            &[],
        )?;
        Ok(rows
            .into_iter()
            .map(|mut row| DjangoAccess {
                user: row.int(0),
                project: row.opt_text(1),
                is_open: row.int(2) != 0,
            })
            .collect())
    }
}
