//! A web address that cannot be one.

use crate::{Aspect, Cell, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "url_broken",
    title: "Web address that looks broken",
    why: "A link without https:// or with blanks in it leads nowhere when it is clicked. Whether the page is still there is not tried.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new(
        "organisation",
        r#"{"website": {"value": "https://www.example.org/about"}}"#,
    ),
    fails: Example::new("organisation", r#"{"website": {"value": "www.example"}}"#),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        if !is_address(cell) {
            continue;
        }
        if let Some((fault, mend)) = fault(text.trim()) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!("\"{}\" {fault}.", cell.title()),
                    mend,
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}

/// Whether a field holds a web address (by its key).
fn is_address(cell: &Cell<'_>) -> bool {
    let key = cell
        .field
        .keys
        .iter()
        .rev()
        .find(|key| *key != "value")
        .map_or("", String::as_str);
    matches!(key, "url" | "archive_url" | "website" | "link")
}

fn fault(text: &str) -> Option<(&'static str, &'static str)> {
    let lower = text.to_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    let Some(rest) = rest else {
        return Some((
            "does not begin with https:// or http://",
            "Copy the whole address from the browser.",
        ));
    };
    if rest.contains("http://") || rest.contains("https://") {
        // An address in an archive holds the address of the page.
        let archived = rest.contains("archive") || rest.contains("/http");
        let blank = rest.contains(char::is_whitespace);
        if !archived || blank {
            return Some((
                "holds more than one address",
                "Keep one address here and add a row for the other.",
            ));
        }
    }
    if rest.contains(char::is_whitespace) {
        return Some((
            "holds a blank or more than an address",
            "Keep the address alone; what else there is to say belongs into the notes.",
        ));
    }
    let host = rest
        .split(['/', '?', '#'])
        .next()
        .and_then(|host| host.rsplit('@').next())
        .unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    if labels.len() < 2 || labels.iter().any(|label| label.is_empty()) {
        return Some(("names no site", "Copy the whole address from the browser."));
    }
    None
}
