//! What an address asks for with words that somebody types: `q`, `limit`, and no more but the type.

use super::{asked::plain_parameters, faults::Faults};
use crate::{meant::nearest, request::Asked};

/// What may be asked for.
pub(super) struct Room {
    /// The parameters that there are, `q` first.
    pub(super) known: &'static [&'static str],
    /// Results when nothing else is asked for.
    pub(super) usual: usize,
    /// The most results.
    pub(super) most: usize,
    /// The longest words, in characters.
    pub(super) longest: usize,
    /// What to do when there are none.
    pub(super) missing: &'static str,
}

/// What is asked for.
pub(super) struct Typed<'a> {
    /// The words, without blanks around them.
    pub(super) words: &'a str,
    /// The most results.
    pub(super) limit: usize,
    /// The type, where it can be asked for.
    pub(super) record_type: Option<&'a str>,
}

impl Room {
    /// Reads the parameters; what is wrong with them is added to the faults.
    pub(super) fn read<'a>(&self, asked: &'a Asked, faults: &mut Faults) -> Typed<'a> {
        plain_parameters(asked, faults);
        let mut found = Typed {
            words: "",
            limit: self.usual,
            record_type: None,
        };
        let mut seen: Vec<&str> = Vec::new();
        for (name, value) in asked.parameters() {
            if seen.contains(&name.as_str()) {
                faults.add(name, "parameter_twice", "The parameter is there twice.");
            }
            seen.push(name);
            match name.as_str() {
                name if !self.known.contains(&name) => faults.unknown(
                    name,
                    "parameter_unknown",
                    format!(
                        "There is no such parameter. There are: {}.",
                        self.known.join(", ")
                    ),
                    nearest(name, self.known.iter().copied()),
                ),
                "q" if value.chars().count() > self.longest => {
                    let said = format!("Write at most {} characters.", self.longest);
                    faults.add(name, "value_too_long", said);
                }
                "q" => found.words = value.trim(),
                "type" => found.record_type = Some(value.trim()),
                _ => match value.trim().parse() {
                    Ok(limit) if limit <= self.most => found.limit = limit,
                    _ => {
                        let said = format!("Write a number from 0 to {}.", self.most);
                        faults.add(name, "value_not_known", said);
                    }
                },
            }
        }
        if !seen.contains(&"q") {
            faults.add("q", "parameter_missing", self.missing);
        }
        found
    }
}
