//! How many contracts there are of each sector, and how many of them have results, with links to
//! the lists.

use indigo_standard::{FilterSpec, TypeStandard};

use crate::{
    frame::list_href,
    index::{Choice, Chosen, Index, YES},
    pages::list::value_shown,
    site::Site,
    url::encode,
    words::{count, small_first},
};

/// How many bars are drawn.
const BARS: usize = 10;

/// Bars of one filter.
pub(super) struct Bars {
    pub(super) title: String,
    pub(super) rows: Vec<Bar>,
    /// "Of 319 projects."
    pub(super) note: String,
}

/// A bar.
pub(super) struct Bar {
    pub(super) text: String,
    pub(super) href: String,
    pub(super) count: String,
    /// Length of a hundred.
    pub(super) width: usize,
    /// How many of them have rows of the kind that lists ask for first, and where they are:
    /// "12 with results".
    pub(super) with: Option<With>,
}

/// Some of the records behind a bar.
pub(super) struct With {
    pub(super) text: String,
    pub(super) href: String,
    /// Length of a hundred, as the bar's.
    pub(super) width: usize,
}

/// Bars of the first filter of projects: the sector.
pub(super) fn bars(site: &Site, index: &Index) -> Option<Bars> {
    let one = site.standard().get("project")?;
    let of_type = index.of_type(&one.id)?;
    let filters = &one.profile.list.filters;
    let filter = filters.first()?;
    let has = filters.iter().position(|filter| filter.has.is_some());
    let all = of_type.choose(&Choice::default());
    let with = has.map(|place| {
        let mut values = vec![Vec::new(); filters.len()];
        values[place].push(YES.to_owned());
        let chosen = of_type.choose(&Choice {
            values,
            ..Choice::default()
        });
        (&filters[place], chosen)
    });
    let offers = all.offers.first().filter(|offers| !offers.is_empty())?;
    let most = offers.first().map_or(1, |offer| offer.count).max(1);
    let width = |count: usize| count * 100 / most;
    let rows: Vec<Bar> = offers
        .iter()
        .take(BARS)
        .map(|offer| Bar {
            text: value_shown(site, filter, &offer.value),
            href: href(one, filter, &offer.value),
            count: count(offer.count),
            width: width(offer.count).max(1),
            with: with.as_ref().and_then(|(has, chosen)| {
                let number = offered(chosen, &offer.value)?;
                Some(With {
                    text: format!(
                        "{} {}",
                        count(number),
                        small_first(&value_shown(site, has, YES))
                    ),
                    href: format!(
                        "{}&{}={YES}",
                        href(one, filter, &offer.value),
                        encode(&has.name)
                    ),
                    width: width(number),
                })
            }),
        })
        .collect();
    let titles = small_first(&one.profile.words.titles);
    let left = offers.len() - rows.len();
    let mut note = format!("Of {} {titles}.", count(of_type.len));
    if left > 0 {
        note.push_str(&format!(" {} more are in the list.", count(left)));
    }
    Some(Bars {
        title: format!("By {}", small_first(&filter.title)),
        rows,
        note,
    })
}

/// How many records have a value of the first filter; none when nobody has.
fn offered(chosen: &Chosen, value: &str) -> Option<usize> {
    let offers = chosen.offers.first()?;
    let offer = offers.iter().find(|offer| offer.value == value)?;
    (offer.count > 0).then_some(offer.count)
}

fn href(one: &TypeStandard, filter: &FilterSpec, value: &str) -> String {
    format!(
        "{}?{}={}",
        list_href(one),
        encode(&filter.name),
        encode(value)
    )
}
