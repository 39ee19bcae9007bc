//! The metrics of a contract, each with its target, its latest result, its price and what was paid.
//!
//! Pure: from the public data to what can be said of each metric. Every figure keeps its own unit;
//! nothing is divided or added across metrics.

use indigo_model::{PartialDate, Value, changes::row_id, pointer};

use super::verification::Strength;
use crate::pages::record::sums::Sums;

/// Where the number of people that a metric is to be reached for is.
const TARGETED: &str = "/targeted_number_of_service_users_or_beneficiaries_total/value";
/// Where a target is that is not a number of people.
const TARGET_IN_WORDS: [&str; 2] = [
    "/outcome_metric_target/value",
    "/other_target_for_meeting_outcome_metric_target/value",
];

/// What its number of people counts: individuals or something else.
const KIND: &str = "/unit_type_of_targeted_service_users_or_beneficiaries/value";
/// The same in words.
const DESCRIBED: &str = "/unit_description_of_service_user_or_beneficiaries/value";
/// How many outcomes were achieved, in the unit of the metric.
const OUTCOMES: &str = "/outcomes_achieved/value";
/// How many people did well.
const POSITIVE: &str = "/number_with_positive_social_outcomes/value";

/// A metric.
pub(super) struct Metric<'a> {
    /// Its row.
    pub(super) row: &'a Value,
    /// The target, when it is a number.
    pub(super) target: Option<f64>,
    /// The latest result.
    pub(super) latest: Option<Latest<'a>>,
    /// How many results there are besides.
    pub(super) earlier: usize,
    /// Its prices.
    pub(super) prices: Vec<&'a Value>,
    /// What was paid for it, by payments that name it.
    pub(super) paid: Sums,
    /// How strongly its results are verified.
    pub(super) strength: Strength,
}

/// The latest result of a metric.
pub(super) struct Latest<'a> {
    /// Its row.
    pub(super) row: &'a Value,
    /// What was achieved, when it is a number.
    pub(super) achieved: Option<f64>,
}

impl Metric<'_> {
    /// Target and achieved, when both are numbers of the same kind.
    pub(super) fn compared(&self) -> Option<(f64, f64)> {
        compared(self.row, self.latest.as_ref()?.row)
    }

    /// What target and result are counted in.
    pub(super) fn unit(&self) -> Option<String> {
        unit(self.row)
    }
}

/// All metrics in order.
pub(super) fn metrics(data: &Value) -> Vec<Metric<'_>> {
    let of_metric = |list: &str, id: Option<&str>| -> Vec<&Value> {
        let Some(id) = id else {
            return Vec::new();
        };
        pointer::rows(data, list)
            .filter(|row| pointer::text(row, "/outcome_metric_id/value") == Some(id))
            .collect()
    };
    let mut seen: Vec<&str> = Vec::new();
    pointer::rows(data, "/outcome_metrics")
        .map(|row| {
            // Rows that name an id mean the first metric with it.
            let id = row_id(row).filter(|id| !seen.contains(id));
            seen.extend(id);
            let results = of_metric("/results", id);
            let mut paid = Sums::default();
            for payment in of_metric("/outcome_payments", id) {
                if pointer::text(payment, "/type/value") == Some("Actual") {
                    paid.add_at(payment, "/money");
                }
            }
            Metric {
                row,
                target: target(row),
                earlier: results.len().saturating_sub(1),
                latest: latest(&results).map(|row| Latest {
                    row,
                    achieved: achieved(row),
                }),
                prices: of_metric("/outcome_pricings", id),
                paid,
                strength: Strength::of(pointer::text(row, "/outcome_validation_method/value")),
            }
        })
        .collect()
}

/// Results that belong to no metric of the contract.
pub(super) fn of_no_metric(data: &Value) -> Vec<&Value> {
    let ids: Vec<&str> = pointer::rows(data, "/outcome_metrics")
        .filter_map(row_id)
        .collect();
    pointer::rows(data, "/results")
        .filter(|row| {
            pointer::text(row, "/outcome_metric_id/value").is_none_or(|id| !ids.contains(&id))
        })
        .collect()
}

/// The result that counts: the one whose period ends last; of those a final one; of those the last
/// in the record.
fn latest<'a>(results: &[&'a Value]) -> Option<&'a Value> {
    let end =
        |row: &Value| pointer::text(row, "/period/end_date/value").and_then(PartialDate::parse);
    results
        .iter()
        .copied()
        .max_by_key(|row| (end(row), is_final(row)))
}

/// Whether a result is the last one to be counted.
pub(super) fn is_final(result: &Value) -> bool {
    pointer::text(result, "/result_type/value") == Some("Final")
}

fn target(metric: &Value) -> Option<f64> {
    pointer::get(metric, TARGETED)
        .and_then(plain_number)
        .or_else(|| plain_number(pointer::get(metric, TARGET_IN_WORDS[0])?))
}

fn achieved(result: &Value) -> Option<f64> {
    [OUTCOMES, POSITIVE]
        .iter()
        .find_map(|at| plain_number(pointer::get(result, at)?))
}

/// A target and a result that count the same kind of thing.
///
/// Outcomes are counted in the unit of their metric, and so is a target in words. A number of people
/// who are aimed at compares with outcomes only where the metric says its unit; with people who did
/// well, unless the unit is something else than people.
fn compared(metric: &Value, result: &Value) -> Option<(f64, f64)> {
    let number = |row, at: &str| pointer::get(row, at).and_then(plain_number);
    let kind = pointer::text(metric, KIND);
    let says_unit = kind.is_some() || pointer::text(metric, DESCRIBED).is_some();
    let pairs = [
        (TARGETED, OUTCOMES, says_unit),
        (
            TARGETED,
            POSITIVE,
            kind.is_none_or(|kind| kind == "Individual"),
        ),
        (TARGET_IN_WORDS[0], OUTCOMES, true),
        (TARGET_IN_WORDS[0], POSITIVE, kind == Some("Individual")),
    ];
    pairs.into_iter().find_map(|(target, achieved, is_same)| {
        let target = number(metric, target).filter(|target| is_same && *target > 0.0)?;
        Some((target, number(result, achieved)?))
    })
}

/// A number, or a text that is nothing but a number: `5,029`, not `85%` or `about 40`.
pub(super) fn plain_number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => {
            let text = text.trim();
            let plain = text.starts_with(|letter: char| letter.is_ascii_digit())
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
            plain
                .then(|| text.replace(',', "").parse().ok())
                .flatten()?
        }
        _ => return None,
    };
    (number.is_finite() && number >= 0.0).then_some(number)
}

/// What a metric is counted in: people, or what it says.
fn unit(metric: &Value) -> Option<String> {
    let described = pointer::text(metric, DESCRIBED);
    let kind = pointer::text(metric, KIND);
    match (described, kind) {
        (Some(described), _) => Some(described.to_owned()),
        (None, Some("Individual")) => Some("people".to_owned()),
        _ => None,
    }
}

/// How the metrics of a contract stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Score {
    /// Metrics in all.
    pub(crate) metrics: usize,
    /// Those with a number of the same kind for both target and result …
    pub(crate) compared: usize,
    /// … and those of them whose result is at least the target.
    pub(crate) reached: usize,
    /// Compared by a final result.
    pub(crate) by_final: usize,
    /// Rows of results.
    pub(crate) results: usize,
}

/// Counts the metrics of a contract.
pub(crate) fn score(data: &Value) -> Score {
    let metrics = metrics(data);
    let mut score = Score {
        metrics: metrics.len(),
        results: pointer::rows(data, "/results").count(),
        ..Score::default()
    };
    for metric in &metrics {
        let Some((target, achieved)) = metric.compared() else {
            continue;
        };
        score.compared += 1;
        score.reached += usize::from(achieved >= target);
        score.by_final += usize::from(
            metric
                .latest
                .as_ref()
                .is_some_and(|latest| is_final(latest.row)),
        );
    }
    score
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn result(metric: &str, kind: &str, end: &str, achieved: &str) -> Value {
        json!({"outcome_metric_id": {"value": metric}, "result_type": {"value": kind},
               "period": {"end_date": {"value": end}}, "outcomes_achieved": {"value": achieved}})
    }

    #[test]
    fn the_latest_result_counts_and_a_final_one_before_an_interim_one() {
        let data = json!({
            "outcome_metrics": [
                {"id": "m1", "targeted_number_of_service_users_or_beneficiaries_total": {"value": 100},
                 "unit_type_of_targeted_service_users_or_beneficiaries": {"value": "Individual"}},
                {"id": "m2", "outcome_metric_target": {"value": "85%"}},
                {"id": "m1"}],
            "results": [
                result("m1", "Interim", "2021", "40"),
                result("m1", "Final", "2022-03", "1,120"),
                result("m1", "Interim", "2022-03", "90"),
                result("m2", "Interim", "2022", "60"),
                result("m9", "Interim", "2022", "1")],
            "outcome_payments": [
                {"outcome_metric_id": {"value": "m1"}, "type": {"value": "Planned"},
                 "money": {"amount": {"value": 9}, "currency": {"value": "GBP"}}},
                {"outcome_metric_id": {"value": "m1"}, "type": {"value": "Actual"},
                 "money": {"amount": {"value": 5}, "currency": {"value": "GBP"}}}],
        });
        let told = metrics(&data);
        assert_eq!(told[0].compared(), Some((100.0, 1120.0)));
        assert_eq!(told[0].earlier, 2);
        assert_eq!(told[0].paid.only(), Some(("GBP", 5.0)));
        assert_eq!(told[1].compared(), None);
        // The second metric of an id is meant by nobody.
        assert!(told[2].latest.is_none());
        assert_eq!(of_no_metric(&data).len(), 1);
        assert_eq!(
            score(&data),
            Score {
                metrics: 3,
                compared: 1,
                reached: 1,
                by_final: 1,
                results: 5
            }
        );
    }

    #[test]
    fn people_aimed_at_are_not_compared_with_outcomes_of_no_unit() {
        let result = json!({"outcomes_achieved": {"value": "406"}});
        let people = json!({"number_with_positive_social_outcomes": {"value": 300}});
        let mut metric =
            json!({"targeted_number_of_service_users_or_beneficiaries_total": {"value": 340}});
        assert_eq!(compared(&metric, &result), None);
        assert_eq!(compared(&metric, &people), Some((340.0, 300.0)));
        let unit = "unit_type_of_targeted_service_users_or_beneficiaries";
        metric[unit] = json!({"value": "Other"});
        assert_eq!(compared(&metric, &result), Some((340.0, 406.0)));
        assert_eq!(compared(&metric, &people), None);
        let in_words = json!({"outcome_metric_target": {"value": "10"}});
        assert_eq!(compared(&in_words, &result), Some((10.0, 406.0)));
        assert_eq!(compared(&in_words, &people), None);
    }

    #[test]
    fn only_plain_numbers_are_numbers() {
        let of = |text: &str| plain_number(&json!(text));
        assert_eq!(of("5,029"), Some(5029.0));
        assert_eq!(of(" 12.5 "), Some(12.5));
        for text in ["85%", "about 40", "303 children", "", "-4", "1.2.3"] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
