//! The quality report of the first INDIGO system, issue for issue.
//!
//! Kept so that its numbers can be compared with ours and scripts that read it go on working. It
//! has fewer kinds of issues than [`crate::Checks`], and drops whole kinds of faults in silence.

mod fill_counts;
mod references;
mod schema;

pub use fill_counts::{FillCount, FillCounts};
pub use schema::FirstReport;

use indigo_model::Value;
use serde::Serialize;

/// One issue, as the first system wrote it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Issue {
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Keys and numbers of rows joined by `/`, without a leading slash; null for references.
    pub path: Option<String>,
    /// 0 for wrong values, 1 to 3 for values that are not set.
    pub priority: u8,
    /// The value, where the first system gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

/// How many issues there are of priority 0, 1, 2 and 3.
#[must_use]
pub fn counts(issues: &[Issue]) -> [usize; 4] {
    let mut counts = [0; 4];
    for issue in issues {
        if let Some(count) = counts.get_mut(usize::from(issue.priority)) {
            *count += 1;
        }
    }
    counts
}
