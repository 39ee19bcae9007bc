//! The reading half: what is public, for everybody, by fields of the standard.
//!
//! All of it is made from the published side alone: columns of values are taken out of the same
//! text that is answered, so that no filter, count or order can tell anything of what is private.
//! A token may come along; it opens nothing more here.

use axum::response::Response;

use crate::{request::Asked, site::Site};

mod asked;
mod body;
mod closed;
mod column;
mod columns;
mod condition;
mod counts;
mod cursor;
mod faults;
mod fields;
mod included;
mod item;
mod landscape;
mod lines;
mod list;
mod releases;
mod search;
mod select;
mod shelf;
mod sparse;
mod stream;
mod suggestions;
mod typed;
mod types;
mod view;

pub(super) use item::{get as item, is_asked as item_is_asked};
pub(super) use landscape::get as landscape;
pub(super) use list::get as list;
pub(super) use releases::get as releases;
pub(super) use search::get as search;
pub(crate) use shelf::Shelf;
pub(super) use suggestions::get as suggestions;
pub(super) use types::get as types;

/// The answer to somebody who asks for what is open, by its address; for the documentation, whose
/// examples are real.
pub(crate) fn answer_to(site: &Site, asked: &Asked) -> Option<Response> {
    let built = match (asked.segment(2), asked.segment(3), asked.segment(4)) {
        ("records", _, "") => list::build(site, asked),
        ("records", _, _) => item::build(site, asked),
        ("search", "", "") => search::build(site, asked),
        ("suggestions", "", "") => suggestions::build(site, asked),
        ("landscape", "", "") => landscape::build(site, asked),
        ("releases", "", "") => releases::build(site, asked),
        ("types", _, "") => types::build(site, asked),
        _ => return None,
    };
    built.ok()
}

pub(super) use condition::Operator;

/// The media type of a record a line.
pub(crate) const LINES: &str = "application/x-ndjson";
