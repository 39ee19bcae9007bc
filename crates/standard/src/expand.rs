//! Puts `$ref` and `codelist` targets in place, so that the rest reads one plain tree.

use std::collections::BTreeMap;

use indigo_model::{Object, Value};

use crate::{Codelist, StandardError};

/// The keyword that names a codelist file.
pub(crate) const CODELIST: &str = "codelist";

/// How deep definitions may refer to definitions; more is taken for a circle.
const DEEPEST: usize = 40;

/// A copy of `schema` with every local `$ref` replaced by its target, siblings overriding, and
/// with `enum` set from every codelist file.
pub(crate) fn expand(
    schema: &Value,
    codelists: &BTreeMap<String, Codelist>,
) -> Result<Value, StandardError> {
    let definitions = schema.get("definitions").and_then(Value::as_object);
    let mut expanded = node(schema, definitions, codelists, 0)?;
    if let Some(root) = expanded.as_object_mut() {
        root.shift_remove("definitions");
    }
    Ok(expanded)
}

fn node(
    value: &Value,
    definitions: Option<&Object>,
    codelists: &BTreeMap<String, Codelist>,
    depth: usize,
) -> Result<Value, StandardError> {
    if depth > DEEPEST {
        return Err(StandardError::TooDeep);
    }
    let Some(object) = value.as_object() else {
        return Ok(value.clone());
    };
    let mut result = Object::new();
    if let Some(Value::String(reference)) = object.get("$ref") {
        let target = reference
            .strip_prefix("#/definitions/")
            .and_then(|name| definitions?.get(name))
            .ok_or_else(|| StandardError::UnknownReference {
                reference: reference.clone(),
            })?;
        if let Value::Object(target) = node(target, definitions, codelists, depth + 1)? {
            result = target;
        }
    }
    for (key, value) in object {
        let value = match key.as_str() {
            "$ref" | "definitions" => continue,
            "properties" => {
                let mut properties = Object::new();
                for (name, property) in value.as_object().into_iter().flatten() {
                    properties.insert(
                        name.clone(),
                        node(property, definitions, codelists, depth + 1)?,
                    );
                }
                Value::Object(properties)
            }
            "items" => node(value, definitions, codelists, depth + 1)?,
            _ => value.clone(),
        };
        result.insert(key.clone(), value);
    }
    // `examples` and `unit` beside a `$ref` to a field say something of the value inside it.
    for keyword in ["examples", "unit"] {
        if result.get("type").and_then(Value::as_str) == Some("object")
            && let Some(said) = result.get(keyword).cloned()
            && let Some(Value::Object(inner)) = result
                .get_mut("properties")
                .and_then(|properties| properties.get_mut("value"))
        {
            inner.entry(keyword).or_insert(said);
        }
    }
    if let Some(Value::String(file)) = result.get(CODELIST) {
        let list = codelists
            .get(file)
            .ok_or_else(|| StandardError::UnknownCodelist { file: file.clone() })?;
        let values = list.values.keys().cloned().map(Value::String).collect();
        result.insert("enum".to_owned(), Value::Array(values));
    }
    Ok(Value::Object(result))
}
