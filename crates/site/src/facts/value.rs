//! From an item of the layout and the data of a record to what is shown.

use indigo_model::{Value, changes::row_id, pointer};
use indigo_registry::{Catalogue, Day};
use indigo_standard::{Leaf, values::is_currency_code};

use super::{Piece, Shown, dates, money, number, references, sdg, text};
use crate::{
    frame::on_day,
    layout::{Money, SOURCES, Shape, Show, Slot},
    site::Site,
};

/// The longest unit that is shown behind a number.
const UNIT_LETTERS: usize = 20;

/// A record being read, with what is needed to name the things that it refers to.
pub(crate) struct Reading<'a> {
    /// The site.
    pub(crate) site: &'a Site,
    /// The public records.
    pub(crate) catalogue: &'a Catalogue,
    /// The public data of the record.
    pub(crate) record: &'a Value,
    /// The past day that is shown, when one is; links to other records keep it.
    pub(crate) day: Option<&'a Day>,
}

impl Reading<'_> {
    /// What an item shows, read from the record or from a row of it; nothing when not known.
    pub(crate) fn shape(&self, place: &Value, shape: &Shape) -> Option<Shown> {
        match shape {
            Shape::Single(slot) => self.slot(place, slot),
            Shape::Money(money) => self.money(place, money),
            Shape::Period { start, end } => {
                dates::period(self.slot(place, start), self.slot(place, end))
            }
            Shape::Point { lat, lng } => point(place, lat, lng),
            Shape::Flags { flags, other } => self.flags(place, flags, other.as_ref()),
        }
    }

    /// What a single value shows.
    pub(crate) fn slot(&self, place: &Value, slot: &Slot) -> Option<Shown> {
        let value = pointer::at(place, &slot.keys)?;
        let words = value
            .as_str()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        match (&slot.show, words) {
            (Show::Number, _) => number::shown(value).map(|shown| with_unit(shown, &slot.leaf)),
            (Show::Date, _) => dates::shown(value, slot.leaf.is_date()),
            (Show::Country, Some(code)) => {
                let name = self.site.countries.name(code).to_owned();
                if references::are_ids(self.site.standard(), code) {
                    self.records(code, None)
                } else {
                    text::of(&name)
                }
            }
            (Show::Goals, Some(goals)) => sdg::shown(goals),
            (Show::Currency, Some(code)) if is_currency_code(code) => {
                Some(Shown::one(Piece::Text(code.to_owned())))
            }
            (Show::Currency, Some(_)) => number::received(value, "not a currency code"),
            (Show::YesNo, Some(word)) if word.eq_ignore_ascii_case("yes") => text::of("Yes"),
            (Show::YesNo, Some(word)) if word.eq_ignore_ascii_case("no") => text::of("No"),
            (Show::Records(of), Some(ids)) => self.records(ids, of.as_deref()),
            (Show::Rows, Some(ids)) => {
                let rows = slot.leaf.rows.as_ref()?;
                references::rows(self.record, &rows.list, ids, rows.separator.as_deref())
            }
            (Show::Sources, Some(ids)) => references::rows(self.record, SOURCES, ids, Some(",")),
            (Show::Text, Some(ids)) if references::are_ids(self.site.standard(), ids) => {
                self.records(ids, None)
            }
            _ => text::shown(value),
        }
    }

    /// One id, or several separated by commas, as links to public records.
    pub(crate) fn records(&self, ids: &str, of: Option<&str>) -> Option<Shown> {
        let mut shown = references::records(self.site.standard(), self.catalogue, ids, of)?;
        for piece in &mut shown.pieces {
            if let Piece::Link { href, .. } = piece {
                *href = on_day(href, self.day);
            }
        }
        Some(shown)
    }

    fn money(&self, place: &Value, money: &Money) -> Option<Shown> {
        let currency = self.currency(place, money);
        let usd = money
            .usd
            .as_ref()
            .and_then(|usd| money::shown(place, usd, Some("USD")));
        let Some(mut shown) = money::shown(place, &money.amount, currency) else {
            return usd;
        };
        match (currency, usd) {
            (Some("USD"), _) => {}
            // Nothing in dollars for something in pounds is a slip, not an amount.
            (_, Some(usd)) if usd.zero && !shown.zero => shown
                .pieces
                .push(Piece::Aside(format!("{} as received", usd.plain()))),
            (_, Some(usd)) => shown.pieces.push(Piece::Beside(usd.plain())),
            (None, None) => shown
                .pieces
                .push(Piece::Aside("currency not known".to_owned())),
            _ => {}
        }
        if currency.is_some_and(|currency| !is_currency_code(currency)) {
            let aside = "currency as received".to_owned();
            shown.pieces.push(Piece::Aside(aside));
        }
        Some(shown)
    }

    /// The currency of an amount: beside it, or in the row that its row refers to.
    pub(crate) fn currency<'v>(&'v self, place: &'v Value, money: &Money) -> Option<&'v str> {
        let text = |value: Option<&'v Value>| {
            value?
                .as_str()
                .map(str::trim)
                .filter(|code| !code.is_empty())
        };
        let beside = money
            .currency
            .as_ref()
            .and_then(|keys| text(pointer::at(place, keys)));
        beside.or_else(|| {
            let through = money.through.as_ref()?;
            let rows = through.leaf.rows.as_ref()?;
            let id = text(pointer::at(place, &through.keys))?;
            let row = pointer::rows(self.record, &rows.list).find(|row| row_id(row) == Some(id))?;
            text(pointer::get(row, "/currency/value"))
        })
    }

    fn flags(
        &self,
        place: &Value,
        flags: &[(String, Slot)],
        other: Option<&Slot>,
    ) -> Option<Shown> {
        let set = |slot: &Slot| {
            pointer::at(place, &slot.keys)
                .and_then(Value::as_str)
                .map(|word| word.trim().eq_ignore_ascii_case("yes"))
        };
        let titles = |wanted: bool| {
            let found: Vec<&str> = flags
                .iter()
                .filter(|(_, slot)| set(slot) == Some(wanted))
                .map(|(title, _)| title.as_str())
                .collect();
            found
        };
        let (yes, no) = (titles(true), titles(false));
        let other = other.and_then(|slot| self.slot(place, slot));
        if yes.is_empty() && no.is_empty() && other.is_none() {
            return None;
        }
        let mut pieces = Vec::new();
        if !yes.is_empty() {
            pieces.push(Piece::Text(yes.join("; ")));
        }
        if let Some(other) = other {
            let before = if yes.is_empty() {
                "Other: "
            } else {
                "; other: "
            };
            pieces.push(Piece::Text(before.to_owned()));
            pieces.extend(other.pieces);
        }
        if pieces.is_empty() {
            pieces.push(Piece::Text("None of them".to_owned()));
        }
        if !no.is_empty() {
            pieces.push(Piece::Aside(format!("Not: {}", no.join("; "))));
        }
        Some(Shown::of(pieces))
    }
}

fn with_unit(mut shown: Shown, leaf: &Leaf) -> Shown {
    let is_number = matches!(shown.pieces.as_slice(), [Piece::Number(..)]);
    if let Some(unit) = leaf.unit.as_deref()
        && is_number
        && unit.len() <= UNIT_LETTERS
        && !unit.contains(" or ")
    {
        shown.pieces.push(Piece::Text(format!("\u{a0}{unit}")));
    }
    shown
}

/// A point as degrees, linked to a map when both are possible.
fn point(place: &Value, lat: &Slot, lng: &Slot) -> Option<Shown> {
    let read = |slot: &Slot| number::plain(pointer::at(place, &slot.keys)?);
    let (Some(lat), Some(lng)) = (read(lat), read(lng)) else {
        return None;
    };
    let text = format!("{lat}, {lng}");
    let possible = |text: &str, most: f64| {
        text.parse::<f64>()
            .is_ok_and(|degrees| degrees.abs() <= most)
    };
    if !possible(&lat, 90.0) || !possible(&lng, 180.0) {
        return Some(Shown::one(Piece::AsReceived(text, "not a place on earth")));
    }
    Some(Shown::one(Piece::Away {
        href: format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lng}#map=12/{lat}/{lng}"),
        text,
    }))
}
