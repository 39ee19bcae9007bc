//! A small linter for pages: what a browser mends in silence is a fault here.

use std::collections::BTreeSet;

const VOID: [&str; 6] = ["meta", "link", "input", "br", "img", "hr"];

/// The faults of a page.
pub(crate) fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut labelled: BTreeSet<String> = BTreeSet::new();
    let mut inputs: Vec<Option<String>> = Vec::new();
    let mut links: Vec<String> = Vec::new();
    let mut headings = 0;
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let after = &rest[start + 1..];
        let Some(end) = after.find('>') else {
            faults.push("a tag without an end".to_owned());
            break;
        };
        let tag = &after[..end];
        rest = &after[end + 1..];
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                faults.push(format!("</{name}> closes something else"));
            }
            continue;
        }
        let name = tag
            .split(|letter: char| letter.is_whitespace() || letter == '/')
            .next()
            .unwrap_or_default();
        if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name.to_owned());
        }
        if ["script", "style", "iframe", "object"].contains(&name) {
            faults.push(format!("a <{name}>"));
        }
        headings += usize::from(name == "h1");
        for (attribute, value) in attributes(tag) {
            if attribute == "style" || attribute.starts_with("on") {
                faults.push(format!("{attribute}= in <{tag}>"));
            }
            match attribute {
                "id" if !ids.insert(value.to_owned()) => {
                    faults.push(format!("the id {value} twice"));
                }
                "for" => {
                    labelled.insert(value.to_owned());
                }
                "href" if value.starts_with('#') => links.push(value[1..].to_owned()),
                _ => {}
            }
        }
        let of = |wanted: &str| {
            attributes(tag)
                .into_iter()
                .find(|(name, _)| *name == wanted)
                .map(|(_, value)| value.to_owned())
        };
        let hidden = of("type").as_deref() == Some("hidden");
        if ["input", "select", "textarea"].contains(&name) && !hidden {
            inputs.push(of("id"));
        }
    }
    faults.extend(open.iter().map(|name| format!("<{name}> is not closed")));
    for input in inputs {
        if input.as_ref().is_none_or(|id| !labelled.contains(id)) {
            faults.push(format!("the field {input:?} has no label"));
        }
    }
    for link in links.iter().filter(|link| !ids.contains(*link)) {
        faults.push(format!("#{link} leads nowhere"));
    }
    if headings != 1 {
        faults.push(format!("{headings} h1"));
    }
    faults
}

fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some(at) = rest.find("=\"") {
        let name = rest[..at]
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let value = &rest[at + 2..];
        let Some(end) = value.find('"') else { break };
        found.push((name, &value[..end]));
        rest = &value[end + 1..];
    }
    found
}

#[test]
fn the_linter_finds_faults() {
    assert!(faults("<h1 id=\"a\">x</h1><a href=\"#a\">y</a>").is_empty());
    for bad in [
        "<h1>x</h1><p>",
        "<h1>x</h1><b><i></b></i>",
        "<h1>x</h1><p style=\"a\"></p>",
        "<h1>x</h1><script></script>",
        "<h1>x</h1><input id=\"q\">",
        "<h1 id=\"a\">x</h1><p id=\"a\"></p>",
        "<h1>x</h1><a href=\"#b\">y</a>",
        "<p>x</p>",
    ] {
        assert!(!faults(bad).is_empty(), "{bad}");
    }
}
