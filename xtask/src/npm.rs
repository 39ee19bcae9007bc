//! The packages of the browser tests.

use std::{fs, path::Path, process::Command};

use anyhow::Result;

use crate::{process, tools, workspace};

/// Installs the locked packages, unless that was done for this very lock file.
pub(crate) fn install() -> Result<()> {
    let node = tools::need("node", &["nodejs", "npm"], "testing in a browser")?;
    let npm = tools::need("npm", &["npm"], "testing in a browser")?;
    let folder = workspace::root().join("tests/browser");
    if is_current(&folder) {
        return Ok(());
    }
    let version = process::output(Command::new(node).arg("--version"))?;
    println!(
        "installing the packages of tests/browser with node {}",
        version.trim()
    );
    process::run(
        Command::new(npm)
            .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
            .current_dir(&folder),
    )?;
    fs::copy(folder.join("package-lock.json"), mark(&folder))?;
    Ok(())
}

/// Where a copy of the lock file stands that the packages were installed from.
fn mark(folder: &Path) -> std::path::PathBuf {
    folder.join("node_modules/.installed-from.json")
}

fn is_current(folder: &Path) -> bool {
    let installed = fs::read(mark(folder));
    let wanted = fs::read(folder.join("package-lock.json"));
    matches!((installed, wanted), (Ok(installed), Ok(wanted)) if installed == wanted)
}
