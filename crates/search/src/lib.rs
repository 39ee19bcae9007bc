#![doc = include_str!("../README.md")]

mod asked;
mod collect;
mod document;
mod error;
mod find;
mod index;
mod passages;
mod query;
mod reading;
mod schema;
mod spelling;
mod statistics;
mod stop_words;
mod suggest;
mod synonyms;
mod vocabulary;
mod words;

pub use asked::Asked;
pub use document::{Document, Text, Weight};
pub use error::SearchError;
pub use find::{Found, Match};
pub use index::{SearchIndex, Stand, Writing};
pub use passages::Passage;
pub use reading::Reading;
pub use suggest::{Named, Suggestions};
pub use words::fold;
