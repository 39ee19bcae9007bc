//! Small steps with JSON pointers (RFC 6901), as every room needs them.

use crate::{Object, Value};

/// The value at `keys` below `root`, through objects only.
#[must_use]
pub fn at<'a>(root: &'a Value, keys: &[String]) -> Option<&'a Value> {
    keys.iter()
        .try_fold(root, |value, key| value.as_object()?.get(key))
}

/// The value at a pointer such as `/dates/notes`, through objects only.
#[must_use]
pub fn get<'a>(root: &'a Value, pointer: &str) -> Option<&'a Value> {
    split(pointer).try_fold(root, |value, key| value.as_object()?.get(key))
}

/// The text at a pointer, when it is a text that is not blank; trimmed.
#[must_use]
pub fn text<'a>(root: &'a Value, pointer: &str) -> Option<&'a str> {
    get(root, pointer)?
        .as_str()
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

/// The rows at a pointer; nothing when there is no list there.
pub fn rows<'a>(root: &'a Value, pointer: &str) -> impl Iterator<Item = &'a Value> {
    get(root, pointer)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// The keys of a pointer: `/a/b` gives `a`, `b`. (Keys of the standard hold no `~` or `/`.)
pub fn split(pointer: &str) -> impl Iterator<Item = &str> {
    pointer.split('/').skip(1)
}

/// Sets the value at `keys`, making the objects on the way.
///
/// Returns false, leaving everything as it was, when something that is neither an object nor null
/// stands in the way.
pub fn set(root: &mut Object, keys: &[String], value: Value) -> bool {
    let Some((last, path)) = keys.split_last() else {
        return false;
    };
    let mut probe: &Object = root;
    for key in path {
        match probe.get(key) {
            None | Some(Value::Null) => break,
            Some(Value::Object(inner)) => probe = inner,
            Some(_) => return false,
        }
    }
    let mut object = root;
    for key in path {
        let slot = object.entry(key.clone()).or_insert(Value::Null);
        if slot.is_null() {
            *slot = Value::Object(Object::new());
        }
        let Value::Object(inner) = slot else {
            return false;
        };
        object = inner;
    }
    object.insert(last.clone(), value);
    true
}

/// The object at `keys` for changing, when there is one.
pub fn object_mut<'a, K: AsRef<str>>(root: &'a mut Object, keys: &[K]) -> Option<&'a mut Object> {
    let mut object = root;
    for key in keys {
        object = object.get_mut(key.as_ref())?.as_object_mut()?;
    }
    Some(object)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn sets_and_refuses() {
        let mut root = json!({"a": null, "n": 1}).as_object().unwrap().clone();
        assert!(set(&mut root, &["a".into(), "b".into()], json!(1)));
        assert!(!set(&mut root, &["n".into(), "b".into()], json!(1)));
        assert_eq!(Value::Object(root), json!({"a": {"b": 1}, "n": 1}));
    }
}
