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
        return if text
            .chars()
            .any(|letter| letter.is_alphabetic() && letter != 'C')
        {
            "Leave the field empty until the number is known; words belong into the notes."
                .to_owned()
        } else {
            "Take the sign away and leave the field empty until the number is known; the currency has a field of its own.".to_owned()
        };
    }
    let bare = text
        .trim()
        .trim_start_matches(|sign: char| "$£€¥ \u{a0}".contains(sign));
    if let Some(number) = plain(bare) {
        return format!("Enter {number}, without sign, blanks and commas.");
    }
    let lower = text.to_lowercase();
    let scaled = ["illion", "thousand", "hundred", "lakh", "crore"]
        .iter()
        .any(|word| lower.contains(word));
    let first = text.split_whitespace().next().and_then(plain);
    match (first, amounts::numbers_in(text).len()) {
        (Some(number), 1) if !scaled => format!(
            "Enter {number} alone, if that is meant, and put what else there is to say into the notes."
        ),
        _ => "Enter digits only, with a point for decimals, and put what else there is to say into the notes.".to_owned(),
    }
}

/// A number whose commas stand between thousands, without them; `None` where a comma or a point
/// may mean either.
fn plain(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let fine = groups.next().is_some_and(|first| {
        !first.is_empty() && digits(first) && (first.len() <= 3 || !whole.contains(','))
    }) && groups.all(|group| group.len() == 3 && digits(group))
        && digits(decimals)
        && (decimals.len() != 3 || whole.contains(','));
    fine.then(|| text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_offered_only_where_it_is_plain() {
        for (text, offered) in [
            ("$11,095,000", Some("11095000")),
            ("303 children and their families", Some("303")),
            ("68,000,000 rubles", Some("68000000")),
            ("CHF 290.000", None),
            ("290.000", None),
            ("1,5", None),
            ("10 million", None),
            ("3000 (later revised to 944)", None),
            ("$", None),
            ("TBD", None),
        ] {
            let told = mend(text);
            match offered {
                Some(number) => assert!(
                    told.starts_with(&format!("Enter {number}")),
                    "{text}: {told}"
                ),
                None => assert!(!told.contains(char::is_numeric), "{text}: {told}"),
            }
        }
    }
}
