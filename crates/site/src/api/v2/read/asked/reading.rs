//! The parameters of an address, looked at one by one.

mod conditions;
mod names;

use indigo_standard::TypeStandard;

use super::{
    super::{
        super::fault::ApiFault, cursor::Cursor, faults::Faults, fields::TypeFields,
        included::Include, sparse::Picks,
    },
    MOST, ReadAsked, Sort, USUAL, WHERE, day, instant,
};
use crate::site::Site;

/// The parameters of an address, looked at one by one.
pub(super) struct Reading<'a> {
    site: &'a Site,
    one: &'a TypeStandard,
    fields: &'a TypeFields,
    faults: Faults,
    seen: Vec<&'a str>,
    found: ReadAsked,
    sort: Option<Sort>,
}

impl<'a> Reading<'a> {
    /// Nothing is read yet; `mark` names selection and order.
    pub(super) fn of(
        site: &'a Site,
        one: &'a TypeStandard,
        fields: &'a TypeFields,
        mark: String,
    ) -> Self {
        Self {
            site,
            one,
            fields,
            faults: Faults::default(),
            seen: Vec::new(),
            found: ReadAsked {
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
                mark,
            },
            sort: None,
        }
    }

    pub(super) fn parameter(&mut self, name: &'a str, value: &str, is_stream: bool) {
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
            "as_of" => self.found.day = day(name, value, &mut self.faults),
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

    pub(super) fn finish(mut self) -> Result<ReadAsked, ApiFault> {
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
