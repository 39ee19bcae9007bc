//! The demo set, carried inside the binary, with sign-ins to try each role with and proposals to
//! decide.

mod proposals;

use std::{
    fs,
    io::{BufWriter, Write},
};

use anyhow::{Context, bail};
use indigo_model::{Grant, Role, Secret};
use indigo_registry::{
    ImportOptions, Licence, Reader, Registry, Terms,
    accounts::{By, NewAccount, new_secret},
};
use rust_embed::RustEmbed;
use serde::Serialize;

use crate::output::Output;

#[derive(RustEmbed)]
#[folder = "../../demo/records"]
#[include = "*.json"]
struct Records;

/// Who is said to have brought it.
const ACTOR: &str = "serve --demo";

/// Loads the demo set into an installation without records, and makes two releases of it; says
/// whether it did.
pub(crate) fn load_when_empty(registry: &Registry, output: Output) -> anyhow::Result<bool> {
    if registry.record_count()? > 0 {
        output.line("The data folder already holds records, so the demo set was not loaded.");
        return Ok(false);
    }
    let mut records = Vec::new();
    for name in Records::iter() {
        let Some(record) = Records::get(&name) else {
            continue;
        };
        let record: serde_json::Value =
            serde_json::from_slice(&record.data).with_context(|| format!("demo record {name}"))?;
        records.push(record);
    }
    // Those of the last type come later, so that the second release tells what is new in it.
    let last = registry.standard().types().last();
    let (later, first): (Vec<_>, Vec<_>) = records
        .into_iter()
        .partition(|record| last.is_some_and(|last| record["type"] == last.id.as_str()));
    bring_in(registry, &first, "The demo set that comes with Indigo")?;
    // As the demo set's own file on its licence says.
    registry.set_terms(&Terms {
        licence: Licence::of_spdx("CC-BY-4.0"),
        publisher: Some("Indigo contributors".to_owned()),
    })?;
    let titles = last.map_or_else(String::new, |last| last.profile.words.titles.to_lowercase());
    release(
        registry,
        RELEASES[0],
        &format!("The demo set without its {titles}."),
    )?;
    bring_in(registry, &later, "The rest of the demo set")?;
    release(registry, RELEASES[1], "All of the demo set.")?;
    Ok(true)
}

/// The releases of the demo, so that there is something to see where releases are shown.
const RELEASES: [&str; 2] = ["demo-1", "demo-2"];

fn release(registry: &Registry, version: &str, note: &str) -> anyhow::Result<()> {
    registry
        .create_release(version, note, ACTOR)
        .with_context(|| format!("the release {version} of the demo cannot be made"))?;
    Ok(())
}

fn bring_in(
    registry: &Registry,
    records: &[serde_json::Value],
    comment: &str,
) -> anyhow::Result<()> {
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    let path = folder.path().join("demo.jsonl");
    let mut file = BufWriter::new(fs::File::create(&path)?);
    for record in records {
        writeln!(file, "{record}")?;
    }
    file.flush()?;
    let options = ImportOptions {
        comment: comment.to_owned(),
        actor: ACTOR.to_owned(),
        ..ImportOptions::default()
    };
    let summary = registry.import(&[path], &options, &mut |_| {})?;
    if !summary.accepted {
        let first = summary.problems.first.first();
        let said = first.map(ToString::to_string).unwrap_or_default();
        bail!("the demo set cannot be imported: {said}");
    }
    Ok(())
}

/// The variable that sets the password of the demo sign-ins, where a program has to know it.
const PASSWORD: &str = "INDIGO_DEMO_PASSWORD";

/// A sign-in of the demo.
#[derive(Debug, Serialize)]
pub(crate) struct SignIn {
    /// What it is to the data.
    role: Role,
    /// Its e-mail address.
    email: String,
}

/// The sign-ins of the demo; they have one password.
#[derive(Debug, Serialize)]
pub(crate) struct SignIns {
    accounts: Vec<SignIn>,
    password: String,
}

/// Makes an account for each role, with a password that is new for each installation and shown
/// this once: an installation that is left running for the world is not open to whoever has read
/// our code.
pub(crate) fn make_sign_ins(registry: &Registry) -> anyhow::Result<Option<SignIns>> {
    let by = By::CommandLine;
    if !registry.accounts(by, "", 1)?.is_empty() {
        return Ok(None);
    }
    let password = match std::env::var(PASSWORD) {
        Ok(password) => Secret::new(password),
        Err(_) => {
            let letters: String = new_secret()?.expose().chars().take(20).collect();
            Secret::new(letters)
        }
    };
    let mut accounts = Vec::new();
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Reader) {
        let email = format!("{role}@demo.example");
        let grants = if role == Role::DataSteward {
            granted(registry)?
        } else {
            Vec::new()
        };
        let new = NewAccount {
            email: &email,
            name: &format!("Demo {}", role.title().to_lowercase()),
            role,
            grants: &grants,
        };
        registry
            .create_account(by, &new, &password)
            .with_context(|| format!("the demo sign-in {email} cannot be made"))?;
        if role == Role::Contributor {
            proposals::bring(registry, &email)?;
        }
        accounts.push(SignIn { role, email });
    }
    Ok(Some(SignIns {
        accounts,
        password: password.expose().to_owned(),
    }))
}

/// What the data steward of the demo looks after: all organisations and funds, and one project.
fn granted(registry: &Registry) -> anyhow::Result<Vec<Grant>> {
    let mut grants: Vec<Grant> = ["organisation", "fund"]
        .into_iter()
        .filter_map(Grant::parse)
        .collect();
    if let Some((id, _)) = registry.ids("project")?.into_iter().next() {
        grants.push(Grant {
            record_type: "project".to_owned(),
            id: Some(id),
        });
    }
    Ok(grants)
}

impl SignIns {
    /// Says them to the person who started the demo.
    pub(crate) fn say(&self, is_loopback: bool, output: Output) {
        output.line(format!("Sign in with the password {} as", self.password));
        for account in &self.accounts {
            output.line(format!(
                "  {:28} {}",
                account.email,
                account.role.title().to_lowercase()
            ));
        }
        output.line("The password is shown this once. `indigo user password EMAIL` sets another.");
        if !is_loopback {
            output.line(
                "Warning: this demo can be reached from other machines, and these accounts can change and publish what it shows. Close them with `indigo user disable EMAIL`, or listen on 127.0.0.1.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use indigo_registry::Settings;

    use super::*;

    #[test]
    fn the_demo_has_two_releases_and_the_second_tells_what_is_new() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            data: folder.path().to_owned(),
            ..Settings::default()
        };
        let registry = Registry::open(settings).unwrap();
        assert!(load_when_empty(&registry, Output::new(true)).unwrap());
        let releases = registry.releases().unwrap();
        let names: Vec<&str> = releases.iter().map(|one| one.version.as_str()).collect();
        assert_eq!(names, ["demo-2", "demo-1"]);
        let log = registry.release_changes(&releases[0]).unwrap().unwrap();
        assert_eq!(log.previous.as_deref(), Some("demo-1"));
        assert_eq!(log.added.len(), 3, "{:?}", log.added);
        assert!(log.changed.is_empty() && log.withdrawn.is_empty());
        assert_eq!(
            registry.record_count().unwrap(),
            i64::try_from(Records::iter().count()).unwrap()
        );
        assert!(!load_when_empty(&registry, Output::new(true)).unwrap());
    }
}
