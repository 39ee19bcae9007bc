//! Issues of references, to sources and to other records.

use std::collections::{BTreeSet, HashSet};

use indigo_model::{Value, pointer};
use indigo_standard::{Field, TypeStandard};

use super::Issue;
use crate::World;

/// Adds the issues of references. Only projects were looked at for other records.
pub(super) fn add(one: &TypeStandard, data: &Value, world: &dyn World, issues: &mut Vec<Issue>) {
    if one.list("/sources").is_none() || !matches!(one.id.as_str(), "project" | "pipeline") {
        return;
    }
    let listed: Vec<String> = pointer::rows(data, "/sources")
        .filter_map(|row| as_text(row.get("id")?))
        .collect();
    let used = used_sources(one, data);
    for id in &used {
        if !listed.iter().any(|known| known == id) {
            issues.push(issue("source_id_used_that_is_not_in_sources_table", id));
        }
    }
    for id in &listed {
        if !used.contains(id) {
            issues.push(issue("source_id_not_used", id));
        }
    }
    if one.id != "project" {
        return;
    }
    for id in organisations(one, data) {
        if world.record("organisation", &id).is_none() {
            issues.push(issue("organisation_id_does_not_exist", &id));
        }
    }
    let funds: BTreeSet<&str> = pointer::rows(data, "/outcome_funds")
        .filter_map(|row| pointer::text(row, "/id"))
        .collect();
    for id in funds {
        if world.record("fund", id).is_none() {
            issues.push(issue("fund_id_does_not_exist", id));
        }
    }
}

fn issue(kind: &'static str, id: &str) -> Issue {
    Issue {
        kind,
        path: None,
        priority: 0,
        value: Some(Value::from(id)),
    }
}

/// A truthy id as trimmed text.
fn as_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) if number.as_f64() != Some(0.0) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Every use of a source in the places that the schema declares, groups first.
fn used_sources(one: &TypeStandard, data: &Value) -> Vec<String> {
    let cites = |field: &&Field| {
        field
            .leaf
            .rows
            .as_ref()
            .is_some_and(|rows| rows.list == "/sources")
    };
    let mut used = Vec::new();
    let mut take = |value: Option<&Value>| {
        let text = value.and_then(Value::as_str).unwrap_or_default();
        let parts = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        used.extend(parts.map(str::to_owned));
    };
    for field in one.fields.iter().filter(cites) {
        take(pointer::at(data, &field.keys));
    }
    for list in &one.lists {
        for field in list.fields.iter().filter(cites) {
            for row in pointer::rows(data, &list.pointer) {
                take(pointer::at(row, &field.keys));
            }
        }
    }
    used
}

/// Each organisation named, once; single ids untrimmed, as the first system compared them.
fn organisations(one: &TypeStandard, data: &Value) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for list in &one.lists {
        for field in &list.fields {
            let Some(model) = field.leaf.references.as_ref() else {
                continue;
            };
            if model.record_type != "organisation" {
                continue;
            }
            for row in pointer::rows(data, &list.pointer) {
                let text = pointer::at(row, &field.keys)
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                let ids: Vec<&str> = match &model.separator {
                    Some(separator) => text.split(separator.as_str()).map(str::trim).collect(),
                    None => vec![text],
                };
                for id in ids.into_iter().filter(|id| !id.trim().is_empty()) {
                    if seen.insert(id.to_owned()) {
                        found.push(id.to_owned());
                    }
                }
            }
        }
    }
    found
}
