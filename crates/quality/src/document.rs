//! The page on all checks, `docs/CHECKS.md`, made from the checks themselves.

use std::fmt::Write;

use indigo_standard::Field;

use crate::{Aspect, Check, Checks, Example, Test};

/// A field's title for sentences: its titles without "(Value)".
#[must_use]
pub fn short_title(field: &Field) -> String {
    let titles: Vec<&str> = field
        .titles
        .iter()
        .map(String::as_str)
        .filter(|title| *title != "(Value)")
        .collect();
    if titles.is_empty() {
        field.title.clone()
    } else {
        titles.join(" - ")
    }
}

/// The whole page as Markdown.
#[must_use]
pub fn render() -> String {
    let mut page = String::from(
        "# Checks\n\n\
         What Indigo looks for in records and data sets.\n\
         This page is made from the checks in `crates/quality/src/checks`; each has the code that stands in findings and files.\n\n\
         - An **error** is wrong, a **warning** is probably wrong or breaks the standard, a **hint** is worth a look and may well be right.\n\
         - *Valid* asks whether a value is what the standard asks for, *accurate* whether it agrees with others and with the world, *useful* whether enough is said.\n\
         - Nothing here keeps a record from being taken in.\n\
         - Checks that can be switched off say so.\n\n\
         | check | severity | of |\n|---|---|---|\n",
    );
    let all: Vec<&Check> = Checks::all().chosen().collect();
    for check in &all {
        line(
            &mut page,
            &format!(
                "| [{}](#{}) | {} | {} |",
                check.title,
                check.code,
                check.severity,
                types(check)
            ),
        );
    }
    for (aspect, title) in [
        (Aspect::Valid, "Is it valid?"),
        (Aspect::Accurate, "Is it accurate?"),
        (Aspect::Useful, "Is it useful?"),
    ] {
        line(&mut page, &format!("\n## {title}"));
        for check in all.iter().filter(|check| check.aspect == aspect) {
            section(&mut page, check);
        }
    }
    page
}

fn section(page: &mut String, check: &Check) {
    line(page, &format!("\n### {}\n", check.code));
    line(page, &format!("{}.\n", check.title));
    for sentence in sentences(check.why) {
        line(page, sentence);
    }
    let off = if check.switchable {
        "can be switched off"
    } else {
        "always on"
    };
    line(
        page,
        &format!(
            "\n{}, of {}, {off}.",
            capital(check.severity.word()),
            types(check)
        ),
    );
    example(page, check, "Passes", &check.passes);
    example(page, check, "Is found", &check.fails);
}

fn example(page: &mut String, check: &Check, word: &str, example: &Example) {
    let what = match check.test {
        Test::Record(_) => format!("a record of the type {}", example.record_type),
        Test::DataSet(_) => format!("records of the type {}", example.record_type),
    };
    line(
        page,
        &format!("\n{word} ({what}):\n\n```json\n{}\n```", example.data),
    );
    if !example.others.is_empty() {
        line(
            page,
            &format!(
                "\nwhere these are known:\n\n```json\n{}\n```",
                example.others
            ),
        );
    }
}

fn types(check: &Check) -> String {
    if check.types.is_empty() {
        return "all records".to_owned();
    }
    let words: Vec<String> = check
        .types
        .iter()
        .map(|one| format!("{}s", one.replace('_', " ")))
        .collect();
    words.join(", ")
}

/// The sentences of a text, for one a line.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.match_indices(". ").map(|(at, _)| at + 1).find(|end| {
            rest[*end..].trim_start().starts_with(char::is_uppercase)
                || rest[*end..].trim_start().starts_with('"')
        });
        let (sentence, left) = rest.split_at(end.unwrap_or(rest.len()));
        rest = left.trim_start();
        Some(sentence.trim())
    })
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn line(page: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(page, "{text}");
}
