//! Records that may be the same thing twice, and making one of two.

mod fold_name;
mod merge;
mod suggest;

pub use merge::MergeOutcome;
pub use suggest::{Duplicate, DuplicateReason};
