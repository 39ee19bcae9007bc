//! `indigo export OUT --format …`

use indigo_registry::Format;

use crate::{
    cli::{Export, ExportFormat, Global},
    commands::open_published,
    output::{Done, Output},
};

pub(crate) fn run(global: &Global, export: &Export, output: &Output) -> anyhow::Result<Done> {
    let format = match export.format {
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Lists => Format::Lists,
        ExportFormat::Jsonl => Format::JsonLines,
        ExportFormat::Sqlite => Format::Sqlite,
    };
    let files = open_published(global)?.export(&export.out, format, export.all)?;
    output.answer(&serde_json::json!({ "out": export.out, "files": files }))?;
    output.line(format!(
        "{} files written to {}.",
        files.len(),
        export.out.display()
    ));
    Ok(Done::Well)
}
