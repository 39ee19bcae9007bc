//! `indigo history TYPE/ID`

use anyhow::bail;
use indigo_model::{RecordKey, Value, ValueChange};
use indigo_registry::{RecordVersion, Registry};

use crate::{
    cli::Global,
    commands::open_existing,
    output::{Done, Output},
};

pub(crate) fn run(global: &Global, record: &str, output: &Output) -> anyhow::Result<Done> {
    let registry = open_existing(global)?;
    let key = key_of(&registry, record)?;
    let versions = registry.versions_told(&key)?;
    output.answer(&serde_json::json!({
        "type": key.record_type,
        "id": key.id,
        "versions": versions,
    }))?;
    if versions.is_empty() {
        output.line(format!("{key} was named, but never had any data."));
    }
    for version in &versions {
        tell(version, *output);
    }
    Ok(Done::Well)
}

/// The record that is meant.
fn key_of(registry: &Registry, record: &str) -> anyhow::Result<RecordKey> {
    let (wanted, id) = match record.split_once('/') {
        Some((record_type, id)) if registry.standard().get(record_type).is_some() => {
            (Some(record_type), id)
        }
        _ => (None, record),
    };
    let mut found = registry.keys_of_id(id)?;
    found.retain(|key| wanted.is_none_or(|wanted| key.record_type == wanted));
    match &found[..] {
        [one] => Ok(one.clone()),
        [] => bail!("there is no record \"{record}\". Name it as TYPE/ID, or by its id"),
        several => {
            let named: Vec<String> = several
                .iter()
                .map(|key| format!("{}/{}", key.record_type, key.id))
                .collect();
            bail!(
                "there are several records \"{record}\". Name one: {}",
                named.join(", ")
            )
        }
    }
}

fn tell(version: &RecordVersion, output: Output) {
    output.line(format!(
        "Version {}, {}, {} by {}{}",
        version.version,
        version.created,
        version.kind,
        who(&version.actor, version.actor_name.as_deref()),
        why(&version.comment)
    ));
    if let Some(proposal) = &version.proposal {
        output.line(format!(
            "    Proposed {} by {}{}",
            proposal.created,
            who(&proposal.proposer, proposal.proposer_name.as_deref()),
            why(&proposal.comment)
        ));
        if !proposal.source.trim().is_empty() {
            output.line(format!("    Source: {}", proposal.source.trim()));
        }
        output.line(format!("    Proposal: {}", proposal.edit));
    }
    if version.purged {
        output.line("    What it held was purged.");
    }
    for change in &version.changes {
        output.line(format!(
            "    {}{}: {} → {}",
            change.pointer,
            row(change),
            value(change.before.as_ref()),
            value(change.after.as_ref())
        ));
    }
}

/// A name with the word that stands in the ledger, as names change.
fn who(actor: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{name} ({actor})"),
        None if actor.starts_with("correction:") => {
            format!("somebody without an account ({actor})")
        }
        None => actor.to_owned(),
    }
}

fn why(comment: &str) -> String {
    if comment.trim().is_empty() {
        String::new()
    } else {
        format!(": {}", comment.trim())
    }
}

fn row(change: &ValueChange) -> String {
    change
        .row
        .as_ref()
        .map_or_else(String::new, |row| format!(" (row {row})"))
}

fn value(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), Value::to_string)
}
