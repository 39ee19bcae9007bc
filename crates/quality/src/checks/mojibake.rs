//! Text whose letters were read with the wrong encoding.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

/// What the most common letters and quotes outside ASCII become when UTF-8 is read as Windows-1252.
const BROKEN: [&str; 20] = [
    "Ã©", "Ã¨", "Ã¡", "Ã£", "Ã§", "Ã³", "Ãµ", "Ãº", "Ã¼", "Ã¶", "Ã¤", "Ã±", "Ã\u{ad}", "Ãª", "Ã´",
    "â€™", "â€œ", "â€“", "Â£", "\u{fffd}",
];

pub(super) const CHECK: Check = Check {
    code: "mojibake",
    title: "Letters that came out wrong",
    why: "\"Ã©\" was \"é\" before a file was read with the wrong encoding; a question mark in a black diamond stands for a letter that is lost. Such pairs of letters do not occur in words of any language.",
    severity: Severity::Warning,
    aspect: Aspect::Valid,
    types: &[],
    switchable: true,
    passes: Example::new("organisation", r#"{"name": {"value": "Associação Êxito"}}"#),
    fails: Example::new("organisation", r#"{"name": {"value": "AssociaÃ§Ã£o"}}"#),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        if text.is_ascii() {
            continue;
        }
        if let Some(broken) = broken_part(text) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!(
                        "\"{}\" holds \"{}\", which are letters read with the wrong encoding.",
                        cell.title(),
                        broken.replace(char::is_control, "␣")
                    ),
                    "Type the letter that was meant, or read the file again as UTF-8.",
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}

/// The first part of a text that was read with the wrong encoding.
fn broken_part(text: &str) -> Option<String> {
    let known = BROKEN.iter().find(|broken| text.contains(**broken));
    known.map(|broken| (*broken).to_owned()).or_else(|| {
        let letters = text.chars().zip(text.chars().skip(1));
        letters
            .filter(|pair| is_broken_pair(*pair))
            .map(|(one, other)| format!("{one}{other}"))
            .next()
    })
}

/// Whether two letters are what UTF-8 becomes when its bytes are taken for letters one by one.
pub(super) fn is_broken_pair((one, other): (char, char)) -> bool {
    matches!(one, 'Ã' | 'Â' | 'â' | 'Å' | 'Ä') && ('\u{80}'..='\u{9f}').contains(&other)
}
