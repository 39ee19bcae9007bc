//! A date that is not written as the standard asks.

use super::date_impossible::is_impossible;
use crate::{Aspect, Cell, Check, Example, Finding, Findings, Severity, Subject, Test};
use indigo_model::PartialDate;

pub(super) const CHECK: Check = Check {
    code: "date_malformed",
    title: "Date that is not written as YYYY, YYYY-MM or YYYY-MM-DD",
    why: "\"23rd April 2020\" or \"2023/07\" cannot be sorted, and 04/05/2020 means two days. \"current\" in the end of a payment plan's period is meant as \"still in force\": leave the end empty instead.",
    severity: Severity::Error,
    aspect: Aspect::Valid,
    types: &[],
    switchable: false,
    passes: Example::new(
        "project",
        r#"{"dates": {"outcomes_contract_signed": {"value": "2020-04-23"}}}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"dates": {"outcomes_contract_signed": {"value": "23rd April 2020"}}}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for (cell, text) in dates(subject) {
        if PartialDate::parse(text).is_some() || is_impossible(text) {
            continue;
        }
        let mend = if PartialDate::parse(text.trim()).is_some() {
            format!("Take the blanks away: \"{}\".", text.trim())
        } else if text.trim().eq_ignore_ascii_case("current") {
            "Leave the end empty while it goes on.".to_owned()
        } else {
            "Enter as much as is known: YYYY, YYYY-MM or YYYY-MM-DD.".to_owned()
        };
        findings.add(
            Finding::at(
                cell.pointer(),
                format!(
                    "\"{}\" holds \"{}\", which is not written as a date.",
                    cell.title(),
                    cell.shown()
                ),
                mend,
            )
            .value(cell.shown())
            .priority(cell.field.priority),
        );
    }
}

/// The texts of date fields.
pub(super) fn dates<'s, 'a>(
    subject: &'s Subject<'a>,
) -> impl Iterator<Item = (&'s Cell<'a>, &'a str)> {
    subject
        .texts()
        .filter(|(cell, _)| cell.field.leaf.is_date())
}
