//! How a value is shown: the one component that every page uses for a fact.
//!
//! A value that is missing or null is no [`Shown`] at all; pages say "not known" for it. Zero is
//! shown as zero. What does not fit its field is shown as it came, with a word saying so.

pub(crate) mod countries;
pub(crate) mod dates;
pub(crate) mod money;
pub(crate) mod number;
pub(crate) mod references;
pub(crate) mod sdg;
pub(crate) mod sources;
pub(crate) mod text;
mod value;

use askama::{Template, filters::HtmlSafe};

pub(crate) use value::Reading;

/// A part of a value as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text.
    Text(String),
    /// A number or an amount; the second is the exact text when the first is rounded.
    Number(String, Option<String>),
    /// The same amount in another currency.
    Beside(String),
    /// A link inside the site.
    Link {
        /// Where to.
        href: String,
        /// What it says.
        text: String,
    },
    /// A link to somebody else's page (http or https only).
    Away {
        /// Where to.
        href: String,
        /// What it says.
        text: String,
    },
    /// A value that does not fit its field, as it came, and what is wrong with it.
    AsReceived(String, &'static str),
    /// An id of a record that is not public or not known.
    NotPublic(String),
    /// An id of a row that this record does not have.
    Dangling(String),
    /// Something less important: what is "no" beside what is "yes".
    Aside(String),
}

/// A value as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/value.html")]
pub(crate) struct Shown {
    /// Its parts, in order.
    pub(crate) pieces: Vec<Piece>,
    /// It is zero.
    pub(crate) zero: bool,
    /// It is text of more than a few words.
    pub(crate) long: bool,
}

/// The template escapes every part.
impl HtmlSafe for Shown {}

/// From how many letters on a text is long.
const LONG_LETTERS: usize = 60;

impl Shown {
    /// A value of one part.
    pub(crate) fn one(piece: Piece) -> Self {
        Self::of(vec![piece])
    }

    /// A value of several parts.
    pub(crate) fn of(pieces: Vec<Piece>) -> Self {
        let letters: usize = pieces.iter().map(|piece| piece.text().len()).sum();
        Self {
            pieces,
            zero: false,
            long: letters > LONG_LETTERS,
        }
    }

    /// The value as plain text, for sentences and sorting.
    pub(crate) fn plain(&self) -> String {
        self.pieces.iter().map(Piece::text).collect()
    }
}

impl Piece {
    /// What the part says.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Text(text)
            | Self::Number(text, _)
            | Self::Beside(text)
            | Self::Link { text, .. }
            | Self::Away { text, .. }
            | Self::AsReceived(text, _)
            | Self::NotPublic(text)
            | Self::Dangling(text)
            | Self::Aside(text) => text,
        }
    }
}
