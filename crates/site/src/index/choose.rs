//! Filters, counts what each filter would leave, and sorts: one walk over the entries.

use std::sync::Arc;

use super::{Own, TypeIndex};
use crate::fold::fold;

/// What is asked of a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choice {
    /// Chosen values of each filter, in the order of the filters; an entry passes when it has one
    /// of them, or when none is chosen.
    pub(crate) values: Vec<Vec<String>>,
    /// Words that must all be in the name or the id …
    pub(crate) words: Option<String>,
    /// … or else the entry is one of these, best first (full-text results).
    pub(crate) hits: Arc<Vec<usize>>,
    /// The sorting; unknown ones fall back on the best match or the name.
    pub(crate) sort: String,
}

/// What a list shows.
#[derive(Debug)]
pub(crate) struct Chosen {
    /// The entries that pass, in order.
    pub(crate) entries: Vec<usize>,
    /// For each filter: how many entries have each value, given the other filters; most first.
    pub(crate) offers: Vec<Vec<Offer>>,
    /// The sorting that was used.
    pub(crate) sort: String,
}

/// A value of a filter that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offer {
    /// The value.
    pub(crate) value: String,
    /// How many entries would be left.
    pub(crate) count: usize,
    /// It is chosen now.
    pub(crate) chosen: bool,
}

/// The sorting by best match, only with words.
pub(crate) const BEST: &str = "best";
/// The sorting when nothing else is asked for.
const BY_NAME: &str = "name";

/// Whether all amounts that are known of the entries are in one currency, so that they can be
/// compared as they are.
fn is_one_currency(own: &[Option<Own>], entries: &[usize]) -> bool {
    let mut currencies = entries
        .iter()
        .filter_map(|place| own[*place].as_ref())
        .map(|own| own.currency.as_str());
    let first = currencies.next();
    first.is_some() && currencies.all(|currency| Some(currency) == first)
}

impl TypeIndex {
    /// The sortings that there are.
    pub(crate) fn sortings(&self) -> impl Iterator<Item = &str> {
        self.orders.keys().map(String::as_str)
    }

    /// Filters, counts and sorts.
    pub(crate) fn choose(&self, choice: &Choice) -> Chosen {
        let wanted: Vec<Option<Vec<bool>>> = self
            .facets
            .iter()
            .enumerate()
            .map(|(place, facet)| {
                let chosen = choice
                    .values
                    .get(place)
                    .filter(|values| !values.is_empty())?;
                Some(
                    facet
                        .values
                        .iter()
                        .map(|value| chosen.contains(value))
                        .collect(),
                )
            })
            .collect();
        let mut counts: Vec<Vec<usize>> = self
            .facets
            .iter()
            .map(|facet| vec![0; facet.values.len()])
            .collect();
        let by_words = self.by_words(choice);
        let mut passes = vec![false; self.len];
        for entry in 0..self.len {
            if by_words.as_ref().is_some_and(|found| !found[entry]) {
                continue;
            }
            let mut failed = None;
            let mut failures = 0;
            for (place, facet) in self.facets.iter().enumerate() {
                if let Some(wanted) = &wanted[place]
                    && !facet.of(entry).iter().any(|value| wanted[*value as usize])
                {
                    failed = Some(place);
                    failures += 1;
                }
            }
            passes[entry] = failures == 0;
            // What fails one filter only still counts for that filter.
            for (place, facet) in self.facets.iter().enumerate() {
                if failures == 0 || (failures == 1 && failed == Some(place)) {
                    for value in facet.of(entry) {
                        counts[place][*value as usize] += 1;
                    }
                }
            }
        }
        let (entries, sort) = self.sorted(choice, &passes);
        Chosen {
            entries,
            sort,
            offers: self.offers(&counts, &wanted),
        }
    }

    /// Which entries are found by the words; nothing when there are no words.
    fn by_words(&self, choice: &Choice) -> Option<Vec<bool>> {
        let words = fold(choice.words.as_deref()?);
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut found: Vec<bool> = self
            .names
            .iter()
            .map(|name| words.iter().all(|word| name.contains(word)))
            .collect();
        for hit in choice.hits.iter() {
            if let Some(slot) = found.get_mut(*hit) {
                *slot = true;
            }
        }
        Some(found)
    }

    fn sorted(&self, choice: &Choice, passes: &[bool]) -> (Vec<usize>, String) {
        let has_words = choice.words.is_some();
        let asked = self.orders.get_key_value(choice.sort.as_str());
        if has_words && asked.is_none() {
            return (self.best_first(choice, passes), BEST.to_owned());
        }
        let Some((name, order)) = asked.or_else(|| self.orders.get_key_value(BY_NAME)) else {
            return (Vec::new(), BY_NAME.to_owned());
        };
        let mut entries: Vec<usize> = order
            .iter()
            .map(|place| *place as usize)
            .filter(|place| passes[*place])
            .collect();
        if let Some(own) = self.own.get(name)
            && is_one_currency(own, &entries)
        {
            let amount = |place: usize| own[place].as_ref().map(|own| own.amount);
            entries.sort_by(|a, b| {
                let (a, b) = (amount(*a), amount(*b));
                b.is_some()
                    .cmp(&a.is_some())
                    .then_with(|| b.unwrap_or(0.0).total_cmp(&a.unwrap_or(0.0)))
            });
        }
        (entries, name.clone())
    }

    /// Full-text results in their order, then names that hold the words.
    fn best_first(&self, choice: &Choice, passes: &[bool]) -> Vec<usize> {
        let mut left = passes.to_vec();
        let mut entries = Vec::new();
        let by_name = self.orders.get(BY_NAME).into_iter().flatten();
        for place in choice
            .hits
            .iter()
            .copied()
            .chain(by_name.map(|place| *place as usize))
        {
            if left.get(place) == Some(&true) {
                left[place] = false;
                entries.push(place);
            }
        }
        entries
    }

    fn offers(&self, counts: &[Vec<usize>], wanted: &[Option<Vec<bool>>]) -> Vec<Vec<Offer>> {
        self.facets
            .iter()
            .zip(counts)
            .zip(wanted)
            .map(|((facet, counts), wanted)| {
                let mut offers: Vec<Offer> = facet
                    .values
                    .iter()
                    .zip(counts)
                    .enumerate()
                    .map(|(number, (value, count))| Offer {
                        value: value.clone(),
                        count: *count,
                        chosen: wanted.as_ref().is_some_and(|wanted| wanted[number]),
                    })
                    .filter(|offer| offer.count > 0 || offer.chosen)
                    .collect();
                offers.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
                offers
            })
            .collect()
    }
}
