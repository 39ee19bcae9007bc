//! What is told of an edit: what it would change, and what the checks say.

use std::collections::HashSet;

use indigo_registry::{
    Aspect, Finding as CheckedFinding, FindingSeverity as Severity, ItemView, Seen, WithoutStatus,
    record_findings, without_status,
};
use indigo_standard::TypeStandard;
use serde_json::{Value, json};

use super::super::{call::Call, fault::ApiFault};

/// The code of what would be seen by nobody outside: a warning about what is sent, where the check
/// of the same code is a hint about what is there.
const STATUS_MISSING: &str = "status_missing";

/// What would change, as programs read it, against the record as they may see it now.
pub(super) fn item(item: &ItemView) -> Value {
    json!({
        "key": item.key,
        "kind": item.kind,
        "label": item.label,
        "before": item.before,
        "after": item.after,
        "now": item.now,
        "standing": item.state,
    })
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
    let lacking = without_status(one, &seen.data, wanted);
    found.retain(|(_, one)| {
        one.check != STATUS_MISSING || lacking.iter().all(|lack| lack.pointer != one.pointer)
    });
    found.sort_by_key(|(is_new, one)| std::cmp::Reverse((*is_new, one.severity)));
    // What nobody would see comes first: it is what senders mean least.
    Ok(lacking
        .iter()
        .map(|lack| lacking_status(lack, is_whole))
        .chain(found.into_iter().map(checked))
        .collect())
}

fn checked((is_new, one): (bool, CheckedFinding)) -> Value {
    json!({
        "severity": one.severity,
        "aspect": one.aspect,
        "code": one.check,
        "pointer": one.pointer,
        "message": one.message,
        "mend": one.mend,
        "is_new": is_new,
    })
}

/// Whether there is a status that the sender cannot see is not told.
fn lacking_status(lack: &WithoutStatus, is_whole: bool) -> Value {
    let title = &lack.title;
    let message = if is_whole {
        format!("{title} has no status, so only staff would see it.")
    } else {
        format!("{title} has no status that you can see; without one, only staff would see it.")
    };
    json!({
        "severity": Severity::Warning,
        "aspect": Aspect::Useful,
        "code": STATUS_MISSING,
        "pointer": lack.pointer,
        "message": message,
        "mend": "Send \"status\": \"PUBLIC\" in it, or \"PRIVATE\" to say that it is meant.",
        "is_new": lack.is_new,
    })
}
