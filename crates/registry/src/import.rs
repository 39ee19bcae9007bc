//! Importing files: all or nothing, nothing lost, and nothing the second time.

mod log;
mod references;
mod summary;

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    path::PathBuf,
};

use indexmap::IndexMap;
use indigo_exchange::{Content, FileInfo, Incoming, Limits, Source};
use indigo_model::{Mode, Place, Problem, Severity, Status, Value};
use indigo_standard::TypeStandard;
use indigo_store::{EventWriter, NewEvent, RecordRow, WriteTx};
use serde::Serialize;

use self::references::Dangling;
pub use self::{
    log::ProblemLog,
    summary::{RecordNote, RowsRemoved, TypeSummary},
};
use crate::{Day, Registry, RegistryError, clock, fold, look_back};

/// Columns and ids that a sentence names; more are counted.
pub(crate) const NAMED: usize = 8;

/// How an import is to be done.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// Say what would be done, and do nothing.
    pub dry_run: bool,
    /// The status of what is new in CSV files: public or private.
    pub status: Status,
    /// Why, for the ledger.
    pub comment: String,
    /// Who, for the ledger.
    pub actor: String,
    /// How large files may be.
    pub limits: Limits,
    /// The day that the files are of, when they are older than today: the event gets its end as
    /// its time, and says so.
    pub dated: Option<Day>,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            dry_run: false,
            status: Status::Public,
            comment: String::new(),
            actor: "command line".to_owned(),
            limits: Limits::default(),
            dated: None,
        }
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The files are read and checked.
    Checking,
    /// Records compared and changed, of all.
    Records(u64, u64),
    /// Records made public anew, of all that are touched.
    Publishing(u64, u64),
    /// The database makes it durable.
    Finishing,
}

/// What an import did, or would do.
#[derive(Debug, Default, Serialize)]
pub struct ImportSummary {
    /// False when the files have errors: then nothing was imported.
    pub accepted: bool,
    /// True when nothing was to be kept.
    pub dry_run: bool,
    /// The files and what they were taken for.
    pub files: Vec<FileInfo>,
    /// Record type → what came of its records.
    pub types: IndexMap<String, TypeSummary>,
    /// What is wrong with the files and their values.
    pub problems: ProblemLog,
}

/// Work in progress.
struct Work<'a> {
    options: &'a ImportOptions,
    summary: ImportSummary,
    event: Option<EventWriter>,
    touched: BTreeSet<i64>,
    seen: IndexMap<String, HashSet<i64>>,
    dangling: Dangling,
    /// File → how many new records it speaks of.
    new_in: HashMap<String, u64>,
    now: String,
}

impl Registry {
    /// Imports folders, zips and files, as one event; all or nothing.
    ///
    /// # Errors
    /// When a path cannot be opened, or the database fails. Faults of the files are no errors: the
    /// summary then says `accepted: false` and names them.
    pub fn import(
        &self,
        paths: &[PathBuf],
        options: &ImportOptions,
        tell: &mut dyn FnMut(Progress),
    ) -> Result<ImportSummary, RegistryError> {
        tell(Progress::Checking);
        if let Some(day) = options.dated.as_ref().filter(|day| **day > Day::today()) {
            return Err(RegistryError::DayToCome { day: day.clone() });
        }
        let source = Source::open(&self.standard, paths, &options.limits)?;
        let mut problems = ProblemLog::default();
        problems.extend(source.problems().iter().cloned());
        let summary = ImportSummary {
            accepted: false,
            dry_run: options.dry_run,
            files: source.files().to_vec(),
            types: IndexMap::new(),
            problems,
        };
        if summary.problems.has_errors() {
            return Ok(summary);
        }
        let total = source.record_count();
        self.store.write_when(|tx| {
            let now = time_of(tx, options.dated.as_ref())?;
            let mut work = Work {
                options,
                summary,
                event: None,
                touched: BTreeSet::new(),
                seen: IndexMap::new(),
                dangling: Dangling::default(),
                new_in: HashMap::new(),
                now,
            };
            let mut done = 0;
            source.for_each(&mut |incoming| {
                done += 1;
                if done % 64 == 0 || done == total {
                    tell(Progress::Records(done, total));
                }
                self.take(tx, &mut work, &incoming)
            })?;
            if work.summary.problems.has_errors() {
                return Ok((false, work.summary));
            }
            self.missing(tx, &mut work)?;
            let dangling = work.dangling.report(tx)?;
            work.summary.problems.extend(dangling);
            let empty = empty_columns(&work.summary.files, &work.new_in);
            work.summary.problems.extend(empty);
            for (record_type, told) in &work.summary.types {
                work.summary.problems.extend(told.removal(record_type));
            }
            work.summary.accepted = true;
            let Some(event) = work.event.take() else {
                return Ok((false, work.summary));
            };
            tx.close_event(&event)?;
            if options.dry_run {
                return Ok((false, work.summary));
            }
            let mut publishing = |done, all| tell(Progress::Publishing(done, all));
            let unpublished =
                self.project_touched_at(tx, &work.touched, &work.now, &mut publishing)?;
            work.summary.problems.extend(unpublished);
            tell(Progress::Finishing);
            Ok((true, work.summary))
        })
    }

    fn take(
        &self,
        tx: &mut WriteTx<'_>,
        work: &mut Work<'_>,
        incoming: &Incoming,
    ) -> Result<(), RegistryError> {
        self.known_type(&incoming.key)?;
        let Some(one) = self.standard.get(&incoming.key.record_type) else {
            return Ok(());
        };
        let existing = tx.record(&incoming.key)?;
        if let Some(record) = &existing
            && let Some(problem) = withdrawn(tx, record)?
        {
            let is_purged = problem.code == "record_purged";
            work.summary.problems.extend([problem]);
            if is_purged {
                note(&mut work.seen, record);
                return Ok(());
            }
        }
        let before = match &existing {
            Some(record) if record.version > 0 => Some(fold::parse(&record.key, &record.data)?),
            _ => None,
        };
        let after = after(one, work, incoming, before.as_ref());
        work.summary
            .problems
            .extend(incoming.problems.iter().cloned());
        let types = &mut work.summary.types;
        let told = types.entry(incoming.key.record_type.clone()).or_default();
        let Some(after) = after else {
            // The record was named without data, or comes as it stands.
            if existing.is_none() {
                told.is_new(&incoming.key.id, 0);
                let event = begun(&mut work.event, tx, work.options, &work.now)?;
                let _ = event;
                let record = tx.record_or_new(&incoming.key)?;
                work.touched.insert(record.row_id);
                note(&mut work.seen, &record);
            } else if let Some(record) = existing {
                told.unchanged += 1;
                if record.exists {
                    work.summary.problems.extend([Problem::warning(
                        "exists_false_not_taken",
                        "The record is here and stays as it is: \"exists\": false takes no record away. To hide it from the public, send it with the status PRIVATE.",
                        incoming.place.clone(),
                    )]);
                }
                note(&mut work.seen, &record);
            }
            return Ok(());
        };
        let mut record = match existing {
            Some(record) => record,
            None => tx.record_or_new(&incoming.key)?,
        };
        note(&mut work.seen, &record);
        let (mode, edit) = match &before {
            None => {
                let values = indigo_model::changes_between(&Value::Null, &after).len();
                told.is_new(&incoming.key.id, values as u64);
                if let Content::Table(table) = &incoming.content {
                    for file in table.files() {
                        *work.new_in.entry(file.to_owned()).or_default() += 1;
                    }
                }
                (Mode::Replace, after)
            }
            Some(before) if *before == after => {
                told.unchanged += 1;
                return Ok(());
            }
            Some(before) => {
                told.is_changed(one, &incoming.key.id, before, &after);
                match fold::merge_between(before, &after) {
                    Some(edit) => (Mode::Merge, edit),
                    None => (Mode::Replace, after),
                }
            }
        };
        let event = begun(&mut work.event, tx, work.options, &work.now)?;
        fold::add_approved(tx, event, &mut record, mode, &edit.to_string())?;
        work.touched.insert(record.row_id);
        Ok(())
    }

    /// Counts the records that are here but not in the files, of each type of which the files
    /// hold all.
    fn missing(&self, tx: &mut WriteTx<'_>, work: &mut Work<'_>) -> Result<(), RegistryError> {
        for (record_type, seen) in &work.seen {
            let told = work.summary.types.entry(record_type.clone()).or_default();
            for (row, id) in tx.ids_of_type(record_type)? {
                if !seen.contains(&row) {
                    told.not_in_file += 1;
                    told.not_in_file_ids.push(id);
                }
            }
        }
        Ok(())
    }
}

/// Says that a record of the files was withdrawn (then what comes is kept but not shown) or purged
/// (then nothing is taken).
fn withdrawn(tx: &mut WriteTx<'_>, record: &RecordRow) -> Result<Option<Problem>, RegistryError> {
    if record.exists || record.version == 0 {
        return Ok(None);
    }
    let (code, said) = match look_back::purge_mark(tx, record)? {
        Some(mark) => (
            "record_purged",
            format!(
                "The record was purged on {}, so nothing is taken into it. Take it out of the file.",
                mark.created
            ),
        ),
        None => (
            "record_withdrawn",
            "The record was withdrawn: what the file brings is kept, but not shown. Bring the record back to show it.".to_owned(),
        ),
    };
    let place = Place {
        record: Some(record.key.to_string()),
        ..Place::default()
    };
    Ok(Some(Problem::warning(code, said, place)))
}

/// The record's data after what came; `None` when what came holds no data.
fn after(
    one: &TypeStandard,
    work: &mut Work<'_>,
    incoming: &Incoming,
    before: Option<&Value>,
) -> Option<Value> {
    match &incoming.content {
        Content::Whole(_) if !incoming.exists => None,
        Content::Whole(data) => {
            work.dangling.note(one, incoming, data, |_, row| Some(row));
            Some(data.clone())
        }
        Content::Table(table) => {
            let applied = indigo_exchange::apply(one, before, table, work.options.status);
            work.dangling
                .note(one, incoming, &applied.data, |list, row| {
                    applied.file_row(list, row)
                });
            work.summary.problems.extend(applied.problems);
            Some(applied.data)
        }
    }
}

/// The time of the event: now, or the end of the day that the files are said to be of, which must
/// not lie before what happened last.
fn time_of(tx: &mut WriteTx<'_>, dated: Option<&Day>) -> Result<String, RegistryError> {
    let Some(day) = dated.filter(|day| !day.is_now()) else {
        return Ok(clock::now());
    };
    match tx.last_event_time()? {
        Some(last) if day.end() < last => Err(RegistryError::DayBeforeLedger {
            day: day.clone(),
            last,
        }),
        _ => Ok(day.end()),
    }
}

/// What the ledger says of the import; that its date was set is said too.
fn comment(options: &ImportOptions) -> String {
    let Some(day) = &options.dated else {
        return options.comment.clone();
    };
    let set = format!("Dated {day} by whoever imported it on {}.", Day::today());
    if options.comment.is_empty() {
        set
    } else {
        format!("{} ({set})", options.comment)
    }
}

fn begun<'e>(
    event: &'e mut Option<EventWriter>,
    tx: &mut WriteTx<'_>,
    options: &ImportOptions,
    now: &str,
) -> Result<&'e mut EventWriter, RegistryError> {
    let open = match event.take() {
        Some(open) => open,
        None => tx.open_event(&NewEvent {
            created: now,
            actor: &options.actor,
            kind: "import",
            comment: &comment(options),
        })?,
    };
    Ok(event.insert(open))
}

fn note(seen: &mut IndexMap<String, HashSet<i64>>, record: &RecordRow) {
    seen.entry(record.key.record_type.clone())
        .or_default()
        .insert(record.row_id);
}

/// Columns that files do not have, for records that are new: nobody knows what they hold there.
fn empty_columns(files: &[FileInfo], new_in: &HashMap<String, u64>) -> Vec<Problem> {
    files
        .iter()
        .filter(|file| !file.missing_columns.is_empty())
        .filter_map(|file| {
            let new = *new_in.get(&file.name)?;
            let named: Vec<String> = file
                .missing_columns
                .iter()
                .take(NAMED)
                .map(|column| format!("\"{column}\""))
                .collect();
            let more = match file.missing_columns.len() - named.len() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let records = if new == 1 {
                "the new record that it brings".to_owned()
            } else {
                format!("the {new} new records that it brings")
            };
            Some(Problem::warning(
                "columns_empty_in_new_records",
                format!(
                    "The file has no column {}{more}; these are empty in {records}. Add the columns, if something is known.",
                    named.join(", ")
                ),
                Place {
                    file: Some(file.name.clone()),
                    ..Place::default()
                },
            ))
        })
        .collect()
}

/// Whether any problem is an error.
pub(crate) fn is_error(problem: &Problem) -> bool {
    problem.severity == Severity::Error
}
