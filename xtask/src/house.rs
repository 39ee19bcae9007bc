//! The rules of the house that no other tool knows; one a file.
//!
//! Each rule reads the sources and returns sentences that say what breaks it, and where.

mod dependencies;
mod documents;
mod files;
mod layers;
mod packages;
mod readmes;
mod rooms;
mod source;

use anyhow::{Context, Result};

use crate::workspace;
use source::Source;

/// A rule: its name and what breaks it.
type Rule = (&'static str, fn(&House) -> Result<Vec<String>>);

const RULES: [Rule; 8] = [
    ("only the store contains SQL", rooms::sql),
    ("only the site knows HTTP", rooms::http),
    ("rooms without input or output have none", rooms::io),
    ("dependencies point one way, down the layers", layers::check),
    ("no file is long without a reason", files::check),
    (
        "each crate has a README that is its documentation",
        readmes::check,
    ),
    ("each command and address is documented", documents::check),
    (
        "dependencies come from crates.io under licences we allow",
        dependencies::check,
    ),
];

/// What the rules look at.
#[derive(Debug)]
struct House {
    /// All Rust files of `crates/` and `xtask/`.
    sources: Vec<Source>,
    /// All packages that the workspace is built from.
    packages: Vec<packages::Package>,
}

impl House {
    fn enter() -> Result<Self> {
        let root = workspace::root();
        let sources = source::read(root).context("reading the sources")?;
        let packages = packages::read(root).context("reading what the workspace is built from")?;
        Ok(Self { sources, packages })
    }
}

/// Checks every rule; whether all are kept.
pub(crate) fn run() -> Result<bool> {
    println!("rules of the house");
    let house = House::enter()?;
    let mut kept = true;
    for (name, check) in RULES {
        let faults = check(&house)?;
        println!(
            "{} {name}",
            if faults.is_empty() {
                "  kept  "
            } else {
                "  BROKEN"
            }
        );
        for fault in &faults {
            println!("           {fault}");
        }
        kept &= faults.is_empty();
    }
    Ok(kept)
}
