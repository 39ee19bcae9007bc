//! A release, made as an operator makes it and opened with the tools that readers have.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

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
    outcome.add(
        &format!("the files of a release of {of_what}"),
        check(toolbox, &folder),
    );
    let served = datasette::serves(toolbox, &folder.join("indigo.sqlite"));
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
    let releases = data.join("releases");
    fs::read_dir(&releases)
        .with_context(|| releases.display().to_string())?
        .flatten()
        .map(|entry| entry.path())
        .find(|folder| folder.join("SHA256SUMS").is_file())
        .with_context(|| format!("{} holds no release", releases.display()))
}

/// Runs `tests/tools/check_release.py`, whose faults are told as they are.
fn check(toolbox: &Toolbox, folder: &Path) -> Result<()> {
    let output = Command::new(toolbox.program("python"))
        .arg(workspace::root().join("tests/tools/check_release.py"))
        .arg(folder)
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    print!("{said}");
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}
