//! A value that has a new name in the standard.

use crate::{Aspect, Cell, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "value_renamed",
    title: "Old name of a codelist value",
    why: "Older forms carry values that the standard has renamed since. They are published under their new name, so nothing is lost; the record should still be brought up to date.",
    severity: Severity::Hint,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"purpose_and_classifications": {"policy_sector": {"value": "Poverty reduction"}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"purpose_and_classifications": {"policy_sector": {"value": "Poverty"}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        let listed = cell.field.leaf.codelist.as_ref().is_none_or(|list| {
            list.contains(text) || super::codelist_spelling::alike(list, text).is_some()
        });
        if listed {
            continue;
        }
        if let Some(new) = new_name(subject, cell, text) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "\"{text}\" is an old value of \"{}\"; it is called \"{new}\" now.",
                        cell.title()
                    ),
                    format!("Choose \"{new}\"."),
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}

/// What an old value of a field is called now.
pub(super) fn new_name<'a>(subject: &Subject<'a>, cell: &Cell<'_>, text: &str) -> Option<&'a str> {
    if cell.row.is_some() {
        return None;
    }
    let publication = &subject.standard.profile.publication;
    let renamed = publication
        .replacements
        .iter()
        .find(|known| {
            known.pointer == cell.field.pointer && known.from.iter().any(|old| old == text)
        })
        .map(|known| known.to.as_str());
    renamed.or_else(|| {
        let phrases = publication.stage_phrases.as_ref()?;
        (phrases.pointer == cell.field.pointer)
            .then(|| {
                phrases
                    .phrases
                    .iter()
                    .find(|phrase| text.trim().starts_with(phrase.as_str()))
            })
            .flatten()
            .map(String::as_str)
    })
}
