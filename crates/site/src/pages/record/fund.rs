//! What only outcomes funds have: a portfolio worked out from the contracts that name the fund,
//! beside what the fund says of itself.

mod portfolio;
mod stated;

use indigo_registry::Mention;

use super::{Page, block::Special, documents, mentions::roles, specials::Specials, view::Figure};
use crate::{
    error::SiteError,
    facts::{Piece, Shown},
    words::count,
};

use portfolio::Portfolio;

/// The record type that this is about.
const FUND: &str = "fund";

/// The page of a fund; nothing for other types.
pub(super) fn told(page: &Page<'_>, mentions: &[Mention]) -> Result<Option<Specials>, SiteError> {
    if page.one.id != FUND {
        return Ok(None);
    }
    let portfolio = Portfolio::of(page, mentions)?;
    let mut specials: Vec<Special> = Vec::new();
    specials.extend(portfolio::special(page, &portfolio));
    specials.extend(stated::special(page, &portfolio));
    specials.extend(documents::special(page));
    let others: Vec<Mention> = mentions
        .iter()
        .filter(|mention| mention.record_type != portfolio::PROJECT)
        .cloned()
        .collect();
    Ok(Some(Specials {
        figures: figures(page, &portfolio),
        specials,
        roles: roles(page, &others),
    }))
}

fn figures(page: &Page<'_>, portfolio: &Portfolio) -> Vec<Figure> {
    let scale = "/dimensions_of_scale/total_outcome_fund_value_outcomes_funding";
    let actual = page.fact(&format!("{scale}/actual"));
    let is_actual = actual.is_some();
    let money = actual.or_else(|| page.fact(&format!("{scale}/aspiration")));
    vec![
        Figure {
            label: "Money for outcomes".to_owned(),
            href: None,
            value: money,
            note: Some(
                if is_actual {
                    "actual, as the fund says"
                } else {
                    "hoped for, as the fund says"
                }
                .to_owned(),
            ),
        },
        Figure {
            label: "Contracts linked to it here".to_owned(),
            href: None,
            value: (!portfolio.contracts.is_empty())
                .then(|| Shown::one(Piece::Number(count(portfolio.contracts.len()), None))),
            note: None,
        },
        Figure {
            label: "Most that those can pay".to_owned(),
            href: None,
            value: portfolio.caps.in_words(),
            note: (portfolio.caps.known > 0).then(|| portfolio.caps.rests_on()),
        },
        Figure {
            label: "Paid in those so far".to_owned(),
            href: None,
            value: portfolio.paid.in_words(),
            note: (portfolio.paid.known > 0).then(|| {
                format!(
                    "payments recorded for {} of {}",
                    count(portfolio.with_payments),
                    count(portfolio.contracts.len())
                )
            }),
        },
        Figure {
            label: "Capital committed in those".to_owned(),
            href: None,
            value: portfolio.capital.in_words(),
            note: (portfolio.capital.known > 0).then(|| portfolio.capital.rests_on()),
        },
    ]
}
