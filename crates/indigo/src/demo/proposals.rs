//! Proposals of the demo, so that whoever signs in to it finds something to decide.

use anyhow::Context;
use indigo_model::{Mode, RecordKey, Value};
use indigo_registry::{Origin, Proposal, Registry, Submission, accounts::By};
use rust_embed::RustEmbed;
use serde::Deserialize;

#[derive(RustEmbed)]
#[folder = "../../demo/proposals"]
#[include = "*.json"]
struct Files;

/// A proposal as its file has it.
#[derive(Debug, Deserialize)]
struct Waiting {
    #[serde(rename = "type")]
    record_type: String,
    id: String,
    comment: String,
    source: String,
    data: Value,
}

/// Brings all of them in the name of an account.
pub(crate) fn bring(registry: &Registry, email: &str) -> anyhow::Result<()> {
    let actor = registry.account(By::CommandLine, email)?.actor();
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    for name in names {
        let Some(file) = Files::get(&name) else {
            continue;
        };
        let waiting: Waiting =
            serde_json::from_slice(&file.data).with_context(|| format!("demo proposal {name}"))?;
        registry
            .submit(&Submission {
                actor: actor.clone(),
                comment: waiting.comment,
                source: waiting.source,
                origin: Origin::Form,
                supersedes: None,
                edits: vec![Proposal {
                    key: RecordKey::new(waiting.record_type, waiting.id),
                    mode: Mode::Merge,
                    base_version: None,
                    data: waiting.data,
                }],
            })
            .with_context(|| format!("demo proposal {name}"))?;
    }
    Ok(())
}
