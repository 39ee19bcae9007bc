//! The data of each record type, as its standard has it.
//!
//! What came in another shape is published as it came: a text where a number belongs, say. So the
//! shapes say which kinds to expect, the usual one first.

use indigo_standard::{Kind, Leaf, Node, Standard, ValueType};
use serde_json::{Map, Value, json};

/// A shape for each type, named `project_data` and so on.
pub(super) fn schemas(standard: &Standard) -> Value {
    let mut all = Map::new();
    for one in standard.types() {
        let mut schema = members(&one.nodes);
        schema["title"] = json!(one.profile.words.title);
        schema["type"] = json!("object");
        all.insert(format!("{}_data", one.id), schema);
    }
    Value::Object(all)
}

fn members(nodes: &[Node]) -> Value {
    let properties: Map<String, Value> = nodes
        .iter()
        .filter(|node| node.key != "status" && node.key != "sandboxes")
        .map(|node| (node.key.clone(), shape(node)))
        .collect();
    json!({ "type": ["object", "null"], "properties": properties })
}

fn shape(node: &Node) -> Value {
    let mut found = match &node.kind {
        Kind::Group { children } => members(children),
        Kind::List { children, .. } => {
            json!({ "type": ["array", "null"], "items": members(children) })
        }
        Kind::Leaf(leaf) => single(leaf),
    };
    if !node.title.is_empty() {
        found["title"] = json!(node.title);
    }
    found
}

fn single(leaf: &Leaf) -> Value {
    let mut found = match leaf.value_type {
        ValueType::Number => json!({ "type": ["number", "string", "boolean", "null"] }),
        ValueType::Text => json!({ "type": ["string", "number", "boolean", "null"] }),
    };
    if let Some(unit) = &leaf.unit {
        found["description"] = json!(format!("Counts {unit}."));
    }
    if leaf.is_date() {
        found["description"] =
            json!("A date that may be known in part: 2019, 2019-06 or 2019-06-03.");
    }
    if let Some(codes) = leaf
        .codelist
        .as_ref()
        .filter(|codes| codes.values.len() <= 30)
    {
        found["examples"] = json!(codes.values.keys().collect::<Vec<_>>());
    }
    found
}
