//! The tables of which nothing is taken over, each with what is in it, so that nothing is lost
//! without a word.

use indigo_model::{Place, Problem};
use indigo_store::DjangoTable;

use super::LeftOut;
use crate::ProblemLog;

/// Tables that are read, so that nothing is said of them here.
const READ: [&str; 7] = [
    "jsondataferret_record",
    "jsondataferret_event",
    "jsondataferret_edit",
    "jsondataferret_cachedrecordhistory",
    "indigo_sandbox",
    "indigo_adminuserhaspermissionsforproject",
    "auth_user",
];

const MADE_ANEW: &str = "rows that are made anew from the records";
const RIGHTS: &str = "rights, which became roles";

/// Tables that are left out, with what is in them.
const LEFT_OUT: [(&str, &str); 23] = [
    ("django_session", "sessions: everybody signs in anew"),
    (
        "django_admin_log",
        "lines of the log of the Django administration",
    ),
    (
        "indigo_projectimport",
        "uploaded project forms that were kept for the second step of their import",
    ),
    (
        "indigo_pipelineimport",
        "uploaded pipeline forms that were kept for the second step of their import",
    ),
    (
        "jsondataferret_type",
        "titles and dates of record types: the standard has its own",
    ),
    ("auth_group", RIGHTS),
    ("auth_group_permissions", RIGHTS),
    ("auth_permission", RIGHTS),
    ("auth_user_groups", RIGHTS),
    ("auth_user_user_permissions", RIGHTS),
    ("django_content_type", "bookkeeping of Django"),
    ("django_migrations", "bookkeeping of Django"),
    ("indigo_project", MADE_ANEW),
    ("indigo_organisation", MADE_ANEW),
    ("indigo_fund", MADE_ANEW),
    ("indigo_pipeline", MADE_ANEW),
    ("indigo_assessmentresource", MADE_ANEW),
    ("indigo_joiningupinitiative", MADE_ANEW),
    ("indigo_projectincludesorganisation", MADE_ANEW),
    ("indigo_projectincludesfund", MADE_ANEW),
    ("indigo_pipelineincludesorganisation", MADE_ANEW),
    (
        "spatial_ref_sys",
        "coordinate systems of an extension of PostgreSQL",
    ),
    ("django_site", "names of sites"),
];

/// What is left out of a database; a table that nobody has thought of is a problem as well.
pub(super) fn listed(tables: &[DjangoTable], problems: &mut ProblemLog) -> Vec<LeftOut> {
    let mut found = Vec::new();
    for table in tables {
        if table.rows == Some(0) || READ.contains(&table.name.as_str()) {
            continue;
        }
        let known = LEFT_OUT.iter().find(|(name, _)| *name == table.name);
        if known.is_none() {
            let rows = table
                .rows
                .map_or_else(|| "rows".to_owned(), |rows| format!("{rows} rows"));
            problems.extend([Problem::warning(
                "table_left_out",
                format!("The table {} is none that the first system is known to have; its {rows} are left out. Look whether anything in it is needed.", table.name),
                Place::default(),
            )]);
        }
        found.push(LeftOut {
            table: table.name.clone(),
            rows: table.rows,
            what: known.map_or("rows of a table that is not known", |(_, what)| what),
        });
    }
    found
}
