//! What was planned to happen when, and when it did.

use indigo_model::{PartialDate, Value, pointer};

use super::charts::{self, Chart};
use crate::{
    facts::{Piece, Shown, dates, sources::SourceBook},
    pages::record::{
        Page,
        block::{Block, BlockRow, BlockTable, Fact, Special},
    },
    words::counted,
};

/// The id of the section.
pub(super) const ANCHOR: &str = "on-timeline";

/// Something with a beginning and an end, or a moment, as planned and as it was.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Phase {
    pub(super) what: String,
    /// From and to as planned.
    pub(super) planned: Span,
    /// From and to as it was.
    pub(super) actual: Span,
}

/// From one date to another; a moment has only a beginning.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Span {
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

impl Span {
    fn of(from: Option<&str>, to: Option<&str>) -> Self {
        Self {
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
        }
    }

    fn is_known(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    pub(super) fn shown(&self) -> Option<Shown> {
        let date = |text: &Option<String>| dates::shown(&Value::String(text.clone()?), true);
        match (&self.from, &self.to) {
            (Some(_), None) => date(&self.from),
            _ => dates::period(date(&self.from), date(&self.to)),
        }
    }
}

/// The phases of a contract of which a date is known, in order of what comes first in its life.
pub(super) fn phases(data: &Value) -> Vec<Phase> {
    let date = |key: &str| pointer::text(data, &format!("/dates/{key}/value"));
    let signed = Span::of(date("outcomes_contract_signed"), None);
    let all_signed = Span::of(date("contracts_between_all_parties_signed"), None);
    let start = date("start_date_of_service_provision");
    let planned_end = date("anticipated_end_date_of_service_provision");
    let actual_end = date("actual_end_date_of_service_provision");
    let none = Span::default;
    let mut phases = vec![
        Phase {
            what: "Outcomes contract signed".to_owned(),
            planned: none(),
            actual: signed,
        },
        Phase {
            what: "Contracts of all parties signed".to_owned(),
            planned: none(),
            actual: all_signed,
        },
        Phase {
            what: "Service".to_owned(),
            // The start that is recorded is when it did start; the plan is told by its end.
            planned: Span::of(planned_end.and(start), planned_end),
            actual: Span::of(start, actual_end),
        },
        providers(data),
        Phase {
            what: "Results counted".to_owned(),
            planned: none(),
            actual: widest(pointer::rows(data, "/results"), "/period"),
        },
        Phase {
            what: "Payments made".to_owned(),
            planned: none(),
            actual: widest(
                pointer::rows(data, "/outcome_payments")
                    .filter(|row| pointer::text(row, "/type/value") == Some("Actual")),
                "/period",
            ),
        },
        Phase {
            what: "Completion of the contract".to_owned(),
            planned: Span::of(date("anticipated_completion_date"), None),
            actual: Span::of(date("actual_completion_date"), None),
        },
    ];
    phases.retain(|phase| phase.planned.is_known() || phase.actual.is_known());
    phases
}

/// The services of all providers together.
fn providers(data: &Value) -> Phase {
    let rows = || pointer::rows(data, "/service_provisions");
    Phase {
        what: format!(
            "Service of {}",
            counted(rows().count(), "provider", "providers")
        ),
        planned: widest(rows(), "/planned_service"),
        actual: widest(rows(), "/actual_service"),
    }
}

/// From the first beginning to the last end of rows, as far as they are dates.
fn widest<'a>(rows: impl Iterator<Item = &'a Value>, at: &str) -> Span {
    let mut first: Option<(PartialDate, &str)> = None;
    let mut last: Option<(PartialDate, &str)> = None;
    for row in rows {
        let date = |end: &str| {
            let text = pointer::text(row, &format!("{at}/{end}_date/value"))?;
            Some((PartialDate::parse(text)?, text))
        };
        if let Some(start) = date("start") {
            first = Some(first.map_or(start, |known| known.min(start)));
        }
        if let Some(end) = date("end") {
            last = Some(last.map_or(end, |known| known.max(end)));
        }
    }
    Span::of(first.map(|(_, text)| text), last.map(|(_, text)| text))
}

pub(super) fn special(page: &Page<'_>, book: &SourceBook) -> Option<Special> {
    let phases = phases(page.data);
    if phases.is_empty() {
        return None;
    }
    let rows = phases
        .iter()
        .map(|phase| {
            BlockRow::plain(vec![
                Some(Shown::one(Piece::Text(phase.what.clone()))),
                phase.planned.shown(),
                phase.actual.shown(),
            ])
        })
        .collect();
    let mut facts: Vec<Fact> = [
        (
            "Planned duration of the service",
            "anticipated_duration_of_service_provision",
        ),
        (
            "Actual duration of the service",
            "actual_duration_of_service_provision",
        ),
    ]
    .into_iter()
    .filter_map(|(label, key)| {
        Some(Fact::plain(
            label,
            Some(page.fact(&format!("/dates/{key}"))?),
        ))
    })
    .collect();
    if let Some(changes) = page.fact("/changes_to_project_due_to_covid19") {
        facts.push(Fact::plain("Changes due to COVID-19", Some(changes)));
    }
    let mut blocks: Vec<Block> = charts::block(page, Chart::Timeline).into_iter().collect();
    blocks.push(Block::Table(BlockTable {
        anchor: format!("{ANCHOR}-table"),
        title: "Dates".to_owned(),
        intro: None,
        shut: false,
        columns: ["What", "Planned", "Actual"].map(str::to_owned).to_vec(),
        rows,
    }));
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    Some(Special {
        anchor: ANCHOR,
        title: "Timeline".to_owned(),
        marks: page.marks_at(book, "/dates"),
        blocks,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn phases_span_what_their_rows_span() {
        let data = json!({
            "dates": {
                "start_date_of_service_provision": {"value": "2020-09"},
                "anticipated_end_date_of_service_provision": {"value": "2024-08"}},
            "results": [
                {"period": {"start_date": {"value": "2021"}, "end_date": {"value": "2018-13"}}},
                {"period": {"start_date": {"value": "2020-09"}, "end_date": {"value": "2024-06"}}}],
            "outcome_payments": [
                {"type": {"value": "Planned"}, "period": {"start_date": {"value": "2019"}}}],
        });
        let told: Vec<(String, Span, Span)> = phases(&data)
            .into_iter()
            .map(|phase| (phase.what, phase.planned, phase.actual))
            .collect();
        let span = |from: Option<&str>, to: Option<&str>| Span::of(from, to);
        assert_eq!(
            told,
            [
                (
                    "Service".to_owned(),
                    span(Some("2020-09"), Some("2024-08")),
                    span(Some("2020-09"), None)
                ),
                (
                    "Results counted".to_owned(),
                    Span::default(),
                    span(Some("2020-09"), Some("2024-06"))
                ),
            ]
        );
        assert!(phases(&json!({})).is_empty());
    }
}
