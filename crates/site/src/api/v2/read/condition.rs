//! A condition on a field: an operator and what it compares with.
//!
//! A record passes when one of its values for the field does; `ne` asks that it has a value and
//! that none is the one named. A date that is known in part stands for its first day, but where
//! equality is asked: then all of it has to lie within the date that was asked for. So of what is
//! asked for as 2019, 2019 and 2019-06-03 are equal, nothing of 2018 is, and each date of a record
//! is exactly one of before, within and after, save that a year is within no month.

use indigo_model::PartialDate;

use super::fields::Kind;
use crate::fold::fold;

/// What can be asked of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::api::v2) enum Operator {
    /// Equal to one of the values.
    Eq,
    /// There is a value, and none is equal.
    Ne,
    /// Equal to one of several, with commas between.
    In,
    /// The text is in it.
    Contains,
    /// There is a value, or none.
    Exists,
    /// Greater, or later.
    Gt,
    /// Greater or equal.
    Gte,
    /// Less, or earlier.
    Lt,
    /// Less or equal.
    Lte,
}

impl Operator {
    /// All, in the order of the documents.
    pub(in crate::api::v2) const ALL: [Self; 9] = [
        Self::Eq,
        Self::Ne,
        Self::In,
        Self::Contains,
        Self::Exists,
        Self::Gt,
        Self::Gte,
        Self::Lt,
        Self::Lte,
    ];

    /// The word in addresses.
    pub(in crate::api::v2) fn word(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::In => "in",
            Self::Contains => "contains",
            Self::Exists => "exists",
            Self::Gt => "gt",
            Self::Gte => "gte",
            Self::Lt => "lt",
            Self::Lte => "lte",
        }
    }

    /// The operators of a kind of field.
    pub(in crate::api::v2) fn of(kind: Kind) -> Vec<Self> {
        Self::ALL
            .into_iter()
            .filter(|operator| match operator {
                Self::Contains => kind == Kind::Text,
                Self::Gt | Self::Gte | Self::Lt | Self::Lte => kind != Kind::Text,
                _ => true,
            })
            .collect()
    }
}

/// Days as numbers that sort as they follow each other, from the first that a date may mean to the
/// last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Days {
    /// The days of a date that may be known in part.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let date = PartialDate::parse(text)?;
        let number = |month: u8, day: u8| {
            u32::from(date.year) * 10_000
                + u32::from(date.month.unwrap_or(month)) * 100
                + u32::from(date.day.unwrap_or(day))
        };
        Some(Self {
            first: number(1, 1),
            last: number(12, 31),
        })
    }
}

/// A value of a record, made ready to be compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Text, folded and trimmed; in a field of numbers or dates what is none.
    Text(Box<str>),
    /// A number.
    Number(f64),
    /// A date.
    Date(Days),
}

/// A condition on the values of a field.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    /// Some value is one of these.
    Any(Vec<Cell>),
    /// There is a value, and none is one of these.
    None(Vec<Cell>),
    /// Some value has this text in it, folded.
    Contains(String),
    /// Whether there is a value.
    Exists(bool),
    /// Some value is on this side of another.
    Beyond(Operator, Cell),
}

impl Test {
    /// Reads what a condition compares with.
    ///
    /// # Errors
    /// In words, what to write instead.
    pub(super) fn read(kind: Kind, operator: Operator, value: &str) -> Result<Self, &'static str> {
        Ok(match operator {
            Operator::Eq => Self::Any(vec![wanted(kind, value)?]),
            Operator::Ne => Self::None(vec![wanted(kind, value)?]),
            Operator::In => {
                let parts = value.split(',').map(|part| wanted(kind, part));
                Self::Any(parts.collect::<Result<_, _>>()?)
            }
            Operator::Contains => Self::Contains(fold(value.trim())),
            Operator::Exists => match value.trim() {
                "true" => Self::Exists(true),
                "false" => Self::Exists(false),
                _ => return Err("Write true or false."),
            },
            Operator::Gt | Operator::Gte | Operator::Lt | Operator::Lte => {
                Self::Beyond(operator, wanted(kind, value)?)
            }
        })
    }

    /// Whether a record with these values passes.
    pub(super) fn passes(&self, cells: &[Cell]) -> bool {
        match self {
            Self::Any(wanted) => cells
                .iter()
                .any(|cell| wanted.iter().any(|wanted| is_equal(cell, wanted))),
            Self::None(wanted) => {
                !cells.is_empty()
                    && !cells
                        .iter()
                        .any(|cell| wanted.iter().any(|wanted| is_equal(cell, wanted)))
            }
            Self::Contains(part) => cells
                .iter()
                .any(|cell| matches!(cell, Cell::Text(text) if text.contains(part.as_str()))),
            Self::Exists(wanted) => cells.is_empty() != *wanted,
            Self::Beyond(operator, wanted) => {
                cells.iter().any(|cell| is_beyond(*operator, cell, wanted))
            }
        }
    }
}

fn wanted(kind: Kind, text: &str) -> Result<Cell, &'static str> {
    let text = text.trim();
    match kind {
        Kind::Text => Ok(Cell::Text(fold(text).into())),
        Kind::Number => number(text)
            .map(Cell::Number)
            .ok_or("The field holds numbers: write one, such as 12500 or 0.5."),
        Kind::Date => Days::parse(text)
            .map(Cell::Date)
            .ok_or("The field holds dates: write 2019, 2019-06 or 2019-06-03."),
    }
}

/// A number as it is written in decimal digits.
pub(super) fn number(text: &str) -> Option<f64> {
    let is_plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let number = text.parse::<f64>().ok().filter(|_| is_plain)?;
    number.is_finite().then_some(number)
}

fn is_equal(cell: &Cell, wanted: &Cell) -> bool {
    match (cell, wanted) {
        (Cell::Text(cell), Cell::Text(wanted)) => cell == wanted,
        (Cell::Number(cell), Cell::Number(wanted)) => {
            cell.total_cmp(wanted).is_eq() || cell == wanted
        }
        (Cell::Date(cell), Cell::Date(wanted)) => {
            cell.first >= wanted.first && cell.last <= wanted.last
        }
        _ => false,
    }
}

fn is_beyond(operator: Operator, cell: &Cell, wanted: &Cell) -> bool {
    match (cell, wanted) {
        (Cell::Number(cell), Cell::Number(wanted)) => match operator {
            Operator::Gt => cell > wanted,
            Operator::Gte => cell >= wanted,
            Operator::Lt => cell < wanted,
            Operator::Lte => cell <= wanted,
            _ => false,
        },
        (Cell::Date(cell), Cell::Date(wanted)) => match operator {
            Operator::Gt => cell.first > wanted.last,
            Operator::Gte => cell.first >= wanted.first,
            Operator::Lt => cell.first < wanted.first,
            Operator::Lte => cell.first <= wanted.last,
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests;
