//! `indigo check FILE…`

use std::{path::PathBuf, sync::Arc};

use anyhow::{Context, bail};
use indigo_registry::{
    CheckFile, CheckFinding, CheckLimits, CheckReport, CheckedRecord, Reader, check_files,
};
use indigo_standard::Standard;

use crate::{
    cli::Global,
    commands::open,
    output::{Done, Output, thousands},
};

/// Findings of one check that are shown to a person; the rest is counted.
const SHOWN: usize = 5;
/// Records, and changes of each, that are shown to a person.
const CHANGES: usize = 10;

pub(crate) fn run(global: &Global, paths: &[PathBuf], output: &Output) -> anyhow::Result<Done> {
    let files = paths
        .iter()
        .map(|path| {
            if path.is_dir() {
                bail!(
                    "{} is a folder. Name the files in it, or a zip of them (workbooks, tables and records)",
                    path.display()
                );
            }
            let bytes = std::fs::read(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            Ok(CheckFile::new(&name, bytes))
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    let limits = CheckLimits::default();
    let report = if is_there(global) {
        let registry = open(global)?;
        Reader::check(&registry, &files, &limits)?
    } else {
        // Without an installation the files are looked at by themselves, and none is made.
        let standard = Arc::new(Standard::load(global.standard.as_deref())?);
        check_files(&standard, None, &files, &limits)?
    };
    output.answer(&report)?;
    tell(&report, *output);
    Ok(if report.errors() > 0 {
        Done::WithProblems
    } else {
        Done::Well
    })
}

/// Whether there is an installation to compare with.
fn is_there(global: &Global) -> bool {
    global.database.is_some() || global.data.join("indigo.sqlite").is_file()
}

fn tell(report: &CheckReport, output: Output) {
    if output.is_json() {
        return;
    }
    for file in &report.files {
        output.line(format!("{}: {}", file.name, file.what));
    }
    if !report.compared {
        output
            .line("There is no data folder here, so nothing was compared with published records.");
    }
    output.line("");
    let mut at = 0;
    while let Some(first) = report.findings.get(at) {
        let same = |finding: &&CheckFinding| {
            (finding.severity, &finding.code) == (first.severity, &first.code)
        };
        let of_check: Vec<&CheckFinding> = report.findings[at..].iter().take_while(same).collect();
        output.line(format!(
            "{} ({}): {} [{}]",
            first.severity, first.aspect, first.title, first.code
        ));
        for finding in of_check.iter().take(SHOWN) {
            let place = finding.place.to_string();
            let place = if place.is_empty() {
                "the record"
            } else {
                &place
            };
            output.line(format!("  {place}"));
            output.line(format!("    {} {}", finding.message, finding.mend));
        }
        if of_check.len() > SHOWN {
            let more = thousands((of_check.len() - SHOWN) as u64);
            output.line(format!("  … and {more} more; --json lists them"));
        }
        at += of_check.len();
    }
    let changed: Vec<&CheckedRecord> = report
        .records
        .iter()
        .filter(|record| record.is_published && record.change_count > 0)
        .collect();
    for record in changed.iter().take(CHANGES) {
        output.line(format!(
            "{} would change in {} values:",
            record.key, record.change_count
        ));
        for change in record.changes.iter().take(CHANGES) {
            let said =
                |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
            output.line(format!(
                "  {}: {} → {}",
                change.title,
                said(&change.before),
                said(&change.after)
            ));
        }
    }
    let count = |number: usize| thousands(number as u64);
    let of = |wanted: &dyn Fn(&indigo_registry::AspectCount) -> usize| {
        count(report.counts.iter().map(wanted).sum())
    };
    output.line(format!(
        "{} errors, {} warnings, {} hints in {} records; {} published ones would change, {} are not published.",
        of(&|count| count.errors),
        of(&|count| count.warnings),
        of(&|count| count.hints),
        count(report.records.len()),
        count(changed.len()),
        count(report.records.iter().filter(|record| !record.is_published).count()),
    ));
    if report.already_published_count > 0 {
        output.line(format!(
            "Already in the published record: {}. These findings are in values that the files do not hold, and are not counted above; --json lists them.",
            count(report.already_published_count)
        ));
    }
    if !report.values_checked {
        output.line(
            "The values were not all looked at: mend the errors above first, then check again.",
        );
    }
}
