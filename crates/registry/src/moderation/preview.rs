//! What the public would see if some items were accepted.

use std::collections::BTreeSet;

use indigo_model::{
    ItemState, accept_items,
    items::{selects, standing_of},
};
use indigo_publish::envelope;
use indigo_store::{NewEdit, NewEvent, WriteTx};
use serde::Serialize;

use super::{Asked, decide_items::smallest_edit};
use crate::{Registry, RegistryError, clock, fold, stored::Stored as _};

/// What the public sees now and would see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// The body of the API as it is; `None` when the record is not public.
    pub now: Option<String>,
    /// The body of the API as it would be; `None` when the record would not be public.
    pub then: Option<String>,
    /// The record would become public.
    pub becomes_public: bool,
    /// The record would stop being public.
    pub stops_being_public: bool,
    /// Keys of items that are in conflict and were left out.
    pub conflicts: Vec<String>,
}

impl Registry {
    /// What the public would see if the items that the selectors mean were accepted (an empty text
    /// means all that is undecided), with the ones in conflict left out unless `anyway`.
    ///
    /// The decision is done for real in a transaction that is then undone, so that what is shown
    /// is what would be published.
    ///
    /// # Errors
    /// When there is no such proposal, or it is closed.
    pub fn preview(
        &self,
        edit: &str,
        selectors: &[String],
        anyway: bool,
    ) -> Result<Preview, RegistryError> {
        self.store.write_when(|tx| {
            let (edit, _) = self.open_proposal(tx, edit)?;
            let asked = Asked::read(tx, &edit)?;
            let now = self.body(tx, edit.record_row)?;
            let mut conflicts = Vec::new();
            let mut taken = Vec::new();
            for item in asked.undecided() {
                if !selectors.iter().any(|one| selects(one, &item.key)) {
                    continue;
                }
                match standing_of(item, &asked.now).state {
                    ItemState::AlreadySo => {}
                    ItemState::Conflict if !anyway => conflicts.push(item.key.clone()),
                    _ => taken.push(item),
                }
            }
            let after = accept_items(&asked.now, &asked.after, taken);
            let mut then = now.clone();
            if after != asked.now {
                let mut record = asked.record.clone();
                let (mode, data) = smallest_edit(record.version, &asked.now, &after);
                let text = data.to_string();
                let time = clock::now();
                let mut event = tx.open_event(&NewEvent {
                    created: &time,
                    actor: "",
                    kind: "preview",
                    comment: "",
                })?;
                let new = NewEdit {
                    record_row: record.row_id,
                    key: &asked.record.key,
                    mode,
                    base_version: Some(record.version),
                    data: &text,
                    approved: true,
                };
                let row = tx.add_edit(&mut event, &new)?;
                fold::apply(tx, &mut record, event.seq, row, mode, &text)?;
                self.project_touched(tx, &BTreeSet::from([edit.record_row]), &mut |_, _| {})?;
                then = self.body(tx, edit.record_row)?;
            }
            let preview = Preview {
                becomes_public: now.is_none() && then.is_some(),
                stops_being_public: now.is_some() && then.is_none(),
                now,
                then,
                conflicts,
            };
            Ok((false, preview))
        })
    }

    /// The body of the API for a record; `None` when it is not public.
    fn body(&self, tx: &mut WriteTx<'_>, record_row: i64) -> Result<Option<String>, RegistryError> {
        let Some(row) = tx.publication_by_row(record_row)? else {
            return Ok(None);
        };
        if !row.publication.is_public {
            return Ok(None);
        }
        let word = match self.standard.get(&row.record_type) {
            Some(one) => one.profile.words.one.clone(),
            None => row.record_type.clone(),
        };
        row.data_is_readable()?;
        let flags = row.flags()?;
        Ok(Some(envelope::item(
            &word,
            &row.id,
            &row.publication.data,
            &flags,
            None,
        )))
    }
}
