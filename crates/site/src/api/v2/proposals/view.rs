//! A proposal as programs read it.

use indigo_model::RecordKey;
use indigo_registry::{
    Comment, ItemDecided, ItemView, ProposalSummary, ProposalView, RegistryError,
};
use serde_json::{Map, Value, json};

use super::{
    super::{call::Call, fault::ApiFault},
    href,
    sight::Sight,
};
use crate::staff::names::Names;

/// A proposal as a list shows it. What tells of the record as it stands is for those who may see it.
pub(super) fn summary(
    call: &Call<'_>,
    names: &Names<'_>,
    summary: &ProposalSummary,
    sight: Sight,
) -> Result<Map<String, Value>, ApiFault> {
    let key = &summary.key;
    let name = if sight.is_whole {
        summary.name.clone()
    } else {
        public_name(call, key)?
    };
    let mut members = Map::new();
    let mut add = |name: &str, value: Value| members.insert(name.to_owned(), value);
    add("proposal", json!(summary.edit));
    add("href", json!(href(&summary.edit)));
    add("type", json!(key.record_type));
    add("id", json!(key.id));
    add("name", json!(name));
    add("state", json!(summary.state));
    add("is_open", json!(summary.is_open));
    add("is_own", json!(sight.is_own));
    add("is_whole", json!(sight.is_whole));
    add("created", json!(summary.created));
    add("proposer", json!(names.name(&summary.proposer)));
    add("comment", json!(summary.comment));
    add("source", json!(summary.source));
    add("origin", json!(summary.origin));
    add(
        "assigned_to",
        json!(summary.assigned_to.as_ref().map(|actor| names.name(actor))),
    );
    add("supersedes", json!(summary.supersedes));
    if sight.is_whole {
        add("exists", json!(summary.exists));
        add("item_count", json!(summary.items));
        add("undecided", json!(summary.undecided));
        add("conflicts", json!(summary.conflicts));
    }
    Ok(members)
}

/// A proposal whole.
pub(super) fn whole(call: &Call<'_>, view: &ProposalView, sight: Sight) -> Result<Value, ApiFault> {
    let names = Names::of(call.registry);
    let mut members = summary(call, &names, &view.summary, sight)?;
    let items = if sight.is_whole {
        if let Some(fault) = &view.fault {
            members.insert("fault".to_owned(), json!(fault));
        }
        members.insert(
            "base_version".to_owned(),
            json!(view.base_version.to_string()),
        );
        members.insert("version".to_owned(), json!(view.version.to_string()));
        view.items.iter().map(|item| full(item, &names)).collect()
    } else {
        sent(call, view, &names)?
    };
    members.insert("items".to_owned(), Value::Array(items));
    let comments: Vec<Value> = view
        .comments
        .iter()
        .map(|one| comment(one, &names))
        .collect();
    members.insert("comments".to_owned(), Value::Array(comments));
    members.insert("superseded_by".to_owned(), json!(view.superseded_by));
    Ok(Value::Object(members))
}

/// A comment.
pub(super) fn comment(comment: &Comment, names: &Names<'_>) -> Value {
    json!({
        "created": comment.created,
        "by": names.name(&comment.actor),
        "asks_for_changes": comment.asks_for_changes,
        "words": comment.words,
    })
}

/// An item with what stands there now, as far as it may be seen.
fn full(item: &ItemView, names: &Names<'_>) -> Value {
    json!({
        "key": item.key,
        "kind": item.kind,
        "label": item.label,
        "before": item.before,
        "after": item.after,
        "now": item.now,
        "standing": item.state,
        "decided": item.decided.as_ref().map(|one| decided(one, names)),
    })
}

/// What somebody has sent, beside what they saw and may see now. Neither what stands in places that
/// are not public, nor whether it is the same, can be told from it.
fn sent(call: &Call<'_>, view: &ProposalView, names: &Names<'_>) -> Result<Vec<Value>, ApiFault> {
    let items = match call.registry.sent_items(call.person()?, &view.summary.edit) {
        Ok(items) => items.unwrap_or_default(),
        Err(RegistryError::Merge { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let decided_as = |key: &str| {
        let whole = view.items.iter().find(|whole| whole.key == key)?;
        whole.decided.as_ref().map(|one| decided(one, names))
    };
    Ok(items
        .iter()
        .map(|item| {
            let mut value = full(item, names);
            value["decided"] = json!(decided_as(&item.key));
            value
        })
        .collect())
}

fn decided(decided: &ItemDecided, names: &Names<'_>) -> Value {
    json!({
        "verdict": decided.verdict,
        "reason": decided.reason,
        "by": names.name(&decided.actor),
        "created": decided.created,
    })
}

/// What is public of the name: the record may hold another.
fn public_name(call: &Call<'_>, key: &RecordKey) -> Result<Option<String>, ApiFault> {
    let catalogue = call.site.reader.catalogue()?;
    let entry = catalogue.entry(&key.record_type, &key.id);
    Ok(entry.map(|entry| entry.card.name.clone()))
}
