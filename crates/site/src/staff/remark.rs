//! What a check says of a record, as it is shown to who writes it or decides about it.

use indigo_registry::{Finding, FindingSeverity};

/// Something that a check says.
pub(crate) struct Remark {
    pub(crate) severity: &'static str,
    pub(crate) message: String,
    pub(crate) mend: String,
}

impl From<Finding> for Remark {
    fn from(finding: Finding) -> Self {
        Self {
            severity: match finding.severity {
                FindingSeverity::Error => "Error",
                FindingSeverity::Warning => "Warning",
                FindingSeverity::Hint => "Hint",
            },
            message: finding.message,
            mend: finding.mend,
        }
    }
}
