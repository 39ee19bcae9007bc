//! Changing the status of a whole record, at once or by proposal.

use std::collections::BTreeSet;

use indigo_model::{Mode, RecordKey};
use indigo_store::NewEvent;
use serde_json::json;

use super::{not_purged, record_of};
use crate::{Origin, Proposal, Registry, RegistryError, Submission, clock, fold};

impl Registry {
    /// Gives a record another status at once: `PUBLIC`, `PRIVATE` or `DISPUTED`. Who may do which
    /// is for the caller to know.
    ///
    /// # Errors
    /// When there is no such record, it does not exist, or the word is another.
    pub fn set_status(
        &self,
        actor: &str,
        comment: &str,
        key: &RecordKey,
        status: &str,
    ) -> Result<(), RegistryError> {
        let word = known(status)?;
        let now = clock::now();
        self.store.write(|tx| {
            let mut record = record_of(tx, key)?;
            not_purged(tx, &record)?;
            if record.version == 0 {
                return Err(RegistryError::UnknownRecord(key.clone()));
            }
            let mut event = tx.open_event(&NewEvent {
                created: &now,
                actor,
                kind: "status",
                comment,
            })?;
            let edit = json!({ "status": word }).to_string();
            fold::add_approved(tx, &mut event, &mut record, Mode::Merge, &edit)?;
            tx.close_event(&event)?;
            self.project_touched(tx, &BTreeSet::from([record.row_id]), &mut |_, _| {})?;
            Ok(())
        })
    }

    /// Proposes another status for a record; gives the public name of the proposal.
    ///
    /// # Errors
    /// As [`Registry::submit`], and when the word is none of those.
    pub fn propose_status(
        &self,
        actor: &str,
        comment: &str,
        key: &RecordKey,
        status: &str,
    ) -> Result<String, RegistryError> {
        let word = known(status)?;
        self.store.read(|tx| record_of(tx, key).map(|_| ()))?;
        let names = self.submit(&Submission {
            actor: actor.to_owned(),
            comment: comment.to_owned(),
            origin: Origin::Form,
            edits: vec![Proposal {
                key: key.clone(),
                mode: Mode::Merge,
                base_version: None,
                data: json!({ "status": word }),
            }],
            ..Submission::default()
        })?;
        Ok(names.into_iter().next().unwrap_or_default())
    }
}

fn known(status: &str) -> Result<String, RegistryError> {
    let word = status.trim().to_uppercase();
    if ["PUBLIC", "PRIVATE", "DISPUTED"].contains(&word.as_str()) {
        return Ok(word);
    }
    Err(RegistryError::Use(format!(
        "a record can be PUBLIC, PRIVATE or DISPUTED, not \"{status}\""
    )))
}
