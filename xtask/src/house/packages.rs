//! The packages that the workspace is built from, as cargo tells them.

use std::{path::Path, process::Command};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

/// A package.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// Where it comes from; `None` for our own.
    pub(super) source: Option<String>,
    /// Its licence expression.
    pub(super) licence: Option<String>,
    /// Names of the packages that its library or program needs (not only its tests or build).
    pub(super) needs: Vec<String>,
}

/// Asks cargo.
pub(super) fn read(root: &Path) -> Result<Vec<Package>> {
    let said = process::output(
        Command::new("cargo")
            .args(["metadata", "--format-version=1", "--locked"])
            .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
            .current_dir(root),
    )?;
    let value: Value = serde_json::from_str(&said)?;
    let packages = value["packages"].as_array().context("no packages")?;
    packages.iter().map(package).collect()
}

fn package(value: &Value) -> Result<Package> {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let needs = value["dependencies"].as_array().into_iter().flatten();
    Ok(Package {
        name: text("name").context("a package without a name")?,
        version: text("version").unwrap_or_default(),
        source: text("source"),
        licence: text("license"),
        needs: needs
            .filter(|need| need["kind"].is_null())
            .filter_map(|need| need["name"].as_str().map(str::to_owned))
            .collect(),
    })
}
