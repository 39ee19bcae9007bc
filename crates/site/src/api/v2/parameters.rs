//! The parameters of an address, strictly: a word that is not known would otherwise be passed over,
//! and something else be done than was meant.

use super::{fault::ApiFault, finding::Finding};
use crate::request::Asked;

/// The parameters of a request, each known and given once.
pub(super) struct Parameters<'a> {
    asked: &'a Asked,
    faults: Vec<Finding>,
}

impl<'a> Parameters<'a> {
    /// Takes parameters of these names.
    pub(super) fn of(asked: &'a Asked, known: &[&str]) -> Self {
        let mut faults = Vec::new();
        let mut before: Vec<&str> = Vec::new();
        for (name, _) in asked.parameters() {
            if !known.contains(&name.as_str()) {
                let said = if known.is_empty() {
                    "This address takes no parameters.".to_owned()
                } else {
                    format!(
                        "There is no such parameter. There are: {}.",
                        known.join(", ")
                    )
                };
                faults.push(Finding::of_parameter(name, "parameter_unknown", said));
            } else if before.contains(&name.as_str()) {
                let said = "The parameter is there twice.";
                faults.push(Finding::of_parameter(name, "parameter_twice", said));
            }
            before.push(name);
        }
        faults.truncate(20);
        Self { asked, faults }
    }

    /// The value of a parameter, when it is given.
    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        let found = self.asked.parameters().iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// One of some words; `None` when it is not given.
    pub(super) fn word(&mut self, name: &str, words: &[&'static str]) -> Option<&'static str> {
        let value = self.text(name)?;
        let found = words.iter().copied().find(|word| *word == value);
        if found.is_none() {
            let said = format!("Write one of: {}.", words.join(", "));
            self.faults
                .push(Finding::of_parameter(name, "value_not_known", said));
        }
        found
    }

    /// A number from 0 to `most`; `None` when it is not given.
    pub(super) fn number(&mut self, name: &str, most: usize) -> Option<usize> {
        let value = self.text(name)?;
        let found = value.parse().ok().filter(|number| *number <= most);
        if found.is_none() {
            let said = format!("Write a number from 0 to {most}.");
            self.faults
                .push(Finding::of_parameter(name, "value_not_known", said));
        }
        found
    }

    /// The faults found, if any.
    pub(super) fn finish(self) -> Result<(), ApiFault> {
        if self.faults.is_empty() {
            Ok(())
        } else {
            Err(ApiFault::Unfit(self.faults))
        }
    }
}
