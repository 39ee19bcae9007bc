//! Refolds the whole ledger and compares it with what is stored.

mod decisions;

use indigo_model::RecordKey;
use indigo_store::{EventCheck, EventItem, MarkKind, ReadTx, data_digest};
use serde::Serialize;

use crate::{
    Registry, RegistryError, fold,
    others::{Memory, TxOthers},
};

/// Rows read at a time.
const PAGE: i64 = 200;

/// The most differences that are named.
const NAMED: usize = 200;

/// What was checked and what differs.
#[derive(Debug, Default, Serialize)]
pub struct Verification {
    /// Events whose digest and chain were checked.
    pub events: u64,
    /// Records that were refolded and projected anew.
    pub records: u64,
    /// Versions of records that were compared.
    pub versions: u64,
    /// What differs (the first 200).
    pub differences: Vec<Difference>,
    /// How many differences there are.
    pub difference_count: u64,
}

/// Something that is not as the ledger says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What it is of: `event 3`, `project INDIGO-POJ-0001`.
    pub of: String,
    /// What differs, in a sentence.
    pub what: String,
}

impl Verification {
    pub(crate) fn differs(&mut self, of: impl std::fmt::Display, what: impl Into<String>) {
        self.difference_count += 1;
        if self.differences.len() < NAMED {
            self.differences.push(Difference {
                of: of.to_string(),
                what: what.into(),
            });
        }
    }
}

impl Registry {
    /// Checks the database file, the chain of the events, every version of every record against
    /// the edits that made it, what is published, its references and sandbox data against the
    /// records, and the files of releases against their checksums. The index of full text is not compared.
    ///
    /// # Errors
    /// When the database does not answer; differences are not errors.
    pub fn verify(&self, tell: &mut dyn FnMut(u64, u64)) -> Result<Verification, RegistryError> {
        let mut found = Verification::default();
        for fault in self.store.file_faults()? {
            found.differs("database file", fault);
        }
        self.store.read(|tx| self.check_all(tx, &mut found, tell))?;
        self.check_releases(&mut found)?;
        Ok(found)
    }

    /// What [`Registry::verify`] checks, but for the pages of the file.
    pub(crate) fn check_all(
        &self,
        tx: &mut ReadTx<'_>,
        found: &mut Verification,
        tell: &mut dyn FnMut(u64, u64),
    ) -> Result<(), RegistryError> {
        for (what, count) in tx.without_event()? {
            if count > 0 {
                found.differs(
                    "ledger",
                    format!("{count} {what} are of events that are missing"),
                );
            }
        }
        self.check_events(tx, found)?;
        self.check_records(tx, found, tell)
    }

    fn check_events(
        &self,
        tx: &mut ReadTx<'_>,
        found: &mut Verification,
    ) -> Result<(), RegistryError> {
        let (mut after, mut chain) = (0, String::new());
        loop {
            let events = tx.events_after(after, PAGE)?;
            if events.is_empty() {
                return Ok(());
            }
            for event in events {
                if event.seq != after + 1 {
                    found.differs(
                        format!("event {}", event.seq),
                        "the events before it are missing",
                    );
                }
                after = event.seq;
                let mut check = EventCheck::new(&event);
                let mut decided = Vec::new();
                let mut last = 0;
                loop {
                    let items = tx.event_items(event.seq, last, PAGE)?;
                    if items.is_empty() {
                        break;
                    }
                    for (number, item) in &items {
                        if *number != last + 1 {
                            found.differs(
                                format!("event {}", event.seq),
                                format!("what came before its item {number} is missing"),
                            );
                        }
                        last = *number;
                        check.item(item);
                        if let EventItem::ItemDecision(row) = item {
                            decided.push(row.clone());
                        }
                        if let EventItem::Edit { edit, .. } = item
                            && edit
                                .data
                                .as_deref()
                                .is_some_and(|data| data_digest(data) != edit.digest)
                        {
                            found.differs(
                                &edit.key,
                                format!(
                                    "what edit {} holds is not what its digest says",
                                    edit.public_id
                                ),
                            );
                        }
                    }
                }
                decisions::check_items(tx, &decided, found)?;
                if !check.is_intact(&event, &chain) {
                    found.differs(
                        format!("event {}", event.seq),
                        "its digest, or the chain of digests up to it, is not that of what is stored",
                    );
                }
                chain.clone_from(&event.chain);
                found.events += 1;
            }
        }
    }

    fn check_records(
        &self,
        tx: &mut ReadTx<'_>,
        found: &mut Verification,
        tell: &mut dyn FnMut(u64, u64),
    ) -> Result<(), RegistryError> {
        let sandboxes: Vec<String> = tx.sandboxes()?.into_iter().map(|(id, _)| id).collect();
        let total = tx.record_count()?.unsigned_abs();
        let mut memory = Memory::default();
        let mut after = 0;
        loop {
            let page = tx.records_after(after, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = last.row_id;
            let others = TxOthers::new(&self.standard, tx, memory);
            for record in &page {
                found.records += 1;
                others.with_tx(|tx| {
                    check_versions(
                        tx,
                        record.row_id,
                        &record.key,
                        (record.version, &record.data, record.exists),
                        found,
                    )?;
                    decisions::check_states(tx, record, found)
                })?;
                let mut problems = Vec::new();
                let projected =
                    match self.projected(record, &sandboxes, false, &others, &mut problems) {
                        Ok(projected) => projected,
                        Err(RegistryError::Unreadable { what, .. }) => {
                            let said = match what == record.key.to_string() {
                                true => "its data are not readable JSON".to_owned(),
                                false => format!("it shows {what}, which is not readable JSON"),
                            };
                            found.differs(&record.key, said);
                            continue;
                        }
                        Err(error) => return Err(error),
                    };
                let stored = others.with_tx(|tx| tx.publication_by_row(record.row_id))?;
                match stored {
                    None => found.differs(&record.key, "it was never projected for the public"),
                    Some(stored) if stored.publication != projected.publication => {
                        found.differs(
                            &record.key,
                            "what is published is not what the record gives",
                        );
                    }
                    Some(_) => {}
                }
                if others.with_tx(|tx| tx.past_publications(record.row_id))? != projected.past {
                    found.differs(
                        &record.key,
                        "what is kept of its public past is not what the ledger gives",
                    );
                }
                if others.with_tx(|tx| tx.references_from(record.row_id))? != projected.references {
                    found.differs(
                        &record.key,
                        "its stored references are not those of the record",
                    );
                }
                if others.with_tx(|tx| tx.sandbox_data(record.row_id))? != projected.sandboxes {
                    found.differs(
                        &record.key,
                        "its sandbox data are not what the record gives",
                    );
                }
            }
            memory = others.into_memory();
            tell(found.records, total);
        }
    }
}

/// Refolds the approved edits of a record and compares each version, and the record itself.
fn check_versions(
    tx: &mut ReadTx<'_>,
    row: i64,
    key: &RecordKey,
    (version, data, exists): (i64, &str, bool),
    found: &mut Verification,
) -> Result<(), RegistryError> {
    let mut folded = "{}".to_owned();
    let mut count = 0;
    let approvals = tx.approvals_of(row)?;
    let versions = tx.versions(row)?;
    if approvals.len() != versions.len() {
        found.differs(key, "it has another number of versions than approved edits");
    }
    for (edit, stored) in approvals.iter().zip(&versions) {
        count += 1;
        found.versions += 1;
        match &edit.data {
            Some(data) => match fold::folded(key, edit.mode, &folded, data) {
                Ok(text) => folded = text,
                Err(error) => {
                    found.differs(key, format!("version {count} cannot be refolded: {error}"));
                }
            },
            // A purged edit leaves what stands after it as the new beginning.
            None => folded = stored.data.clone().unwrap_or_else(|| "{}".to_owned()),
        }
        if stored.version != count || stored.data.as_deref().is_some_and(|text| text != folded) {
            found.differs(key, format!("version {count} is not the fold of its edits"));
        }
    }
    let mut expected = count > 0;
    for mark in tx.marks_of(row)? {
        match mark.kind {
            MarkKind::Withdraw | MarkKind::MergeInto | MarkKind::Purge => expected = false,
            MarkKind::BringBack => expected = true,
            MarkKind::Absorb => {}
        }
    }
    if folded != data || count != version || exists != expected {
        found.differs(key, "the record is not the fold of its approved edits");
    }
    Ok(())
}
