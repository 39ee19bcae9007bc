//! The demo set, carried inside the binary.

use std::{fs, io::Write};

use anyhow::{Context, bail};
use indigo_registry::{ImportOptions, Registry};
use rust_embed::RustEmbed;

use crate::output::Output;

#[derive(RustEmbed)]
#[folder = "../../demo/records"]
#[include = "*.json"]
struct Records;

/// Loads the demo set into an installation without records; says whether it did.
pub(crate) fn load_when_empty(registry: &Registry, output: Output) -> anyhow::Result<bool> {
    if registry.record_count()? > 0 {
        output.line("The data folder already holds records, so the demo set was not loaded.");
        return Ok(false);
    }
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    let path = folder.path().join("demo.jsonl");
    let mut file = fs::File::create(&path)?;
    for name in Records::iter() {
        let Some(record) = Records::get(&name) else {
            continue;
        };
        let record: serde_json::Value =
            serde_json::from_slice(&record.data).with_context(|| format!("demo record {name}"))?;
        writeln!(file, "{record}")?;
    }
    file.flush()?;
    let options = ImportOptions {
        comment: "The demo set that comes with Indigo".to_owned(),
        actor: "serve --demo".to_owned(),
        ..ImportOptions::default()
    };
    let summary = registry.import(&[path], &options, &mut |_| {})?;
    if !summary.accepted {
        let first = summary
            .problems
            .first
            .first()
            .map(ToString::to_string)
            .unwrap_or_default();
        bail!("the demo set cannot be imported: {first}");
    }
    Ok(true)
}
