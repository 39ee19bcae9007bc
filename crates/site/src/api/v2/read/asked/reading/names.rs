//! Parameters whose values are names, and those that there are not.

use super::{
    super::{
        super::{fields::Kind, sparse::shortened},
        Sort, WHERE,
    },
    Reading,
};
use crate::meant::nearest;

/// The parameters of every type, besides its filters and conditions.
const FIXED: [&str; 9] = [
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

impl Reading<'_> {
    pub(super) fn unknown(&mut self, name: &str) {
        let field = name.split("__").next().unwrap_or_default();
        let meant = if self.fields.find(field).is_some() {
            vec![format!("{WHERE}{name}")]
        } else {
            let filters = self.one.profile.list.filters.iter();
            nearest(
                name,
                FIXED
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

    pub(super) fn sort(&mut self, value: &str) {
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

    pub(super) fn facets(&mut self, value: &str) {
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
}
