//! Results against targets, metric by metric.
//!
//! Every figure keeps its own unit; nothing is divided or added across them.

use indigo_model::{Value, changes::row_id, pointer};

use crate::{
    facts::{Piece, Shown, dates, number, references, text},
    pages::record::{Page, view::Digest},
    words::{counted, shortened},
};

/// How much of a target in words stands beside its results.
const TARGET_LETTERS: usize = 80;

pub(super) fn digest(page: &Page<'_>) -> Option<Digest> {
    let data = page.data;
    let results: Vec<&Value> = pointer::rows(data, "/results").collect();
    let metrics: Vec<&Value> = pointer::rows(data, "/outcome_metrics").collect();
    if results.is_empty() || metrics.is_empty() {
        return None;
    }
    let metric_of = |result: &Value| {
        let id = pointer::text(result, "/outcome_metric_id/value")?;
        metrics.iter().position(|metric| row_id(metric) == Some(id))
    };
    let mut rows = Vec::new();
    let mut neither = 0;
    for (place, metric) in metrics.iter().enumerate() {
        let name = Some(Shown::one(Piece::Link {
            href: format!("#{}", references::row_anchor("/outcome_metrics", place)),
            text: references::row_name(metric)
                .or_else(|| row_id(metric).map(str::to_owned))
                .unwrap_or_else(|| format!("Metric {}", place + 1)),
        }));
        let target = target(metric);
        let mut found = results
            .iter()
            .filter(|result| metric_of(result) == Some(place))
            .peekable();
        if found.peek().is_none() {
            match target {
                Some(target) => rows.push(vec![name, Some(target), None, None, None]),
                None => neither += 1,
            }
            continue;
        }
        for result in found {
            rows.push(row(name.clone(), target.clone(), result));
        }
    }
    for result in results.iter().filter(|result| metric_of(result).is_none()) {
        let id = pointer::text(result, "/outcome_metric_id/value");
        let name = Shown::one(match id {
            Some(id) => Piece::Dangling(id.to_owned()),
            None => Piece::Text("The whole project".to_owned()),
        });
        rows.push(row(Some(name), None, result));
    }
    let mut intro = "Each metric has a unit of its own, so figures of different metrics must not be added or compared.".to_owned();
    if neither > 0 {
        let metrics = counted(neither, "metric has", "metrics have");
        intro.push_str(&format!(" {metrics} neither a target nor a result."));
    }
    Some(Digest {
        title: "Results against targets".to_owned(),
        intro,
        columns: vec!["Metric", "Target", "Result", "Period", "Kind of result"],
        rows,
    })
}

fn row(name: Option<Shown>, target: Option<Shown>, result: &Value) -> Vec<Option<Shown>> {
    let date = |at: &str| dates::shown(pointer::get(result, at)?, true);
    let kind: Vec<&str> = ["/result_type/value", "/result_level/value"]
        .iter()
        .filter_map(|at| pointer::text(result, at))
        .collect();
    vec![
        name,
        target,
        achieved(result),
        dates::period(
            date("/period/start_date/value"),
            date("/period/end_date/value"),
        ),
        text::of(&kind.join(", ").to_lowercase()),
    ]
}

fn target(metric: &Value) -> Option<Shown> {
    let mut parts = Vec::new();
    for at in [
        "/outcome_metric_target/value",
        "/other_target_for_meeting_outcome_metric_target/value",
    ] {
        parts.extend(pointer::get(metric, at).and_then(short_target));
    }
    let number = pointer::get(
        metric,
        "/targeted_number_of_service_users_or_beneficiaries_total/value",
    )
    .and_then(number::shown);
    if let Some(mut number) = number {
        let unit = match pointer::text(
            metric,
            "/unit_type_of_targeted_service_users_or_beneficiaries/value",
        ) {
            Some("Individual") => "people",
            _ => pointer::text(
                metric,
                "/unit_description_of_service_user_or_beneficiaries/value",
            )
            .unwrap_or("service users"),
        };
        number.pieces.push(Piece::Text(format!(" {unit}")));
        parts.push(number);
    }
    joined(parts)
}

/// A target in words is often a page of conditions; the table of metrics has it whole.
fn short_target(value: &Value) -> Option<Shown> {
    match value.as_str() {
        Some(words) if words.chars().count() > TARGET_LETTERS => {
            text::of(&shortened(words, TARGET_LETTERS))
        }
        _ => plain_number_or_text(value),
    }
}

fn achieved(result: &Value) -> Option<Shown> {
    let mut parts = Vec::new();
    parts.extend(pointer::get(result, "/outcomes_achieved/value").and_then(plain_number_or_text));
    for (at, what) in [
        ("/number_engaged_in_impact_bond/value", "engaged"),
        (
            "/number_with_positive_social_outcomes/value",
            "with a positive outcome",
        ),
    ] {
        if let Some(mut number) = pointer::get(result, at).and_then(number::shown) {
            number.pieces.push(Piece::Text(format!(" {what}")));
            parts.push(number);
        }
    }
    if parts.is_empty() {
        parts.extend(
            pointer::get(result, "/other_description_of_result/value").and_then(text::shown),
        );
    }
    if parts.is_empty() {
        parts.extend(pointer::get(result, "/notes").and_then(text::shown));
    }
    joined(parts)
}

/// A plain number kept as text gets its separators; other text stands as it is.
fn plain_number_or_text(value: &Value) -> Option<Shown> {
    match value.as_str().map(str::trim) {
        Some(digits) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            let number: serde_json::Number = digits.parse().ok()?;
            number::shown(&Value::Number(number))
        }
        None if value.is_number() => number::shown(value),
        _ => text::shown(value),
    }
}

fn joined(parts: Vec<Shown>) -> Option<Shown> {
    let zero = matches!(parts.as_slice(), [only] if only.zero);
    let mut pieces = Vec::new();
    for part in parts {
        if !pieces.is_empty() {
            pieces.push(Piece::Text("; ".to_owned()));
        }
        pieces.extend(part.pieces);
    }
    (!pieces.is_empty()).then(|| Shown {
        zero,
        ..Shown::of(pieces)
    })
}
