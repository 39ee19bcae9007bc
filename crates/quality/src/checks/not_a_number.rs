//! Text where a number belongs.

use indigo_model::Value;
use indigo_standard::ValueType;

use super::formula_text::is_formula;
use crate::{Aspect, Check, Example, Finding, Findings, Severity, Subject, Test, amounts};

pub(super) const CHECK: Check = Check {
    code: "not_a_number",
    title: "Amount or number that is not a plain number",
    why: "\"$\", \"C$1.16M (estimate)\" or \"303 children\" cannot be added up or compared. Formulas are told apart (formula_text). There are no false alarms, though a text may say more than a number could: that belongs into the notes.",
    severity: Severity::Error,
    aspect: Aspect::Valid,
    types: &[],
    switchable: false,
    passes: Example::new(
        "project",
        r#"{"results": [{"number_engaged_in_impact_bond": {"value": 303}}]}"#,
    ),
    fails: Example::new(
        "project",
        r#"{"results": [{"number_engaged_in_impact_bond": {"value": "303 children and their families"}}]}"#,
    ),
    test: Test::Record(run),
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for cell in subject.cells() {
        if cell.field.leaf.value_type != ValueType::Number {
            continue;
        }
        let mend = match cell.value {
            Value::String(text) if text.trim().is_empty() || is_formula(text) => continue,
            Value::String(text) => mend(text),
            Value::Bool(_) => "Enter digits only.".to_owned(),
            _ => continue,
        };
        findings.add(
            Finding::at(
                cell.pointer(),
                format!(
                    "\"{}\" should be a number, but holds \"{}\".",
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

fn mend(text: &str) -> String {
    if !text.contains(|sign: char| sign.is_ascii_digit()) {
        return "Take the sign away and leave the field empty until the number is known; the currency has a field of its own.".to_owned();
    }
    let plain: String = text
        .chars()
        .filter(|sign| !"$£€¥ ,\u{a0}".contains(*sign))
        .collect();
    match (plain.parse::<f64>(), amounts::numbers_in(text).as_slice()) {
        (Ok(_), _) => format!("Enter {plain}, without sign, blanks and commas."),
        (Err(_), [one]) => format!(
            "Enter digits only, such as {one} if that is meant, and put what else there is to say into the notes."
        ),
        _ => "Enter digits only, with a point for decimals, and put what else there is to say into the notes.".to_owned(),
    }
}
