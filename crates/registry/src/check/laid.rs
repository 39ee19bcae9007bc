//! Judging records that were laid together elsewhere: workbooks of somebody who is signed in, over
//! what that person may see.

use std::sync::Arc;

use indigo_exchange::workbook::{self, Laid};
use indigo_model::{Problem, RecordKey, Value};
use indigo_quality::View;
use indigo_standard::{Standard, TypeStandard};

use super::{CheckLimits, CheckReport, CheckedFile, places::Places, run::Run};
use crate::{ReadError, Reader};

/// A workbook as it was laid over a record.
pub(crate) struct LaidWorkbook<'a> {
    pub(crate) one: &'a TypeStandard,
    /// The record; with an empty id when it is new.
    pub(crate) key: RecordKey,
    /// What it was laid over.
    pub(crate) base: Option<&'a Value>,
    pub(crate) laid: &'a Laid,
    /// What the workbook can show.
    pub(crate) view: workbook::View,
}

/// What is to be said of workbooks and the records that they make: the files and what they were
/// taken for, what their readers noticed, and what the checks find in each record.
///
/// Other records are known as far as they are public.
pub(crate) fn judge_laid(
    standard: &Arc<Standard>,
    reader: &dyn Reader,
    files: Vec<CheckedFile>,
    noticed: Vec<Problem>,
    laid: &[LaidWorkbook<'_>],
    limits: &CheckLimits,
) -> Result<CheckReport, ReadError> {
    let mut run = Run::new(standard, Some(reader), limits)?;
    run.report.files = files;
    for one in laid.iter().filter(|one| !one.key.id.is_empty()) {
        run.world.add(&one.key);
    }
    for one in laid {
        let view = match one.view {
            workbook::View::Full => View::Whole,
            workbook::View::Public => View::Public,
        };
        run.judge(
            one.one,
            one.key.clone(),
            one.base,
            &one.laid.data,
            view,
            &Places::Workbook(one.laid),
            one.laid.problems.clone(),
        );
    }
    // What a check says of a cell too is said once.
    let said = run.report.findings.clone();
    run.problems(noticed, &said);
    run.compare();
    run.report.sort();
    Ok(run.report)
}
