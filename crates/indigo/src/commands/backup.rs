//! `indigo backup FILE`, `indigo restore FILE`

use std::path::Path;

use crate::{
    cli::Global,
    commands::{open, open_existing},
    output::{Done, Output},
};

pub(crate) fn backup(global: &Global, file: &Path, output: &Output) -> anyhow::Result<Done> {
    open_existing(global)?.backup(file)?;
    output.answer(&serde_json::json!({ "file": file }))?;
    output.line(format!(
        "Everything is in {}. It holds private data: keep it safe.",
        file.display()
    ));
    Ok(Done::Well)
}

pub(crate) fn restore(global: &Global, file: &Path, output: &Output) -> anyhow::Result<Done> {
    let registry = open(global)?;
    registry.restore(file)?;
    let records = registry.record_count()?;
    output.answer(&serde_json::json!({ "records": records }))?;
    output.line(format!("Restored: {records} records."));
    Ok(Done::Well)
}
