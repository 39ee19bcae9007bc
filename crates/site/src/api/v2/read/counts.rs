//! The filters of the lists, and how many records have each of their values.
//!
//! Chosen and counted by what the pages of lists are made with; only that a value which no record
//! has as it is written also stands for those that differ in case and accents alone.

use super::{asked::ReadAsked, view::View};
use crate::{fold::fold, index::Facet};

/// A filter with its values.
pub(super) struct Counted {
    /// Its name.
    pub(super) name: String,
    /// Each value with the number of records, most first.
    pub(super) values: Vec<(String, usize)>,
}

/// Takes out of `passes` what the filters leave out; the counts of those that were asked for.
pub(super) fn choose(view: &View<'_>, asked: &ReadAsked, passes: &mut [bool]) -> Vec<Counted> {
    let Some(of_type) = view.of_type() else {
        return Vec::new();
    };
    let wanted: Vec<Option<Vec<bool>>> = asked
        .chosen
        .iter()
        .enumerate()
        .map(|(place, values)| {
            let facet = of_type.facet(place).filter(|_| !values.is_empty())?;
            Some(wanted(facet, values))
        })
        .collect();
    let counts = of_type.narrow(&wanted, passes);
    let filters = &view.one.profile.list.filters;
    asked
        .facets
        .iter()
        .filter_map(|place| {
            let facet = of_type.facet(*place)?;
            let of_each = facet.values.iter().cloned().zip(counts[*place].clone());
            let mut values: Vec<(String, usize)> =
                of_each.filter(|(_, count)| *count > 0).collect();
            values
                .sort_by(|(a, a_count), (b, b_count)| b_count.cmp(a_count).then_with(|| a.cmp(b)));
            let name = filters.get(*place)?.name.clone();
            Some(Counted { name, values })
        })
        .collect()
}

/// Which of the values that occur are among those chosen.
fn wanted(facet: &Facet, chosen: &[String]) -> Vec<bool> {
    let is_there = |value: &&String| facet.values.contains(value);
    let (exact, others): (Vec<&String>, Vec<&String>) = chosen.iter().partition(is_there);
    let folded: Vec<String> = others.into_iter().map(|value| fold(value)).collect();
    facet
        .values
        .iter()
        .map(|value| exact.contains(&value) || folded.contains(&fold(value)))
        .collect()
}
