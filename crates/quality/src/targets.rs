//! What was aimed at and what was achieved, as far as records say it in numbers.

use indigo_model::{Value, pointer};

use crate::{Subject, amounts};

/// Where a metric holds the number of people (or other units) aimed at.
pub(crate) const TARGET: &str = "/targeted_number_of_service_users_or_beneficiaries_total/value";

/// The metric that a result is of, with its number in the list.
pub(crate) fn metric_of<'a>(subject: &Subject<'a>, result: &Value) -> Option<(usize, &'a Value)> {
    let id = pointer::text(result, "/outcome_metric_id/value")?;
    subject
        .rows("/outcome_metrics")
        .iter()
        .enumerate()
        .find(|(_, metric)| pointer::text(metric, "/id") == Some(id))
}

/// The number that a result says was achieved, when the text is nothing but a number.
pub(crate) fn achieved(result: &Value) -> Option<f64> {
    let value = pointer::get(result, "/outcomes_achieved/value")?;
    match value {
        Value::Number(_) => amounts::number(value),
        Value::String(text) => {
            let text = text.trim().replace(',', "");
            let digits = text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
            (digits && !text.is_empty())
                .then(|| text.parse().ok())
                .flatten()
        }
        _ => None,
    }
}
