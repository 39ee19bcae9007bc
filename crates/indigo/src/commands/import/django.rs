//! `indigo import --django-dump URL`: the database of the first INDIGO system, taken over.

use std::{fs::File, io::Read, path::Path};

use anyhow::bail;
use indigo_registry::DjangoSummary;

use super::{counted, opened, show, tell_problems};
use crate::{
    cli::Global,
    output::{Done, Output, thousands},
};

pub(super) fn run(
    global: &Global,
    named: &str,
    dry_run: bool,
    output: &Output,
) -> anyhow::Result<Done> {
    if !named.starts_with("postgres://") && !named.starts_with("postgresql://") {
        bail!(no_url(named));
    }
    let (registry, _folder) = opened(global, dry_run)?;
    let bar = output.progress();
    let summary = registry.import_django(named, dry_run, &mut |progress| {
        show(&bar, progress, ["Reading the database", "Replaying events"]);
    });
    bar.finish_and_clear();
    let summary = summary?;
    output.answer(&summary)?;
    tell(&summary, *output);
    Ok(if summary.accepted {
        Done::Well
    } else {
        Done::WithProblems
    })
}

/// What to do with something that is no URL: a dump has to be loaded first.
fn no_url(named: &str) -> String {
    let path = Path::new(named);
    if !path.exists() {
        return "what --django-dump names is neither a URL that begins with postgres:// nor a file. Name the database that holds the first system's data".to_owned();
    }
    let shown = path.display();
    let load = if is_archive(path) {
        format!("pg_restore --no-owner --no-privileges --dbname=indigo_old \"{shown}\"")
    } else {
        format!("psql --set ON_ERROR_STOP=1 --dbname=indigo_old --file=\"{shown}\"")
    };
    format!(
        "{shown} is a dump and no database. Load it into a scratch database first:\n  createdb indigo_old\n  {load}\nThen name that database: indigo import --django-dump postgres://NAME:PASSWORD@localhost/indigo_old"
    )
}

/// Whether it is a dump for `pg_restore`, and not a text of SQL statements.
fn is_archive(path: &Path) -> bool {
    if path.is_dir() {
        return true;
    }
    let mut first = [0; 5];
    let is_custom = File::open(path)
        .and_then(|mut file| file.read_exact(&mut first))
        .is_ok_and(|()| first == *b"PGDMP");
    is_custom || path.extension().is_some_and(|extension| extension == "tar")
}

fn tell(summary: &DjangoSummary, output: Output) {
    if output.is_json() {
        return;
    }
    tell_problems(&summary.problems, output);
    if !summary.accepted {
        output.line(format!(
            "Nothing was taken over from {}: there are {} that must be mended first.",
            summary.database,
            counted(summary.problems.errors, "error", "errors")
        ));
        return;
    }
    output.line(format!("Read {}.", summary.database));
    for (record_type, records) in &summary.types {
        output.line(format!(
            "{}: {}",
            record_type.replace('_', " "),
            counted(*records, "record", "records")
        ));
    }
    let edits = &summary.edits;
    output.line(format!(
        "{} ({} by somebody who is not known any more), with {} edits: {} approved at once, {} approved later, {} refused, {} waiting; {} of records.",
        counted(summary.events, "event", "events"),
        thousands(summary.events_of_somebody_unknown),
        thousands(edits.at_once + edits.approved + edits.refused + edits.open),
        thousands(edits.at_once),
        thousands(edits.approved),
        thousands(edits.refused),
        thousands(edits.open),
        counted(summary.versions, "version", "versions"),
    ));
    output.line(format!(
        "Compared with what the first system kept: {} at present, {} of the past; {} put right.",
        counted(summary.records_compared, "record", "records"),
        counted(summary.snapshots, "state", "states"),
        counted(summary.put_right.len() as u64, "record", "records"),
    ));
    let roles: Vec<String> = summary
        .accounts
        .iter()
        .map(|(role, number)| format!("{} {role}", thousands(*number)))
        .collect();
    output.line(format!(
        "Accounts: {}; {} closed, {} without a password. {} granted. {}.",
        if roles.is_empty() {
            "none".to_owned()
        } else {
            roles.join(", ")
        },
        thousands(summary.accounts_closed),
        thousands(summary.accounts_without_password),
        counted(summary.grants, "project", "projects"),
        counted(summary.sandboxes, "sandbox", "sandboxes"),
    ));
    for left in &summary.left_out {
        let rows = left
            .rows
            .map_or_else(|| "rows that cannot be counted".to_owned(), thousands);
        output.line(format!("left out: {rows} {} ({})", left.what, left.table));
    }
    if summary.dry_run {
        output.line("Dry run: nothing was kept.");
    }
}
