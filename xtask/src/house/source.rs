//! The Rust files, and what of them is code.

use std::{fs, path::Path};

use anyhow::Result;

/// A Rust file.
#[derive(Debug)]
pub(super) struct Source {
    /// Path from the root of the workspace, with slashes.
    pub(super) path: String,
    /// Its text.
    pub(super) text: String,
}

impl Source {
    /// The crate's folder name; `xtask` for this one.
    pub(super) fn room(&self) -> &str {
        let mut parts = self.path.split('/');
        match parts.next() {
            Some("crates") => parts.next().unwrap_or_default(),
            other => other.unwrap_or_default(),
        }
    }

    /// Whether it is part of the product: not a test, nor this program.
    pub(super) fn is_product(&self) -> bool {
        let in_crate = self
            .path
            .strip_prefix("crates/")
            .and_then(|path| path.split_once('/'));
        in_crate.is_some_and(|(_, path)| path.starts_with("src/"))
            && !self.path.ends_with("/tests.rs")
            && !self.path.contains("/tests/")
    }

    /// Lines of code with their numbers: no comments, and nothing from the first test module on.
    pub(super) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
            .map(|(at, line)| (at + 1, line))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// Reads all of them, in order of path.
pub(super) fn read(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in ["crates", "xtask"] {
        walk(root, folder, &mut sources)?;
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

fn walk(root: &Path, folder: &str, sources: &mut Vec<Source>) -> Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            walk(root, &path, sources)?;
        } else if path.ends_with(".rs") {
            sources.push(Source {
                text: fs::read_to_string(entry.path())?,
                path,
            });
        }
    }
    Ok(())
}
