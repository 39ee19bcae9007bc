//! What an item of a page is made of.

use std::sync::Arc;

use indigo_model::Value;
use indigo_standard::{Kind, Leaf, Node, ValueType};

/// One fact of a page, or one column of a table.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// The heading inside the section that it stands under.
    pub(crate) heading: Option<String>,
    /// What it is called; empty when only the section says it.
    pub(crate) label: String,
    /// Where the dictionary explains it: the pointer with `*` for rows.
    pub(crate) pointer: String,
    /// The values.
    pub(crate) shape: Shape,
    /// Keys of the object that cites the sources.
    pub(crate) sources: Vec<String>,
    /// Notes on this fact alone.
    pub(crate) note: Option<Slot>,
    /// The item is itself a note; that it is missing is not worth a word.
    pub(crate) is_note: bool,
    /// The item is the id of a row inside its record.
    pub(crate) is_row_id: bool,
}

/// The values of an item.
#[derive(Debug, Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "there are a few hundred of them in all, made once at the start"
)]
pub(crate) enum Shape {
    /// One value.
    Single(Slot),
    /// An amount, or the least and the most, with currency and dollar value.
    Money(Money),
    /// From one date to another.
    Period {
        /// The first day, month or year.
        start: Slot,
        /// The last.
        end: Slot,
    },
    /// A point on the map.
    Point {
        /// Degrees north.
        lat: Slot,
        /// Degrees east.
        lng: Slot,
    },
    /// Yes/no flags, with what else was written beside them.
    Flags {
        /// What each flag is called, and the flag.
        flags: Vec<(String, Slot)>,
        /// Something else, in words.
        other: Option<Slot>,
    },
}

/// A single value: where it is and how it is shown.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    /// The keys from the record (or the row) to the value.
    pub(crate) keys: Vec<String>,
    /// What the standard says of it.
    pub(crate) leaf: Arc<Leaf>,
    /// How it is shown.
    pub(crate) show: Show,
}

/// How a value is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Show {
    /// As text, with addresses as links.
    Text,
    /// As a number.
    Number,
    /// As a date in words.
    Date,
    /// As the name of a country.
    Country,
    /// As goals of sustainable development.
    Goals,
    /// As the code of a currency.
    Currency,
    /// As Yes or No.
    YesNo,
    /// As links to records of a type (or of whichever type the ids say).
    Records(Option<String>),
    /// As links to rows of a list in this record.
    Rows,
    /// As links to sources of this record.
    Sources,
}

/// Money with its currency.
#[derive(Debug, Clone)]
pub(crate) struct Money {
    /// Where the currency is.
    pub(crate) currency: Option<Vec<String>>,
    /// In another row, of which this is the reference: its currency counts when none is here.
    pub(crate) through: Option<Box<Slot>>,
    /// In the currency of the contract.
    pub(crate) amount: Amount,
    /// In US dollars.
    pub(crate) usd: Option<Amount>,
}

/// An exact amount, or the least and the most.
#[derive(Debug, Clone, Default)]
pub(crate) struct Amount {
    /// The amount.
    pub(crate) exact: Option<Slot>,
    /// The least.
    pub(crate) min: Option<Slot>,
    /// The most.
    pub(crate) max: Option<Slot>,
}

impl Item {
    /// The value, for items of one value.
    pub(crate) fn into_slot(self) -> Option<Slot> {
        match self.shape {
            Shape::Single(slot) => Some(slot),
            _ => None,
        }
    }

    /// Puts the heading in front of the label, for places that have no headings.
    pub(crate) fn fold_heading(&mut self) {
        if let Some(heading) = self.heading.take() {
            self.label = if self.label.is_empty() {
                heading
            } else {
                format!("{heading}: {}", crate::words::small_first(&self.label))
            };
        }
    }

    /// How well the column says what a row is about; smaller is better.
    pub(super) fn lead_rank(&self) -> Option<u8> {
        let Shape::Single(slot) = &self.shape else {
            return None;
        };
        let name = slot
            .keys
            .iter()
            .rev()
            .find(|key| *key != "value")
            .map_or("", String::as_str);
        match &slot.show {
            Show::Records(Some(_)) => Some(2),
            Show::Rows => Some(1),
            Show::Text if matches!(name, "title" | "name" | "definition") => Some(0),
            Show::Text if name.ends_with("_name") => Some(3),
            Show::Text => Some(5),
            Show::Country | Show::Date => Some(4),
            _ => None,
        }
    }
}

impl Shape {
    /// Whether nothing is to be seen because a block that a value stands in is kept back: published
    /// data have `null` there.
    pub(crate) fn is_withheld(&self, place: &Value) -> bool {
        self.slots().iter().any(|slot| {
            let mut value = place;
            for key in &slot.keys {
                match value.get(key) {
                    Some(next) => value = next,
                    None => return value.is_null(),
                }
            }
            false
        })
    }

    fn slots(&self) -> Vec<&Slot> {
        match self {
            Self::Single(slot) => vec![slot],
            Self::Money(money) => money.amount.slots().collect(),
            Self::Period { start, end } => vec![start, end],
            Self::Point { lat, lng } => vec![lat, lng],
            Self::Flags { flags, other } => {
                flags.iter().map(|(_, slot)| slot).chain(other).collect()
            }
        }
    }
}

impl Amount {
    fn slots(&self) -> impl Iterator<Item = &Slot> {
        [&self.exact, &self.min, &self.max].into_iter().flatten()
    }
}

/// Whether a group is a field: it holds a `value`.
pub(crate) fn is_field(children: &[Node]) -> bool {
    children
        .iter()
        .any(|child| child.key == "value" && matches!(child.kind, Kind::Leaf(_)))
}

/// Whether a leaf takes only yes and no.
pub(crate) fn is_yes_no(leaf: &Leaf) -> bool {
    leaf.codelist.as_ref().is_some_and(|list| {
        list.values.len() == 2
            && list
                .values
                .keys()
                .all(|value| value.eq_ignore_ascii_case("yes") || value.eq_ignore_ascii_case("no"))
    })
}

/// How a leaf under `key` (the field's key, not `value`) is shown.
pub(super) fn show(key: &str, leaf: &Leaf) -> Show {
    if let Some(reference) = &leaf.references {
        Show::Records(Some(reference.record_type.clone()))
    } else if leaf.rows.is_some() {
        Show::Rows
    } else if key.ends_with("source_ids") {
        Show::Sources
    } else if leaf.is_date() || key == "date" || key.ends_with("_date") || key.starts_with("date_")
    {
        Show::Date
    } else if leaf.is_country() || key == "country" || key == "jurisdiction" {
        Show::Country
    } else if key.contains("sdg_goal") {
        Show::Goals
    } else if key == "currency" {
        Show::Currency
    } else if is_yes_no(leaf) {
        Show::YesNo
    } else if leaf.value_type == ValueType::Number {
        Show::Number
    } else {
        Show::Text
    }
}
