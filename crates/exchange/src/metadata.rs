//! What is said about data that are given away: licence, publisher, citation, and the descriptions
//! that catalogues and tools read. All of it is text made from what it is given; nothing is read or
//! written here.

mod terms;

pub use terms::{LICENCES, Licence, NO_LICENCE, Terms};
