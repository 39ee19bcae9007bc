//! Each crate's README is its documentation.

use anyhow::Result;

use super::House;
use crate::workspace;

/// Crates without one, each with its reason.
const LISTED: [(&str, &str); 1] = [(
    "crates/indigo",
    "a program: its --help and the project's README are its documentation",
)];

#[expect(clippy::unnecessary_wraps, reason = "one signature for all rules")]
pub(super) fn check(house: &House) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let roots = house.sources.iter().filter(|source| {
        let depth = source.path.matches('/').count();
        let top = if source.path.starts_with("crates/") {
            3
        } else {
            2
        };
        depth == top
            && (source.path.ends_with("/src/lib.rs") || source.path.ends_with("/src/main.rs"))
    });
    for source in roots {
        let folder = source.path.split("/src/").next().unwrap_or_default();
        if LISTED.iter().any(|(listed, _)| *listed == folder) {
            continue;
        }
        if !workspace::root().join(folder).join("README.md").is_file() {
            faults.push(format!("{folder} has no README.md"));
        }
        if !source
            .text
            .contains(r#"#![doc = include_str!("../README.md")]"#)
        {
            faults.push(format!(
                "{} does not take ../README.md as its documentation",
                source.path
            ));
        }
    }
    Ok(faults)
}
