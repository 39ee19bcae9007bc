//! What nobody may see, shaped like the real thing.

use indigo_standard::{Kind, Node};
use serde_json::{Map, Value, json};

use super::{choices::Choices, ids::IDS};

/// Any value.
pub(crate) fn anything(choices: &mut Choices) -> Value {
    let word = format!("secret-{}", choices.below(250));
    match choices.below(8) {
        0 | 1 => json!(word),
        2 => json!({"value": word, "status": "PUBLIC"}),
        3 => json!([word, {"value": word, "status": "PUBLIC"}]),
        4 => json!({"value": {"id": word}, "secret": {"status": "PUBLIC"}}),
        5 => json!(choices.below(250)),
        6 => json!(null),
        _ => json!(choices.pick(&IDS)),
    }
}

/// A value that is no object.
pub(crate) fn no_object(choices: &mut Choices) -> Value {
    choices.pick(&[
        json!("secret"),
        json!(["secret", {"status": "PUBLIC"}]),
        json!(5),
        json!(true),
    ])
}

/// A value that is no list.
pub(crate) fn no_list(choices: &mut Choices) -> Value {
    choices.pick(&[
        json!("secret"),
        json!({"0": "secret", "status": "PUBLIC"}),
        json!(5),
        json!(true),
    ])
}

/// A structure.
pub(crate) fn structure(choices: &mut Choices) -> Value {
    choices.pick(&[
        json!({"value": "secret"}),
        json!(["secret"]),
        json!({}),
        json!([[]]),
    ])
}

/// An object of these keys, everything in it marked as public.
pub(crate) fn tree(choices: &mut Choices, nodes: &[Node]) -> Map<String, Value> {
    let mut object = Map::new();
    for node in nodes {
        if !choices.chance(1, 2) {
            continue;
        }
        let value = match &node.kind {
            Kind::Leaf(leaf) if leaf.references.is_some() => json!(choices.pick(&IDS)),
            Kind::Leaf(_) if node.key == "status" => json!("PUBLIC"),
            Kind::Leaf(_) => anything(choices),
            Kind::Group { children } => Value::Object(tree(choices, children)),
            Kind::List { children, .. } => {
                let rows = choices.below(3);
                let rows = (0..rows).map(|_| Value::Object(tree(choices, children)));
                Value::Array(rows.collect())
            }
        };
        object.insert(node.key.clone(), value);
    }
    object
}
