//! The reading half: what is public, for everybody, by fields of the standard.
//!
//! All of it is made from the published side alone: columns of values are taken out of the same
//! text that is answered, so that no filter, count or order can tell anything of what is private.
//! A token may come along; it opens nothing more here.

mod asked;
mod body;
mod column;
mod condition;
mod counts;
mod cursor;
mod faults;
mod fields;
mod included;
mod item;
mod lines;
mod list;
mod search;
mod select;
mod shelf;
mod sparse;
mod stream;
mod suggestions;
mod types;
mod view;

pub(super) use item::{get as item, is_asked as item_is_asked};
pub(super) use list::get as list;
pub(super) use search::get as search;
pub(crate) use shelf::Shelf;
pub(super) use suggestions::get as suggestions;
pub(super) use types::get as types;

pub(super) use condition::Operator;
pub(super) use fields::{Named, TypeFields};

/// The media type of a record a line.
pub(crate) const LINES: &str = "application/x-ndjson";
