//! Licences and sources of what we build on, against the lists in `deny.toml`.
//!
//! `cargo deny` says more, but takes minutes to build; this is checked every time.

use std::fs;

use anyhow::{Context, Result};

use super::House;
use crate::workspace;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub(super) fn check(house: &House) -> Result<Vec<String>> {
    let settings = fs::read_to_string(workspace::root().join("deny.toml"))?;
    let allowed = list(&settings, "[licenses]", "allow").context("deny.toml allows no licence")?;
    let mut faults = Vec::new();
    for package in &house.packages {
        let Some(source) = &package.source else {
            continue;
        };
        let name = format!("{} {}", package.name, package.version);
        if source != CRATES_IO {
            faults.push(format!("{name} comes from {source}"));
        }
        match &package.licence {
            None => faults.push(format!("{name} names no licence")),
            Some(licence) if !allows(&allowed, licence) => {
                faults.push(format!(
                    "{name} is under {licence}, which deny.toml does not allow"
                ));
            }
            Some(_) => {}
        }
    }
    Ok(faults)
}

/// The strings of an array in a section of a TOML file that is laid out like ours.
fn list(text: &str, section: &str, key: &str) -> Option<Vec<String>> {
    let (_, section) = text.split_once(section)?;
    let (_, array) = section.split_once(&format!("\n{key} = ["))?;
    let (array, _) = array.split_once(']')?;
    let strings = array.split('"').skip(1).step_by(2);
    Some(strings.map(str::to_owned).collect())
}

/// Whether an expression can be met with the allowed licences.
///
/// `AND` binds closer than `OR`; crates put brackets around alternatives only, so a bracket is one
/// more alternative to look into.
fn allows(allowed: &[String], expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let (mut depth, mut start) = (0_i32, 0);
    let mut any = Vec::new();
    let mut all = Vec::new();
    let words: Vec<&str> = expression.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        depth += i32::try_from(word.matches('(').count()).unwrap_or(0);
        depth -= i32::try_from(word.matches(')').count()).unwrap_or(0);
        if depth == 0 && (*word == "OR" || *word == "AND") {
            all.push(words[start..at].join(" "));
            start = at + 1;
            if *word == "OR" {
                any.push(std::mem::take(&mut all));
            }
        }
    }
    all.push(words[start..].join(" "));
    any.push(all);
    if let [one] = any.as_slice()
        && let [term] = one.as_slice()
    {
        return match term
            .strip_prefix('(')
            .and_then(|term| term.strip_suffix(')'))
        {
            Some(inner) => allows(allowed, inner),
            None => allowed.iter().any(|name| name == term),
        };
    }
    any.iter()
        .any(|all| all.iter().all(|term| allows(allowed, term)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_judged() {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0"].map(str::to_owned);
        for good in [
            "MIT",
            "MIT OR GPL-3.0",
            "MIT/Apache-2.0",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
            "Zlib OR Apache-2.0 OR MIT",
        ] {
            assert!(allows(&allowed, good), "{good}");
        }
        for bad in [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "(Zlib OR GPL-2.0) AND MIT",
            "",
        ] {
            assert!(!allows(&allowed, bad), "{bad}");
        }
    }

    #[test]
    fn the_list_is_read() {
        let text =
            "[bans]\nallow = [\"x\"]\n[licenses]\n# why\nallow = [\n  \"MIT\",\n  \"ISC\",\n]\n";
        assert_eq!(list(text, "[licenses]", "allow").unwrap(), ["MIT", "ISC"]);
    }
}
