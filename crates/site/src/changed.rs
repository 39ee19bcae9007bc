//! A value before and after, with the words that changed marked.

use indigo_model::Value;

/// More words than this on both sides are not compared one by one.
const MOST_WORDS: usize = 1_200;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) text: String,
    pub(crate) is_changed: bool,
}

/// A value before and after; `None` where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Changed {
    pub(crate) before: Option<Vec<Part>>,
    pub(crate) after: Option<Vec<Part>>,
}

impl Changed {
    /// Two values side by side.
    pub(crate) fn of(before: Option<&Value>, after: Option<&Value>) -> Self {
        let text = |value: Option<&Value>| value.filter(|value| !value.is_null()).map(plain);
        Self::of_texts(text(before).as_deref(), text(after).as_deref())
    }

    /// Two texts side by side.
    pub(crate) fn of_texts(before: Option<&str>, after: Option<&str>) -> Self {
        match (before, after) {
            (Some(before), Some(after)) => {
                let (before, after) = marked(before, after);
                Self {
                    before: Some(before),
                    after: Some(after),
                }
            }
            (before, after) => Self {
                before: before.map(|text| vec![whole(text)]),
                after: after.map(|text| vec![whole(text)]),
            },
        }
    }
}

/// A text of which nothing, or all, is to be marked: the other side says which.
fn whole(text: &str) -> Part {
    Part {
        text: text.to_owned(),
        is_changed: false,
    }
}

/// A value as plain text, to the letter.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
        other => other.to_string(),
    }
}

fn marked(before: &str, after: &str) -> (Vec<Part>, Vec<Part>) {
    let (old, new) = (words(before), words(after));
    let same_start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let same_end = old[same_start..]
        .iter()
        .rev()
        .zip(new[same_start..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (old_middle, new_middle) = (
        &old[same_start..old.len() - same_end],
        &new[same_start..new.len() - same_end],
    );
    let (keep_old, keep_new) = kept(old_middle, new_middle);
    let side = |all: &[&str], keep: &[bool]| {
        let mut parts: Vec<Part> = Vec::new();
        for (place, word) in all.iter().enumerate() {
            let is_changed =
                place >= same_start && place < all.len() - same_end && !keep[place - same_start];
            match parts.last_mut() {
                Some(last) if last.is_changed == is_changed => last.text.push_str(word),
                _ => parts.push(Part {
                    text: (*word).to_owned(),
                    is_changed,
                }),
            }
        }
        parts
    };
    (side(&old, &keep_old), side(&new, &keep_new))
}

/// Words and the blanks between them, each by itself.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut was_blank = None;
    for (at, letter) in text.char_indices() {
        let is_blank = letter.is_whitespace();
        if was_blank.is_some_and(|was| was != is_blank) {
            words.push(&text[start..at]);
            start = at;
        }
        was_blank = Some(is_blank);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

/// Which words of both sides belong to a longest row of words that both have.
fn kept(old: &[&str], new: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let (mut keep_old, mut keep_new) = (vec![false; old.len()], vec![false; new.len()]);
    if old.len().max(new.len()) > MOST_WORDS || old.is_empty() || new.is_empty() {
        return (keep_old, keep_new);
    }
    let width = new.len() + 1;
    let mut lengths = vec![0_u16; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i * width + j] = if old[i] == new[j] {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            (keep_old[i], keep_new[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    // A blank between two changed words is part of the change.
    for keep in [(&mut keep_old, old), (&mut keep_new, new)] {
        let (keep, words) = keep;
        for at in 1..words.len().saturating_sub(1) {
            if words[at].trim().is_empty() && !keep[at - 1] && !keep[at + 1] {
                keep[at] = false;
            }
        }
    }
    (keep_old, keep_new)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn say(parts: Option<&Vec<Part>>) -> String {
        let Some(parts) = parts else {
            return "nothing".to_owned();
        };
        parts
            .iter()
            .map(|part| match part.is_changed {
                true => format!("[{}]", part.text),
                false => part.text.clone(),
            })
            .collect()
    }

    #[test]
    fn the_words_that_changed_are_marked() {
        for (before, after, expected) in [
            (json!("a b c"), json!("a x c"), "a [b] c | a [x] c"),
            (json!("a b"), json!("a b c"), "a b | a b[ c]"),
            (
                json!("one two"),
                json!("three four"),
                "[one two] | [three four]",
            ),
            (json!(12), json!(1200), "[12] | [1200]"),
            (json!(null), json!("new"), "nothing | new"),
            (json!("old"), json!(null), "old | nothing"),
            (json!("same"), json!("same"), "same | same"),
            (json!("Ä ö"), json!("Ä ü"), "Ä [ö] | Ä [ü]"),
        ] {
            let changed = Changed::of(Some(&before), Some(&after));
            let said = format!(
                "{} | {}",
                say(changed.before.as_ref()),
                say(changed.after.as_ref())
            );
            assert_eq!(said, expected, "{before} {after}");
        }
    }

    #[test]
    fn long_texts_are_marked_as_a_whole() {
        let before = "a ".repeat(4_000) + "x";
        let after = "b ".repeat(4_000) + "x";
        let changed = Changed::of_texts(Some(&before), Some(&after));
        assert!(
            changed
                .before
                .is_some_and(|parts| parts[0].is_changed && parts.len() == 2)
        );
    }
}
