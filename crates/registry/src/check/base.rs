//! The published record as files are laid over it.
//!
//! The public body says no statuses and not which sources rows rest on, and it carries joined
//! values that no record has. What is in it is public, so it is marked so; then what a file leaves
//! empty is told from what the public never saw.

use indigo_model::{Object, Status, Value, pointer};
use indigo_standard::{Kind, Node, TypeStandard};

use crate::PublicRecord;

/// The public data of a record in the shape of a record.
pub(super) fn base_of(one: &TypeStandard, record: &PublicRecord) -> Value {
    let mut data = match record.data() {
        Value::Object(data) => data,
        _ => Object::new(),
    };
    keep_known(&one.nodes, &mut data);
    for (row, sources) in &record.row_sources {
        cite(one, &mut data, row, sources);
    }
    mark(one, &mut data);
    Value::Object(data)
}

/// Takes out what the standard does not know: what was joined for readers.
fn keep_known(nodes: &[Node], data: &mut Object) {
    data.retain(|key, value| {
        let Some(node) = nodes.iter().find(|node| node.key == *key) else {
            return false;
        };
        match (&node.kind, value) {
            (Kind::Group { children }, Value::Object(group)) => keep_known(children, group),
            (Kind::List { children, .. }, Value::Array(rows)) => {
                for row in rows.iter_mut().filter_map(Value::as_object_mut) {
                    keep_known(children, row);
                }
            }
            _ => {}
        }
        true
    });
}

/// Puts back which sources a row rests on.
fn cite(one: &TypeStandard, data: &mut Object, row: &str, sources: &str) {
    let Some((list, index)) = row.rsplit_once('/') else {
        return;
    };
    let known = one.list(list).and_then(|known| {
        let field = known.fields.iter().find(|field| field.is_source_ids())?;
        Some((known, field))
    });
    if let (Some((known, field)), Ok(index)) = (known, index.parse::<usize>())
        && let Some(Value::Array(rows)) = value_mut(data, &known.keys)
        && let Some(row) = rows.get_mut(index).and_then(Value::as_object_mut)
    {
        pointer::set(row, &field.keys, Value::from(sources));
    }
}

fn mark(one: &TypeStandard, data: &mut Object) {
    if one.field("/status").is_some() {
        mark_one(data);
    }
    for block in &one.blocks {
        if let Some(Value::Object(block)) = value_mut(data, block) {
            mark_one(block);
        }
    }
    for list in &one.lists {
        let Some(Value::Array(rows)) = value_mut(data, &list.keys) else {
            continue;
        };
        for row in rows.iter_mut().filter_map(Value::as_object_mut) {
            if list.has_status {
                mark_one(row);
            }
            for block in &list.inner_blocks {
                if let Some(Value::Object(block)) = value_mut(row, block) {
                    mark_one(block);
                }
            }
        }
    }
}

fn mark_one(object: &mut Object) {
    if Status::of(object) == Status::Missing {
        object.insert("status".to_owned(), Value::from("PUBLIC"));
    }
}

fn value_mut<'v>(root: &'v mut Object, keys: &[String]) -> Option<&'v mut Value> {
    let (first, rest) = keys.split_first()?;
    let value = root.get_mut(first)?;
    if rest.is_empty() {
        Some(value)
    } else {
        value_mut(value.as_object_mut()?, rest)
    }
}
