//! What is told of an edit: what it would change, and what the checks say.

use std::collections::HashSet;

use indigo_model::{ItemKind, change_items};
use indigo_registry::{Finding as CheckedFinding, Seen, label_at, record_findings};
use indigo_standard::TypeStandard;
use serde_json::{Value, json};

use super::super::{call::Call, fault::ApiFault};

/// What differs between two states of a record, as programs read it.
pub(super) fn items(one: &TypeStandard, before: &Value, after: &Value) -> Vec<Value> {
    change_items(before, after)
        .into_iter()
        .map(|item| {
            let label = if item.kind == ItemKind::Order {
                "Order of rows".to_owned()
            } else {
                label_at(Some(one), &item.steps)
            };
            json!({
                "key": item.key,
                "kind": item.kind,
                "label": label,
                "before": item.before,
                "after": item.after,
            })
        })
        .collect()
}

/// What the checks find in a record as it would be: what the edit brings first, then the rest.
pub(super) fn findings(
    call: &Call<'_>,
    one: &TypeStandard,
    seen: &Seen,
    id: &str,
    wanted: &Value,
) -> Result<Vec<Value>, ApiFault> {
    // Of a new record all is known to who sends it.
    let is_whole = seen.is_whole || seen.version == 0;
    let look = |data: &Value| record_findings(call.registry, one, id, data, is_whole);
    let before: HashSet<(String, String)> = if seen.version == 0 {
        HashSet::new()
    } else {
        look(&seen.data)?
            .into_iter()
            .map(|one| (one.check, one.pointer))
            .collect()
    };
    let mut found: Vec<(bool, CheckedFinding)> = look(wanted)?
        .into_iter()
        .map(|one| {
            let is_new = !before.contains(&(one.check.clone(), one.pointer.clone()));
            (is_new, one)
        })
        .collect();
    found.sort_by_key(|(is_new, one)| std::cmp::Reverse((*is_new, one.severity)));
    Ok(found
        .into_iter()
        .map(|(is_new, one)| {
            json!({
                "severity": one.severity,
                "aspect": one.aspect,
                "code": one.check,
                "pointer": one.pointer,
                "message": one.message,
                "mend": one.mend,
                "is_new": is_new,
            })
        })
        .collect())
}
