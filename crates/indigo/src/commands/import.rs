//! `indigo import PATH…`

mod django;

use anyhow::Context;
use indicatif::ProgressBar;
use indigo_model::{Severity, Status};
use indigo_registry::{
    ImportOptions, ImportSummary, ProblemLog, Progress, RecordNote, Registry, RegistryError,
    Settings, TypeSummary,
};
use tempfile::TempDir;

use crate::{
    cli::{Global, Import, NewStatus},
    commands::{open, settings},
    output::{Done, Output, thousands},
};

/// Problems shown whole to a person, of each code; the rest is counted.
const SHOWN: usize = 5;

pub(crate) fn run(global: &Global, import: Import, output: &Output) -> anyhow::Result<Done> {
    if let Some(named) = &import.django_dump {
        return django::run(global, named, import.dry_run, output);
    }
    let (registry, _folder) = opened(global, import.dry_run)?;
    let options = ImportOptions {
        dry_run: import.dry_run,
        status: match import.status {
            NewStatus::Public => Status::Public,
            NewStatus::Private => Status::Private,
        },
        comment: import.comment,
        dated: import.dated,
        ..ImportOptions::default()
    };
    let bar = output.progress();
    let summary = registry.import(&import.paths, &options, &mut |progress| {
        show(&bar, progress, ["Reading the files", "Comparing records"]);
    });
    bar.finish_and_clear();
    let summary = summary?;
    if summary.accepted
        && !summary.dry_run
        && let Err(error) = registry.keep_quality_day()
    {
        output.line(format!(
            "The figures on quality of today were not kept ({error}); `indigo serve` keeps them."
        ));
    }
    output.answer(&summary)?;
    tell(&summary, *output, registry.standard());
    if summary.accepted && !summary.dry_run {
        super::licence::remind(registry.terms_were_set()?, *output);
    }
    Ok(if summary.accepted {
        Done::Well
    } else {
        Done::WithProblems
    })
}

/// Shows how far an import is; `reading` and `taking` are the words for its own two steps.
fn show(bar: &ProgressBar, progress: Progress, [reading, taking]: [&'static str; 2]) {
    let far = |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    };
    match progress {
        Progress::Checking => bar.set_message(reading),
        Progress::Records(done, all) => {
            bar.set_message(taking);
            far(done, all);
        }
        Progress::Publishing(done, all) => {
            bar.set_message("Publishing");
            far(done, all);
        }
        Progress::Finishing => bar.set_message("Making it durable"),
    }
}

/// The installation; for a dry run where there is none, one in a temporary folder, which is
/// removed when it is dropped.
fn opened(global: &Global, dry_run: bool) -> anyhow::Result<(Registry, Option<TempDir>)> {
    if !dry_run {
        return Ok((open(global)?, None));
    }
    match Registry::open_existing(settings(global)) {
        Err(RegistryError::NoData { .. }) => {
            let folder = tempfile::tempdir().context("no temporary folder can be made")?;
            let empty = Settings {
                data: folder.path().to_owned(),
                database: None,
                ..settings(global)
            };
            Ok((Registry::open(empty)?, Some(folder)))
        }
        other => Ok((other?, None)),
    }
}

/// Says to a person what an import did.
pub(crate) fn tell(summary: &ImportSummary, output: Output, standard: &indigo_standard::Standard) {
    if output.is_json() {
        return;
    }
    tell_problems(&summary.problems, output);
    if !summary.accepted {
        output.line(format!(
            "Nothing was imported: the files have {} that must be mended first.",
            counted(summary.problems.errors, "error", "errors")
        ));
        return;
    }
    for (record_type, told) in &summary.types {
        let names = standard
            .get(record_type)
            .map_or(record_type.as_str(), |one| one.plural());
        output.line(format!("{}: {}", names.replace('_', " "), line(told)));
        if told.changed > 0 {
            let said = |one: &RecordNote| format!("{} ({})", one.id, one.values);
            output.line(format!(
                "    changed, with how many values: {}",
                first_of(&told.changed_records, 10, said)
            ));
        }
        for (place, (records, values)) in &told.changed_in {
            output.line(format!(
                "    changed in {}: {}, {}",
                place.trim_start_matches('/'),
                counted(*records, "record", "records"),
                counted(*values, "value", "values")
            ));
        }
        if told.not_in_file > 0 {
            output.line(format!(
                "    here but not in the files (left as they are): {}",
                first_of(&told.not_in_file_ids, 20, Clone::clone)
            ));
        }
    }
    output.line(format!(
        "Problems with values, kept as they came: {} warnings, {} notes.",
        thousands(summary.problems.warnings),
        thousands(summary.problems.total() - summary.problems.warnings - summary.problems.errors)
    ));
    if summary.dry_run {
        output.line("Dry run: nothing was kept.");
    }
}

/// The first of a list, and that there are more.
fn first_of<T>(all: &[T], most: usize, said: impl Fn(&T) -> String) -> String {
    let first: Vec<String> = all.iter().take(most).map(said).collect();
    let first = first.join(", ");
    match all.len().saturating_sub(most) {
        0 => first,
        more => format!(
            "{first} and {} more; --json lists them",
            thousands(more as u64)
        ),
    }
}

fn line(told: &TypeSummary) -> String {
    format!(
        "{} new, {} changed ({}), {} unchanged, {} here but not in the files",
        thousands(told.new),
        thousands(told.changed),
        counted(told.values, "value", "values"),
        thousands(told.unchanged),
        thousands(told.not_in_file),
    )
}

fn tell_problems(log: &ProblemLog, output: Output) {
    let mut codes: Vec<(&String, &u64)> = log.counts.iter().collect();
    codes.sort_by_key(|(code, _)| worst(log, code));
    for (code, count) in codes {
        let of_code = log.first.iter().filter(|problem| problem.code == *code);
        for problem in of_code.take(SHOWN) {
            output.line(problem.to_string());
        }
        if *count > SHOWN as u64 {
            output.line(format!(
                "  … and {} more [{code}]; --json lists them",
                thousands(count - SHOWN as u64)
            ));
        }
    }
}

fn worst(log: &ProblemLog, code: &str) -> std::cmp::Reverse<Option<Severity>> {
    std::cmp::Reverse(
        log.first
            .iter()
            .find(|problem| problem.code == code)
            .map(|problem| problem.severity),
    )
}

fn counted(number: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        thousands(number),
        if number == 1 { one } else { many }
    )
}
