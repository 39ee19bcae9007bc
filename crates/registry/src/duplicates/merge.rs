//! Making one record of two.

use std::collections::BTreeSet;

use indigo_model::RecordKey;
use indigo_publish::rename_reference;
use indigo_store::{MarkKind, NewEvent, NewMark};
use serde::Serialize;

use crate::{
    Registry, RegistryError, clock, fold,
    look_back::{not_purged, record_of},
    moderation::smallest_edit,
};

/// What a merge did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MergeOutcome {
    /// Public name of the event.
    pub event: String,
    /// The records whose references were rewritten.
    pub rewritten: Vec<RecordKey>,
}

impl Registry {
    /// Merges a duplicate into the record that is kept, as one event: every record that names the
    /// duplicate names the kept one instead, the duplicate exists no more and leaves a redirect
    /// ([`Registry::redirect_of`]), and both histories say so. What the duplicate held is kept in
    /// its history; nothing of it is put into the kept record.
    ///
    /// Proposals that wait are not rewritten: what they name is shown when they are decided.
    ///
    /// # Errors
    /// When one of them does not exist, they are of different types, or are the same.
    pub fn merge_duplicate(
        &self,
        actor: &str,
        comment: &str,
        kept: &RecordKey,
        duplicate: &RecordKey,
    ) -> Result<MergeOutcome, RegistryError> {
        if kept.record_type != duplicate.record_type || kept == duplicate {
            return Err(RegistryError::Use(format!(
                "{duplicate} cannot be merged into {kept}: they have to be two records of one type"
            )));
        }
        let now = clock::now();
        self.store.write(|tx| {
            let kept_record = record_of(tx, kept)?;
            let duplicate_record = record_of(tx, duplicate)?;
            for record in [&kept_record, &duplicate_record] {
                not_purged(tx, record)?;
                if !record.exists {
                    return Err(RegistryError::Use(format!(
                        "{} does not exist (any more), so it cannot be merged",
                        record.key
                    )));
                }
            }
            let mut event = tx.open_event(&NewEvent {
                created: &now,
                actor,
                kind: "merge",
                comment,
            })?;
            let mut touched = BTreeSet::from([kept_record.row_id, duplicate_record.row_id]);
            let mut rewritten = Vec::new();
            for row in tx.records_holding(&duplicate.id)? {
                if row == duplicate_record.row_id {
                    continue;
                }
                let Some(mut record) = tx.record_by_row(row)? else {
                    continue;
                };
                let Some(one) = self.type_of(&record.key) else {
                    continue;
                };
                let before = fold::parse(&record.key, &record.data)?;
                let mut after = before.clone();
                let changed = rename_reference(
                    one,
                    &mut after,
                    &duplicate.record_type,
                    &duplicate.id,
                    &kept.id,
                );
                if changed {
                    let (mode, data) = smallest_edit(record.version, &before, &after);
                    fold::add_approved(tx, &mut event, &mut record, mode, &data.to_string())?;
                    touched.insert(row);
                    rewritten.push(record.key);
                }
            }
            let mut mark =
                |tx: &mut indigo_store::WriteTx<'_>, (row, key): (i64, &RecordKey), kind, other| {
                    tx.add_mark(
                        &mut event,
                        &NewMark {
                            record_row: row,
                            key,
                            kind,
                            other: Some(other),
                            detail: "",
                        },
                    )
                };
            let (kept_row, duplicate_row) = (kept_record.row_id, duplicate_record.row_id);
            mark(
                tx,
                (duplicate_row, duplicate),
                MarkKind::MergeInto,
                (kept_row, kept),
            )?;
            mark(
                tx,
                (kept_row, kept),
                MarkKind::Absorb,
                (duplicate_row, duplicate),
            )?;
            tx.close_event(&event)?;
            self.project_touched(tx, &touched, &mut |_, _| {})?;
            rewritten.sort();
            let name = tx.events_after(event.seq - 1, 1)?;
            Ok(MergeOutcome {
                event: name
                    .into_iter()
                    .next()
                    .map_or_else(String::new, |row| row.public_id),
                rewritten,
            })
        })
    }
}
