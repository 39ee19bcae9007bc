//! What a person can type is written down: each command and each address of the site.

use std::fs;

use anyhow::Result;

use super::House;
use crate::workspace;

/// Addresses that no document has to mention, each with its reason.
const LISTED: [(&str, &str); 16] = [
    (
        "/sources",
        "a pointer in records, held in a constant; no address",
    ),
    ("/search", "pages link to it"),
    ("/data/dictionary", "pages link to it"),
    ("/data/dictionary/{type}", "pages link to it"),
    ("/{list}", "documents name the lists themselves"),
    ("/{list}/{id}", "documents name the records themselves"),
    ("/app/api1/{type}", "documents name the types themselves"),
    (
        "/app/api1/{type}/{id}",
        "documents name the types themselves",
    ),
    ("/sitemaps/{part}", "robots.txt and the site map lead there"),
    ("/assets/{file}", "pages load it"),
    ("/favicon.svg", "pages load it"),
    ("/favicon.ico", "browsers ask for it"),
    ("/app", "documents name the old addresses themselves"),
    ("/app/{name}", "documents name the old addresses themselves"),
    (
        "/app/{type}/{id}",
        "documents name the old addresses themselves",
    ),
    (
        "/app/{type}/{id}/download_form",
        "documents name the old addresses themselves",
    ),
];

pub(super) fn check(house: &House) -> Result<Vec<String>> {
    let text = documents()?;
    let mut faults = Vec::new();
    for source in house.sources.iter().filter(|source| source.is_product()) {
        let code: Vec<&str> = source.code().map(|(_, line)| line).collect();
        if source.room() == "indigo" {
            for command in commands(&code) {
                if !text.contains(&format!("indigo {command}")) {
                    faults.push(format!("no document mentions `indigo {command}`"));
                }
            }
        }
        // Constants of the pages of records are pointers in records.
        if source.room() == "site" && !source.path.contains("/pages/record/") {
            for address in addresses(&code) {
                let listed = LISTED.iter().any(|(listed, _)| *listed == address);
                if !listed && !text.contains(&format!("`{address}`")) {
                    faults.push(format!("no document mentions the address `{address}`"));
                }
            }
        }
    }
    Ok(faults)
}

/// README and `docs/`, one after the other.
fn documents() -> Result<String> {
    let root = workspace::root();
    let mut text = fs::read_to_string(root.join("README.md")).unwrap_or_default();
    for entry in fs::read_dir(root.join("docs")).into_iter().flatten() {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            text.push_str(&fs::read_to_string(path)?);
        }
    }
    Ok(text)
}

/// The names of the commands that enums with `Subcommand` derived declare: `serve`, `standard show`.
///
/// The enum `Command` holds the first words; an enum of another name holds second words after its
/// own name.
fn commands(code: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    let mut lines = code.iter();
    while let Some(line) = lines.next() {
        if !(line.contains("#[derive(") && line.contains("Subcommand")) {
            continue;
        }
        let Some(name) = lines.by_ref().find_map(|line| line.split_once("enum ")) else {
            break;
        };
        let name = name.1.trim_end_matches([' ', '{']);
        let name = name.strip_suffix("Command").unwrap_or(name);
        let first = if name.is_empty() {
            String::new()
        } else {
            format!("{} ", kebab(name))
        };
        // The variants stand one level in; what they hold, deeper.
        for line in lines.by_ref().take_while(|line| **line != "}") {
            let Some(variant) = line.strip_prefix("    ") else {
                continue;
            };
            if variant.starts_with(|c: char| c.is_ascii_uppercase()) {
                let end = variant
                    .find(|c: char| !c.is_alphanumeric())
                    .unwrap_or(variant.len());
                names.push(format!("{first}{}", kebab(&variant[..end])));
            }
        }
    }
    names
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The addresses that the router is given, or that constants hold.
fn addresses(code: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, line) in code.iter().enumerate() {
        let after_route = line.split_once(".route(").map(|(_, rest)| rest);
        let constant = line
            .split_once(": &str = ")
            .filter(|_| line.contains("const "));
        let rest = match (after_route, constant) {
            // A long call has its address on the next line.
            (Some(rest), _) if rest.trim().is_empty() => code.get(at + 1).copied().unwrap_or(""),
            (Some(rest), _) => rest,
            (None, Some((_, rest))) => rest,
            (None, None) => continue,
        };
        let literal = rest
            .trim_start()
            .strip_prefix('"')
            .and_then(|rest| rest.split('"').next());
        if let Some(address) = literal.filter(|address| address.starts_with('/')) {
            found.push(address.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read() {
        let code = "#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Serve(serve::Args),
    Backup {
        file: PathBuf,
    },
}
#[derive(Debug, Subcommand)]
enum StandardCommand {
    Show,
    CheckAll,
}";
        let code: Vec<&str> = code.lines().collect();
        assert_eq!(
            commands(&code),
            ["serve", "backup", "standard show", "standard check-all"]
        );
    }

    #[test]
    fn addresses_are_read() {
        let code = [
            r#"pub const ABOUT: &str = "/about";"#,
            r#"    .route("/projects/{id}", get(show))"#,
            "    .route(",
            r#"        "/data","#,
            r#"const NAME: &str = "no address";"#,
        ];
        assert_eq!(addresses(&code), ["/about", "/projects/{id}", "/data"]);
    }
}
