//! The filters of the lists, and how many records have each of their values.
//!
//! As on the pages of lists: two values of one filter widen it, and what is counted for a filter is
//! what would be left if nothing were chosen of it.

use std::collections::HashMap;

use super::{asked::ReadAsked, view::View};
use crate::fold::fold;

/// A filter with its values.
pub(super) struct Counted {
    /// Its name.
    pub(super) name: String,
    /// Each value with the number of records, most first.
    pub(super) values: Vec<(String, usize)>,
}

/// Takes out of `passes` what the filters leave out; the counts of those that were asked for.
pub(super) fn choose(view: &View<'_>, asked: &ReadAsked, passes: &mut [bool]) -> Vec<Counted> {
    let filters = &view.one.profile.list.filters;
    let wanted: Vec<Vec<String>> = asked
        .chosen
        .iter()
        .map(|values| values.iter().map(|value| fold(value)).collect())
        .collect();
    let mut counts: Vec<HashMap<&str, usize>> = vec![HashMap::new(); asked.facets.len()];
    for (place, pass) in passes.iter_mut().enumerate() {
        if !*pass {
            continue;
        }
        let values = |filter: usize| view.filter_values(filter, place);
        let failed: Vec<usize> = (0..wanted.len())
            .filter(|filter| {
                let wanted = &wanted[*filter];
                !wanted.is_empty()
                    && !values(*filter)
                        .iter()
                        .any(|value| wanted.contains(&fold(value)))
            })
            .collect();
        *pass = failed.is_empty();
        for (counts, facet) in counts.iter_mut().zip(&asked.facets) {
            if failed.is_empty() || failed == [*facet] {
                for value in values(*facet) {
                    *counts.entry(value).or_default() += 1;
                }
            }
        }
    }
    asked
        .facets
        .iter()
        .zip(counts)
        .map(|(facet, counts)| {
            let mut values: Vec<(String, usize)> = counts
                .into_iter()
                .map(|(value, count)| (value.to_owned(), count))
                .collect();
            values
                .sort_by(|(a, a_count), (b, b_count)| b_count.cmp(a_count).then_with(|| a.cmp(b)));
            Counted {
                name: filters
                    .get(*facet)
                    .map_or_else(String::new, |filter| filter.name.clone()),
                values,
            }
        })
        .collect()
}
