//! How many contracts there are of each sector and country, with links to the lists.

use indigo_standard::{FilterSpec, TypeStandard};

use crate::{
    frame::list_href,
    index::{Choice, Index},
    pages::list::value_shown,
    site::Site,
    url::encode,
    words::{count, small_first},
};

/// How many bars are drawn.
const BARS: usize = 8;

/// Bars of one filter.
pub(super) struct Bars {
    pub(super) title: String,
    pub(super) rows: Vec<Bar>,
    /// "of 319 contracts; one may be in several".
    pub(super) note: String,
}

/// A bar.
pub(super) struct Bar {
    pub(super) text: String,
    pub(super) href: String,
    pub(super) count: String,
    /// Length of a hundred.
    pub(super) width: usize,
}

/// Bars of the first two filters of projects: sector and country.
pub(super) fn bars(site: &Site, index: &Index) -> Vec<Bars> {
    let Some(one) = site.standard().get("project") else {
        return Vec::new();
    };
    let Some(of_type) = index.of_type(&one.id) else {
        return Vec::new();
    };
    let all = of_type.choose(&Choice::default());
    one.profile
        .list
        .filters
        .iter()
        .zip(&all.offers)
        .take(2)
        .filter(|(_, offers)| !offers.is_empty())
        .map(|(filter, offers)| {
            let most = offers.first().map_or(1, |offer| offer.count).max(1);
            let rows: Vec<Bar> = offers
                .iter()
                .take(BARS)
                .map(|offer| Bar {
                    text: value_shown(site, filter, &offer.value),
                    href: href(one, filter, &offer.value),
                    count: count(offer.count),
                    width: (offer.count * 100 / most).max(1),
                })
                .collect();
            let titles = small_first(&one.profile.words.titles);
            let left = offers.len() - rows.len();
            let mut note = format!("Of {} {titles}.", count(of_type.len));
            if filter.list.is_some() {
                note.push_str(" One that is in several counts in each.");
            }
            if left > 0 {
                note.push_str(&format!(" {} more are in the list.", count(left)));
            }
            Bars {
                title: format!("By {}", small_first(&filter.title)),
                rows,
                note,
            }
        })
        .collect()
}

fn href(one: &TypeStandard, filter: &FilterSpec, value: &str) -> String {
    format!(
        "{}?{}={}",
        list_href(one),
        encode(&filter.name),
        encode(value)
    )
}
