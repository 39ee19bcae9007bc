//! The charts of a contract, each by its name, for its page and for files of their own.

use indigo_charts::Drawing;

use super::{chart_parties, chart_payments, chart_places, chart_results, chart_timeline};
use crate::{
    figure::Figure,
    frame::record_href,
    pages::record::{Page, block::Block},
};

/// A chart of a contract.
#[derive(Debug, Clone, Copy)]
pub(super) enum Chart {
    Parties,
    Results,
    Payments,
    Timeline,
    Places,
}

/// All charts.
const CHARTS: [Chart; 5] = [
    Chart::Parties,
    Chart::Results,
    Chart::Payments,
    Chart::Timeline,
    Chart::Places,
];

/// All charts that the contract has something for.
pub(super) fn drawings(page: &Page<'_>) -> Vec<Drawing> {
    CHARTS
        .into_iter()
        .filter_map(|chart| drawing(page, chart))
        .collect()
}

fn drawing(page: &Page<'_>, chart: Chart) -> Option<Drawing> {
    match chart {
        Chart::Parties => {
            let name = page.one.name_of(page.data).unwrap_or(&page.record.id);
            chart_parties::drawing(page, name)
        }
        Chart::Results => chart_results::drawing(page),
        Chart::Payments => chart_payments::drawing(page),
        Chart::Timeline => chart_timeline::drawing(page),
        Chart::Places => chart_places::drawing(page),
    }
}

/// A chart as a part of a section, with links to its files.
pub(super) fn block(page: &Page<'_>, chart: Chart) -> Option<Block> {
    let drawing = drawing(page, chart)?;
    let prefix = format!("{}/charts", record_href(page.one, &page.record.id));
    let query = page
        .reading
        .day
        .map(|day| format!("?as_of={day}"))
        .unwrap_or_default();
    Some(Block::Chart(Box::new(
        Figure::of(drawing).level(3).downloads(&prefix, &query),
    )))
}
