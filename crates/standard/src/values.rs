//! Whether a single value is what its field asks for.

use indigo_model::{PartialDate, Value};

use crate::{Field, Leaf, ValueType, reference::currency};

/// What is wrong with a value: a code for scripts and a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Short fixed name.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

/// The first thing that is wrong with `value` for `field`; null and missing are never wrong.
#[must_use]
pub fn fault(field: &Field, value: &Value) -> Option<Fault> {
    let leaf = &field.leaf;
    match value {
        Value::Null => None,
        Value::Object(_) | Value::Array(_) => Some(Fault {
            code: "value_not_single",
            message: "A single value is expected here, but there is a list or an object."
                .to_owned(),
        }),
        Value::Number(_) | Value::Bool(_) if leaf.value_type == ValueType::Text => Some(Fault {
            code: "value_not_text",
            message: format!("Text is expected here; {value} is not text."),
        }),
        Value::Bool(_) => Some(not_a_number(&value.to_string())),
        Value::Number(_) => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) if leaf.value_type == ValueType::Number => Some(not_a_number(text)),
        Value::String(text) => text_fault(field, leaf, text),
    }
}

/// The most values of a codelist that a sentence names.
const NAMED: usize = 8;

/// Whether the sentence about a value outside the codelist names the values that are allowed; a
/// longer list is for the caller to point to.
#[must_use]
pub fn names_allowed(field: &Field) -> bool {
    field
        .leaf
        .codelist
        .as_ref()
        .is_some_and(|list| list.values.len() <= NAMED)
}

/// Whether an amount has its currency in it: `$5,000`, `5000 GBP`.
fn has_currency(text: &str) -> bool {
    let signs = ['$', '\u{a3}', '\u{20ac}', '\u{a5}', '\u{20b9}'];
    let mut words = text.split(|letter: char| !letter.is_ascii_alphabetic());
    text.bytes().any(|byte| byte.is_ascii_digit())
        && (text.contains(signs) || words.any(is_currency_code))
}

fn not_a_number(text: &str) -> Fault {
    let message = if text.starts_with('=') {
        format!("\"{text}\" is a spreadsheet formula, not a number. Enter its result.")
    } else if has_currency(text) {
        format!(
            "\"{text}\" has its currency in it. Enter digits only here, with a point for decimals, and the currency in the column for it."
        )
    } else {
        format!("\"{text}\" is not a plain number. Enter digits only, with a point for decimals.")
    };
    Fault {
        code: "value_not_a_number",
        message,
    }
}

fn text_fault(field: &Field, leaf: &Leaf, text: &str) -> Option<Fault> {
    if let Some(list) = &leaf.codelist {
        return (!list.contains(text)).then(|| Fault {
            code: "value_not_in_codelist",
            message: if list.values.keys().any(|value| value.trim() == text.trim()) {
                format!("\"{text}\" differs from the codelist's value by blanks only. Remove or add them.")
            } else {
                let mut said =
                    format!("\"{text}\" is not a value of the codelist for \"{}\".", field.title);
                if names_allowed(field) {
                    let allowed: Vec<String> =
                        list.values.keys().map(|value| format!("\"{value}\"")).collect();
                    said += &format!(" Enter one of {}.", allowed.join(", "));
                }
                said
            },
        });
    }
    if leaf.is_date() {
        return PartialDate::parse(text).is_none().then(|| Fault {
            code: "date_not_possible",
            message: format!("\"{text}\" is no date. Enter YYYY, YYYY-MM or YYYY-MM-DD."),
        });
    }
    if is_currency(field) && !is_currency_code(text) {
        return Some(Fault {
            code: "currency_not_iso_4217",
            message: if is_currency_code(text.trim()) {
                format!(
                    "\"{text}\" has a blank before or after the currency code. Enter \"{}\".",
                    text.trim()
                )
            } else {
                format!(
                    "\"{text}\" is not a currency code of ISO 4217. Enter three letters such as GBP."
                )
            },
        });
    }
    None
}

/// Whether the field holds a currency (by its key).
#[must_use]
pub fn is_currency(field: &Field) -> bool {
    field
        .keys
        .iter()
        .rev()
        .nth(usize::from(field.keys.last().is_some_and(|k| k == "value")))
        .is_some_and(|key| key == "currency")
}

/// Whether `text` is a currency code of ISO 4217, in capitals: also one of funds, or one that was
/// withdrawn, because contracts of earlier years are in it.
#[must_use]
pub fn is_currency_code(text: &str) -> bool {
    currency(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::currencies;

    #[test]
    fn every_currency_of_the_reference_can_be_entered() {
        assert!(currencies().iter().all(|one| is_currency_code(&one.code)));
        // The newest ones, and withdrawn ones that contracts are in.
        for code in ["GBP", "XCG", "ZWG", "ANG", "HRK", "SLL", "ZWL"] {
            assert!(is_currency_code(code), "{code}");
        }
        for text in ["", "gbp", "GBP ", "Pounds", "ABC"] {
            assert!(!is_currency_code(text), "{text}");
        }
    }
}
