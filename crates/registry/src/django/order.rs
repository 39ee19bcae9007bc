//! The order in which the events of the first system stand in the ledger.

use std::collections::HashMap;

use indigo_store::{DjangoEdit, DjangoEvent};

/// Sorts events by their dates, as the first system does when it replays them; those of one moment
/// in the order in which they were written. Only an event that decides about an edit never comes
/// before the one that brought it, whatever a clock that was put back says.
pub(super) fn sorted(mut events: Vec<DjangoEvent>, edits: &[DjangoEdit]) -> Vec<DjangoEvent> {
    let mut brought: HashMap<i64, Vec<i64>> = HashMap::new();
    for edit in edits {
        for decided_by in [edit.approved_by, edit.refused_by].into_iter().flatten() {
            if decided_by != edit.brought_by {
                brought.entry(decided_by).or_default().push(edit.brought_by);
            }
        }
    }
    // In the order in which they were written, what is waited for comes first.
    events.sort_by_key(|event| event.id);
    let mut stands_at: HashMap<i64, String> = HashMap::new();
    for event in &events {
        let mut at = event.created.clone();
        for waited_for in brought.get(&event.id).into_iter().flatten() {
            if let Some(other) = stands_at.get(waited_for)
                && *other > at
            {
                at.clone_from(other);
            }
        }
        stands_at.insert(event.id, at);
    }
    events.sort_by(|a, b| {
        stands_at
            .get(&a.id)
            .cmp(&stands_at.get(&b.id))
            .then(a.id.cmp(&b.id))
    });
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(id: i64, created: &str) -> DjangoEvent {
        DjangoEvent {
            id,
            public_id: id.to_string(),
            created: created.to_owned(),
            user: None,
            comment: String::new(),
        }
    }

    fn edit(brought_by: i64, approved_by: i64) -> DjangoEdit {
        DjangoEdit {
            id: 1,
            public_id: "e".to_owned(),
            record: 1,
            brought_by,
            approved_by: Some(approved_by),
            refused_by: None,
            mode: "MERGE".to_owned(),
            data_key: "/".to_owned(),
        }
    }

    #[test]
    fn dates_order_events_but_no_decision_comes_before_its_edit() {
        let events = vec![
            event(1, "2020-01-03"),
            event(2, "2020-01-01"),
            event(3, "2020-01-02"),
            event(4, "2020-01-01"),
        ];
        let ids = |events: Vec<DjangoEvent>| events.iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(ids(sorted(events.clone(), &[])), [2, 4, 3, 1]);
        // Event 3 approves what event 1 brought, which a wrong clock dates after it.
        assert_eq!(ids(sorted(events, &[edit(1, 3)])), [2, 4, 1, 3]);
    }
}
