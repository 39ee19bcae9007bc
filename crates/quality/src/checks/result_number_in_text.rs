//! A result whose number is hidden in a sentence.

use indigo_model::pointer;

use crate::{
    Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts, subject::cut,
    targets,
};

pub(super) const CHECK: Check = Check {
    code: "result_number_in_text",
    title: "Number of a result hidden in text",
    why: "\"Actual was 12.8% (96)\" cannot be compared with other results until somebody reads it. The sentence may stay in the description of the result. A text whose numbers are years or shares only is a false alarm.",
    severity: Severity::Hint,
    aspect: Aspect::Useful,
    types: &["project"],
    switchable: true,
    passes: Example::new(
        "project",
        r#"{"results": [{"outcomes_achieved": {"value": "96"}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"results": [{"outcomes_achieved": {"value": "Actual was 12.8% (96)"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (index, result) in subject.rows("/results").iter().enumerate() {
        let Some(text) = pointer::text(result, "/outcomes_achieved/value") else {
            continue;
        };
        if targets::achieved(result).is_some() {
            continue;
        }
        let numbers: Vec<f64> = amounts::numbers_in(text)
            .into_iter()
            .filter(|number| !(1990.0..=2100.0).contains(number))
            .collect();
        if let Some(first) = numbers.first() {
            findings.add(
                Finding::at(
                    format!("/results/{index}/outcomes_achieved/value"),
                    format!(
                        "The outcomes achieved are told in a text with {} in it.",
                        amounts::in_words(*first)
                    ),
                    "Enter the number alone, and move the text to \"Other description of result\".",
                )
                .value(cut(text)),
            );
        }
    }
}
