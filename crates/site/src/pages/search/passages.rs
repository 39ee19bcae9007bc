//! The matching places of a record, each with a way to it.

use indigo_registry::Hit;
use indigo_standard::TypeStandard;

use crate::{frame::record_href, layout::TypeLayout, pages::list::PassageView, site::Site};

/// Where facts stand that belong to no section.
const OVERVIEW: &str = "overview";

/// The places as they are shown.
pub(super) fn shown(site: &Site, one: &TypeStandard, hit: &Hit) -> Vec<PassageView> {
    let layout = site.layout(&one.id);
    hit.passages
        .iter()
        .map(|passage| PassageView {
            label: passage.label.clone(),
            pieces: passage.text.clone(),
            href: passage.anchor.as_deref().map(|anchor| {
                let place = place(layout, anchor);
                format!("{}#{place}", record_href(one, &hit.id))
            }),
        })
        .collect()
}

/// The place on the page that an anchor means: a section or a row of one, or else the overview.
fn place<'a>(layout: Option<&TypeLayout>, anchor: &'a str) -> &'a str {
    let is_there = layout.is_some_and(|layout| {
        layout.sections.iter().any(|section| {
            let name = section.pointer.trim_start_matches('/').replace('/', ".");
            anchor
                .strip_prefix(name.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    });
    if is_there { anchor } else { OVERVIEW }
}
