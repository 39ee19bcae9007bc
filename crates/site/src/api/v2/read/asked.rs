//! What the address of a list or stream of records asks for.

use indigo_registry::Day;
use indigo_standard::TypeStandard;
use sha2::{Digest, Sha256};

use self::reading::Reading;
use super::{
    super::fault::ApiFault, condition::Test, cursor::Cursor, faults::Faults, fields::TypeFields,
    included::Include, sparse::Picks,
};
use crate::{request::Asked, site::Site};

mod reading;

/// What the names of conditions begin with.
pub(super) const WHERE: &str = "where.";
/// Records on a page when nothing else is asked for.
pub(super) const USUAL: usize = 50;
/// The most records on a page.
pub(super) const MOST: usize = 1_000;
/// The longest value of a parameter.
const LONGEST: usize = 4_000;
/// Parameters that decide what a page shows, not which records there are in which order.
const OF_THE_PAGE: [&str; 5] = ["cursor", "limit", "fields", "include", "facets"];

/// In which order records come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// As the search has them.
    Best,
    /// By a field.
    By {
        /// The field.
        field: usize,
        /// From the most to the least.
        descending: bool,
    },
}

/// A condition on a field, or on whether there is anything in a list or group.
#[derive(Debug)]
pub(super) struct Condition {
    /// As it stands in the address.
    pub(super) parameter: String,
    /// The field; of a list or group all that are in it.
    pub(super) fields: Vec<usize>,
    pub(super) test: Test,
}

/// What is asked for.
pub(super) struct ReadAsked {
    /// Words to find.
    pub(super) words: Option<String>,
    /// For each filter of the lists, the values chosen.
    pub(super) chosen: Vec<Vec<String>>,
    pub(super) conditions: Vec<Condition>,
    pub(super) sort: Sort,
    pub(super) limit: usize,
    pub(super) cursor: Option<Cursor>,
    pub(super) picks: Option<Picks>,
    pub(super) include: Include,
    /// The filters to count, in the order asked for.
    pub(super) facets: Vec<usize>,
    /// Only records that changed for the public since then (RFC 3339, UTC).
    pub(super) since: Option<String>,
    /// As it was public at the end of this day.
    pub(super) day: Option<Day>,
    /// Names selection and order.
    pub(super) mark: String,
}

/// Refuses what no parameter holds: control characters, bytes that are no text, endless values.
pub(super) fn plain_parameters(asked: &Asked, faults: &mut Faults) {
    let has_query = asked
        .address()
        .split_once('?')
        .is_some_and(|(_, query)| !query.is_empty());
    if has_query && asked.parameters().is_empty() {
        faults.add("?", "unreadable", "The parameters cannot be read: write them as name=value, with & between, percent-encoded in UTF-8.");
    }
    for (name, value) in asked.parameters() {
        let is_odd = |letter: char| letter.is_control() || letter == '\u{fffd}';
        if name.chars().chain(value.chars()).any(is_odd) {
            let shown: String = name.chars().filter(|letter| !is_odd(*letter)).collect();
            faults.add(
                &shown,
                "value_not_text",
                "The parameter has control characters, or bytes that are no text in UTF-8.",
            );
        } else if value.chars().count() > LONGEST {
            faults.add(name, "value_too_long", "Write at most 4,000 characters.");
        }
    }
}

impl ReadAsked {
    /// Reads the parameters.
    ///
    /// # Errors
    /// When one is not known or not understood: all that is wrong, each with what was meant.
    pub(super) fn read(
        site: &Site,
        one: &TypeStandard,
        fields: &TypeFields,
        asked: &Asked,
        is_stream: bool,
    ) -> Result<Self, ApiFault> {
        let mut faults = Faults::default();
        plain_parameters(asked, &mut faults);
        faults.finish()?;
        let mut reading = Reading::of(site, one, fields, mark(one, asked));
        for (name, value) in asked.parameters() {
            reading.parameter(name, value, is_stream);
        }
        reading.finish()
    }
}

/// The day that a parameter names; today when it is now or still to come.
pub(super) fn day(parameter: &str, text: &str, faults: &mut Faults) -> Option<Day> {
    match Day::parse(text.trim()) {
        Some(day) => Some(day).filter(|day| !day.is_now()),
        None => {
            faults.add(
                parameter,
                "value_not_known",
                "Write a day of the calendar such as 2025-05-31.",
            );
            None
        }
    }
}

/// A day or a time as the time at which something changed is written.
fn instant(text: &str) -> Option<String> {
    if let Ok(day) = text.parse::<jiff::civil::Date>()
        && text.len() == 10
    {
        return Some(format!("{day}T00:00:00Z"));
    }
    let instant: jiff::Timestamp = text.parse().ok()?;
    Some(instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// A short name for selection and order, that a cursor carries.
fn mark(one: &TypeStandard, asked: &Asked) -> String {
    let mut parameters: Vec<&(String, String)> = asked
        .parameters()
        .iter()
        .filter(|(name, _)| !OF_THE_PAGE.contains(&name.as_str()))
        .collect();
    parameters.sort();
    let mut hasher = Sha256::new();
    hasher.update(one.id.as_bytes());
    for (name, value) in parameters {
        for part in [name, value] {
            hasher.update([0]);
            hasher.update(part.as_bytes());
        }
    }
    let digest = hasher.finalize();
    data_encoding::BASE64URL_NOPAD.encode(&digest[..9])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_and_times() {
        for (text, expected) in [
            ("2026-05-31", Some("2026-05-31T00:00:00Z")),
            ("2026-05-31T12:00:00Z", Some("2026-05-31T12:00:00Z")),
            ("2026-05-31T12:00:00+02:00", Some("2026-05-31T10:00:00Z")),
            ("2026-05-31T12:00:00.5Z", Some("2026-05-31T12:00:00Z")),
            ("2026-02-30", None),
            ("2026", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(instant(text).as_deref(), expected, "{text}");
        }
    }
}
