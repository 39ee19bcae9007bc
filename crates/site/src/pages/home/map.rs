//! The world, each country coloured by how many contracts are delivered there.

use indigo_charts::{Caption, Choropleth, Country};

use crate::{
    figure::Figure,
    frame::list_href,
    index::{Choice, Index},
    site::Site,
    url::encode,
    words::{count, counted, small_first},
};

/// The map of projects; a country leads to its list.
pub(super) fn map(site: &Site, index: &Index) -> Option<Figure> {
    let one = site.standard().get("project")?;
    let of_type = index.of_type(&one.id)?;
    let filters = &one.profile.list.filters;
    let place = filters
        .iter()
        .position(|filter| filter.show.as_deref() == Some("country"))?;
    let all = of_type.choose(&Choice::default());
    let offers = all.offers.get(place)?;
    let known = index
        .catalogue
        .entries(&one.id)
        .iter()
        .filter(|entry| entry.card.facets.contains_key(&filters[place].name))
        .count();
    let titles = &one.profile.words.titles;
    let countries = offers
        .iter()
        .map(|offer| Country {
            code: offer.value.clone(),
            name: site.countries.name(&offer.value).to_owned(),
            value: u32::try_from(offer.count).map_or(0.0, f64::from),
            shown: count(offer.count),
            href: Some(format!(
                "{}?{}={}",
                list_href(one),
                encode(&filters[place].name),
                encode(&offer.value)
            )),
        })
        .collect();
    let map = Choropleth {
        caption: Caption::new(
            "world",
            format!(
                "{titles} in {}",
                counted(offers.len(), "country", "countries")
            ),
        )
        .noted(format!(
            "{} of {} {} say where; one that is in several countries counts in each",
            count(known),
            count(of_type.len),
            small_first(titles)
        ))
        .sourced("Public records of this site"),
        measure: titles.clone(),
        countries,
    };
    Some(Figure::of(map.draw()))
}
