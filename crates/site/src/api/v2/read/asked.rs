//! What the address of a list or stream of records asks for.

use indigo_registry::Day;
use indigo_standard::TypeStandard;
use sha2::{Digest, Sha256};

use super::{
    super::fault::ApiFault,
    condition::{Operator, Test},
    cursor::Cursor,
    faults::{Faults, nearest},
    fields::{Kind, TypeFields},
    included::Include,
    sparse::{Picks, shortened},
};
use crate::{request::Asked, site::Site};

/// What the names of conditions begin with.
pub(super) const WHERE: &str = "where.";
/// Records on a page when nothing else is asked for.
pub(super) const USUAL: usize = 50;
/// The most records on a page.
pub(super) const MOST: usize = 1_000;
/// The longest value of a parameter.
const LONGEST: usize = 4_000;
/// The most conditions.
const CONDITIONS: usize = 50;
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

/// A condition on a field.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) field: usize,
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

/// The parameters of an address, looked at one by one.
struct Reading<'a> {
    site: &'a Site,
    one: &'a TypeStandard,
    fields: &'a TypeFields,
    faults: Faults,
    seen: Vec<&'a str>,
    found: ReadAsked,
    sort: Option<Sort>,
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
        let mut reading = Reading {
            site,
            one,
            fields,
            faults: Faults::default(),
            seen: Vec::new(),
            found: Self {
                words: None,
                chosen: vec![Vec::new(); one.profile.list.filters.len()],
                conditions: Vec::new(),
                sort: Sort::Best,
                limit: USUAL,
                cursor: None,
                picks: None,
                include: Include::default(),
                facets: Vec::new(),
                since: None,
                day: None,
                mark: mark(one, asked),
            },
            sort: None,
        };
        for (name, value) in asked.parameters() {
            reading.parameter(name, value, is_stream);
        }
        reading.finish()
    }
}

impl<'a> Reading<'a> {
    fn parameter(&mut self, name: &'a str, value: &str, is_stream: bool) {
        let is_repeatable = name.starts_with(WHERE) || self.filter(name).is_some();
        if !is_repeatable {
            if self.seen.contains(&name) {
                self.faults
                    .add(name, "parameter_twice", "The parameter is there twice.");
                return;
            }
            self.seen.push(name);
        }
        if let Some(rest) = name.strip_prefix(WHERE) {
            return self.condition(name, rest, value);
        }
        let is_of_pages = ["limit", "cursor", "facets", "sort"].contains(&name);
        if is_stream && is_of_pages {
            self.faults.add(
                name,
                "parameter_not_here",
                "A stream has all records, in order of id: leave this out, or ask for the list.",
            );
            return;
        }
        match name {
            "q" => {
                let words = value.trim();
                self.found.words = (!words.is_empty()).then(|| words.to_owned());
            }
            "sort" => self.sort(value.trim()),
            "limit" => match value.trim().parse() {
                Ok(limit) if limit <= MOST => self.found.limit = limit,
                _ => self.faults.add(
                    name,
                    "value_not_known",
                    format!("Write a number from 0 to {MOST}; go on with the address in next."),
                ),
            },
            "cursor" => self.cursor(value),
            "fields" => {
                let picks = Picks::read(self.one, self.fields, value, &mut self.faults);
                self.found.picks = Some(picks);
            }
            "include" => {
                self.found.include =
                    Include::read(self.one, self.site, value, is_stream, &mut self.faults);
            }
            "facets" => self.facets(value),
            "as_of" => self.found.day = day(value, &mut self.faults),
            "changed_since" => match instant(value.trim()) {
                Some(instant) => self.found.since = Some(instant),
                None => self.faults.add(
                    name,
                    "value_not_known",
                    "Write a day such as 2026-05-31, or a time such as 2026-05-31T12:00:00Z.",
                ),
            },
            _ => match self.filter(name) {
                Some(filter) => self.found.chosen[filter].push(value.trim().to_owned()),
                None => self.unknown(name),
            },
        }
    }

    /// The place of a filter of the lists.
    fn filter(&self, name: &str) -> Option<usize> {
        let filters = &self.one.profile.list.filters;
        filters.iter().position(|filter| filter.name == name)
    }

    fn unknown(&mut self, name: &str) {
        let field = name.split("__").next().unwrap_or_default();
        let meant = if self.fields.find(field).is_some() {
            vec![format!("{WHERE}{name}")]
        } else {
            let fixed = [
                "q",
                "sort",
                "limit",
                "cursor",
                "fields",
                "include",
                "facets",
                "changed_since",
                "as_of",
            ];
            let filters = self.one.profile.list.filters.iter();
            nearest(
                name,
                fixed
                    .into_iter()
                    .chain(filters.map(|filter| filter.name.as_str())),
            )
        };
        self.faults.unknown(
            name,
            "parameter_unknown",
            format!(
                "There is no such parameter. Conditions on fields are written as {WHERE}FIELD=VALUE or {WHERE}FIELD__OPERATOR=VALUE."
            ),
            meant,
        );
    }

    fn condition(&mut self, parameter: &str, rest: &str, value: &str) {
        let (name, word) = rest.split_once("__").unwrap_or((rest, "eq"));
        let Some(field) = self.fields.find(name) else {
            let meant = self.fields.nearest(name);
            self.faults.unknown(
                parameter,
                "field_unknown",
                format!(
                    "There is no field “{}”. /api/v2/types/{} has all of them.",
                    shortened(name),
                    self.one.id
                ),
                meant,
            );
            return;
        };
        let kind = self.fields.all[field].kind;
        let there_are = Operator::of(kind);
        let Some(operator) = there_are.iter().copied().find(|one| one.word() == word) else {
            let words: Vec<&str> = there_are.iter().map(|one| one.word()).collect();
            self.faults.unknown(
                parameter,
                "operator_unknown",
                format!(
                    "There is no operator “{}” for {} fields. There are: {}.",
                    shortened(word),
                    kind.word(),
                    words.join(", ")
                ),
                nearest(word, words.iter().copied()),
            );
            return;
        };
        if self.found.conditions.len() == CONDITIONS {
            let said = format!("Write at most {CONDITIONS} conditions.");
            self.faults.add(parameter, "too_many", said);
            return;
        }
        match Test::read(kind, operator, value) {
            Err(said) => self.faults.add(parameter, "value_not_known", said),
            Ok(test) => self.add(field, test),
        }
    }

    /// Values of one field that are asked for with `=` or `in` widen it, as with the filters of
    /// lists; all else has to hold as well.
    fn add(&mut self, field: usize, test: Test) {
        if let Test::Any(more) = test {
            let before = self
                .found
                .conditions
                .iter_mut()
                .find_map(|one| match &mut one.test {
                    Test::Any(values) if one.field == field => Some(values),
                    _ => None,
                });
            match before {
                Some(values) => values.extend(more),
                None => self.found.conditions.push(Condition {
                    field,
                    test: Test::Any(more),
                }),
            }
        } else {
            self.found.conditions.push(Condition { field, test });
        }
    }

    fn sort(&mut self, value: &str) {
        let (name, descending) = match value.strip_prefix('-') {
            Some(name) => (name, true),
            None => (value, false),
        };
        if value == "best" {
            self.sort = Some(Sort::Best);
            return;
        }
        let by = ["id", "name", "updated"];
        match self.fields.find(name) {
            Some(field) if by.contains(&name) || self.fields.all[field].kind != Kind::Text => {
                self.sort = Some(Sort::By { field, descending });
            }
            Some(_) => self.faults.add(
                "sort",
                "field_not_sortable",
                "Sort by id, name, updated, or a field of numbers or dates.",
            ),
            None => {
                let there_are = self.fields.all.iter();
                let meant = nearest(
                    name,
                    there_are
                        .filter(|field| {
                            field.kind != Kind::Text || by.contains(&field.name.as_str())
                        })
                        .map(|field| field.name.as_str()),
                );
                self.faults.unknown(
                    "sort",
                    "field_unknown",
                    format!("There is no field “{}”.", shortened(name)),
                    meant,
                );
            }
        }
    }

    fn cursor(&mut self, value: &str) {
        match Cursor::read(value) {
            None => self.faults.add(
                "cursor",
                "cursor_unknown",
                "The cursor is none of ours: follow the address in next as it is.",
            ),
            Some(cursor) if cursor.mark != self.found.mark => self.faults.add(
                "cursor",
                "cursor_of_another_request",
                "The cursor is of other conditions or another order: begin again without it.",
            ),
            Some(cursor) => self.found.cursor = Some(cursor),
        }
    }

    fn facets(&mut self, value: &str) {
        let names = value
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty());
        for name in names {
            match self.filter(name) {
                Some(filter) if !self.found.facets.contains(&filter) => {
                    self.found.facets.push(filter);
                }
                Some(_) => {}
                None => {
                    let filters = &self.one.profile.list.filters;
                    let there_are: Vec<&str> =
                        filters.iter().map(|filter| filter.name.as_str()).collect();
                    self.faults.unknown(
                        "facets",
                        "facet_unknown",
                        format!(
                            "There is no facet “{}”. There are: {}.",
                            shortened(name),
                            there_are.join(", ")
                        ),
                        nearest(name, there_are.iter().copied()),
                    );
                }
            }
        }
    }

    fn finish(mut self) -> Result<ReadAsked, ApiFault> {
        let by_id = Sort::By {
            field: self.fields.find("id").unwrap_or_default(),
            descending: false,
        };
        let has_words = self.found.words.is_some();
        self.found.sort = match self.sort {
            Some(Sort::Best) if !has_words => {
                self.faults
                    .add("sort", "nothing_to_match", "Sorting by best match needs q.");
                by_id
            }
            Some(sort) => sort,
            None if has_words => Sort::Best,
            None => by_id,
        };
        if self.found.day.is_some() && has_words {
            self.faults.add(
                "as_of",
                "parameter_not_here",
                "Words are searched for in what is public now: leave out q or as_of.",
            );
        }
        self.faults.finish()?;
        Ok(self.found)
    }
}

/// The day of `as_of`; today when it is now or still to come.
pub(super) fn day(text: &str, faults: &mut Faults) -> Option<Day> {
    match Day::parse(text.trim()) {
        Some(day) => Some(day).filter(|day| !day.is_now()),
        None => {
            faults.add(
                "as_of",
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
