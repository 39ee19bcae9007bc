//! Values that are published under another word than they are stored.
//!
//! All of it happens on what the filter has let through, so a hidden value is never looked at. A
//! status is never rewritten: what is public is decided by the words that are stored.

use indigo_model::{Object, Value, pointer};
use indigo_standard::{Publication, TypeStandard};

use crate::references::at;

/// Puts the words of today in the place of old ones.
pub(crate) fn rewrite(one: &TypeStandard, shown: &mut Object) {
    let publication = &one.profile.publication;
    replacements(publication, shown);
    agnostic(one, shown);
    stage_phrases(publication, shown);
}

fn replacements(publication: &Publication, shown: &mut Object) {
    // Judged by the values as they came: one replacement does not set off another.
    let found: Vec<(&String, &String)> = publication
        .replacements
        .iter()
        .filter(|replacement| {
            text_at(shown, &replacement.pointer)
                .is_some_and(|text| replacement.from.iter().any(|from| from == text))
        })
        .map(|replacement| (&replacement.pointer, &replacement.to))
        .collect();
    for (pointer, to) in found {
        put(shown, pointer, to);
    }
}

/// A tool that serves whatever the choice is found under every choice.
fn agnostic(one: &TypeStandard, shown: &mut Object) {
    for group in &one.profile.publication.agnostic {
        if text_at(shown, &format!("{group}/agnostic")) != Some("YES") {
            continue;
        }
        let below = format!("{group}/");
        for field in &one.fields {
            let is_flag = field.pointer.starts_with(&below)
                && !field.is_status()
                && !field.is_sandboxes()
                && !field.is_source_ids();
            if is_flag {
                pointer::set(shown, &field.keys, Value::from("YES"));
            }
        }
    }
}

/// Only the leading phrase counts; what was typed behind it is an explanation for the form.
fn stage_phrases(publication: &Publication, shown: &mut Object) {
    let Some(stage) = &publication.stage_phrases else {
        return;
    };
    let Some(text) = text_at(shown, &stage.pointer).map(str::trim) else {
        return;
    };
    if let Some(phrase) = stage
        .phrases
        .iter()
        .find(|phrase| text.starts_with(phrase.as_str()))
    {
        put(shown, &stage.pointer, phrase);
    }
}

fn text_at<'a>(shown: &'a Object, pointer: &str) -> Option<&'a str> {
    at(shown, pointer)?.as_str()
}

fn put(shown: &mut Object, pointer: &str, text: &str) {
    let keys: Vec<String> = pointer::split(pointer).map(str::to_owned).collect();
    if keys.last().is_some_and(|key| key != "status") {
        pointer::set(shown, &keys, Value::from(text));
    }
}

#[cfg(test)]
mod tests;
