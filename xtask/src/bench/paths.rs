//! What visitors could ask for: every project, and lists in many selections.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{http, server::Server};

/// The ids of all public projects.
pub(super) fn project_ids(server: &Server) -> Result<Vec<String>> {
    let answer = http::get(server.port, "/app/api1/project", &[])?;
    let body: Value = serde_json::from_slice(&answer.body)?;
    let list = body["projects"]
        .as_array()
        .context("the API's list has no projects")?;
    let ids = list.iter().filter(|project| project["public"] == true);
    Ok(ids
        .filter_map(|project| project["id"].as_str().map(str::to_owned))
        .collect())
}

/// `name=value` of each choice of each filter that the list of projects offers.
pub(super) fn choices_of_projects(server: &Server) -> Result<Vec<String>> {
    let choices = choices(&page_of_projects(server)?);
    ensure!(!choices.is_empty(), "the list of projects offers no filter");
    Ok(choices)
}

fn page_of_projects(server: &Server) -> Result<String> {
    Ok(http::get(server.port, "/projects", &[])?.text())
}

/// Filtered lists: each filter that the list page offers, alone and with a search and each order.
pub(super) fn filters(server: &Server) -> Result<Vec<String>> {
    let page = page_of_projects(server)?;
    let choices = choices(&page);
    ensure!(!choices.is_empty(), "the list of projects offers no filter");
    let words = [
        "",
        "&q=children",
        "&q=employment",
        "&q=housing+support",
        "&q=london",
    ];
    let orders = orders(&page);
    let mut many = Vec::new();
    for choice in &choices {
        for word in words {
            for order in &orders {
                many.push(format!("/projects?{choice}{word}{order}"));
            }
        }
    }
    Ok(many)
}

/// `name=value` of each option of each filter of the page, the empty ones and orders left out.
fn choices(page: &str) -> Vec<String> {
    fields(page)
        .into_iter()
        .filter(|(name, _)| name != "sort")
        .map(pair)
        .collect()
}

/// `&sort=value` of each order that the page offers, and none.
fn orders(page: &str) -> Vec<String> {
    let sorts = fields(page).into_iter().filter(|(name, _)| name == "sort");
    std::iter::once(String::new())
        .chain(sorts.map(|field| format!("&{}", pair(field))))
        .collect()
}

fn pair((name, value): (String, String)) -> String {
    format!("{name}={value}")
}

/// The values of selects and checkboxes, percent-encoded.
fn fields(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut select = None;
    for tag in page.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or(tag);
        let name = tag.split_whitespace().next().unwrap_or_default();
        let is_checkbox = name == "input" && attribute(tag, "type").as_deref() == Some("checkbox");
        match name {
            "select" => select = attribute(tag, "name"),
            "/select" => select = None,
            "option" => found.extend(select.clone().zip(attribute(tag, "value"))),
            "input" if is_checkbox => {
                found.extend(attribute(tag, "name").zip(attribute(tag, "value")));
            }
            _ => {}
        }
    }
    found.retain(|(_, value)| !value.is_empty());
    found
        .iter_mut()
        .for_each(|(_, value)| *value = encode(value));
    found
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let value = rest.split('"').next()?;
    let value = value
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&");
    Some(
        value
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"),
    )
}

fn encode(value: &str) -> String {
    let mut out = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read() {
        let page = r#"<form><select name="country" id="c"><option value="">Any</option>
            <option value="GB">United Kingdom</option></select>
            <input type="checkbox" name="sector" value="Health &amp; care">
            <select name="sort"><option value="name">Name</option></select></form>"#;
        assert_eq!(choices(page), ["country=GB", "sector=Health%20%26%20care"]);
        assert_eq!(orders(page), ["", "&sort=name"]);
    }
}
