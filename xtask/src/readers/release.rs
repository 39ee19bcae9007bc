//! A release, made as an operator makes it and opened with the tools that readers have.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::{Outcome, datasette, toolbox::Toolbox};
use crate::{process, workspace};

/// The version that the release gets.
const VERSION: &str = "2026.1";

/// Makes a release over a data folder and opens its files.
pub(super) fn run(
    toolbox: &Toolbox,
    program: &Path,
    data: &Path,
    of_what: &str,
    outcome: &mut Outcome,
) -> Result<()> {
    let made = make(program, data);
    let folder = match &made {
        Ok(folder) => folder.clone(),
        Err(_) => PathBuf::new(),
    };
    let is_made = made.is_ok();
    outcome.add(&format!("a release of {of_what}"), made.map(drop));
    if !is_made {
        return Ok(());
    }
    for script in ["check_release.py", "open_tables.py"] {
        let path = workspace::root().join("tests/tools").join(script);
        let ran = process::output(
            Command::new(toolbox.program("python"))
                .arg(&path)
                .arg(&folder),
        );
        if let Ok(said) = &ran {
            print!("{said}");
        }
        outcome.add(
            &format!("{script} on a release of {of_what}"),
            ran.map(drop),
        );
    }
    let served = sqlite(&folder).and_then(|file| datasette::serves(toolbox, &file));
    outcome.add(&format!("Datasette on a release of {of_what}"), served);
    Ok(())
}

/// Makes it; the folder of its files.
fn make(program: &Path, data: &Path) -> Result<PathBuf> {
    process::output(
        Command::new(program)
            .arg("--data")
            .arg(data)
            .args(["release", "create", VERSION]),
    )?;
    let folder = data.join("releases").join(VERSION);
    anyhow::ensure!(
        folder.is_dir(),
        "the release is made, but its folder {} is not there",
        folder.display()
    );
    Ok(folder)
}

fn sqlite(folder: &Path) -> Result<PathBuf> {
    fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| {
            path.extension()
                .is_some_and(|ending| ending == "sqlite" || ending == "db")
        })
        .context("the release has no SQLite file")
}
