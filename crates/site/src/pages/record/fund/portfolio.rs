//! The contracts that name a fund, and what they come to.

use indexmap::IndexMap;
use indigo_model::Value;
use indigo_registry::Mention;

use crate::{
    error::SiteError,
    facts::{Piece, Shown, text},
    frame::{on_day, record_href},
    pages::record::{
        Page,
        block::{Block, BlockRow, BlockTable, Fact, Special},
        card_facts::{facet, newest_first, years},
        project,
        sums::Sums,
    },
    words::{count, counted},
};

/// The id of the section.
const ANCHOR: &str = "on-portfolio";
/// The type of the contracts.
pub(super) const PROJECT: &str = "project";
/// Where the capital of a contract is.
const CAPITAL: &str = "/overall_project_finance/total_investment_commitment";
/// Where the most that can be paid in a contract is.
const CAP: &str = "/overall_project_finance/maximum_potential_outcome_payment_v2";

/// A contract of the fund.
#[derive(Default)]
pub(super) struct Contract {
    id: String,
    capital: Sums,
    cap: Sums,
    paid: Sums,
    /// What was paid as a table says it.
    paid_shown: Option<Shown>,
    score: project::Score,
}

/// The contracts of a fund together.
#[derive(Default)]
pub(super) struct Portfolio {
    pub(super) contracts: Vec<Contract>,
    pub(super) capital: Sums,
    pub(super) caps: Sums,
    pub(super) paid: Sums,
    /// Contracts with a payment recorded.
    pub(super) with_payments: usize,
    /// Different payers, as far as they are public.
    pub(super) payers: usize,
    /// Different investors, as far as they are public.
    pub(super) investors: usize,
}

impl Portfolio {
    pub(super) fn of(page: &Page<'_>, mentions: &[Mention]) -> Result<Self, SiteError> {
        let mut found: IndexMap<&str, Value> = IndexMap::new();
        for mention in mentions {
            if mention.record_type != PROJECT || found.contains_key(mention.id.as_str()) {
                continue;
            }
            let site = page.reading.site;
            if let Some(record) = site.record_at(PROJECT, &mention.id, page.reading.day)? {
                found.insert(&mention.id, record.data());
            }
        }
        let mut portfolio = Self::made(&found);
        let parties = |name: &str| {
            let mut ids: Vec<&String> = Vec::new();
            for id in found.keys() {
                let entry = page.reading.catalogue.entry(PROJECT, id);
                let of_one = entry.and_then(|entry| entry.card.parties.get(name));
                for party in of_one.into_iter().flatten() {
                    if !ids.contains(&party) {
                        ids.push(party);
                    }
                }
            }
            ids.len()
        };
        portfolio.payers = parties("payers");
        portfolio.investors = parties("investors");
        Ok(portfolio)
    }

    fn made(contracts: &IndexMap<&str, Value>) -> Self {
        let mut portfolio = Self::default();
        for (id, data) in contracts {
            let mut contract = Contract {
                id: (*id).to_owned(),
                paid: project::paid(data),
                paid_shown: project::paid_or_unsaid(data),
                score: project::score(data),
                ..Contract::default()
            };
            contract.capital.add_at(data, CAPITAL);
            contract.cap.add_at(data, CAP);
            portfolio.capital.merge(&contract.capital);
            portfolio.caps.merge(&contract.cap);
            portfolio.paid.merge(&contract.paid);
            portfolio.with_payments += usize::from(contract.paid.known > 0);
            portfolio.contracts.push(contract);
        }
        portfolio
    }

    /// "5 of 9 metrics …" over all contracts.
    fn results(&self) -> Option<String> {
        let with_results = self
            .contracts
            .iter()
            .filter(|contract| contract.score.results > 0)
            .count();
        if with_results == 0 {
            return None;
        }
        let sum = |of: fn(&project::Score) -> usize| -> usize {
            self.contracts.iter().map(|one| of(&one.score)).sum()
        };
        let compared = sum(|score| score.compared);
        let reached = if compared == 0 {
            "no metric has a target and a result that can be compared".to_owned()
        } else {
            format!(
                "of {} whose target and result can be compared, {} reached the target",
                counted(compared, "metric", "metrics"),
                count(sum(|score| score.reached)),
            )
        };
        Some(format!(
            "{} of {} have a result; {reached}.",
            count(with_results),
            counted(self.contracts.len(), "contract", "contracts"),
        ))
    }
}

pub(super) fn special(page: &Page<'_>, portfolio: &Portfolio) -> Option<Special> {
    if portfolio.contracts.is_empty() {
        return None;
    }
    let mut facts: Vec<Fact> = ["sector", "country", "stage"]
        .iter()
        .filter_map(|name| split(page, portfolio, name))
        .collect();
    if let Some(results) = portfolio.results() {
        facts.push(Fact::plain("Results", text::of(&results)));
    }
    let mut contracts: Vec<&Contract> = portfolio.contracts.iter().collect();
    let entry = |contract: &Contract| page.reading.catalogue.entry(PROJECT, &contract.id);
    contracts.sort_by_cached_key(|one| entry(one).map(|entry| newest_first(&entry.card)));
    let rows = contracts
        .into_iter()
        .filter_map(|contract| line(page, contract))
        .collect();
    let mut table = BlockTable {
        anchor: format!("{ANCHOR}-table"),
        title: counted(portfolio.contracts.len(), "contract", "contracts"),
        intro: Some("Worked out from the contracts that name this fund.".to_owned()),
        shut: false,
        columns: [
            "Contract",
            "Sector",
            "Country",
            "Years",
            "Stage",
            "Capital",
            "Most that can be paid",
            "Paid so far",
            "Metrics at target",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows,
    };
    table.without_empty_columns();
    Some(Special {
        anchor: ANCHOR,
        title: "Its contracts".to_owned(),
        marks: Default::default(),
        blocks: vec![Block::Facts(facts), Block::Table(table)],
    })
}

/// How the contracts split by a facet: "Health 4, Education 2".
fn split(page: &Page<'_>, portfolio: &Portfolio, name: &str) -> Option<Fact> {
    let one = page.reading.site.standard().get(PROJECT)?;
    let filter = one
        .profile
        .list
        .filters
        .iter()
        .find(|one| one.name == name)?;
    let mut counts: IndexMap<&str, usize> = IndexMap::new();
    for contract in &portfolio.contracts {
        let entry = page.reading.catalogue.entry(PROJECT, &contract.id)?;
        for value in entry.card.facets.get(name).into_iter().flatten() {
            *counts.entry(value).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
    let said: Vec<String> = counts
        .iter()
        .map(|(value, times)| {
            let value = crate::pages::list::value_shown(page.reading.site, filter, value);
            format!("{value}: {times}")
        })
        .collect();
    Some(Fact::plain(
        format!("By {}", filter.title.to_lowercase()),
        Some(text::of(&said.join("; "))?),
    ))
}

fn line(page: &Page<'_>, contract: &Contract) -> Option<BlockRow> {
    let one = page.reading.site.standard().get(PROJECT)?;
    let card = &page.reading.catalogue.entry(PROJECT, &contract.id)?.card;
    let score = contract.score;
    Some(BlockRow::plain(vec![
        Some(Shown::one(Piece::Link {
            href: on_day(&record_href(one, &contract.id), page.reading.day),
            text: card.name.clone(),
        })),
        facet(page, one, card, "sector"),
        facet(page, one, card, "country"),
        years(card).and_then(|years| text::of(&years)),
        facet(page, one, card, "stage"),
        contract.capital.exact(),
        contract.cap.exact(),
        contract.paid_shown.clone(),
        (score.compared > 0).then(|| {
            Shown::one(Piece::Text(format!(
                "{} of {}",
                score.reached, score.compared
            )))
        }),
    ]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_portfolio_adds_up_what_its_contracts_say() {
        let one = json!({
            "overall_project_finance": {
                "total_investment_commitment": {"currency": {"value": "GBP"},
                    "amount": {"exact": {"value": 100}}},
                "maximum_potential_outcome_payment_v2": {"currency": {"value": "GBP"},
                    "amount": {"value": 300}}},
            "outcome_payments": [
                {"type": {"value": "Actual"}, "money": {"currency": {"value": "GBP"},
                    "amount": {"value": 20}}}]});
        let other = json!({"outcome_metrics": [{"id": "m"}], "results": [{}]});
        let made = Portfolio::made(&IndexMap::from([("p1", one), ("p2", other)]));
        assert_eq!(made.contracts.len(), 2);
        assert_eq!(made.capital.rests_on(), "known for 1 of 2");
        assert_eq!(made.caps.only(), Some(("GBP", 300.0)));
        assert_eq!(made.paid.only(), Some(("GBP", 20.0)));
        assert_eq!(made.with_payments, 1);
        assert!(
            made.results()
                .unwrap()
                .starts_with("1 of 2 contracts have a result; no metric has a target and")
        );
    }
}
