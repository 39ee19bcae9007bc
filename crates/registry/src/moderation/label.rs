//! What an item is called, from the standard's own titles.

use indigo_model::{
    ChangeItem, ItemKind,
    items::{Step, key_of, parts_of},
    pointer,
};
use indigo_standard::{Kind, Node, TypeStandard};

/// `Outcome metrics: outcomemetric1: Target`, as far as the standard knows the place.
pub(crate) fn label_of(one: Option<&TypeStandard>, item: &ChangeItem) -> String {
    if item.kind == ItemKind::Order {
        let list = item.list().unwrap_or_default();
        return format!("{}: order of rows", list_title(one, &list));
    }
    label_at(one, &item.steps)
}

/// What a place in a record is called, from the titles of the standard as far as it knows them.
#[must_use]
pub fn label_at(one: Option<&TypeStandard>, steps: &[Step]) -> String {
    let (list, row, field) = parts_of(steps);
    let mut parts = Vec::new();
    let nodes = match &list {
        Some(list) => {
            parts.push(list_title(one, list));
            parts.extend(row.map(str::to_owned));
            one.and_then(|one| one.list(list))
                .map(|list| list.children.as_slice())
        }
        None => one.map(|one| one.nodes.as_slice()),
    };
    if !field.is_empty() {
        let title = nodes.and_then(|nodes| title_of(nodes, &field));
        parts.push(title.unwrap_or_else(|| plain(&field)));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(": ")
}

/// What a cell of a row is called.
#[must_use]
pub fn cell_label(one: Option<&TypeStandard>, list: &str, cell: &[Step]) -> String {
    let field = key_of(cell);
    one.and_then(|one| one.list(list))
        .and_then(|list| title_of(&list.children, &field))
        .unwrap_or_else(|| plain(&field))
}

pub(super) fn list_title(one: Option<&TypeStandard>, list: &str) -> String {
    one.and_then(|one| title_of(&one.nodes, list))
        .unwrap_or_else(|| plain(list))
}

/// The titles on the way to a place, joined; the title of a bare value is left out.
pub(super) fn title_of(nodes: &[Node], place: &str) -> Option<String> {
    let mut titles: Vec<String> = Vec::new();
    let mut nodes = nodes;
    for key in pointer::split(place) {
        let node = nodes.iter().find(|node| node.key == key)?;
        let title = node.title.trim();
        if key != "value" && !title.is_empty() {
            let inner = title
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'));
            titles.push(inner.unwrap_or(title).to_owned());
        } else if title.is_empty() && key != "value" {
            titles.push(key.replace(['_', '-'], " "));
        }
        nodes = match &node.kind {
            Kind::Group { children } | Kind::List { children, .. } => children,
            Kind::Leaf(_) => &[],
        };
    }
    Some(titles.join(" - ")).filter(|title| !title.is_empty())
}

fn plain(place: &str) -> String {
    place.trim_start_matches('/').replace('/', " - ")
}
