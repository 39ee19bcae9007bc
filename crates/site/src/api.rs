//! The public API at its old addresses, byte for byte as its consumers know it; and the second one.

mod item;
mod list;
mod methods;
pub(crate) mod v2;

pub(crate) use item::get as item;
pub(crate) use list::get as list;
pub(crate) use methods::{not_allowed, options};
