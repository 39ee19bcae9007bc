//! `indigo verify`

use crate::{
    cli::Global,
    commands::open_published,
    output::{Done, Output, thousands},
};

pub(crate) fn run(global: &Global, output: &Output) -> anyhow::Result<Done> {
    let registry = open_published(global)?;
    let bar = output.progress();
    bar.set_message("Refolding");
    let found = registry.verify(&mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let found = found?;
    output.answer(&found)?;
    output.line(format!(
        "{} events, {} records and {} versions checked.",
        thousands(found.events),
        thousands(found.records),
        thousands(found.versions)
    ));
    if found.difference_count == 0 {
        output.line("Everything is as the ledger says.");
        return Ok(Done::Well);
    }
    for difference in &found.differences {
        output.line(format!("{}: {}", difference.of, difference.what));
    }
    output.line(format!(
        "{} differences found. Restore a backup made before they came (`indigo restore FILE`).",
        thousands(found.difference_count)
    ));
    Ok(Done::WithProblems)
}
