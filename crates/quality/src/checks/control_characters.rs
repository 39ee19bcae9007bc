//! Characters that cannot be seen and do not belong into text.

use super::mojibake::is_broken_pair;
use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "control_characters",
    title: "Invisible characters",
    why: "Control characters and marks of zero width come along when text is copied from PDF files and web pages; they break searching and some readers. Joiners that some scripts and emoji need are left alone.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new("organisation", r#"{"name": {"value": "Open Doors"}}"#),
    fails: Example::new(
        "organisation",
        "{\"name\": {\"value\": \"Open\\u200b Doors\"}}",
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        if let Some(bad) = invisible(text) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "\"{}\" holds an invisible character (U+{:04X}).",
                        cell.title(),
                        u32::from(bad)
                    ),
                    "Delete it, or type the words anew.",
                )
                .value(cell.shown().replace(is_invisible, "␣"))
                .priority(cell.field.priority),
            );
        }
    }
}

/// The first invisible character that is not part of letters read with the wrong encoding.
fn invisible(text: &str) -> Option<char> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return None;
    }
    let mut before = ' ';
    let mut broken = false;
    for letter in text.chars() {
        broken =
            is_broken_pair((before, letter)) || broken && ('\u{80}'..='\u{9f}').contains(&letter);
        if is_invisible(letter) && !broken {
            return Some(letter);
        }
        before = letter;
    }
    None
}

fn is_invisible(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')
        || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
