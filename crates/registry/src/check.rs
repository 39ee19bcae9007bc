//! Checking files that somebody has, without keeping anything: what they are, what is wrong with
//! them, and what they would change of what is published.
//!
//! Everything is held against public data only, read through [`Reader`]: nobody is signed in here.

mod already;
mod base;
mod difference;
mod file;
mod finding;
mod kind;
mod laid;
mod places;
mod report;
mod run;
mod take_away;
mod world;

use std::sync::Arc;

use indigo_exchange::Limits;
use indigo_standard::Standard;

pub use file::CheckFile;
pub use finding::CheckFinding;
pub(crate) use kind::what_of_form;
pub(crate) use laid::{LaidWorkbook, judge_laid};
pub use report::{AspectCount, CheckChange, CheckReport, CheckedFile, CheckedRecord};
pub(crate) use run::today;
pub(crate) use take_away::csv_cell;
pub use take_away::{findings_csv, findings_xlsx};
pub(crate) use world::PublishedWorld;

use crate::{ReadError, Reader, Registry};

/// How much of what somebody sends is looked at.
#[derive(Debug, Clone)]
pub struct CheckLimits {
    /// How large files may be.
    pub files: Limits,
    /// How many records are checked; more are counted.
    pub records: usize,
}

impl Default for CheckLimits {
    fn default() -> Self {
        Self {
            files: Limits::default(),
            records: usize::MAX,
        }
    }
}

impl CheckLimits {
    /// For files that anybody may send: enough for the whole of INDIGO, and no more.
    #[must_use]
    pub fn for_anybody() -> Self {
        Self {
            files: Limits {
                archive_entries: 10_000,
                archive_bytes: 256 << 20,
                archive_ratio: 100,
                workbook_bytes: 64 << 20,
                row_bytes: 4 << 20,
                json_bytes: 16 << 20,
                problems_listed: 100,
            },
            records: 5_000,
        }
    }
}

/// Checks files together, as one set: workbooks, CSV files, JSON, or zips of them.
///
/// With `published`, records are laid over what is public of them, and references are held against
/// the public records; without, only the files themselves are looked at. What is found in a value
/// that no file holds, and in the published record as well, is told apart from what the files say.
///
/// # Errors
/// When the database or the folder for temporary files does not work. What is wrong with the files
/// is in the report.
pub fn check_files(
    standard: &Arc<Standard>,
    published: Option<&dyn Reader>,
    files: &[CheckFile],
    limits: &CheckLimits,
) -> Result<CheckReport, ReadError> {
    run::run(standard, published, files, limits)
}

impl Registry {
    /// Checks files against what is published here, see [`check_files`].
    ///
    /// # Errors
    /// As [`check_files`].
    pub fn check(
        &self,
        files: &[CheckFile],
        limits: &CheckLimits,
    ) -> Result<CheckReport, ReadError> {
        check_files(&self.standard, Some(self), files, limits)
    }
}
