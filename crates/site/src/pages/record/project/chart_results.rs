//! A bar for each metric in its own unit: what was to be achieved, and what was so far.

use indigo_charts::{Caption, Drawing, Finality, Progress, ProgressBar};
use indigo_model::pointer;

use super::metric::{Latest, Metric, is_final, metrics, score};
use crate::{
    facts::{number::written_f64, references},
    pages::record::Page,
    words::{count, shortened},
};

/// How much of a metric's definition stands beside its bar.
const LETTERS: usize = 70;

/// The metrics with a number for target or result; nothing where there is none.
pub(super) fn drawing(page: &Page<'_>) -> Option<Drawing> {
    let metrics = metrics(page.data);
    let anchors = references::row_anchors(page.data, "/outcome_metrics");
    let bars: Vec<ProgressBar> = metrics
        .iter()
        .enumerate()
        .filter(|(_, metric)| {
            let achieved = metric.latest.as_ref().and_then(|latest| latest.achieved);
            achieved.is_some()
        })
        .map(|(place, metric)| bar(metric, place, anchors.get(place)))
        .collect();
    if bars.is_empty() {
        return None;
    }
    let score = score(page.data);
    let note = format!(
        "{} of {} metrics have a result in numbers, {} of them a target of the same kind too; targets may be the highest that were agreed",
        count(bars.len()),
        count(score.metrics),
        count(score.compared)
    );
    let chart = Progress {
        caption: Caption::new("achieved", "What was achieved of what was aimed at")
            .described("Each bar has a scale of its own: lengths of different bars do not compare.")
            .sourced("outcome metrics and results of this record")
            .noted(note),
        label: "Outcome metric".to_owned(),
        bars,
    };
    Some(chart.draw())
}

fn bar(metric: &Metric<'_>, place: usize, anchor: Option<&String>) -> ProgressBar {
    let latest = metric.latest.as_ref();
    let (target, achieved) = match metric.compared() {
        Some((target, achieved)) => (Some(target), Some(achieved)),
        None => (None, latest.and_then(|latest| latest.achieved)),
    };
    let mut note = format!("verification: {}", metric.strength.words());
    if let (Some(number), None) = (metric.target, target) {
        note.push_str(&format!(
            "; the target of {} may count another thing",
            written_f64(number)
        ));
    }
    ProgressBar {
        label: references::row_name(metric.row).map_or_else(
            || format!("Metric {}", place + 1),
            |name| shortened(&name, LETTERS),
        ),
        note,
        unit: metric.unit().unwrap_or_default(),
        target,
        achieved,
        finality: latest.map_or(Finality::NotSaid, finality),
        href: anchor.map(|anchor| format!("#{anchor}")),
        ..ProgressBar::default()
    }
}

fn finality(latest: &Latest<'_>) -> Finality {
    match pointer::text(latest.row, "/result_type/value") {
        _ if is_final(latest.row) => Finality::Final,
        Some("Interim") => Finality::Interim,
        _ => Finality::NotSaid,
    }
}
