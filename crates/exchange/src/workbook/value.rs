//! From a cell to the value of a field.

use indigo_model::{Place, Problem, Value};
use indigo_publish::cell;
use indigo_standard::{Field, ValueType};

use super::{
    civil_date,
    sheet::{Cell, Content},
    styles::{Shows, Styles},
};
use crate::value::from_cell;

/// What a cell says of its field.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    /// The cell is empty.
    Nothing,
    /// This.
    Value(Value),
    /// It cannot be known; the record stays as it is.
    Unreadable,
}

/// How the numbers of a workbook are to be taken.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    pub(super) styles: Styles,
    pub(super) from_1904: bool,
}

impl Numbers {
    /// What a cell says of a field (of one that the standard does not know, when there is none).
    pub(super) fn said(
        &self,
        cell: &Cell,
        field: Option<&Field>,
        place: impl Fn() -> Place,
        problems: &mut Vec<Problem>,
    ) -> Said {
        let Some(content) = &cell.content else {
            problems.push(Problem::warning(
                "formula_without_result",
                "The cell holds a formula, and the file does not say its result. The value stays as it is; enter it as a plain value, or save the file in a spreadsheet program.",
                place(),
            ));
            return Said::Unreadable;
        };
        let value = match content {
            _ if cell.is_marker() => return Said::Nothing,
            Content::Text(text) => text_value(text, field),
            Content::Bool(value) => Value::Bool(*value),
            Content::Error(text) => {
                problems.push(Problem::warning(
                    "cell_holds_an_error",
                    format!("The cell shows the error {text}. The value stays as it is; enter what is meant."),
                    place(),
                ));
                return Said::Unreadable;
            }
            Content::IsoDate(text) => Value::from(text.get(..10).unwrap_or(text)),
            Content::Number(text) => match self.number(text, cell.style, field, &place, problems) {
                Some(value) => value,
                None => return Said::Unreadable,
            },
        };
        if cell.formula {
            problems.push(Problem::note(
                "formula_result_taken",
                format!(
                    "The cell holds a formula; its last result, {}, is taken.",
                    cell::text(Some(&value))
                ),
                place(),
            ));
        }
        Said::Value(value)
    }

    fn number(
        &self,
        text: &str,
        style: usize,
        field: Option<&Field>,
        place: &impl Fn() -> Place,
        problems: &mut Vec<Problem>,
    ) -> Option<Value> {
        let Some(number) = number(text) else {
            problems.push(Problem::warning(
                "cell_unreadable",
                format!(
                    "The cell is marked as a number, but holds \"{}\". The value stays as it is; enter it again.",
                    text.escape_debug()
                ),
                place(),
            ));
            return None;
        };
        let serial = number.as_f64().unwrap_or(f64::NAN);
        let time = |problems: &mut Vec<Problem>| {
            let time = civil_date::time(serial);
            problems.push(Problem::warning(
                "cell_holds_a_time",
                format!("The cell holds the time of day {time}; no field asks for one. Enter what is meant."),
                place(),
            ));
            Some(Value::from(time))
        };
        match self.styles.shows(style) {
            Shows::Time => time(problems),
            Shows::Date | Shows::Month if (0.0..1.0).contains(&serial) && serial > 0.0 => {
                time(problems)
            }
            shows @ (Shows::Date | Shows::Month) => {
                let date = civil_date::date(serial, self.from_1904);
                if date.is_none() {
                    problems.push(Problem::warning(
                        "cell_holds_no_date",
                        format!("The cell is shown as a date, but holds {text}, which is none. The value stays as it is; enter it as YYYY-MM-DD."),
                        place(),
                    ));
                }
                if let (Shows::Month, Some(date)) = (shows, &date) {
                    problems.push(Problem::note(
                        "date_shown_without_its_day",
                        format!(
                            "The cell holds the date {date} and shows no day. Enter {} as text if the day is not known.",
                            &date[..7]
                        ),
                        place(),
                    ));
                }
                date.map(Value::from)
            }
            // A year or an id of digits that the program took for a number.
            Shows::Number
                if field.is_some_and(|field| field.leaf.value_type == ValueType::Text) =>
            {
                Some(Value::from(cell::text(Some(&number))))
            }
            Shows::Number => Some(number),
        }
    }
}

fn text_value(text: &str, field: Option<&Field>) -> Value {
    field
        .and_then(|field| from_cell(field, text))
        .unwrap_or_else(|| Value::from(text))
}

/// A number as the file writes it: a whole one without a point, others as short as they can be.
fn number(text: &str) -> Option<Value> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole =
        (1..=18).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    if whole {
        return text.parse::<i64>().ok().map(Value::from);
    }
    let number: f64 = text
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the value is whole and small enough"
    )]
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return Some(Value::from(number as i64));
    }
    serde_json::Number::from_f64(number).map(Value::Number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_as_files_write_them() {
        for (text, wanted) in [
            ("18", json!(18)),
            ("-3", json!(-3)),
            ("2.5", json!(2.5)),
            ("1234567.891", json!(1_234_567.891)),
            ("1E5", json!(100_000)),
            ("1.0", json!(1)),
            ("0.30000000000000004", json!(0.300_000_000_000_000_04)),
            ("1e300", json!(1e300)),
        ] {
            assert_eq!(number(text), Some(wanted), "{text}");
        }
        for text in ["", "x", "inf", "NaN", "1e999", "0x10", "1,5"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
