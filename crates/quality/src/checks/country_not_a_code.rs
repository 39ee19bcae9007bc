//! A country that is given by name where others are given by code.

use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test};

pub(super) const CHECK: Check = Check {
    code: "country_not_a_code",
    title: "Country that is not a code",
    why: "Some records say GB and others United Kingdom, so that neither can be counted or joined. The standard leaves it open for organisations and funds, so it is a hint; places of delivery have a codelist.",
    severity: Severity::Hint,
    aspect: Aspect::Valid,
    types: &["organisation", "fund"],
    switchable: true,
    passes: Example::new("organisation", r#"{"country": {"value": "GB"}}"#),
    fails: Example::new(
        "organisation",
        r#"{"country": {"value": "United Kingdom"}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in subject.texts() {
        let is_country = matches!(
            cell.field.pointer.as_str(),
            "/country/value" | "/jurisdiction/value"
        ) && cell.field.leaf.codelist.is_none();
        let code = text.trim();
        if is_country && !(code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())) {
            findings.add(
                Finding::at(
                    cell.pointer(),
                    format!("\"{}\" holds \"{}\", which is not the code of a country.", cell.title(), cell.shown()),
                    "Enter the two capital letters of the country's code in ISO 3166-1, such as GB.",
                )
                .value(cell.shown())
                .priority(cell.field.priority),
            );
        }
    }
}
