//! The tools that readers use, tried on what Indigo gives them: curl, Python, R and JavaScript on the
//! API, Datasette, `DuckDB`, pandas and frictionless on a release.

mod datasette;
mod examples;
mod release;
mod toolbox;

use std::{path::Path, process::Command};

use anyhow::{Context, Result};

use crate::{process, server::Server, test::Count, workspace};
use toolbox::Toolbox;

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// How many of the trials ended how.
    pub(crate) count: Count,
    /// Sentences on what could not be tried here.
    pub(crate) left_out: Vec<String>,
}

impl Outcome {
    /// What stands for trials that could not even begin.
    pub(crate) fn failed() -> Self {
        Self {
            count: Count {
                failed: 1,
                ..Count::default()
            },
            left_out: Vec::new(),
        }
    }

    /// Counts a trial, saying what went wrong.
    fn add(&mut self, what: &str, tried: Result<()>) {
        match tried {
            Ok(()) => {
                println!("ok      {what}");
                self.count.passed += 1;
            }
            Err(error) => {
                println!("FAILED  {what}: {error:#}");
                self.count.failed += 1;
            }
        }
    }
}

/// Tries all of them; `required` when nothing may be left out, as in CI.
pub(crate) fn run_all(required: bool) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let Some(toolbox) = Toolbox::find(required, &mut outcome.left_out)? else {
        return Ok(outcome);
    };
    process::run(
        Command::new("cargo")
            .args(["build", "--package", "indigo"])
            .current_dir(workspace::root()),
    )?;
    let program = workspace::program("debug");
    let folder = tempfile::Builder::new().prefix("indigo-tools-").tempdir()?;

    let data = folder.path().join("demo");
    let server = Server::start(&program, &data, &["--demo"])?;
    println!("the demo set is served at {}", server.address());
    examples::run(&toolbox, &server, folder.path(), &mut outcome)?;
    release::run(&toolbox, &program, &data, "the demo set", &mut outcome)?;
    drop(server);

    match workspace::shared() {
        Some(shared) if required => {
            let data = folder.path().join("real");
            import(&program, &data, &shared.join("data/indigo/2025-05"))?;
            release::run(&toolbox, &program, &data, "the real export", &mut outcome)?;
        }
        Some(_) => println!("the real export is tried with --require-shared"),
        None => outcome
            .left_out
            .push("left out: the shared data folder is not there for a release of it".into()),
    }
    Ok(outcome)
}

fn import(program: &Path, data: &Path, export: &Path) -> Result<()> {
    process::output(
        Command::new(program)
            .arg("--data")
            .arg(data)
            .arg("import")
            .arg(export),
    )
    .context("importing the real export")?;
    Ok(())
}
