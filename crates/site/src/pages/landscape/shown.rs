//! Figures as people read them.

use indigo_insight::{Compared, Figure, Landscape, Unit};
use indigo_registry::Day;

use super::{
    changed::{ChangedBy, changed_by},
    seen::Seen,
};
use crate::{
    facts::dates,
    site::Site,
    words::{count, thousands},
};

/// What is said wherever a past day is shown.
pub(super) const OF_THE_PAST: &str = "Of a past day, what was public then and is public now is shown. What was taken out since is not, so that a figure can be smaller than the one that was published on that day; an amount that is stated in another form now is left out when it was not plainly corrected.";

/// A figure in the table.
pub(super) struct FigureRow {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) value: String,
    pub(super) of: String,
    pub(super) rule: String,
}

/// A headline figure at the top.
pub(super) struct Tile {
    pub(super) title: String,
    pub(super) value: String,
    /// What it rests on.
    pub(super) rests: String,
    /// What it was on the day compared with, when one is.
    pub(super) change: String,
}

/// The block about a country.
pub(super) struct CountryBlock {
    pub(super) tiles: Vec<Tile>,
    /// Which projects make what is different.
    pub(super) changed: Vec<ChangedBy>,
    pub(super) name: String,
    pub(super) in_sentence: String,
    pub(super) href: Option<String>,
    pub(super) rows: Vec<FigureRow>,
    /// Title, before, after and difference of each figure, when another day is asked for.
    pub(super) compared: Vec<[String; 4]>,
    /// `Health: 12`.
    pub(super) sectors: Vec<(String, String)>,
    pub(super) sectors_of: String,
}

/// A day as people write it.
pub(super) fn day_in_words(day: &Day) -> String {
    dates::in_words(day.as_str()).unwrap_or_else(|| day.to_string())
}

/// A number with commas, rounded to so many digits after the point.
pub(super) fn grouped(value: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", value.abs());
    let (whole, part) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(whole, part)| (whole, Some(part)));
    let part = part.filter(|part| part.bytes().any(|digit| digit != b'0'));
    let sign = if value < 0.0 && text.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        "−"
    } else {
        ""
    };
    match part {
        Some(part) => format!("{sign}{}.{part}", thousands(whole)),
        None => format!("{sign}{}", thousands(whole)),
    }
}

/// A value with its unit: `US$867,490,357`, `39 months`, `43.4 months`.
pub(super) fn value(unit: Unit, value: f64) -> String {
    match unit {
        Unit::UsDollars => match grouped(value, 0).strip_prefix('−') {
            Some(digits) => format!("−US${digits}"),
            None => format!("US${}", grouped(value, 0)),
        },
        Unit::Months => format!("{} months", grouped(value, 1)),
        Unit::People => grouped(value, 1),
        Unit::Projects | Unit::Countries | Unit::Records => grouped(value, 0),
    }
}

/// A large amount in few letters: `US$867.5 million`.
pub(super) fn short_money(value: f64) -> String {
    if value >= 1e9 {
        format!("US${} billion", grouped(value / 1e9, 2))
    } else if value >= 1e6 {
        format!("US${} million", grouped(value / 1e6, 1))
    } else {
        format!("US${}", grouped(value, 0))
    }
}

/// `257 of 319`.
pub(super) fn of(figure: &Figure) -> String {
    format!("{} of {}", count(figure.n), count(figure.of))
}

/// The figures of projects, or those of other types beside them.
pub(super) fn figure_rows(of_these: &Landscape, alongside: bool) -> Vec<FigureRow> {
    of_these
        .figures
        .iter()
        .filter(|figure| (figure.unit == Unit::Records) == alongside)
        .map(|figure| FigureRow {
            key: figure.key.clone(),
            title: figure.title.clone(),
            value: shown(figure),
            of: of(figure),
            rule: figure.rule.clone(),
        })
        .collect()
}

/// The value of a figure, or that nothing is known.
pub(super) fn shown(figure: &Figure) -> String {
    figure.value.map_or_else(
        || "not known".to_owned(),
        |number| value(figure.unit, number),
    )
}

/// The figures that are said first.
const HEADLINE: [&str; 5] = [
    "projects",
    "capital_sum",
    "users_sum",
    "duration_median",
    "countries",
];

/// The headline figures: title, value, what it rests on.
pub(super) fn headline(of_these: &Landscape) -> Vec<(String, String, String)> {
    HEADLINE
        .iter()
        .filter_map(|key| of_these.figure(key))
        .map(|figure| {
            let value = match (figure.unit, figure.value) {
                (Unit::UsDollars, Some(amount)) => short_money(amount),
                _ => shown(figure),
            };
            let rests = match figure.key.as_str() {
                "projects" => String::new(),
                _ => format!("known of {} projects", of(figure)),
            };
            (figure.title.clone(), value, rests)
        })
        .collect()
}

/// How each headline figure changed: `before US$771.0 million (+US$96.5 million)`.
pub(super) fn headline_changes(compared: &Compared) -> Vec<String> {
    let short = |unit, number: f64| match unit {
        Unit::UsDollars if number < 0.0 => format!("−{}", short_money(-number)),
        Unit::UsDollars => short_money(number),
        _ => value(unit, number),
    };
    let known = |key: &&str| compared.figures.iter().find(|change| change.key == **key);
    HEADLINE
        .iter()
        .filter_map(known)
        .map(|change| {
            let before = change.before.map_or_else(
                || "not known".to_owned(),
                |before| short(change.unit, before),
            );
            match change.difference {
                None => format!("before {before}"),
                Some(0.0) => format!("before {before} (no difference)"),
                Some(more) => {
                    let sign = if more > 0.0 { "+" } else { "" };
                    format!("before {before} ({sign}{})", short(change.unit, more))
                }
            }
        })
        .collect()
}

/// The headline figures, each with how it changed where another day is asked for.
pub(super) fn tiles(of_these: &Landscape, compared: Option<&Compared>) -> Vec<Tile> {
    let figures = headline(of_these);
    let mut changes = compared.map(headline_changes).unwrap_or_default();
    changes.resize(figures.len(), String::new());
    figures
        .into_iter()
        .zip(changes)
        .map(|((title, value, rests), change)| Tile {
            title,
            value,
            rests,
            change,
        })
        .collect()
}

/// Title, before, after, difference of each figure.
pub(super) fn compared_rows(compared: &Compared) -> Vec<[String; 4]> {
    let said = |unit, number: Option<f64>| {
        number.map_or_else(|| "not known".to_owned(), |number| value(unit, number))
    };
    compared
        .figures
        .iter()
        .map(|change| {
            let difference = match change.difference {
                Some(0.0) => "none".to_owned(),
                Some(more) if more > 0.0 => format!("+{}", value(change.unit, more)),
                other => said(change.unit, other),
            };
            [
                change.title.clone(),
                said(change.unit, change.before),
                said(change.unit, change.after),
                difference,
            ]
        })
        .collect()
}

/// The block about the country that was asked for.
pub(super) fn country_block(site: &Site, seen: &Seen<'_>) -> Option<CountryBlock> {
    let about = seen.about.as_ref()?;
    let sectors = about.landscape.group("sectors")?;
    let mut shares: Vec<(String, String)> = sectors
        .shares
        .iter()
        .map(|share| (share.key.clone(), count(share.projects)))
        .collect();
    if sectors.not_known > 0 {
        shares.push(("Not known".to_owned(), count(sectors.not_known)));
    }
    Some(CountryBlock {
        name: site.countries.name(&about.code).to_owned(),
        in_sentence: site.countries.in_sentence(&about.code),
        tiles: tiles(&about.landscape, about.compared.as_ref()),
        changed: about
            .compared
            .as_ref()
            .map(|compared| changed_by(seen, compared))
            .unwrap_or_default(),
        href: seen.about_href(&about.code),
        rows: figure_rows(&about.landscape, false),
        compared: about
            .compared
            .as_ref()
            .map(compared_rows)
            .unwrap_or_default(),
        sectors: shares,
        sectors_of: format!("{} of {}", count(sectors.n), count(sectors.of)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_unit() {
        for (unit, number, expected) in [
            (Unit::UsDollars, 867_490_356.888, "US$867,490,357"),
            (Unit::UsDollars, -1_500.0, "−US$1,500"),
            (Unit::Months, 39.0, "39 months"),
            (Unit::Months, 43.409, "43.4 months"),
            (Unit::People, 407.5, "407.5"),
            (Unit::Projects, 1_319.0, "1,319"),
            (Unit::Projects, -0.2, "0"),
        ] {
            assert_eq!(value(unit, number), expected);
        }
        assert_eq!(short_money(867_490_356.888), "US$867.5 million");
        assert_eq!(short_money(1_250_000_000.0), "US$1.25 billion");
        assert_eq!(short_money(999.6), "US$1,000");
    }
}
