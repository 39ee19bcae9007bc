//! The parameters of an address, looked at one by one.

use indigo_standard::TypeStandard;

use super::{
    super::{
        super::fault::ApiFault,
        condition::{Operator, Test},
        cursor::Cursor,
        faults::{Faults, nearest},
        fields::{Kind, TypeFields},
        included::Include,
        sparse::{Picks, shortened},
    },
    Condition, MOST, ReadAsked, Sort, USUAL, WHERE, day, instant,
};
use crate::site::Site;

/// The most conditions.
const CONDITIONS: usize = 50;

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
            return self.condition_on_group(parameter, name, word, value);
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
        self.test(parameter, vec![field], kind, operator, value);
    }

    /// Of a list or group it can be asked whether there is anything in it.
    fn condition_on_group(&mut self, parameter: &str, name: &str, word: &str, value: &str) {
        let inside = self.fields.under(name);
        if inside.is_empty() {
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
        } else if word == Operator::Exists.word() {
            self.test(parameter, inside, Kind::Text, Operator::Exists, value);
        } else {
            self.faults.unknown(
                parameter,
                "operator_unknown",
                "A list or group can be asked for with __exists alone; name a field in it for all else.",
                vec![format!("{WHERE}{name}__exists")],
            );
        }
    }

    fn test(
        &mut self,
        parameter: &str,
        fields: Vec<usize>,
        kind: Kind,
        operator: Operator,
        value: &str,
    ) {
        if self.found.conditions.len() == CONDITIONS {
            let said = format!("Write at most {CONDITIONS} conditions.");
            self.faults.add(parameter, "too_many", said);
            return;
        }
        match Test::read(kind, operator, value) {
            Err(said) => self.faults.add(parameter, "value_not_known", said),
            Ok(test) => self.add(parameter, fields, test),
        }
    }

    /// Values of one field that are asked for with `=` or `in` widen it, as with the filters of
    /// lists; all else has to hold as well.
    fn add(&mut self, parameter: &str, fields: Vec<usize>, test: Test) {
        let conditions = &mut self.found.conditions;
        if let Test::Any(more) = &test {
            let before = conditions.iter_mut().find_map(|one| match &mut one.test {
                Test::Any(values) if one.fields == fields => Some(values),
                _ => None,
            });
            if let Some(values) = before {
                values.extend(more.iter().cloned());
                return;
            }
        }
        conditions.push(Condition {
            parameter: parameter.to_owned(),
            fields,
            test,
        });
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
