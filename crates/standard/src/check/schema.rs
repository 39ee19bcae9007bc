//! The schema itself: the status of the record, its name, references, column headers.

use std::collections::HashSet;

use indigo_model::Severity;

use super::Sheet;

pub(super) fn check(sheet: &mut Sheet<'_>) {
    root_status(sheet);
    name(sheet);
    references(sheet);
    headers(sheet);
}

fn root_status(sheet: &mut Sheet<'_>) {
    if sheet.one.field("/status").is_none() {
        sheet.error(
            "no_root_status",
            "/properties",
            "The schema has no \"status\" at its root, so a record that comes from a CSV file can never become public. Add \"status\": {\"title\": \"Status\", \"type\": \"string\"} to its properties.".to_owned(),
        );
    }
}

fn name(sheet: &mut Sheet<'_>) {
    let pointer = &sheet.one.profile.name_pointer;
    if sheet.one.field(pointer).is_none() {
        sheet.say(
            Severity::Warning,
            "name_pointer_unknown",
            "/indigo/namePointer",
            format!("Records take their name from {pointer}, which is not in the schema."),
        );
    }
}

fn references(sheet: &mut Sheet<'_>) {
    let one = sheet.one;
    let fields = one
        .fields
        .iter()
        .map(|field| (field, field.pointer.clone()))
        .chain(one.lists.iter().flat_map(|list| {
            list.fields
                .iter()
                .map(move |field| (field, format!("{}/*{}", list.pointer, field.pointer)))
        }));
    for (field, pointer) in fields {
        if let Some(reference) = &field.leaf.references {
            sheet.record_type(
                &pointer,
                &reference.record_type,
                "references-model must name one",
            );
        }
        if let Some(rows) = &field.leaf.rows {
            let found = one.list(&rows.list).is_some_and(|list| {
                list.fields
                    .iter()
                    .any(|f| f.pointer == rows.key || f.pointer == format!("{}/value", rows.key))
            });
            if !found {
                sheet.error(
                    "unknown_rows_referred_to",
                    &pointer,
                    format!(
                        "references-data-list and -key name {} {}, which are not in the schema.",
                        rows.list, rows.key
                    ),
                );
            }
        }
    }
}

fn headers(sheet: &mut Sheet<'_>) {
    let one = sheet.one;
    let mut headers = HashSet::new();
    for field in one.fields.iter().filter(|field| !field.is_status()) {
        if !headers.insert(field.title.as_str()) {
            sheet.say(
                Severity::Note,
                "header_doubled",
                &field.pointer,
                format!(
                    "The column header \"{}\" stands for more than one field; columns are then told apart by their order.",
                    field.title
                ),
            );
        }
    }
}
