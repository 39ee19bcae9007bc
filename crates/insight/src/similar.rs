//! Which records are like a record, and why, from what their cards say.
//!
//! What two records share counts by how rare it is: to share a payer with two others of three
//! hundred says more than to share a country with ninety. The unit is the bit, so that rarity adds
//! up. Nothing is known of record types here: the caller says what counts.

use std::collections::HashMap;

use indigo_publish::Card;

/// What makes records of a type alike.
#[derive(Debug, Clone, Copy)]
pub struct Likeness<'a> {
    /// Names of facets of which a shared value counts.
    pub facets: &'a [&'a str],
    /// Names of parties; a shared organisation counts.
    pub parties: &'a [&'a str],
    /// Names of numbers; being within a factor of two counts.
    pub sizes: &'a [&'a str],
    /// Names of values that are dates; being at most two years apart counts.
    pub dates: &'a [&'a str],
}

/// Why a record is like another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// They share a value of a facet.
    Facet {
        /// The facet.
        name: String,
        /// The value.
        value: String,
    },
    /// The same party has the same part in both.
    Party {
        /// The part.
        name: String,
        /// The id of who has it.
        id: String,
    },
    /// A number of theirs is within a factor of two.
    Size {
        /// The number.
        name: String,
    },
    /// A date of theirs is at most two years apart.
    Date {
        /// The date.
        name: String,
    },
}

/// A record that is like another.
#[derive(Debug, Clone, PartialEq)]
pub struct Similar<'a> {
    /// Its id.
    pub id: &'a str,
    /// How much they share, in bits; more is more alike.
    pub bits: f64,
    /// What they share, most telling first.
    pub reasons: Vec<Reason>,
}

/// How far apart two dates may be.
const YEARS_APART: i32 = 2;
/// What a size or a date counts.
const NEAR_BITS: f64 = 1.0;
/// Of the parties that two records share, so many count in full; parties that always occur
/// together, as the backers of a fund do, are one, and a consortium of twenty payers is one
/// circumstance, not twenty.
const PARTIES_IN_FULL: usize = 2;
/// The least that is worth showing.
const LEAST_BITS: f64 = 3.0;
/// The fewest things that two records must share.
const FEWEST_REASONS: usize = 2;

/// The records most like one, best first; equal ones in order of id.
///
/// `among` is all records of the type; `id` is left out of what is found.
#[must_use]
pub fn similar<'a>(
    id: &str,
    card: &Card,
    among: &[(&'a str, &'a Card)],
    likeness: &Likeness<'_>,
    most: usize,
) -> Vec<Similar<'a>> {
    let reasons = all_of(card, likeness);
    // For each record the numbers of the reasons that it shares; worked out once.
    let held: Vec<Vec<usize>> = among
        .iter()
        .map(|(_, other)| shared(card, other, &reasons))
        .collect();
    // For each reason the numbers of the records that have it.
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); reasons.len()];
    for (record, held) in held.iter().enumerate() {
        for place in held {
            holders[*place].push(record);
        }
    }
    let together = together(&reasons, &holders);
    let weights: Vec<f64> = reasons
        .iter()
        .zip(&holders)
        .map(|(reason, holders)| match reason {
            Reason::Size { .. } | Reason::Date { .. } => NEAR_BITS,
            _ => bits(among.len().max(1), holders.len().max(1)),
        })
        .collect();
    let mut found: Vec<Similar<'a>> = among
        .iter()
        .zip(&held)
        .filter(|((other, _), _)| *other != id)
        .filter_map(|((other, _), held)| weighed(other, held, &reasons, &weights, &together))
        .collect();
    found.sort_by(|one, other| {
        other
            .bits
            .total_cmp(&one.bits)
            .then_with(|| one.id.cmp(other.id))
    });
    found.truncate(most);
    found
}

fn weighed<'a>(
    id: &'a str,
    held: &[usize],
    reasons: &[Reason],
    weights: &[f64],
    together: &[usize],
) -> Option<Similar<'a>> {
    let mut held = held.to_vec();
    held.sort_by(|one, other| weights[*other].total_cmp(&weights[*one]));
    let mut parties: Vec<usize> = Vec::new();
    let mut others = 0;
    let mut total = 0.0;
    for place in &held {
        if matches!(reasons[*place], Reason::Party { .. }) {
            let is_counted = parties.contains(&together[*place]);
            if !is_counted {
                parties.push(together[*place]);
            }
            if is_counted || parties.len() > PARTIES_IN_FULL {
                continue;
            }
        } else {
            others += 1;
        }
        total += weights[*place];
    }
    let shared = parties.len() + others;
    (total >= LEAST_BITS && shared >= FEWEST_REASONS).then(|| Similar {
        id,
        bits: total,
        reasons: held.iter().map(|place| reasons[*place].clone()).collect(),
    })
}

/// For each reason the number of the first that stands for it: of parties that the same records
/// have, the first of them; of all else itself.
fn together(reasons: &[Reason], holders: &[Vec<usize>]) -> Vec<usize> {
    let mut first: HashMap<&[usize], usize> = HashMap::new();
    reasons
        .iter()
        .zip(holders)
        .enumerate()
        .map(|(place, (reason, holders))| match reason {
            Reason::Party { .. } => *first.entry(holders).or_insert(place),
            _ => place,
        })
        .collect()
}

/// Everything of a record that another could share.
fn all_of(card: &Card, likeness: &Likeness<'_>) -> Vec<Reason> {
    let mut all = Vec::new();
    for name in likeness.facets {
        for value in card.facets.get(*name).into_iter().flatten() {
            all.push(Reason::Facet {
                name: (*name).to_owned(),
                value: value.clone(),
            });
        }
    }
    for name in likeness.parties {
        for id in card.parties.get(*name).into_iter().flatten() {
            all.push(Reason::Party {
                name: (*name).to_owned(),
                id: id.clone(),
            });
        }
    }
    all.extend(likeness.sizes.iter().map(|name| Reason::Size {
        name: (*name).to_owned(),
    }));
    all.extend(likeness.dates.iter().map(|name| Reason::Date {
        name: (*name).to_owned(),
    }));
    all
}

/// The numbers of the reasons that another record shares.
fn shared(card: &Card, other: &Card, reasons: &[Reason]) -> Vec<usize> {
    let mut held = Vec::new();
    // Values of one name stand together, so that each name is looked up once.
    let mut last: Option<(bool, &str)> = None;
    let mut theirs: &[String] = &[];
    for (place, reason) in reasons.iter().enumerate() {
        let holds = match reason {
            Reason::Facet { name, value } | Reason::Party { name, id: value } => {
                let is_party = matches!(reason, Reason::Party { .. });
                if last != Some((is_party, name)) {
                    last = Some((is_party, name));
                    let named = if is_party {
                        other.parties.get(name)
                    } else {
                        other.facets.get(name)
                    };
                    theirs = named.map_or(&[], Vec::as_slice);
                }
                theirs.contains(value)
            }
            Reason::Size { name } => {
                let of = |card: &Card| card.numbers.get(name).copied().filter(|size| *size > 0.0);
                match (of(card), of(other)) {
                    (Some(one), Some(two)) => one <= two * 2.0 && two <= one * 2.0,
                    _ => false,
                }
            }
            Reason::Date { name } => match (year(card, name), year(other, name)) {
                (Some(one), Some(two)) => (one - two).abs() <= YEARS_APART,
                _ => false,
            },
        };
        if holds {
            held.push(place);
        }
    }
    held
}

fn year(card: &Card, name: &str) -> Option<i32> {
    let date = indigo_model::PartialDate::parse(card.values.get(name)?.trim())?;
    Some(i32::from(date.year))
}

/// How much it says to be one of `holders` among `all`.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of records are far below what a float holds exactly"
)]
fn bits(all: usize, holders: usize) -> f64 {
    (all as f64 / holders as f64).log2().max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIKENESS: Likeness<'static> = Likeness {
        facets: &["sector", "country"],
        parties: &["payers"],
        sizes: &["cap_usd"],
        dates: &["start"],
    };

    fn card(sector: &str, country: &str, payers: &[&str], cap: f64, start: &str) -> Card {
        let mut card = Card::default();
        let one = |text: &str| vec![text.to_owned()];
        card.facets.insert("sector".into(), one(sector));
        card.facets.insert("country".into(), one(country));
        card.parties.insert(
            "payers".into(),
            payers.iter().map(|id| (*id).to_owned()).collect(),
        );
        card.numbers.insert("cap_usd".into(), cap);
        card.values.insert("start".into(), start.into());
        card
    }

    fn found(cards: &[(&str, Card)], most: usize) -> Vec<(String, Vec<Reason>)> {
        let among: Vec<(&str, &Card)> = cards.iter().map(|(id, card)| (*id, card)).collect();
        similar(cards[0].0, &cards[0].1, &among, &LIKENESS, most)
            .into_iter()
            .map(|found| (found.id.to_owned(), found.reasons))
            .collect()
    }

    fn crowd() -> Vec<(&'static str, Card)> {
        let mut cards = vec![
            ("p1", card("Health", "GB", &["o1"], 1e6, "2017-03")),
            ("p2", card("Health", "GB", &["o9"], 9e6, "2009")),
            ("p3", card("Education", "GB", &["o1"], 9e6, "2009")),
            ("p4", card("Health", "GB", &["o1"], 1.5e6, "2018")),
        ];
        for id in ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"] {
            cards.push((id, card("Education", "GB", &["o2"], 0.0, "")));
        }
        cards
    }

    #[test]
    fn rarer_things_count_more() {
        let found = found(&crowd(), 5);
        let ids: Vec<&str> = found.iter().map(|(id, _)| id.as_str()).collect();
        // The country is everybody's, so the eight others share nothing that says anything.
        assert_eq!(ids, ["p4"]);
        assert_eq!(found[0].1.len(), 5, "{:?}", found[0].1);
        assert!(
            matches!(&found[0].1[0], Reason::Facet { name, .. } if name == "sector")
                || matches!(&found[0].1[0], Reason::Party { .. })
        );
        let Some(Reason::Facet { name, .. }) = found[0].1.last() else {
            panic!("{:?}", found[0].1);
        };
        assert_eq!(name, "country");
    }

    #[test]
    fn a_record_is_not_like_itself_and_no_more_are_told_than_asked() {
        assert!(found(&crowd(), 9).iter().all(|(id, _)| id != "p1"));
        assert_eq!(found(&crowd(), 0).len(), 0);
    }

    #[test]
    fn a_consortium_is_one_circumstance() {
        let many = ["o1", "o2", "o3", "o4", "o5"];
        let mut cards = vec![
            ("p1", card("Health", "GB", &many, 0.0, "")),
            ("p2", card("Education", "FR", &many, 0.0, "")),
            ("p3", card("Health", "GB", &["o1", "o2"], 0.0, "")),
        ];
        for id in ["q1", "q2", "q3", "q4", "q5", "q6"] {
            cards.push((id, card("Housing", "US", &["o7"], 0.0, "")));
        }
        let ids: Vec<String> = found(&cards, 2).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["p3", "p2"]);
    }

    #[test]
    fn the_backers_of_a_fund_are_one_reason() {
        let backers = ["o1", "o2", "o3", "o4", "o5", "o6", "o7", "o8", "o9"];
        let mut cards = vec![
            ("p1", card("Health", "GB", &backers, 0.0, "2017")),
            ("p2", card("Education", "FR", &backers, 0.0, "2018")),
            ("p3", card("Education", "FR", &backers, 0.0, "2018")),
            ("p4", card("Health", "GB", &[], 0.0, "2018")),
            ("p5", card("Education", "FR", &backers, 0.0, "")),
        ];
        for id in ["q1", "q2", "q3", "q4", "q5", "q6", "q7"] {
            cards.push((id, card("Housing", "US", &["o20"], 0.0, "")));
        }
        // The backers count once, with the start; alone they are one thing, which is too little.
        let found = found(&cards, 4);
        let ids: Vec<&str> = found.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["p4"]);
        cards[1].1.facets["sector"] = vec!["Health".to_owned()];
        let found = self::found(&cards, 4);
        assert_eq!(found[1].0, "p2");
        let named = found[1].1.iter();
        let named = named.filter(|reason| matches!(reason, Reason::Party { .. }));
        assert_eq!(named.count(), backers.len());
    }

    #[test]
    fn a_number_that_is_not_known_is_like_no_other() {
        let cards = [
            ("p1", Card::default()),
            ("p2", Card::default()),
            ("p3", Card::default()),
        ];
        assert!(found(&cards, 3).is_empty());
    }
}
