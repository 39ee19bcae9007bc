//! What is asked of the landscape, and what it comes to.

use indigo_insight::{Alongside, Compared, Landscape, compare, landscape};
use indigo_publish::Card;
use indigo_registry::Day;
use indigo_standard::TypeStandard;

use super::shown::day_in_words;
use crate::{
    error::SiteError,
    frame::{list_href, on_day},
    pages::list::{Picked, picked},
    request::{AS_OF, Asked},
    site::Site,
    url::encode,
    words::shortened,
};

/// The type that the landscape is of.
const OF: &str = "project";
/// The type of those who have roles.
const ORGANISATION: &str = "organisation";
/// The parameter of the day to compare with.
const COMPARE: &str = "compare";
/// The parameter of the country that has a block of its own.
const ABOUT: &str = "about";
/// The filter by country.
const COUNTRY: &str = "country";
/// The longest code of a country that is taken.
const LONGEST: usize = 60;

/// The type that the landscape is of, where the installation has it.
pub(crate) fn of_type(site: &Site) -> Option<&TypeStandard> {
    site.standard().get(OF)
}

/// The landscape that an address asks for.
pub(super) struct Seen<'a> {
    pub(super) one: &'a TypeStandard,
    /// The day, when it is not today.
    pub(super) day: Option<Day>,
    pub(super) picked: Picked,
    pub(super) now: Landscape,
    pub(super) before: Option<Before>,
    pub(super) about: Option<About>,
}

/// The same selection on another day, before or after.
pub(super) struct Before {
    pub(super) day: Day,
    pub(super) picked: Picked,
    pub(super) compared: Compared,
}

/// The part of the selection in one country.
pub(super) struct About {
    pub(super) code: String,
    pub(super) landscape: Landscape,
    /// The same part on the other day, when one is asked for.
    pub(super) compared: Option<Compared>,
}

impl<'a> Seen<'a> {
    /// What the address asks for.
    pub(super) fn of(site: &'a Site, asked: &Asked) -> Result<Self, SiteError> {
        let one = of_type(site).ok_or(SiteError::NotFound)?;
        refuse_look_alikes(asked, one)?;
        let day = asked.as_of()?.filter(|day| !day.is_now());
        let picked = picked(site, asked, one, day.as_ref())?;
        let now = of_picked(site, one, &picked);
        let before = match asked.day(COMPARE)? {
            Some(other) => Some(before(site, asked, one, other, &now)?),
            None => None,
        };
        let about = asked
            .parameter(ABOUT)
            .filter(|code| code.len() <= LONGEST && !code.chars().any(char::is_control))
            .map(|code| {
                let of =
                    |picked: &Picked| landscape(&cards(picked, Some(code)), &[], &known(picked));
                let landscape = of(&picked);
                About {
                    code: code.to_owned(),
                    compared: before
                        .as_ref()
                        .map(|before| compare(&of(&before.picked), &landscape)),
                    landscape,
                }
            });
        Ok(Self {
            one,
            day,
            picked,
            now,
            before,
            about,
        })
    }

    /// The day as people write it.
    pub(super) fn day_in_words(&self) -> String {
        day_in_words(self.day.as_ref().unwrap_or(&Day::today()))
    }

    /// The query of the same landscape, with its question mark; empty when nothing is asked for.
    pub(super) fn query(&self) -> String {
        let day = self.day.as_ref().map(Day::as_str);
        let before = self.before.as_ref().map(|before| before.day.as_str());
        let about = self.about.as_ref().map(|about| about.code.as_str());
        let more = [(AS_OF, day), (COMPARE, before), (ABOUT, about)];
        let chosen = self
            .picked
            .parameters
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let more = more
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        joined("", chosen.chain(more))
    }

    /// The list of the projects of the selection that also have these values; `None` when that
    /// cannot be asked of the list, because another value of the filter is chosen, of which a
    /// project may have several.
    pub(super) fn projects_href(&self, with: &[(&str, &str)]) -> Option<String> {
        let several = |name: &str| {
            name != "sector" && name != "stage" && name != "start" && name != "capital"
        };
        let is_taken = |(name, value): &(&str, &str)| {
            let mut same = self
                .picked
                .parameters
                .iter()
                .filter(|(known, _)| known == name);
            several(name) && same.any(|(_, known)| known != value)
        };
        if with.iter().any(is_taken) {
            return None;
        }
        let chosen = self
            .picked
            .parameters
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !with.iter().any(|(other, _)| other == name));
        let href = joined(&list_href(self.one), chosen.chain(with.iter().copied()));
        Some(on_day(&href, self.day.as_ref()))
    }

    /// The list of the projects of the selection in the country of the block.
    pub(super) fn about_href(&self, code: &str) -> Option<String> {
        self.projects_href(&[(COUNTRY, code)])
    }
}

/// Refuses other names for the parameters of days: passed over, they would give the figures of
/// another day than the one that was asked for.
fn refuse_look_alikes(asked: &Asked, one: &TypeStandard) -> Result<(), SiteError> {
    for (name, _) in asked.parameters() {
        let plain: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        let meant = match plain.as_str() {
            "at" | "on" | "asof" | "asat" | "ason" | "day" | "date" | "onday" | "when" => AS_OF,
            "compare" | "compared" | "compareto" | "comparewith" | "comparedto"
            | "comparedwith" | "with" | "vs" | "versus" | "before" | "since" => COMPARE,
            _ => continue,
        };
        let filters = &one.profile.list.filters;
        if name != meant && !filters.iter().any(|filter| filter.name == *name) {
            return Err(SiteError::Unclear {
                said: format!(
                    "“{}” is no parameter here. Write the day as {meant}=2025-05-31.",
                    shortened(name, 40)
                ),
            });
        }
    }
    Ok(())
}

fn joined<'p>(href: &str, parameters: impl Iterator<Item = (&'p str, &'p str)>) -> String {
    let query: Vec<String> = parameters
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    if query.is_empty() {
        href.to_owned()
    } else {
        format!("{href}?{}", query.join("&"))
    }
}

fn before(
    site: &Site,
    asked: &Asked,
    one: &TypeStandard,
    day: Day,
    now: &Landscape,
) -> Result<Before, SiteError> {
    let picked = picked(site, asked, one, Some(&day))?;
    let was = of_picked(site, one, &picked);
    Ok(Before {
        day,
        compared: compare(&was, now),
        picked,
    })
}

/// What all that is picked comes to.
fn of_picked(site: &Site, one: &TypeStandard, picked: &Picked) -> Landscape {
    let alongside = alongside(site, one, picked);
    landscape(&cards(picked, None), &alongside, &known(picked))
}

/// Which organisations everybody may see.
fn known(picked: &Picked) -> impl Fn(&str) -> bool {
    let catalogue = &picked.index.catalogue;
    move |id| catalogue.entry(ORGANISATION, id).is_some()
}

/// The cards of what is picked, in one country when one is given.
fn cards<'p>(picked: &'p Picked, country: Option<&str>) -> Vec<(&'p str, &'p Card)> {
    picked
        .entries()
        .filter(|entry| {
            country.is_none_or(|country| {
                let countries = entry.card.facets.get(COUNTRY).into_iter().flatten();
                countries.into_iter().any(|known| known == country)
            })
        })
        .map(|entry| (entry.id.as_str(), &entry.card))
        .collect()
}

/// How many records of the other types there are.
fn alongside(site: &Site, one: &TypeStandard, picked: &Picked) -> Vec<Alongside> {
    site.standard()
        .types()
        .filter(|other| other.id != one.id)
        .map(|other| Alongside {
            key: other.profile.words.many.clone(),
            title: other.profile.words.titles.clone(),
            records: picked.index.catalogue.entries(&other.id).len(),
        })
        .collect()
}
