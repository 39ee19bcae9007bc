//! What a file was taken for, in words.

use indigo_exchange::{
    FileInfo, FileKind,
    workbook::{Form, FormKind},
};
use indigo_standard::{Standard, TypeStandard};

/// A workbook that was read, in words.
pub(crate) fn what_of_form(one: &TypeStandard, form: &Form) -> String {
    let title = one.profile.words.title.to_lowercase();
    let of = match &form.record_id {
        Some(id) => format!(", of {id}"),
        None => ", which names no record".to_owned(),
    };
    match &form.kind {
        FormKind::Own => {
            let version = form.standard_version.as_deref();
            let version = version.map_or_else(String::new, |version| {
                format!(", made with version {version} of the standard")
            });
            format!("Workbook for the type {title}, made by Indigo{version}{of}")
        }
        FormKind::Official { form } => {
            format!("Official INDIGO form for the type {title}, {form}{of}")
        }
    }
}

/// A file of tables or records, in words.
pub(super) fn what_of(standard: &Standard, info: &FileInfo) -> String {
    let titles = |record_type: &str| {
        standard.get(record_type).map_or_else(
            || record_type.to_owned(),
            |one| one.profile.words.titles.to_lowercase(),
        )
    };
    match &info.kind {
        FileKind::Main { record_type } => {
            format!(
                "Table of {}, one a row ({} rows)",
                titles(record_type),
                info.rows
            )
        }
        FileKind::ListDownload { record_type } => {
            format!(
                "List download of {} ({} rows)",
                titles(record_type),
                info.rows
            )
        }
        FileKind::Rows { record_type, list } => {
            let list = standard
                .get(record_type)
                .and_then(|one| one.list(list))
                .map_or(list.as_str(), |list| list.title.as_str());
            format!(
                "Table of {}: {list} ({} rows)",
                titles(record_type),
                info.rows
            )
        }
        FileKind::Records => format!("Records as JSON ({})", info.rows),
        FileKind::Unknown => "Not recognised".to_owned(),
    }
}
