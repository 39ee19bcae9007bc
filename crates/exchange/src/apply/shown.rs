//! What the public export would show of a value: the measure of what an empty cell takes away.
//!
//! What is public is decided in `indigo-publish` alone; this follows its rules for single values,
//! and a property test (`tests/there_and_back.rs`) holds the two against each other.

use indigo_model::{Object, Status, Value, pointer};
use indigo_publish::cell;
use indigo_standard::{Field, RowList, TypeStandard};

/// The text of a field outside lists in an export of the record.
pub(crate) fn text(one: &TypeStandard, data: &Object, field: &Field) -> String {
    let publication = &one.profile.publication;
    let nulled = publication.always_null.iter().any(|pointer| {
        field.pointer == *pointer || field.pointer.starts_with(&format!("{pointer}/"))
    });
    let parents = &field.keys[..field.keys.len() - 1];
    if nulled || !is_shown(&one.blocks, data, parents) {
        return String::new();
    }
    let text = single(at(data, &field.keys));
    if is_agnostic(one, data, field) {
        return "YES".to_owned();
    }
    let replaced = publication
        .replacements
        .iter()
        .find(|known| known.pointer == field.pointer && known.from.contains(&text));
    if let Some(replacement) = replaced {
        return replacement.to.clone();
    }
    let phrase = publication
        .stage_phrases
        .iter()
        .filter(|stage| stage.pointer == field.pointer)
        .flat_map(|stage| &stage.phrases)
        .find(|phrase| text.trim().starts_with(phrase.as_str()));
    phrase.cloned().unwrap_or(text)
}

/// A value as it is published: a structure in its place is not.
fn single(value: Option<&Value>) -> String {
    cell::text(value.filter(|value| !value.is_object() && !value.is_array()))
}

/// Whether the field is a flag of a group in which all flags are published as YES.
fn is_agnostic(one: &TypeStandard, data: &Object, field: &Field) -> bool {
    let groups = &one.profile.publication.agnostic;
    let mut above = groups
        .iter()
        .filter(|group| field.pointer.starts_with(&format!("{group}/")));
    above.any(|group| {
        let mut keys: Vec<String> = pointer::split(group).map(str::to_owned).collect();
        keys.push("agnostic".to_owned());
        let says_yes = at(data, &keys).is_some_and(|said| said == "YES");
        let is_shown = is_shown(&one.blocks, data, &keys[..keys.len() - 1]);
        let is_flag = !field.is_status() && !field.is_sandboxes() && !field.is_source_ids();
        says_yes && is_shown && is_flag
    })
}

/// Whether the objects at `keys` and above are shown.
pub(crate) fn is_shown(blocks: &[Vec<String>], data: &Object, keys: &[String]) -> bool {
    let mut object = data;
    (1..=keys.len()).all(|depth| {
        match object.get(&keys[depth - 1]) {
            Some(Value::Object(inner)) => {
                object = inner;
                let is_block = blocks.iter().any(|block| block == &keys[..depth]);
                status_shows(object, is_block)
            }
            // Nothing is there; nothing is hidden.
            _ => true,
        }
    })
}

/// Whether a row of a list is shown, when the list is.
pub(crate) fn row_is_shown(list: &RowList, row: &Value) -> bool {
    row.as_object()
        .map_or(!list.has_status, |row| status_shows(row, list.has_status))
}

/// The text of a field of a row that is shown.
pub(crate) fn row_text(row: &Object, field: &Field) -> String {
    let parents = &field.keys[..field.keys.len() - 1];
    if is_shown(&[], row, parents) {
        single(at(row, &field.keys))
    } else {
        String::new()
    }
}

/// The value at keys, through objects.
pub(crate) fn at<'a>(data: &'a Object, keys: &[String]) -> Option<&'a Value> {
    let (first, rest) = keys.split_first()?;
    pointer::at(data.get(first)?, rest)
}

fn status_shows(object: &Object, must_be_marked: bool) -> bool {
    match Status::of(object) {
        Status::Public => true,
        Status::Missing => !must_be_marked,
        _ => false,
    }
}
