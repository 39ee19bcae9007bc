//! From the text of a cell to a value, and what is doubtful about a value.

use indigo_model::{Severity, Value};
use indigo_standard::{Field, RowList, TypeStandard, ValueType, values};

use indigo_publish::cell;

/// The value of a cell; `None` for an empty one.
///
/// In a number's column only what is written exactly as Indigo writes the number becomes one, so
/// that nothing that somebody typed is lost: `2500.0` and `12` do, `007`, `1,000` and `1e5` stay
/// text.
pub(crate) fn from_cell(field: &Field, text: &str) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    if field.leaf.value_type == ValueType::Number
        && let Some(number) = number(text)
        && cell::text(Some(&number)) == text
    {
        return Some(number);
    }
    Some(Value::String(text.to_owned()))
}

/// The number that a text is in JSON.
fn number(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().map(Value::Number)
}

/// What is said of a cell with several ids where there is room for one.
pub(crate) const SEVERAL_IDS: &str = "several_ids_in_one_cell";

/// Something doubtful about one value.
pub(crate) struct Doubt {
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Doubt {
    fn warning(code: &'static str, message: String) -> Self {
        Self {
            severity: Severity::Warning,
            code,
            message,
        }
    }
}

/// What is doubtful about the value of a field (of a row when `list` is given).
pub(crate) fn doubts(
    one: &TypeStandard,
    list: Option<&RowList>,
    field: &Field,
    value: &Value,
) -> Vec<Doubt> {
    let mut found = Vec::new();
    let text = value.as_str();
    let unusual_number = text
        .filter(|_| field.leaf.value_type == ValueType::Number)
        .and_then(|text| Some((text, number(text)?)));
    if let Some((text, number)) = unusual_number {
        found.push(Doubt::warning(
            "number_kept_as_text",
            format!(
                "\"{text}\" is kept as text, because the number would be written {}. Enter that, if it is meant.",
                cell::text(Some(&number))
            ),
        ));
    } else if let Some(fault) = values::fault(field, value) {
        let mut message = fault.message;
        if fault.code == "value_not_in_codelist" && !values::names_allowed(field) {
            message += &format!(" `indigo standard show {}` lists the values.", one.id);
        }
        found.push(Doubt::warning(fault.code, message));
    }
    let Some(text) = text else { return found };
    let names_one = names_one(one, list, field);
    let is_id = names_one || (list.is_some() && is_row_id(field));
    if is_id && text.trim() != text && !text.trim().is_empty() {
        found.push(Doubt::warning(
            "id_with_blanks",
            format!(
                "The id \"{}\" has a blank or a tab before or after it. Remove it.",
                text.escape_debug()
            ),
        ));
    }
    if names_one
        && text
            .split(',')
            .filter(|part| !part.trim().is_empty())
            .count()
            > 1
    {
        found.push(Doubt::warning(
            SEVERAL_IDS,
            format!("\"{text}\" names more than one, but there is room for one id here. Use a row for each."),
        ));
    }
    found
}

/// Whether the field holds one id of a record or of a row.
fn names_one(one: &TypeStandard, list: Option<&RowList>, field: &Field) -> bool {
    let single_record = field
        .leaf
        .references
        .as_ref()
        .is_some_and(|to| to.separator.is_none());
    let single_row = field
        .leaf
        .rows
        .as_ref()
        .is_some_and(|to| to.separator.is_none());
    let unmarked = || {
        one.profile.publication.references.iter().any(|known| {
            list.is_some_and(|list| list.pointer == known.list) && field.pointer == known.field
        })
    };
    single_record || single_row || unmarked()
}

/// Whether the field is the id of its row.
pub(crate) fn is_row_id(field: &Field) -> bool {
    field.pointer == "/id" || field.pointer == "/id/value"
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;
    use serde_json::json;

    use super::*;

    #[test]
    fn only_numbers_written_as_indigo_writes_them_are_numbers() {
        let standard = Standard::builtin().unwrap();
        let one = standard.get("project").unwrap();
        let months = one
            .field("/dates/actual_duration_of_service_provision/value")
            .unwrap();
        for text in [
            "12",
            "0",
            "-3",
            "2500.0",
            "0.3333333333333333",
            "1e-07",
            "123456789012345678901234567890",
        ] {
            let value = from_cell(months, text).unwrap();
            assert!(value.is_number(), "{text}");
            assert_eq!(cell::text(Some(&value)), text);
        }
        for text in [
            "007", "1,000", "=U33", "1e5", "12.50", " 12", "-0", "-0.0", "+1", ".5", "NaN",
            "1E400", "\u{663}", "",
        ] {
            let value = from_cell(months, text);
            let expected = (!text.is_empty()).then(|| json!(text));
            assert_eq!(value, expected, "{text}");
        }
        let name = one.field("/name/value").unwrap();
        assert_eq!(from_cell(name, " 12 "), Some(json!(" 12 ")));
    }

    #[test]
    fn doubts_of_single_values() {
        let standard = Standard::builtin().unwrap();
        let one = standard.get("project").unwrap();
        let told = |list: &str, field: &str, text: &str| -> Vec<String> {
            let list = one.list(list);
            let field = list
                .map_or_else(|| one.field(field), |list| list.field(field))
                .unwrap();
            let value = from_cell(field, text).unwrap();
            doubts(one, list, field, &value)
                .into_iter()
                .map(|doubt| format!("{}: {}", doubt.code, doubt.message))
                .collect()
        };
        assert_eq!(
            told("/investments", "/organisation_id/value", "INDIGO-ORG-0001"),
            [""; 0]
        );
        assert_eq!(
            told("/outcome_funds", "/id", "INDIGO-FUND-0001\t"),
            [
                "id_with_blanks: The id \"INDIGO-FUND-0001\\t\" has a blank or a tab before or after it. Remove it."
            ]
        );
        assert_eq!(
            told(
                "/outcome_payments",
                "/payer_organisation_id/value",
                "INDIGO-ORG-0001, INDIGO-ORG-0002"
            ),
            [
                "several_ids_in_one_cell: \"INDIGO-ORG-0001, INDIGO-ORG-0002\" names more than one, but there is room for one id here. Use a row for each."
            ]
        );
        assert_eq!(
            told(
                "/results",
                "/outcomes_validator_organisation_ids/value",
                "A, B"
            ),
            [""; 0]
        );
        assert_eq!(
            told(
                "/investments",
                "/investment_commitment/amount/exact/value",
                "12.50"
            ),
            [
                "number_kept_as_text: \"12.50\" is kept as text, because the number would be written 12.5. Enter that, if it is meant."
            ]
        );
        assert_eq!(
            told(
                "/investments",
                "/investment_commitment/amount/exact/value",
                "=U33"
            ),
            [
                "value_not_a_number: \"=U33\" is a spreadsheet formula, not a number. Enter its result."
            ]
        );
        for amount in ["$5,000", "5000 GBP"] {
            assert_eq!(
                told(
                    "/investments",
                    "/investment_commitment/amount/exact/value",
                    amount
                ),
                [format!(
                    "value_not_a_number: \"{amount}\" has its currency in it. Enter digits only here, with a point for decimals, and the currency in the column for it."
                )]
            );
        }
    }

    #[test]
    fn what_is_not_in_a_codelist_is_told_with_what_is_or_where_to_see_it() {
        let standard = Standard::builtin().unwrap();
        let (mut short, mut long) = (0, 0);
        for one in standard.types() {
            for field in &one.fields {
                let Some(list) = &field.leaf.codelist else {
                    continue;
                };
                let said = doubts(one, None, field, &json!("none of these"))
                    .remove(0)
                    .message;
                if list.values.len() <= 8 {
                    short += 1;
                    for value in list.values.keys() {
                        assert!(said.contains(&format!("\"{value}\"")), "{said}");
                    }
                } else {
                    long += 1;
                    let command = format!("`indigo standard show {}`", one.id);
                    assert!(said.contains(&command), "{said}");
                }
            }
        }
        assert!(short > 0 && long > 0, "{short} {long}");
    }
}
