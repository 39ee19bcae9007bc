//! Copies of a record what may be seen, and nothing else.
//!
//! The schema's tree is the list of what may be copied; the data are walked beside it. That is why
//! a key that nobody thought of stays inside, and why the depth of the data does not matter.

mod view;

use indexmap::IndexMap;
use indigo_model::{Object, Value};
use indigo_standard::{Kind, Node, Publication, TypeStandard};

pub(crate) use view::View;

/// What one view shows of a record.
#[derive(Debug)]
pub(crate) struct Filtered {
    /// The data, before values are rewritten and joined.
    pub(crate) data: Object,
    /// Pointer of a shown row, such as `/investments/0`, to the `source_ids` taken out of it.
    pub(crate) row_sources: IndexMap<String, String>,
}

/// The part of a public record that `view` shows.
///
/// The caller has made sure that the record as a whole is public.
pub(crate) fn filter(one: &TypeStandard, data: &Object, view: View<'_>) -> Filtered {
    let mut filter = Filter {
        publication: &one.profile.publication,
        view,
        pointer: String::new(),
        row_sources: IndexMap::new(),
    };
    let mut shown = filter.object(&one.nodes, data, false);
    filter.root(data, &mut shown);
    Filtered {
        data: shown,
        row_sources: filter.row_sources,
    }
}

struct Filter<'a> {
    publication: &'a Publication,
    view: View<'a>,
    /// Where the walk is in what comes out.
    pointer: String,
    row_sources: IndexMap<String, String>,
}

impl Filter<'_> {
    /// Copies the keys that the tree knows.
    fn object(&mut self, nodes: &[Node], data: &Object, in_row: bool) -> Object {
        let mut shown = Object::new();
        for (key, value) in data {
            let Some(node) = nodes.iter().find(|node| node.key == *key) else {
                continue;
            };
            let length = self.pointer.len();
            self.pointer.push('/');
            self.pointer.push_str(key);
            let value = match &node.kind {
                Kind::Leaf(_) => leaf(value),
                Kind::Group { children } => self.group(children, value, in_row),
                Kind::List { children, .. } => self.list(node, children, value),
            };
            self.pointer.truncate(length);
            shown.insert(key.clone(), value);
        }
        shown
    }

    /// A group, or null where it is hidden or something else stands in its place.
    fn group(&mut self, children: &[Node], value: &Value, in_row: bool) -> Value {
        let Value::Object(data) = value else {
            return Value::Null;
        };
        // Outside rows a block is private unless marked; in a row it is as public as the row.
        let is_block = carries_status(children) && !in_row;
        if !self.view.shows(data, !is_block) {
            return Value::Null;
        }
        let mut shown = self.object(children, data, in_row);
        if is_block {
            self.clear_block(data, &mut shown);
        }
        Value::Object(shown)
    }

    /// Nulls what a block says of itself. No schema lists `sandboxes` of blocks; they are part of
    /// the status rule, and consumers know the null that stands in their place.
    fn clear_block(&self, data: &Object, shown: &mut Object) {
        if !self.view.is_stored() && data.contains_key("status") {
            shown.insert("status".to_owned(), Value::Null);
        }
        if let Some(sandboxes) = data.get("sandboxes") {
            let cleared = if is_truthy(sandboxes) {
                Value::Null
            } else {
                leaf(sandboxes)
            };
            shown.insert("sandboxes".to_owned(), cleared);
        }
    }

    /// A list without its hidden rows; null where something else stands in its place.
    fn list(&mut self, node: &Node, children: &[Node], value: &Value) -> Value {
        let Value::Array(rows) = value else {
            return Value::Null;
        };
        let has_status = carries_status(children);
        let mut shown = Vec::with_capacity(rows.len());
        for row in rows {
            match row {
                Value::Object(data) => {
                    if !self.view.shows(data, !has_status) {
                        continue;
                    }
                    let length = self.pointer.len();
                    self.pointer.push('/');
                    self.pointer.push_str(&shown.len().to_string());
                    let row = self.row(node, children, data, has_status);
                    self.pointer.truncate(length);
                    shown.push(Value::Object(row));
                }
                // Without an object there is no status that could say PUBLIC.
                _ if has_status => {}
                _ => shown.push(Value::Null),
            }
        }
        Value::Array(shown)
    }

    fn row(&mut self, node: &Node, children: &[Node], data: &Object, has_status: bool) -> Object {
        let mut shown = self.object(children, data, true);
        let keeps_keys = self.publication.keep_row_keys.contains(&node.pointer);
        if has_status && !keeps_keys {
            shown.shift_remove("sandboxes");
            if !self.view.is_stored() {
                shown.shift_remove("status");
                if let Some(Value::String(sources)) = shown.shift_remove("source_ids")
                    && !sources.trim().is_empty()
                {
                    self.row_sources.insert(self.pointer.clone(), sources);
                }
            }
        }
        // Forms leave an empty place for the joined record; it stays in rows without one.
        if let Some(joined) = &self.publication.fund_rows
            && joined.list == node.pointer
            && data.contains_key(&joined.record_type)
            && !shown.contains_key(&joined.record_type)
        {
            shown.insert(joined.record_type.clone(), Value::Null);
        }
        shown
    }

    /// The status of the record itself, and the values that are never public.
    fn root(&self, data: &Object, shown: &mut Object) {
        let status = if self.view.is_stored() || self.publication.keep_root_status {
            data.get("status").cloned().unwrap_or_default()
        } else {
            Value::Null
        };
        shown.insert("status".to_owned(), status);
        let publication = self.publication;
        for pointer in publication
            .always_null
            .iter()
            .chain(&publication.former_keys)
        {
            let keys: Vec<&str> = indigo_model::pointer::split(pointer).collect();
            let Some((last, path)) = keys.split_last() else {
                continue;
            };
            if let Some(parent) = indigo_model::pointer::object_mut(shown, path) {
                // Taken out first, so that its place does not tell whether it was there.
                parent.shift_remove(*last);
                if !self.view.is_stored() {
                    parent.insert((*last).to_owned(), Value::Null);
                }
            }
        }
    }
}

fn carries_status(children: &[Node]) -> bool {
    children.iter().any(|child| child.key == "status")
}

/// A single value as it came; null where a structure stands that the schema does not know.
fn leaf(value: &Value) -> Value {
    match value {
        Value::Object(_) | Value::Array(_) => Value::Null,
        other => other.clone(),
    }
}

/// What the old system took for something: not null, false, zero or an empty text.
fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Number(number) => number.as_f64() != Some(0.0),
        _ => true,
    }
}

#[cfg(test)]
mod tests;
