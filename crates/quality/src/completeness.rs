//! How much of what the standard asks for a record says.

use indigo_model::pointer;
use indigo_standard::{Field, RowList};
use serde::{Deserialize, Serialize};

use crate::Subject;

/// Lists that only some records can have rows for.
const LISTS_OF_SOME: [&str; 8] = [
    "/outcome_funds",
    "/intermediary_services",
    "/transactions",
    "/technical_assistances",
    "/technical_assistance_details",
    "/open_contracting_datas",
    "/360giving_datas",
    "/documents",
];

/// Something that the standard asks for, and whether it is there.
pub(crate) struct Asked {
    pub(crate) pointer: String,
    pub(crate) title: String,
    pub(crate) priority: Option<u8>,
    pub(crate) filled: bool,
    pub(crate) is_list: bool,
}

/// How many of the fields of one priority are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The priority, 1 first; `None` for fields that the standard gives none.
    pub priority: Option<u8>,
    /// Filled fields and lists.
    pub filled: usize,
    /// Fields and lists that are asked for.
    pub asked: usize,
}

/// A field or list that is asked for and empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Where it would be.
    pub pointer: String,
    /// What it is called.
    pub title: String,
    /// Its priority.
    pub priority: Option<u8>,
}

/// Filled of asked, by priority, for one record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Completeness {
    /// A share for each priority that occurs, 1 first, those without a priority last.
    pub shares: Vec<Share>,
    /// What is missing, in the same order.
    pub missing: Vec<Missing>,
}

impl Completeness {
    /// Counts what a record has.
    #[must_use]
    pub fn of(subject: &Subject<'_>) -> Self {
        let mut all = asked(subject);
        all.sort_by_key(|asked| asked.priority.unwrap_or(u8::MAX));
        let mut found = Self::default();
        for asked in all {
            let at = found
                .shares
                .iter()
                .position(|share| share.priority == asked.priority);
            let at = at.unwrap_or_else(|| {
                found.shares.push(Share {
                    priority: asked.priority,
                    filled: 0,
                    asked: 0,
                });
                found.shares.len() - 1
            });
            found.shares[at].asked += 1;
            if asked.filled {
                found.shares[at].filled += 1;
            } else {
                found.missing.push(Missing {
                    pointer: asked.pointer,
                    title: asked.title,
                    priority: asked.priority,
                });
            }
        }
        found
    }

    /// The share of a priority; nothing asked when it does not occur.
    #[must_use]
    pub fn share(&self, priority: Option<u8>) -> Share {
        self.shares
            .iter()
            .find(|share| share.priority == priority)
            .copied()
            .unwrap_or(Share {
                priority,
                filled: 0,
                asked: 0,
            })
    }

    /// The share of what is asked for first: priority 1, or all where there are no priorities.
    #[must_use]
    pub fn first(&self) -> Share {
        let first = self.share(Some(1));
        if first.asked > 1 {
            first
        } else {
            self.share(None)
        }
    }
}

impl Share {
    /// Per cent filled, rounded down; 100 when nothing is asked.
    #[must_use]
    pub fn per_cent(&self) -> usize {
        (self.filled * 100).checked_div(self.asked).unwrap_or(100)
    }
}

/// What the standard asks of a record, in schema order.
pub(crate) fn asked(subject: &Subject<'_>) -> Vec<Asked> {
    let one = subject.standard;
    let over = is_over(subject);
    let mut found: Vec<Asked> = Vec::new();
    for field in &one.fields {
        if !is_asked(field, over) {
            continue;
        }
        let filled = pointer::at(subject.data, &field.keys).is_some_and(is_filled);
        let (pointer, title) = range(field)
            .unwrap_or_else(|| (field.pointer.clone(), crate::document::short_title(field)));
        // Least, exact and most are one thing that is asked.
        if let Some(same) = found.iter_mut().find(|asked| asked.pointer == pointer) {
            same.filled |= filled;
            continue;
        }
        let is_name = field.pointer == one.profile.name_pointer;
        found.push(Asked {
            pointer,
            title,
            priority: if is_name { Some(1) } else { field.priority },
            filled,
            is_list: false,
        });
    }
    for list in &one.lists {
        if LISTS_OF_SOME.contains(&list.pointer.as_str())
            || list.pointer == "/results" && !over && subject.rows("/results").is_empty()
        {
            continue;
        }
        let Some(priority) = list_priority(list) else {
            continue;
        };
        found.push(Asked {
            pointer: list.pointer.clone(),
            title: list.title.clone(),
            priority: Some(priority),
            filled: !subject.rows(&list.pointer).is_empty(),
            is_list: true,
        });
    }
    found
}

/// The priority of a list, when the standard gives one.
pub(crate) fn list_priority(list: &RowList) -> Option<u8> {
    list.fields.first().and_then(|field| field.priority)
}

/// Whether a value says something.
pub(crate) fn is_filled(value: &indigo_model::Value) -> bool {
    match value {
        indigo_model::Value::Null => false,
        indigo_model::Value::String(text) => !text.trim().is_empty(),
        _ => true,
    }
}

/// Whether every record can be asked for a field.
pub(crate) fn is_asked(field: &Field, over: bool) -> bool {
    let keys = &field.keys;
    let any = |wanted: &dyn Fn(&str) -> bool| keys.iter().any(|key| wanted(key));
    let flag = field.leaf.codelist.as_ref().is_some_and(|list| {
        !list.values.is_empty()
            && list
                .values
                .keys()
                .all(|value| matches!(value.to_lowercase().as_str(), "yes" | "no"))
    });
    let after = any(&|key| {
        key.starts_with("actual_")
            || key == "total_outcome_payments_made"
            || key == "investor_repayment"
    });
    !(field.is_status()
        || field.is_sandboxes()
        || field.is_source_ids()
        || flag
        || any(&|key| {
            key == "notes"
                || key == "other"
                || key.ends_with("_usd")
                || key.starts_with("alternative_")
                || key.starts_with("secondary_")
                || key.starts_with("unit_description_")
                || key.starts_with("reason_")
                || key == "details"
        })
        || after && !over)
}

/// Whether what was achieved can be asked for.
fn is_over(subject: &Subject<'_>) -> bool {
    subject
        .text("/stage_development/value")
        .is_some_and(|stage| {
            matches!(
                stage,
                "Complete" | "Completed" | "Service delivery complete"
            )
        })
}

/// Pointer and title of the amount that a field is an end of.
fn range(field: &Field) -> Option<(String, String)> {
    let base = ["/min/value", "/exact/value", "/max/value"]
        .iter()
        .find_map(|end| field.pointer.strip_suffix(end))?;
    let titles: Vec<&str> = field
        .titles
        .iter()
        .map(String::as_str)
        .filter(|title| !matches!(*title, "Min" | "Exact" | "Max" | "(Value)"))
        .collect();
    Some((base.to_owned(), titles.join(" - ")))
}
