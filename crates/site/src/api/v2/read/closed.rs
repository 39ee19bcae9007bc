//! Values that a filter or a field cannot have: no record would pass, which is seldom what was
//! meant.
//!
//! Closed are the sets of values that the standard or the filter itself ends: codelists, bands, yes
//! and no, regions, roles. What records hold beside their codelist can be asked for as well. Names,
//! ids and free text are open: of these nothing is refused.

use indigo_standard::TypeStandard;

use super::{
    super::fault::ApiFault,
    asked::ReadAsked,
    condition::{Cell, Test},
    faults::Faults,
    fields::TypeFields,
    sparse::shortened,
    view::View,
};
use crate::{
    fold::fold,
    index::{TypeIndex, closed_values},
    meant::nearest,
};

/// So many values are named in a sentence; of more, only where they are.
const NAMED: usize = 8;

/// Refuses values that there are not.
///
/// # Errors
/// When there are some: each with its parameter and what was meant.
pub(super) fn refuse(
    view: &View<'_>,
    fields: &TypeFields,
    asked: &ReadAsked,
) -> Result<(), ApiFault> {
    let mut faults = Faults::default();
    let is_same = |a: &str, b: &str| fold(a) == fold(b);
    of_filters(
        view.one,
        view.of_type(),
        &asked.chosen,
        is_same,
        &mut faults,
    );
    for condition in &asked.conditions {
        let (Test::Any(cells), [field]) = (&condition.test, condition.fields.as_slice()) else {
            continue;
        };
        let leaf = fields.all[*field].leaf.as_ref();
        let Some(codes) = leaf.and_then(|leaf| leaf.codelist.as_ref()) else {
            continue;
        };
        let known: Vec<String> = codes.values.keys().map(|code| fold(code)).collect();
        for cell in cells {
            let Cell::Text(text) = cell else { continue };
            if known.iter().any(|code| **code == **text) {
                continue;
            }
            let column = view.site.reading.columns(view, fields, &[*field])?;
            let mut places = 0..view.entries().len();
            if places.any(|place| column[0].of(place).contains(cell)) {
                continue;
            }
            let codes = codes.values.keys().map(String::as_str);
            let said = of_one("field", "codes", &view.one.id, text, codes.clone());
            faults.unknown(
                &condition.parameter,
                "value_not_known",
                said,
                nearest(text, codes),
            );
        }
    }
    faults.finish()
}

/// Adds a fault for each value chosen that its filter cannot have, and no record has.
pub(super) fn of_filters(
    one: &TypeStandard,
    of_type: Option<&TypeIndex>,
    chosen: &[Vec<String>],
    is_same: impl Fn(&str, &str) -> bool,
    faults: &mut Faults,
) {
    let filters = one.profile.list.filters.iter().enumerate().zip(chosen);
    for ((place, filter), values) in filters.filter(|(_, values)| !values.is_empty()) {
        let Some(closed) = closed_values(one, filter) else {
            continue;
        };
        let facet = of_type.and_then(|of_type| of_type.facet(place));
        let occurring = facet.map_or(&[] as &[String], |facet| &facet.values);
        for value in values {
            let mut known = closed.iter().chain(occurring);
            if known.any(|known| is_same(known, value)) {
                continue;
            }
            let closed = closed.iter().map(String::as_str);
            let said = of_one("filter", "facets", &one.id, value, closed.clone());
            faults.unknown(
                &filter.name,
                "value_not_known",
                said,
                nearest(value, closed),
            );
        }
    }
}

/// That a filter or field has no such value, and where its values are.
fn of_one<'a>(
    of_what: &str,
    under: &str,
    record_type: &str,
    value: &str,
    there_are: impl Iterator<Item = &'a str>,
) -> String {
    let all: Vec<&str> = there_are.collect();
    let named = if all.len() <= NAMED {
        format!(" There are: {}.", all.join(", "))
    } else {
        String::new()
    };
    format!(
        "“{}” is no value of this {of_what}.{named} /api/v2/types/{record_type} lists them all under {under}.",
        shortened(value)
    )
}
