//! Figures across records.

mod similar;

pub use similar::{Likeness, Reason, Similar, similar};
