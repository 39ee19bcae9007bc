//! What fields, groups and rows are called, from the titles of the standard.

use indigo_standard::Field;

/// What a field is called: its titles without that of the group at the top.
pub(super) fn label(field: &Field) -> String {
    let told: Vec<String> = field
        .titles
        .iter()
        .filter(|title| !title.starts_with('(') && !title.is_empty())
        .map(|title| small_words(title))
        .collect();
    let below = if told.len() > 1 {
        &told[1..]
    } else {
        &told[..]
    };
    if field.keys.last().is_some_and(|key| key == "notes") && told.len() <= 1 {
        return "Notes".to_owned();
    }
    below.join(": ")
}

/// A title of the standard with small letters after the first word; words in capitals stay.
pub(super) fn small_words(title: &str) -> String {
    let mut words = title.trim().split(' ');
    let mut sentence = words.next().unwrap_or_default().to_owned();
    for word in words {
        sentence.push(' ');
        if word.chars().skip(1).any(char::is_uppercase) {
            sentence.push_str(word);
        } else {
            sentence.push_str(&word.to_lowercase());
        }
    }
    sentence
}

pub(super) fn singular(title: &str) -> String {
    if let Some(stem) = title.strip_suffix("ies") {
        format!("{stem}y")
    } else if title.ends_with("ss") {
        title.to_owned()
    } else {
        title.strip_suffix('s').unwrap_or(title).to_owned()
    }
}

/// A title inside a sentence.
pub(super) fn small_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    // Words in capitals stay.
    match (first, letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// A key as the beginning of a sentence.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
