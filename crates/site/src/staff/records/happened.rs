//! An event of a record's timeline in words.

use indigo_registry::{HistoryEvent, ItemView};

use crate::{
    changed::Changed,
    staff::{
        names::Names,
        proposals::{cells_of, proposal_href, text_of},
        when::when,
    },
};
use indigo_standard::TypeStandard;

/// Changes of an event that are shown at once.
const SHOWN: usize = 100;

/// An event.
pub(super) struct Happened {
    pub(super) event: String,
    pub(super) seq: i64,
    pub(super) what: String,
    pub(super) who: String,
    pub(super) when: String,
    pub(super) comment: String,
    pub(super) version: Option<i64>,
    pub(super) lines: Vec<String>,
    pub(super) changes: Vec<(String, Changed)>,
    pub(super) more: usize,
    /// Whether nothing stood there before.
    pub(super) is_all_new: bool,
    pub(super) proposals: Vec<String>,
}

pub(super) fn happened(
    one: Option<&TypeStandard>,
    event: HistoryEvent,
    names: &Names<'_>,
) -> Happened {
    let mut lines = Vec::new();
    for (kind, other) in &event.did.marks {
        let other = other
            .as_ref()
            .map_or_else(String::new, |key| key.id.clone());
        lines.push(match kind.as_str() {
            "merge_into" => format!("Merged into {other}, which stands in its place."),
            "absorb" => format!("{other} was merged into it."),
            "withdraw" => "The record exists no more; all of it is kept.".to_owned(),
            "bring_back" => "The record exists again.".to_owned(),
            "purge" => "What the record held was erased for good.".to_owned(),
            other => other.replace('_', " "),
        });
    }
    let rejected = event
        .did
        .decided
        .iter()
        .filter(|(_, _, decided)| decided.verdict == "reject")
        .count();
    if rejected > 0 {
        lines.push(match rejected {
            1 => "1 change that was proposed was rejected.".to_owned(),
            many => format!("{many} changes that were proposed were rejected."),
        });
    }
    let mut proposals: Vec<String> = event
        .did
        .proposed
        .iter()
        .chain(event.did.closed.iter().map(|(edit, _)| edit))
        .chain(event.did.decided.iter().map(|(edit, _, _)| edit))
        .map(|edit| proposal_href(edit))
        .collect();
    proposals.sort();
    proposals.dedup();
    let changes = changes(one, &event.did.changes);
    Happened {
        what: kind_in_words(&event.kind).to_owned(),
        who: names.name(&event.actor),
        when: when(&event.created),
        comment: event.comment,
        version: event.did.version,
        lines,
        is_all_new: changes.iter().all(|(_, changed)| changed.before.is_none()),
        more: changes.len().saturating_sub(SHOWN),
        changes: changes.into_iter().take(SHOWN).collect(),
        proposals,
        event: event.event,
        seq: event.seq,
    }
}

/// Items as label with before and after; a row by its cells.
pub(super) fn changes(one: Option<&TypeStandard>, items: &[ItemView]) -> Vec<(String, Changed)> {
    let mut found = Vec::new();
    for item in items {
        let is_row = |value: &Option<indigo_model::Value>| {
            value.as_ref().is_some_and(indigo_model::Value::is_object)
        };
        if is_row(&item.before) || is_row(&item.after) {
            let list = item.list.as_deref().unwrap_or_default();
            for cell in cells_of(one, list, item.before.as_ref(), item.after.as_ref()) {
                found.push((format!("{}: {}", item.label, cell.0), cell.1));
            }
        } else {
            let text = |value: &Option<indigo_model::Value>| value.as_ref().and_then(text_of);
            let changed =
                Changed::of_texts(text(&item.before).as_deref(), text(&item.after).as_deref());
            found.push((item.label.clone(), changed));
        }
    }
    found
}

fn kind_in_words(kind: &str) -> &str {
    match kind {
        "import" => "Imported",
        "propose" => "Proposed",
        "approve" => "Accepted",
        "decide" => "Decided in part",
        "reject" => "Rejected",
        "withdraw" => "Proposal taken back",
        "revert" => "Put back",
        "status" => "Status changed",
        "withdraw_record" => "Record withdrawn",
        "bring_back" => "Record brought back",
        "merge" => "Merged",
        "purge" => "Purged",
        "edit" => "Changed",
        other => other,
    }
}
