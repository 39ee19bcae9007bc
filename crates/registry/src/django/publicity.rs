//! What the public sees after the taking over: against what the first system shows, and since when.

use indigo_model::Problem;
use indigo_store::{DjangoDatabase, WriteTx};

use super::{DjangoSummary, at, replay::Rows};
use crate::{Registry, RegistryError, public_history};

impl Registry {
    /// Names the records that one of the two systems shows to the public, and the other does not.
    pub(super) fn compare_publicity(
        &self,
        tx: &mut WriteTx<'_>,
        from: &mut DjangoDatabase,
        summary: &mut DjangoSummary,
    ) -> Result<(), RegistryError> {
        for (key, theirs) in from.publicity()? {
            let ours = tx
                .publication(&key.record_type, &key.id)?
                .is_some_and(|row| row.publication.is_public);
            let said = match (theirs, ours) {
                (true, false) => {
                    "The first system shows this record to the public; here it is not shown. Look at its status."
                }
                (false, true) => {
                    "The first system does not show this record to the public; here it is shown, since it exists and its status is PUBLIC. Look whether that is meant; make it private otherwise."
                }
                _ => continue,
            };
            summary
                .problems
                .extend([Problem::warning("publicity_differs", said, at(&key))]);
        }
        Ok(())
    }

    /// Dates what is public by its last public change and not by today, on which nothing changed.
    pub(super) fn date_publications(
        &self,
        tx: &mut WriteTx<'_>,
        records: &Rows,
    ) -> Result<(), RegistryError> {
        for &row in records.values() {
            let Some(record) = tx.record_by_row(row)? else {
                continue;
            };
            let Some(one) = self.type_of(&record.key) else {
                continue;
            };
            if let Some(changed) = public_history::last_change(tx, one, &record)? {
                tx.set_published_date(row, &changed)?;
            }
        }
        Ok(())
    }
}
