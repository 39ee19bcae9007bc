//! Which of the tools are here, and setting up those that are not.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{process, tools, workspace};

/// The oldest Python that the packages run on.
const OLDEST_PYTHON: (u32, u32) = (3, 11);

/// What Python may be called, the plain name first.
const PYTHONS: [&str; 5] = [
    "python3",
    "python3.14",
    "python3.13",
    "python3.12",
    "python3.11",
];

/// What the tests are run with.
#[derive(Debug)]
pub(super) struct Toolbox {
    /// The folder of the programs of the environment: `python`, `datasette`, `frictionless`.
    programs: PathBuf,
    /// R, when it is here.
    pub(super) rscript: Option<PathBuf>,
    /// Node, for JavaScript.
    pub(super) node: PathBuf,
    /// curl is called by the examples by its name.
    pub(super) bash: PathBuf,
}

impl Toolbox {
    /// Finds or sets up everything. `None` when there is no Python and nothing is `required`: then
    /// it says in `left_out` what to do.
    pub(super) fn find(required: bool, left_out: &mut Vec<String>) -> Result<Option<Self>> {
        let Some(python) = python(required)? else {
            left_out.push(format!(
                "left out: the examples of the API and the checks of a release; they need Python {}.{} or newer",
                OLDEST_PYTHON.0, OLDEST_PYTHON.1
            ));
            return Ok(None);
        };
        tools::need("curl", &["curl"], "trying the examples of the API")?;
        let rscript = match rscript(required) {
            Err(error) if !required => {
                left_out.push(format!("left out: the example in R; {error:#}"));
                None
            }
            other => Some(other?),
        };
        Ok(Some(Self {
            programs: environment(&python)?.join("bin"),
            rscript,
            node: tools::need("node", &["nodejs"], "trying the example in JavaScript")?,
            bash: tools::need("bash", &["bash"], "trying the examples of the API")?,
        }))
    }

    /// A program of the Python environment.
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }
}

/// A Python that is new enough.
fn python(required: bool) -> Result<Option<PathBuf>> {
    let found = || {
        PYTHONS
            .iter()
            .filter_map(|name| tools::find(name))
            .find(|program| is_new_enough(program))
    };
    if let Some(python) = found() {
        return Ok(Some(python));
    }
    if !required {
        return Ok(None);
    }
    tools::install(&["python3", "python3-venv"], "trying the tools of readers")?;
    found()
        .map(Some)
        .context("Python is installed, but it is older than 3.11")
}

fn is_new_enough(python: &Path) -> bool {
    process::output(Command::new(python).arg("--version"))
        .ok()
        .and_then(|said| version(&said))
        .is_some_and(|version| version >= OLDEST_PYTHON)
}

/// `Python 3.11.7` → (3, 11).
fn version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.trim().strip_prefix("Python ")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// The Python environment with the packages of `tests/tools/requirements.txt`, made anew when the
/// file or the Python has changed.
fn environment(python: &Path) -> Result<PathBuf> {
    let requirements = workspace::root().join("tests/tools/requirements.txt");
    let folder = workspace::target().join("tools/python");
    let mark = folder.join("installed-from.txt");
    let wanted = format!(
        "{}{}",
        process::output(Command::new(python).arg("--version"))?,
        fs::read_to_string(&requirements)?
    );
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let make = || process::run(Command::new(python).args(["-m", "venv"]).arg(&folder));
    if make().is_err() {
        // Debian keeps this part of Python in a package of its own.
        tools::install(&["python3-venv"], "setting up Python packages")?;
        make()?;
    }
    process::run(
        Command::new(folder.join("bin/python"))
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .args(["--no-deps", "--requirement"])
            .arg(&requirements),
    )?;
    process::run(Command::new(folder.join("bin/python")).args([
        "-m",
        "pip",
        "check",
        "--disable-pip-version-check",
    ]))?;
    fs::write(mark, wanted)?;
    Ok(folder)
}

/// R with the package that reads JSON; it is installed only where nothing may be left out.
fn rscript(required: bool) -> Result<PathBuf> {
    const PACKAGES: [&str; 2] = ["r-base-core", "r-cran-jsonlite"];
    const PURPOSE: &str = "trying the example in R";
    let ready = || {
        tools::find("Rscript").filter(|program| {
            process::output(Command::new(program).args(["-e", "library(jsonlite)"])).is_ok()
        })
    };
    if let Some(program) = ready() {
        return Ok(program);
    }
    if !required {
        bail!("{PURPOSE} needs {}", PACKAGES.join(" "));
    }
    tools::install(&PACKAGES, PURPOSE)?;
    ready().context("R is installed, but cannot load jsonlite")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(version("Python 3.11.7\n"), Some((3, 11)));
        assert!(version("Python 3.9.2").unwrap() < OLDEST_PYTHON);
        assert!(version("Python 3.14.0rc1").unwrap() > OLDEST_PYTHON);
        assert_eq!(version("zsh: not found"), None);
    }
}
