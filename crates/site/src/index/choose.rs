//! Filters, counts what each filter would leave, and sorts: one walk over the entries.

use std::sync::Arc;

use super::{Facet, Own, TypeIndex};
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
    /// The words are no words to look for in names: only the hits are meant.
    pub(crate) only_hits: bool,
    /// The sorting; unknown ones fall back on the best match or the name.
    pub(crate) sort: String,
    /// For each filter over ids: words that the names offered have to hold, folded.
    pub(crate) finds: Vec<Option<String>>,
}

/// What a list shows.
#[derive(Debug)]
pub(crate) struct Chosen {
    /// The entries that pass, in order.
    pub(crate) entries: Vec<usize>,
    /// For each filter: how many entries have each value, given the other filters; most first, of
    /// filters over ids the first few alone.
    pub(crate) offers: Vec<Vec<Offer>>,
    /// For each filter: how many values it would still offer besides.
    pub(crate) left: Vec<usize>,
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

/// How many values a filter over ids offers …
const OF_IDS: usize = 10;
/// … and how many of those whose names were asked for.
const FOUND: usize = 30;

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
        let by_words = self.by_words(choice);
        let mut passes = by_words.unwrap_or_else(|| vec![true; self.len]);
        let counts = self.narrow(&wanted, &mut passes);
        let (entries, sort) = self.sorted(choice, &passes);
        let (offers, left) = self
            .facets
            .iter()
            .zip(&counts)
            .zip(&wanted)
            .enumerate()
            .map(|(place, ((facet, counts), wanted))| {
                let find = choice.finds.get(place).and_then(Option::as_deref);
                facet.offers(counts, wanted.as_deref(), find)
            })
            .unzip();
        Chosen {
            entries,
            sort,
            offers,
            left,
        }
    }

    /// Takes out of `passes` the entries that have none of the values wanted of a filter; gives,
    /// for each filter, how many entries have each value, as if nothing were wanted of it.
    pub(crate) fn narrow(
        &self,
        wanted: &[Option<Vec<bool>>],
        passes: &mut [bool],
    ) -> Vec<Vec<usize>> {
        let none = |facet: &Facet| vec![0; facet.values.len()];
        let mut counts: Vec<Vec<usize>> = self.facets.iter().map(none).collect();
        for (entry, pass) in passes.iter_mut().enumerate() {
            if !*pass {
                continue;
            }
            let mut failed = None;
            let mut failures = 0;
            for (place, facet) in self.facets.iter().enumerate() {
                if let Some(Some(wanted)) = wanted.get(place)
                    && !facet.of(entry).iter().any(|value| wanted[*value as usize])
                {
                    failed = Some(place);
                    failures += 1;
                }
            }
            *pass = failures == 0;
            // What fails one filter only still counts for that filter.
            for (place, facet) in self.facets.iter().enumerate() {
                if failures == 0 || (failures == 1 && failed == Some(place)) {
                    for value in facet.of(entry) {
                        counts[place][*value as usize] += 1;
                    }
                }
            }
        }
        counts
    }

    /// Which entries are found by the words; nothing when there are no words.
    fn by_words(&self, choice: &Choice) -> Option<Vec<bool>> {
        let words = fold(choice.words.as_deref()?);
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut found: Vec<bool> = self
            .names
            .iter()
            .map(|name| !choice.only_hits && words.iter().all(|word| name.contains(word)))
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
}

impl Facet {
    /// The values to choose from: most entries first, then those that are common in the whole
    /// type, then by name. With how many there are besides.
    fn offers(
        &self,
        counts: &[usize],
        wanted: Option<&[bool]>,
        find: Option<&str>,
    ) -> (Vec<Offer>, usize) {
        let is_chosen = |place: usize| wanted.is_some_and(|wanted| wanted[place]);
        let by_count = |a: &usize, b: &usize| {
            let (a, b) = (*a, *b);
            let common = self.totals[b].cmp(&self.totals[a]);
            counts[b]
                .cmp(&counts[a])
                .then(common)
                .then_with(|| self.text(a).cmp(self.text(b)))
        };
        let mut places: Vec<usize> = (0..self.values.len()).collect();
        let mut left = 0;
        if !self.labels.is_empty() {
            let words: Vec<&str> = find.unwrap_or_default().split_whitespace().collect();
            places.retain(|place| {
                let fits = || words.iter().all(|word| self.folded[*place].contains(word));
                is_chosen(*place) || ((counts[*place] > 0 || !words.is_empty()) && fits())
            });
            let most = if words.is_empty() { OF_IDS } else { FOUND };
            if places.len() > most {
                places.select_nth_unstable_by(most, by_count);
                let rest = places.split_off(most);
                left = rest.iter().filter(|place| !is_chosen(**place)).count();
                places.extend(rest.into_iter().filter(|place| is_chosen(*place)));
            }
        }
        places.sort_unstable_by(by_count);
        let offers = places
            .into_iter()
            .map(|place| Offer {
                value: self.values[place].clone(),
                count: counts[place],
                chosen: is_chosen(place),
            })
            .collect();
        (offers, left)
    }
}
