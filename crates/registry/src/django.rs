//! Taking over the database of the first INDIGO system, with all of its past.
//!
//! Its events become events of the ledger, its edits edits, each with its public name, its date and
//! whoever did it; so that timeline, versions and who said what are those of the first system. All
//! of it is one transaction: after a fault nothing is here, and it can be begun again.

mod compare;
mod left_out;
mod order;
mod people;
mod publicity;
mod replay;
mod sandboxes;
mod summary;

use indigo_model::{Place, Problem, RecordKey};
use indigo_store::{DjangoDatabase, WriteTx};

pub use self::summary::{DjangoSummary, EditCounts, LeftOut};
use crate::{Progress, Registry, RegistryError, moderation::count_all};

/// What who is not known to the first system any more is called in the ledger.
pub(crate) const SOMEBODY: &str = "somebody unknown";

/// Events replayed between two signs of life.
const STEP: u64 = 50;

impl Registry {
    /// Takes over the database of the first INDIGO system that a `postgres://` URL names: record
    /// types, records, events, edits, sandboxes, users and what was opened to them. All or
    /// nothing; with `dry_run` it says what would come of it, and keeps nothing.
    ///
    /// # Errors
    /// When this registry holds records already, the other database cannot be read or is none of
    /// the first system, or this one fails. What is wrong with its rows is no error: the summary
    /// then says `accepted: false` and names it.
    pub fn import_django(
        &self,
        url: &str,
        dry_run: bool,
        tell: &mut dyn FnMut(Progress),
    ) -> Result<DjangoSummary, RegistryError> {
        tell(Progress::Checking);
        let mut from = DjangoDatabase::open(url)?;
        let mut summary = DjangoSummary {
            dry_run,
            database: from.address(),
            ..DjangoSummary::default()
        };
        self.store.write_when(|tx| {
            refuse_unless_empty(tx)?;
            self.take_over_all(tx, &mut from, &mut summary, tell)?;
            summary.accepted = !summary.problems.has_errors();
            let keep = summary.accepted && !dry_run;
            if keep {
                tell(Progress::Finishing);
            }
            Ok((keep, summary))
        })
    }

    fn take_over_all(
        &self,
        tx: &mut WriteTx<'_>,
        from: &mut DjangoDatabase,
        summary: &mut DjangoSummary,
        tell: &mut dyn FnMut(Progress),
    ) -> Result<(), RegistryError> {
        summary.left_out = left_out::listed(&from.tables(), &mut summary.problems);
        let actors = self.take_over_people(tx, from, summary)?;
        self.take_over_sandboxes(tx, from, summary)?;
        let records = self.name_records(tx, from, summary)?;
        let mut replay = replay::Replay::read(from, actors, records, &mut summary.problems)?;
        if summary.problems.has_errors() {
            return Ok(());
        }
        let total = replay.events.len() as u64;
        for (done, event) in std::mem::take(&mut replay.events).into_iter().enumerate() {
            if (done as u64).is_multiple_of(STEP) {
                tell(Progress::Records(done as u64, total));
            }
            replay.event(tx, from, &event, summary)?;
        }
        tell(Progress::Records(total, total));
        compare::put_right(tx, from, &replay.records, summary)?;
        if summary.problems.has_errors() {
            return Ok(());
        }
        let all = tx.record_count()?.unsigned_abs();
        tell(Progress::Publishing(0, all));
        let unpublished = self.project_everything(tx)?;
        summary.problems.extend(unpublished);
        count_all(tx)?;
        self.compare_publicity(tx, from, summary)?;
        self.date_publications(tx, &replay.records)?;
        tell(Progress::Publishing(all, all));
        Ok(())
    }

    /// Names every record here, so that those of which nothing was ever approved are here too.
    /// Gives our row numbers by theirs.
    fn name_records(
        &self,
        tx: &mut WriteTx<'_>,
        from: &mut DjangoDatabase,
        summary: &mut DjangoSummary,
    ) -> Result<replay::Rows, RegistryError> {
        let mut rows = replay::Rows::new();
        for record_type in from.types()? {
            summary.types.entry(record_type).or_default();
        }
        for record in from.records()? {
            let row = tx.record_or_new(&record.key)?.row_id;
            rows.insert(record.id, row);
            *summary.types.entry(record.key.record_type).or_default() += 1;
        }
        let unknown: Vec<Problem> = summary
            .types
            .iter()
            .filter(|(record_type, count)| {
                **count > 0 && self.standard.get(record_type).is_none()
            })
            .map(|(record_type, count)| {
                Problem::warning(
                    "type_not_in_standard",
                    format!("The standard has no type \"{record_type}\". Its records ({count}) are kept with all of their past, but nobody sees them. Give a schema file of the type with --standard."),
                    Place::default(),
                )
            })
            .collect();
        summary.problems.extend(unknown);
        Ok(rows)
    }
}

fn refuse_unless_empty(tx: &mut WriteTx<'_>) -> Result<(), RegistryError> {
    if tx.record_count()? == 0 && tx.events_after(0, 1)?.is_empty() {
        return Ok(());
    }
    Err(RegistryError::Use(
        "a database of the first system can be taken over into an empty installation only, so that its past stands at the beginning, and this one holds records or events. Name a new folder with --data (or a new database with --database)".to_owned(),
    ))
}

fn at(record: &RecordKey) -> Place {
    Place {
        record: Some(record.to_string()),
        ..Place::default()
    }
}
