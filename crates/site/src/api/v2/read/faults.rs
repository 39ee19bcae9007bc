//! What is wrong with an address, gathered.

use super::super::{fault::ApiFault, finding::Finding};

/// How many faults are told of.
const MOST: usize = 20;

/// The faults of an address.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Finding>);

impl Faults {
    /// A parameter has a fault.
    pub(super) fn add(&mut self, parameter: &str, code: &str, message: impl Into<String>) {
        self.0.push(Finding::of_parameter(parameter, code, message));
    }

    /// A name that there is not, with those that may have been meant.
    pub(super) fn unknown(
        &mut self,
        parameter: &str,
        code: &str,
        message: impl Into<String>,
        meant: Vec<String>,
    ) {
        let mut message: String = message.into();
        if !meant.is_empty() {
            message = format!("{message} Did you mean {}?", meant.join(" or "));
        }
        self.0
            .push(Finding::of_parameter(parameter, code, message).meaning(meant));
    }

    pub(super) fn finish(mut self) -> Result<(), ApiFault> {
        if self.0.is_empty() {
            return Ok(());
        }
        self.0.truncate(MOST);
        Err(ApiFault::Misasked(self.0))
    }
}
