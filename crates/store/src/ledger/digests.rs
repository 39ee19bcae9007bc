//! The digest of an event: what is fed into it, and whether a stored one is that of what is stored.

use indigo_model::{Mode, RecordKey};

use super::{DecisionKind, EventItem, EventRow, NewEvent};
use crate::Digest;

/// The digest of an event, fed in the order in which it was written.
#[must_use]
pub(super) fn begun(seq: i64, public_id: &str, event: &NewEvent<'_>) -> Digest {
    let mut digest = Digest::default();
    digest
        .part(&seq.to_string())
        .part(public_id)
        .part(event.created)
        .part(event.actor);
    digest.part(event.kind).part(event.comment);
    digest
}

pub(super) fn add_edit(
    digest: &mut Digest,
    public_id: &str,
    key: &RecordKey,
    mode: Mode,
    base: Option<i64>,
    data_digest: &str,
    approved: bool,
) {
    digest
        .part("edit")
        .part(public_id)
        .part(&key.record_type)
        .part(&key.id)
        .part(mode.as_str());
    digest.part(&base.map_or_else(String::new, |base| base.to_string()));
    digest
        .part(data_digest)
        .part(if approved { "approved" } else { "pending" });
}

pub(super) fn add_decision(digest: &mut Digest, edit_public_id: &str, kind: DecisionKind) {
    digest
        .part("decision")
        .part(edit_public_id)
        .part(kind.as_str());
}

/// Computes the digest of a stored event anew, item by item.
#[derive(Debug)]
pub struct EventCheck(Digest);

impl EventCheck {
    /// Begins with the event itself.
    #[must_use]
    pub fn new(event: &EventRow) -> Self {
        let new = NewEvent {
            created: &event.created,
            actor: &event.actor,
            kind: &event.kind,
            comment: &event.comment,
        };
        Self(begun(event.seq, &event.public_id, &new))
    }

    /// Adds the next item.
    pub fn item(&mut self, item: &EventItem) {
        match item {
            EventItem::Edit { edit, approved } => add_edit(
                &mut self.0,
                &edit.public_id,
                &edit.key,
                edit.mode,
                edit.base_version,
                &edit.digest,
                *approved,
            ),
            EventItem::Decision { edit, kind } => add_decision(&mut self.0, &edit.public_id, *kind),
            EventItem::ItemDecision(row) => row.add_to(&mut self.0),
            EventItem::Mark(row) => row.add_to(&mut self.0),
        }
    }

    /// Whether the stored digest and chain are those of what is stored.
    #[must_use]
    pub fn is_intact(&self, event: &EventRow, chain_before: &str) -> bool {
        let digest = self.0.hex();
        event.chain == Digest::default().part(chain_before).part(&digest).hex()
            && event.digest == digest
    }
}
