//! Times as people who decide need them: to the minute.

use crate::{facts::dates, pages::history::time_of};

/// `23 November 2026, 10:00 UTC`.
pub(crate) fn when(time: &str) -> String {
    format!("{}, {}", dates::day_of(time), time_of(time))
}
