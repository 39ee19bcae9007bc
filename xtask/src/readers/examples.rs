//! The examples of the documentation, run as they stand.
//!
//! What each has to print on the demo set stands in `tests/tools/examples.json`, so that examples
//! hold nothing but what a reader needs.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, anyhow, bail, ensure};

use super::{Outcome, toolbox::Toolbox};
use crate::{server::Server, workspace};

/// Where they stand.
const FOLDER: &str = "docs/examples";

/// What they have to print, by name.
const EXPECTED: &str = "tests/tools/examples.json";

/// Runs each of them against the server, in a folder of its own below `scratch`.
pub(super) fn run(
    toolbox: &Toolbox,
    server: &Server,
    scratch: &Path,
    outcome: &mut Outcome,
) -> Result<()> {
    let files = files(&workspace::root().join(FOLDER))?;
    ensure!(!files.is_empty(), "{FOLDER} holds no example");
    let mut expected = expectations()?;
    for file in files {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let what = format!("{FOLDER}/{name}");
        let folder = scratch.join(format!("run-{name}"));
        fs::create_dir_all(&folder)?;
        match command(toolbox, &file) {
            None if name.ends_with(".R") => {
                println!("left out: {what}, without R");
                outcome.count.ignored += 1;
            }
            None => outcome.add(&what, Err(anyhow!("no program is known for it"))),
            Some(mut command) => {
                command
                    .arg(&file)
                    .current_dir(&folder)
                    .env("INDIGO", server.address())
                    // Plots are drawn into files.
                    .env("MPLBACKEND", "Agg");
                let lines = expected.remove(&name).unwrap_or_default();
                outcome.add(&what, example(command, &lines));
            }
        }
        expected.remove(&name);
    }
    for name in expected.keys() {
        outcome.add(
            name,
            Err(anyhow!("{EXPECTED} names it, but it is not there")),
        );
    }
    Ok(())
}

fn expectations() -> Result<BTreeMap<String, Vec<String>>> {
    let text = fs::read_to_string(workspace::root().join(EXPECTED))?;
    serde_json::from_str(&text).context(EXPECTED)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_text = path.extension().is_none_or(|extension| extension == "md");
        if path.is_file() && !is_text {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The program that an example is for, by its ending.
fn command(toolbox: &Toolbox, file: &Path) -> Option<Command> {
    Some(match file.extension()?.to_str()? {
        "sh" => {
            let mut command = Command::new(&toolbox.bash);
            command.args(["-e", "-o", "pipefail"]);
            command
        }
        "py" => Command::new(toolbox.program("python")),
        "mjs" | "js" => Command::new(&toolbox.node),
        "R" => Command::new(toolbox.rscript.as_ref()?),
        _ => return None,
    })
}

fn example(mut command: Command, expected: &[String]) -> Result<()> {
    ensure!(
        expected.iter().any(|line| !line.is_empty()),
        "{EXPECTED} does not say what it prints"
    );
    let output = command.output()?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("it ended with {}:\n{printed}{complained}", output.status);
    }
    for line in expected {
        ensure!(
            printed.contains(line.as_str()),
            "it did not print \"{line}\", but:\n{printed}{complained}"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_printed_or_ends_badly_is_a_fault() {
        let shell = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            command
        };
        let two = ["two".to_owned()];
        assert!(example(shell("echo one two"), &two).is_ok());
        assert!(example(shell("echo one"), &two).is_err());
        assert!(example(shell("echo two; exit 3"), &two).is_err());
        assert!(example(shell("echo two"), &[]).is_err());
    }
}
