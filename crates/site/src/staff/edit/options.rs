//! What there is to choose from in a field.

use indigo_model::{changes::row_id, pointer};
use indigo_standard::Codelist;

use super::{content::parts, reference::References, summary::summary, work::Work};
use crate::{facts::sdg, words::shortened};

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

impl Choice {
    fn new(value: &str, label: impl Into<String>, chosen: &[&str]) -> Self {
        Self {
            value: value.to_owned(),
            label: label.into(),
            is_chosen: chosen.contains(&value),
        }
    }
}

/// Letters of a row's name in a choice.
const ROW_LETTERS: usize = 80;

/// Who may see a thing; `unset` says what it means when nothing is chosen.
pub(super) fn statuses(now: &str, unset: Option<&str>, with_sandboxes: bool) -> Vec<Choice> {
    let known = [
        ("PUBLIC", "Everybody (public)"),
        ("PRIVATE", "Staff only (private)"),
        ("DISPUTED", "Staff only, because it is disputed"),
        ("SANDBOX", "Holders of a sandbox's password"),
    ];
    let mut found: Vec<Choice> = unset
        .map(|said| Choice::new("", said, &[now]))
        .into_iter()
        .collect();
    found.extend(
        known
            .iter()
            .filter(|(value, _)| *value != "SANDBOX" || with_sandboxes || now == "SANDBOX")
            .map(|(value, label)| Choice::new(value, *label, &[now])),
    );
    with_present(found, &[now])
}

/// The values of a codelist.
pub(super) fn codes(list: &Codelist, now: &str) -> Vec<Choice> {
    let mut found = vec![Choice::new("", "Not said", &[now])];
    found.extend(list.values.iter().map(|(value, meaning)| {
        // Codes are known by what they mean; values in words speak for themselves.
        let label = if value.len() <= 3 && !meaning.is_empty() {
            format!("{meaning} ({value})")
        } else {
            value.clone()
        };
        Choice::new(value, label, &[now])
    }));
    with_present(found, &[now])
}

/// The goals of sustainable development; with `Not said` for a field that takes one.
pub(super) fn goals(chosen: &[&str], one: bool) -> Vec<Choice> {
    let mut found: Vec<Choice> = one
        .then(|| Choice {
            value: String::new(),
            label: "Not said".to_owned(),
            is_chosen: chosen.is_empty(),
        })
        .into_iter()
        .collect();
    found.extend((1..=17).map(|number| {
        let number = number.to_string();
        Choice::new(&number, sdg::goal(&number), chosen)
    }));
    with_present(found, chosen)
}

/// The rows of a list of the record, by their ids.
pub(super) fn rows(
    work: &Work<'_>,
    references: &References<'_, '_>,
    list: &str,
    chosen: &[&str],
) -> Vec<Choice> {
    let known = work.one.list(list);
    let found = pointer::rows(&work.data, list)
        .filter_map(|row| {
            let id = row_id(row)?;
            let said = known.map_or_else(String::new, |list| summary(work, references, list, row));
            let label = if said.is_empty() {
                id.to_owned()
            } else {
                format!("{id}: {}", shortened(&said, ROW_LETTERS))
            };
            Some(Choice::new(id, label, chosen))
        })
        .collect();
    with_present(found, chosen)
}

/// The records that a value names, all chosen.
pub(super) fn records(
    references: &References<'_, '_>,
    record_type: &str,
    text: &str,
    separator: &str,
) -> Vec<Choice> {
    parts(text, separator)
        .into_iter()
        .map(|id| Choice {
            value: id.to_owned(),
            label: references.by_id(record_type, id).said(),
            is_chosen: true,
        })
        .collect()
}

/// What stands there stays to be chosen, though the list does not have it.
fn with_present(mut found: Vec<Choice>, chosen: &[&str]) -> Vec<Choice> {
    for value in chosen.iter().filter(|value| !value.is_empty()) {
        if !found.iter().any(|choice| choice.value == **value) {
            found.push(Choice::new(
                value,
                format!("{value} (not in the list)"),
                chosen,
            ));
        }
    }
    found
}
