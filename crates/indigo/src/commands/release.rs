//! `indigo release create|list|withdraw-record|doi`

use indigo_model::RecordKey;
use indigo_registry::Registry;

use crate::{
    cli::{Global, Release, SiteAddress},
    commands::open_published,
    output::{Done, Output, thousands},
};

/// Who is said to have done it.
const ACTOR: &str = "indigo release";

pub(crate) fn run(global: &Global, release: &Release, output: &Output) -> anyhow::Result<Done> {
    let registry = open_published(global)?;
    match release {
        Release::Create(create) => {
            know(&registry, &create.address);
            let made = registry.create_release(&create.version, &create.note, ACTOR)?;
            let size: u64 = made.files.iter().map(|file| file.size_bytes).sum();
            output.answer(&serde_json::json!({
                "version": made.version,
                "day": made.day,
                "licence": made.terms.licence,
                "files": made.files,
            }))?;
            output.line(format!(
                "Release {} is made: {} files, {} bytes. Its page is /releases/{}.",
                made.version,
                made.files.len(),
                thousands(size),
                made.version
            ));
            output.line(format!("Licence: {}", made.terms.licence_said()));
        }
        Release::List => {
            let list = registry.release_list()?;
            let told: Vec<serde_json::Value> = list
                .iter()
                .map(|one| {
                    serde_json::json!({
                        "version": one.version,
                        "day": one.day,
                        "made_by": one.actor,
                        "note": one.note,
                        "doi": one.doi,
                        "files": one.files.len(),
                        "taken_out": one.taken_out.iter().map(|taken| serde_json::json!({
                            "type": taken.record_type,
                            "id": taken.id,
                            "day": taken.day,
                            "reason": taken.reason,
                        })).collect::<Vec<_>>(),
                    })
                })
                .collect();
            output.answer(&told)?;
            if list.is_empty() {
                output.line("There is no release yet. Make one: indigo release create 2025-05");
            }
            for one in list {
                output.line(format!(
                    "{}: of {}, {} files{}",
                    one.version,
                    one.day,
                    one.files.len(),
                    match one.taken_out.len() {
                        0 => String::new(),
                        count => format!(", {count} taken out"),
                    }
                ));
            }
        }
        Release::WithdrawRecord {
            version,
            record_type,
            id,
            reason,
            address,
        } => {
            know(&registry, address);
            let key = RecordKey::new(record_type, id);
            let after = registry.take_out_of_release(version, &key, reason, ACTOR)?;
            output.answer(&serde_json::json!({
                "version": after.version,
                "type": record_type,
                "id": id,
                "files": after.files,
            }))?;
            output.line(format!(
                "The record {id} is taken out of release {version}, and its {} files were made anew. Their old checksums are kept.",
                after.files.len()
            ));
        }
        Release::Doi { version, doi } => {
            registry.set_release_doi(version, Some(doi))?;
            output.answer(&serde_json::json!({ "version": version, "doi": doi }))?;
            output.line(format!("The DOI of release {version} is noted."));
        }
    }
    Ok(Done::Well)
}

fn know(registry: &Registry, address: &SiteAddress) {
    if let Some(url) = &address.base_url {
        registry.known_as(url);
    }
}
