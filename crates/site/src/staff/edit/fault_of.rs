//! What is wrong with a value that somebody has put in.

use indigo_model::{Value, changes::row_id, pointer};
use indigo_standard::{Field, values};

use super::{
    content::{parts, text_of},
    kind::{Kind, kind_of},
    reference::References,
    work::Work,
};

/// Most names that are offered for a name that fits several records or none.
const OFFERED: usize = 4;

/// What is wrong with a value, in a sentence; what stood there before is not looked at.
pub(super) fn fault_of(
    work: &Work<'_>,
    references: &References<'_, '_>,
    list: Option<&str>,
    field: &Field,
    now: Option<&Value>,
    before: Option<&Value>,
) -> Option<String> {
    let now = now.filter(|value| !value.is_null())?;
    if before == Some(now) {
        return None;
    }
    let text = text_of(Some(now));
    if text.is_empty() {
        return None;
    }
    match kind_of(work.one, list, field) {
        Kind::Record(record_type) => unknown(references, &record_type, &text),
        Kind::Records(record_type, separator) => parts(&text, &separator)
            .into_iter()
            .find_map(|part| unknown(references, &record_type, part)),
        Kind::Row(rows) => no_such_row(work, &rows, &text),
        Kind::Rows(rows, separator) => parts(&text, &separator)
            .into_iter()
            .find_map(|part| no_such_row(work, &rows, part)),
        Kind::Status if text == "SANDBOX" => None,
        _ => values::fault(field, now).map(|fault| fault.message),
    }
}

fn no_such_row(work: &Work<'_>, list: &str, id: &str) -> Option<String> {
    let is_there = pointer::rows(&work.data, list).any(|row| row_id(row) == Some(id));
    (!is_there).then(|| {
        let title = work
            .one
            .list(list)
            .map_or(list, |list| list.title.as_str())
            .to_lowercase();
        format!(
            "There is no row \"{id}\" under {title}. Choose one that is there, or add it first."
        )
    })
}

fn unknown(references: &References<'_, '_>, record_type: &str, text: &str) -> Option<String> {
    if references.is_known(record_type, text) {
        return None;
    }
    let called = record_type.replace('_', " ");
    let near: Vec<String> = references
        .search(record_type, text, OFFERED)
        .iter()
        .map(super::reference::Found::said)
        .collect();
    Some(if near.is_empty() {
        format!(
            "No {called} \"{text}\" is known. Choose one by name or id, or create it first; if it is not to be had, say who it is in the notes."
        )
    } else {
        format!(
            "\"{text}\" does not say which {called} is meant. Is it {}?",
            near.join(", or ")
        )
    })
}
