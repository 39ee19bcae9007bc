//! What is counted, what was to be achieved, what was, how that is known and what is paid for it.
//!
//! One row a metric, with its latest result. Every figure keeps its own unit; nothing is divided or
//! added across metrics.

use indigo_model::{Value, changes::row_id, pointer};

use super::{
    charts::{self, Chart},
    metric::{Metric, is_final, metrics, of_no_metric},
    verification::Strength,
};
use crate::{
    facts::{Piece, Shown, dates, number, references, sources::SourceBook, text},
    pages::record::{
        Page,
        block::{Block, BlockRow, BlockTable, Special},
    },
    words::{and, counted, shortened, small_first},
};

/// The id of the section.
pub(super) const ANCHOR: &str = "on-outcomes";

/// How much of a target in words stands beside its results.
const TARGET_LETTERS: usize = 80;

const COLUMNS: [&str; 10] = [
    "What is counted",
    "Target",
    "Unit",
    "Achieved (latest)",
    "Counted over",
    "Interim or final",
    "How it is verified",
    "Price of one",
    "Most that is paid",
    "Paid so far",
];

pub(super) fn special(page: &Page<'_>, book: &SourceBook) -> Option<Special> {
    let metrics = metrics(page.data);
    let others = of_no_metric(page.data);
    if metrics.is_empty() && others.is_empty() {
        return None;
    }
    let anchors = references::row_anchors(page.data, "/outcome_metrics");
    let mut rows: Vec<BlockRow> = metrics
        .iter()
        .enumerate()
        .map(|(place, metric)| BlockRow {
            cells: cells(page, metric, name(metric.row, place, anchors.get(place))),
            marks: page.row_marks(book, "/outcome_metrics", place, metric.row),
        })
        .collect();
    rows.extend(others.iter().map(|result| {
        let name = match pointer::text(result, "/outcome_metric_id/value") {
            Some(id) => Piece::Dangling(id.to_owned()),
            None => Piece::Text("The whole project".to_owned()),
        };
        let mut cells = vec![Some(Shown::one(name)), None, None];
        cells.extend(of_result(page, result, 0));
        cells.extend([verified(page, None, Some(result)), None, None, None]);
        BlockRow::plain(cells)
    }));
    let mut table = BlockTable {
        anchor: format!("{ANCHOR}-table"),
        title: "Results against targets".to_owned(),
        intro: Some(intro(&metrics)),
        shut: false,
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows,
    };
    let gone: Vec<String> = table
        .without_empty_columns()
        .iter()
        .map(|column| small_first(column))
        .collect();
    let mut blocks: Vec<Block> = charts::block(page, Chart::Results).into_iter().collect();
    blocks.push(Block::Table(table));
    if !gone.is_empty() {
        blocks.push(Block::Hint(format!(
            "Not known of any metric: {}.",
            and(&gone)
        )));
    }
    Some(Special {
        anchor: ANCHOR,
        title: "Outcomes and results".to_owned(),
        marks: Default::default(),
        blocks,
    })
}

fn intro(metrics: &[Metric<'_>]) -> String {
    let mut intro = "Each metric has a unit of its own, so figures of different metrics must not be added or compared. Targets are as they were agreed; some payers agree the highest case that they would pay for, so a result below its target need not be a poor one.".to_owned();
    let neither = metrics
        .iter()
        .filter(|metric| metric.latest.is_none() && target(metric.row).is_none())
        .count();
    if neither > 0 {
        let metrics = counted(neither, "metric has", "metrics have");
        intro.push_str(&format!(" {metrics} neither a target nor a result."));
    }
    intro
}

fn name(metric: &Value, place: usize, anchor: Option<&String>) -> Shown {
    let text = references::row_name(metric)
        .or_else(|| row_id(metric).map(str::to_owned))
        .unwrap_or_else(|| format!("Metric {}", place + 1));
    Shown::one(match anchor {
        Some(anchor) => Piece::Link {
            href: format!("#{anchor}"),
            text,
        },
        None => Piece::Text(text),
    })
}

fn cells(page: &Page<'_>, metric: &Metric<'_>, name: Shown) -> Vec<Option<Shown>> {
    let mut cells = vec![
        Some(name),
        target(metric.row),
        metric.unit().and_then(|unit| text::of(&unit)),
    ];
    match &metric.latest {
        Some(latest) => cells.extend(of_result(page, latest.row, metric.earlier)),
        None => cells.extend([None, None, None]),
    }
    cells.push(verified(
        page,
        Some(metric),
        metric.latest.as_ref().map(|latest| latest.row),
    ));
    let prices = |at: &str| {
        joined(
            metric
                .prices
                .iter()
                .filter_map(|row| page.cell("/outcome_pricings", row, at))
                .collect(),
        )
    };
    cells.push(prices("/price_per_unit"));
    cells.push(prices("/maximum_price_if_all_targets_achieved"));
    cells.push(metric.paid.exact());
    cells
}

/// What a result says: achieved, when, of which kind.
fn of_result(page: &Page<'_>, result: &Value, earlier: usize) -> [Option<Shown>; 3] {
    let mut kind: Vec<String> = Vec::new();
    if let Some(said) = pointer::text(result, "/result_type/value") {
        kind.push(if is_final(result) {
            "final".to_owned()
        } else {
            said.to_lowercase()
        });
    }
    if pointer::text(result, "/result_level/value") == Some("Project level") {
        kind.push("of the whole project".to_owned());
    }
    if earlier > 0 {
        kind.push(counted(earlier, "earlier result", "earlier results"));
    }
    [
        achieved(result),
        page.cell("/results", result, "/period").or_else(|| {
            let date = |at: &str| dates::shown(pointer::get(result, at)?, true);
            dates::period(
                date("/period/start_date/value"),
                date("/period/end_date/value"),
            )
        }),
        text::of(&kind.join(", ")),
    ]
}

/// How a result is verified, and by whom.
fn verified(page: &Page<'_>, metric: Option<&Metric<'_>>, result: Option<&Value>) -> Option<Shown> {
    let mut pieces = Vec::new();
    if let Some(metric) = metric
        && let Some(method) = pointer::text(metric.row, "/outcome_validation_method/value")
    {
        if metric.strength == Strength::NotKnown {
            pieces.push(Piece::Text(method.to_owned()));
        } else {
            pieces.push(Piece::Text(metric.strength.words().to_owned()));
            pieces.push(Piece::Aside(format!("as said: {method}")));
        }
    }
    let by =
        result.and_then(|row| page.cell("/results", row, "/outcomes_validator_organisation_ids"));
    if let Some(by) = by {
        let before = if pieces.is_empty() { "by " } else { "; by " };
        pieces.push(Piece::Text(before.to_owned()));
        pieces.extend(by.pieces);
    }
    (!pieces.is_empty()).then(|| Shown::of(pieces))
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
    parts.extend(number);
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
