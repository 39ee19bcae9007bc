//! What a fund says of itself beside what its contracts come to. The two are never merged.

use indigo_model::{Value, pointer};

use super::portfolio::Portfolio;
use crate::{
    facts::{Piece, Shown, text},
    pages::record::{
        Page,
        block::{Block, BlockRow, BlockTable, Special},
        sums::Sums,
    },
    words::count,
};

/// The id of the section.
const ANCHOR: &str = "on-stated";
/// Where a fund says how large it is.
const SCALE: &str = "/dimensions_of_scale";
/// How far two amounts may be apart and still be the same, rounded.
const SAME: f64 = 0.005;

/// A statement of the fund and what stands beside it.
struct Line {
    what: &'static str,
    at: &'static str,
    /// What the contracts come to, as shown …
    derived: Option<Shown>,
    /// … and as a number to compare, in the currency of the statement.
    number: Option<f64>,
    /// What the number of the contracts rests on.
    rests_on: Option<String>,
}

pub(super) fn special(page: &Page<'_>, portfolio: &Portfolio) -> Option<Special> {
    let money = |what, at, sums: &Sums| {
        let currency = pointer::text(page.data, &format!("{SCALE}{at}/currency/value"));
        Line {
            what,
            at,
            derived: sums.exact(),
            number: currency.and_then(|currency| sums.of(currency)),
            rests_on: (sums.known > 0).then(|| sums.rests_on()),
        }
    };
    let number = |what, at, found: usize| Line {
        what,
        at,
        derived: (found > 0).then(|| Shown::one(Piece::Number(count(found), None))),
        number: (found > 0).then(|| f64::from(u32::try_from(found).unwrap_or(u32::MAX))),
        rests_on: None,
    };
    let lines = [
        money(
            "Money for outcomes",
            "/total_outcome_fund_value_outcomes_funding",
            &portfolio.caps,
        ),
        money(
            "Repayable investment",
            "/total_value_of_repayable_investment_linked_to_outcome_fund",
            &portfolio.capital,
        ),
        number(
            "Contracts",
            "/number_of_outcome_contracts",
            portfolio.contracts.len(),
        ),
        number(
            "Who pays",
            "/number_of_contributing_outcome_funders",
            portfolio.payers,
        ),
        number(
            "Who invests",
            "/number_of_independent_investor_organisations",
            portfolio.investors,
        ),
    ];
    let rows: Vec<BlockRow> = lines
        .iter()
        .map(|line| row(page, line))
        .filter(|row| row.cells.iter().skip(1).any(Option::is_some))
        .collect();
    if rows.is_empty() {
        return None;
    }
    Some(Special {
        anchor: ANCHOR,
        title: "What it says and what its contracts say".to_owned(),
        marks: Default::default(),
        blocks: vec![Block::Table(BlockTable {
            anchor: format!("{ANCHOR}-table"),
            title: "Said by the fund, and worked out from its contracts".to_owned(),
            intro: Some(
                "The two are not the same thing: a fund may have contracts that are not recorded here, and a contract may be paid for by others too. Neither is corrected by the other."
                    .to_owned(),
            ),
            shut: false,
            columns: [
                "What",
                "Hoped for, says the fund",
                "Actual, says the fund",
                "Its contracts here",
                "Difference",
            ]
            .map(str::to_owned)
            .to_vec(),
            rows,
        })],
    })
}

fn row(page: &Page<'_>, line: &Line) -> BlockRow {
    let at = format!("{SCALE}{}", line.at);
    let derived = line.derived.clone().map(|mut shown| {
        if let Some(rests_on) = &line.rests_on {
            shown.pieces.push(Piece::Aside(rests_on.clone()));
        }
        shown
    });
    BlockRow::plain(vec![
        text::of(line.what),
        page.fact(&format!("{at}/aspiration")),
        page.fact(&format!("{at}/actual")),
        derived,
        difference(page.data, &at, line.number).and_then(|said| text::of(&said)),
    ])
}

/// How what the contracts come to differs from what the fund says: from the actual where it says
/// it, else from what it hopes for.
fn difference(data: &Value, at: &str, derived: Option<f64>) -> Option<String> {
    let derived = derived?;
    let stated = |kind: &str| {
        ["/amount/value", "/value"].iter().find_map(|end| {
            pointer::get(data, &format!("{at}/{kind}{end}")).and_then(Value::as_f64)
        })
    };
    let (stated, of) = match stated("actual") {
        Some(actual) => (actual, "the actual"),
        None => (stated("aspiration")?, "what is hoped for"),
    };
    if stated <= 0.0 {
        return None;
    }
    let share = derived / stated;
    Some(if (share - 1.0).abs() <= SAME {
        format!("the same as {of}")
    } else {
        format!("{:.0}\u{a0}% of {of}", share * 100.0)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn differences_are_marked_against_the_actual_first() {
        let fund = json!({"s": {"aspiration": {"amount": {"value": 200}},
                                "actual": {"amount": {"value": 100}}},
                          "n": {"aspiration": {"value": 4}}});
        assert_eq!(
            difference(&fund, "/s", Some(100.2)).unwrap(),
            "the same as the actual"
        );
        assert_eq!(
            difference(&fund, "/s", Some(50.0)).unwrap(),
            "50\u{a0}% of the actual"
        );
        assert_eq!(
            difference(&fund, "/n", Some(6.0)).unwrap(),
            "150\u{a0}% of what is hoped for"
        );
        assert_eq!(difference(&fund, "/n", None), None);
        assert_eq!(difference(&fund, "/x", Some(1.0)), None);
    }
}
