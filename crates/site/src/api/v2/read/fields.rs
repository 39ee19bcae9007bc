//! The fields of a type by dotted name: what can be filtered, sorted and picked.

use std::{collections::HashMap, sync::Arc};

use indigo_standard::{Field, Leaf, TypeStandard, ValueType};

/// How the values of a field compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::api::v2) enum Kind {
    /// As text, without regard to case and accents.
    Text,
    /// As numbers.
    Number,
    /// As dates that may be known in part.
    Date,
}

/// Where the values of a field stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the id of the record.
    Id,
    /// It is the record's name, or its id where it has none.
    Name,
    /// It is when the record last changed for the public.
    Updated,
    /// A number of lists, worked out from several fields.
    Card,
    /// In the data, under these keys; lists are passed through.
    Data(Vec<String>),
}

/// A field with its name.
#[derive(Debug, Clone)]
pub(in crate::api::v2) struct Named {
    /// The name in requests: `outcome_metrics.outcome_metric_target`.
    pub(in crate::api::v2) name: String,
    pub(super) place: Place,
    pub(in crate::api::v2) kind: Kind,
    /// The list that it is in.
    pub(super) list: Option<String>,
    /// The titles above it and its own.
    pub(super) title: String,
    /// What to enter.
    pub(super) description: Option<String>,
    /// What the standard says of it; nothing for what is not in the data.
    pub(super) leaf: Option<Arc<Leaf>>,
    /// How much it matters, 1 to 3.
    pub(super) priority: Option<u8>,
}

/// All fields of a type.
#[derive(Debug)]
pub(in crate::api::v2) struct TypeFields {
    pub(in crate::api::v2) all: Vec<Named>,
    by_name: HashMap<String, usize>,
}

impl Kind {
    pub(in crate::api::v2) fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
        }
    }
}

impl TypeFields {
    pub(in crate::api::v2) fn of(one: &TypeStandard) -> Self {
        let mut all = Vec::new();
        for field in &one.fields {
            all.extend(named(None, &[], field));
        }
        for list in &one.lists {
            for field in &list.fields {
                all.extend(named(Some(&list.pointer), &list.keys, field));
            }
        }
        // The long name first: what is named in full is never somebody else's short name.
        let mut by_name: HashMap<String, usize> = HashMap::new();
        for (place, field) in all.iter().enumerate() {
            by_name.entry(field.name.clone()).or_insert(place);
        }
        for (place, field) in all.iter_mut().enumerate() {
            if let Some(short) = field.name.strip_suffix(".value")
                && !by_name.contains_key(short)
            {
                by_name.insert(short.to_owned(), place);
                field.name = short.to_owned();
            }
        }
        let worked_out = one.profile.list.numbers.iter().map(|column| {
            (
                column.name.clone(),
                Place::Card,
                Kind::Number,
                column.title.clone(),
            )
        });
        let fixed = [
            ("id", Place::Id, Kind::Text, "Id"),
            (
                "updated",
                Place::Updated,
                Kind::Date,
                "Last change of what is shown",
            ),
            ("name", Place::Name, Kind::Text, "Name"),
        ]
        .map(|(name, place, kind, title)| (name.to_owned(), place, kind, title.to_owned()));
        for (name, place, kind, title) in fixed.into_iter().chain(worked_out) {
            if by_name.contains_key(&name) {
                continue;
            }
            by_name.insert(name.clone(), all.len());
            all.push(Named {
                name,
                place,
                kind,
                list: None,
                title,
                description: None,
                leaf: None,
                priority: None,
            });
        }
        Self { all, by_name }
    }

    /// The place of a field in `all`.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Whether fields lie under a name: `outcome_metrics`, `dates`.
    pub(super) fn has_group(&self, name: &str) -> bool {
        !self.under(name).is_empty()
    }

    /// The places of the fields under the name of a list or group; none for any other name.
    pub(super) fn under(&self, name: &str) -> Vec<usize> {
        let is_under = |field: &Named| {
            let rest = field.name.strip_prefix(name);
            rest.is_some_and(|rest| rest.starts_with('.'))
        };
        let all = self.all.iter().enumerate();
        all.filter(|(_, field)| is_under(field))
            .map(|(place, _)| place)
            .collect()
    }

    /// The names that are most like one that there is not; what is said of the record as a whole
    /// before what is said in the rows of a list.
    pub(super) fn nearest(&self, name: &str) -> Vec<String> {
        let all = self.all.iter();
        crate::meant::nearest_ranked(
            name,
            all.map(|field| (usize::from(field.list.is_some()), field.name.as_str())),
        )
    }
}

fn named(list: Option<&str>, above: &[String], field: &Field) -> Option<Named> {
    // Statuses and sandboxes are no public data.
    if field.is_status() || field.is_sandboxes() {
        return None;
    }
    // The record itself may carry a status, which every public record has alike.
    let keys: Vec<String> = above.iter().chain(&field.keys).cloned().collect();
    let leaf = &field.leaf;
    Some(Named {
        name: keys.join("."),
        place: Place::Data(keys),
        kind: match leaf.value_type {
            ValueType::Number => Kind::Number,
            ValueType::Text if leaf.is_date() => Kind::Date,
            ValueType::Text => Kind::Text,
        },
        list: list.map(str::to_owned),
        title: field.titles.join(" - "),
        description: field.description.clone(),
        leaf: Some(Arc::clone(leaf)),
        priority: field.priority,
    })
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;

    use super::*;

    #[test]
    fn a_field_has_a_short_and_a_long_name() {
        let standard = Standard::builtin().unwrap();
        let fields = TypeFields::of(standard.get("project").unwrap());
        for (short, kind) in [
            ("stage_development", Kind::Text),
            (
                "outcome_metrics.targeted_number_of_service_users_or_beneficiaries_total",
                Kind::Number,
            ),
            ("dates.start_date_of_service_provision", Kind::Date),
        ] {
            let place = fields.find(short).unwrap();
            assert_eq!(fields.find(&format!("{short}.value")), Some(place));
            assert_eq!(fields.all[place].name, short);
            assert_eq!(fields.all[place].kind, kind, "{short}");
        }
        assert_eq!(fields.find("outcome_metrics"), None);
        assert!(fields.has_group("outcome_metrics"));
        assert!(!fields.has_group("outcome_metric"));
        assert_eq!(fields.find("outcome_metrics.status"), None);
        // The sector of the contract is meant before that of one of its outcomes.
        assert_eq!(
            fields.nearest("policy_sector"),
            [
                "purpose_and_classifications.policy_sector",
                "outcome_metrics.policy_sector",
            ]
        );
    }

    #[test]
    fn every_field_of_every_type_is_found_by_its_name() {
        for one in Standard::builtin().unwrap().types() {
            let fields = TypeFields::of(one);
            for (place, field) in fields.all.iter().enumerate() {
                assert_eq!(fields.find(&field.name), Some(place), "{}", field.name);
                // What stands before an operator has to end somewhere.
                assert!(!field.name.contains("__"), "{}", field.name);
            }
        }
    }
}
