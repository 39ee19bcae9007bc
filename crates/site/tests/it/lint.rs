//! A small checker for pages: what a person or a program needs to find its way.

use std::collections::{HashMap, HashSet};

/// Elements without an end tag.
const VOID: [&str; 6] = ["meta", "link", "input", "br", "hr", "img"];

/// A tag with its attributes.
#[derive(Debug)]
struct Tag {
    name: String,
    ends: bool,
    closes_itself: bool,
    attributes: HashMap<String, String>,
}

/// All that is wrong with a page.
pub(crate) fn faults(page: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let tags = tags(page, &mut faults);
    balanced(&tags, &mut faults);
    let ids = unique_ids(&tags, &mut faults);
    inputs_have_labels(&tags, &mut faults);
    links_lead_somewhere(&tags, &ids, &mut faults);
    nothing_forbidden(&tags, &mut faults);
    tables_are_labelled(&tags, &mut faults);
    headings_in_order(&tags, &mut faults);
    for wanted in ["<!doctype html>", "<html lang=\"en\">", "<main ", "<title>"] {
        // Plots have titles of their own, which are no titles of the page.
        let inside = plots(page).matches(wanted).count();
        if page.matches(wanted).count() - inside != 1 {
            faults.push(format!("not once: {wanted}"));
        }
    }
    faults
}

/// What stands inside of `<svg>` elements.
fn plots(page: &str) -> String {
    page.split("<svg")
        .skip(1)
        .map(|rest| rest.split_once("</svg>").map_or("", |(inside, _)| inside))
        .collect()
}

fn tags(page: &str, faults: &mut Vec<String>) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let Some(end) = rest.find('>') else {
            faults.push("a tag without an end".to_owned());
            break;
        };
        let inner = &rest[..end];
        rest = &rest[end + 1..];
        if inner.starts_with('!') {
            continue;
        }
        if inner.contains('<') {
            faults.push(format!("a tag inside a tag: {inner}"));
        }
        tags.push(tag(inner, faults));
    }
    tags
}

fn tag(inner: &str, faults: &mut Vec<String>) -> Tag {
    let ends = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let closes_itself = inner.ends_with('/');
    let inner = inner.trim_end_matches('/');
    let name_end = inner.find(char::is_whitespace).unwrap_or(inner.len());
    let name = inner[..name_end].to_owned();
    let mut attributes = HashMap::new();
    let mut rest = inner[name_end..].trim();
    while !rest.is_empty() {
        let key_end = rest
            .find(|letter: char| letter == '=' || letter.is_whitespace())
            .unwrap_or(rest.len());
        let key = rest[..key_end].to_owned();
        rest = &rest[key_end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let Some(end) = quoted.find('"') else {
                faults.push(format!("an attribute without an end: {inner}"));
                break;
            };
            value = quoted[..end].to_owned();
            rest = &quoted[end + 1..];
        } else if rest.starts_with('=') {
            faults.push(format!("an attribute without quotes: {inner}"));
            break;
        }
        rest = rest.trim_start();
        if attributes.insert(key.clone(), value).is_some() {
            faults.push(format!("twice the attribute {key}: {inner}"));
        }
    }
    Tag {
        name,
        ends,
        closes_itself,
        attributes,
    }
}

fn balanced(tags: &[Tag], faults: &mut Vec<String>) {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags {
        let name = tag.name.as_str();
        if tag.ends {
            match open.pop() {
                Some(last) if last == name => {}
                other => faults.push(format!("</{name}> ends {other:?}")),
            }
        } else if !VOID.contains(&name) && !tag.closes_itself {
            let inline = ["p", "span", "a", "h1", "h2", "h3"];
            let block = [
                "div", "p", "ul", "ol", "dl", "table", "section", "h1", "h2", "h3",
            ];
            if let Some(parent) = open.last()
                && inline.contains(parent)
                && block.contains(&name)
            {
                faults.push(format!("<{name}> inside <{parent}>"));
            }
            if name == "a" && open.contains(&"a") {
                faults.push("a link inside a link".to_owned());
            }
            open.push(name);
        }
    }
    if !open.is_empty() {
        faults.push(format!("never ended: {open:?}"));
    }
}

fn unique_ids<'a>(tags: &'a [Tag], faults: &mut Vec<String>) -> HashSet<&'a str> {
    let mut ids = HashSet::new();
    for id in tags.iter().filter_map(|tag| tag.attributes.get("id")) {
        if id.is_empty() || id.contains(char::is_whitespace) {
            faults.push(format!("a bad id: {id:?}"));
        }
        if !ids.insert(id.as_str()) {
            faults.push(format!("twice the id {id}"));
        }
    }
    for tag in tags {
        for key in ["aria-labelledby", "for", "aria-describedby"] {
            let named = tag.attributes.get(key).map_or("", String::as_str);
            for id in named.split_whitespace().filter(|id| !ids.contains(id)) {
                faults.push(format!("{key} names no id: {id}"));
            }
        }
    }
    ids
}

fn inputs_have_labels(tags: &[Tag], faults: &mut Vec<String>) {
    let labelled: HashSet<&str> = tags
        .iter()
        .filter(|tag| tag.name == "label")
        .filter_map(|tag| tag.attributes.get("for"))
        .map(String::as_str)
        .collect();
    for tag in tags.iter().filter(|tag| !tag.ends) {
        let is_input = matches!(tag.name.as_str(), "input" | "select" | "textarea")
            && tag.attributes.get("type").map(String::as_str) != Some("hidden");
        let id = tag.attributes.get("id").map_or("", String::as_str);
        if is_input && !labelled.contains(id) {
            faults.push(format!("no label for {tag:?}"));
        }
    }
}

fn links_lead_somewhere(tags: &[Tag], ids: &HashSet<&str>, faults: &mut Vec<String>) {
    for tag in tags.iter().filter(|tag| tag.name == "a" && !tag.ends) {
        let Some(href) = tag.attributes.get("href") else {
            faults.push("a link without an address".to_owned());
            continue;
        };
        if let Some(id) = href.strip_prefix('#') {
            if !ids.contains(id) {
                faults.push(format!("leads nowhere: {href}"));
            }
        } else if href.starts_with("http://") || href.starts_with("https://") {
            let rel = tag.attributes.get("rel").map_or("", String::as_str);
            if rel != "nofollow noopener" && !tag.attributes.contains_key("class") {
                faults.push(format!("a link away without rel: {href}"));
            }
        } else if !href.starts_with('/') || href.starts_with("//") {
            faults.push(format!("a strange address: {href}"));
        }
    }
}

fn nothing_forbidden(tags: &[Tag], faults: &mut Vec<String>) {
    for tag in tags {
        // Our own scripts are files; nothing that stands in a page may run.
        let is_file_of_ours = tag.name == "script"
            && tag.attributes.get("src").is_some_and(|address| {
                ["/assets/search-", "/assets/edit-"]
                    .iter()
                    .any(|ours| address.starts_with(ours))
                    && address.ends_with(".js")
            });
        // What a page is about, for programs, runs nowhere.
        let is_data = tag.name == "script"
            && tag
                .attributes
                .get("type")
                .is_some_and(|kind| kind == "application/ld+json");
        let is_end = tag.name == "script" && tag.ends;
        if is_file_of_ours || is_data || is_end {
            continue;
        }
        if matches!(
            tag.name.as_str(),
            "script" | "style" | "iframe" | "object" | "base"
        ) {
            faults.push(format!("<{}>", tag.name));
        }
        for key in tag.attributes.keys() {
            if key == "style" || key.starts_with("on") {
                faults.push(format!("the attribute {key}"));
            }
        }
    }
}

fn tables_are_labelled(tags: &[Tag], faults: &mut Vec<String>) {
    let count = |name: &str| {
        tags.iter()
            .filter(|tag| tag.name == name && !tag.ends)
            .count()
    };
    if count("table") != count("caption") {
        faults.push("a table without a caption".to_owned());
    }
    for tag in tags.iter().filter(|tag| tag.name == "th" && !tag.ends) {
        if !tag.attributes.contains_key("scope") {
            faults.push("a header cell without a scope".to_owned());
        }
    }
    let regions = tags
        .iter()
        .filter(|tag| tag.attributes.get("role").map(String::as_str) == Some("region"));
    for tag in regions {
        let named = ["aria-label", "aria-labelledby"]
            .iter()
            .any(|key| tag.attributes.contains_key(*key));
        if !named || !tag.attributes.contains_key("tabindex") {
            faults.push("a region without a name or without focus".to_owned());
        }
    }
}

fn headings_in_order(tags: &[Tag], faults: &mut Vec<String>) {
    let mut before = 0;
    let mut first = 0;
    for tag in tags.iter().filter(|tag| !tag.ends) {
        let level = match tag.name.as_str() {
            "h1" => 1,
            "h2" => 2,
            "h3" => 3,
            "h4" => 4,
            _ => continue,
        };
        if level > before + 1 {
            faults.push(format!("a heading {level} after {before}"));
        }
        first += usize::from(level == 1);
        before = level;
    }
    if first != 1 {
        faults.push(format!("{first} main headings"));
    }
}

#[test]
fn the_checker_sees_what_is_wrong() {
    let page = "<!doctype html><html lang=\"en\"><title>x</title><main id=\"m\"><h1>x</h1><p><div></div></p>\
        <input id=\"a\"><a href=\"#no\">x</a><h3 id=\"m\">x</h3><table></table><i style=\"x\"></main></html>";
    let found = faults(page).join("\n");
    for wanted in [
        "<div> inside <p>",
        "no label",
        "leads nowhere",
        "twice the id m",
        "without a caption",
        "attribute style",
        "heading 3 after 1",
        "ends Some",
    ] {
        assert!(found.contains(wanted), "{wanted} in\n{found}");
    }
}
