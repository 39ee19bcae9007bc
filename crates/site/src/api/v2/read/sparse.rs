//! A few fields of a record instead of all.

use std::collections::HashMap;

use indigo_model::{Object, Value};
use indigo_standard::TypeStandard;

use super::{
    faults::Faults,
    fields::{Place, TypeFields},
};

/// The most fields that are picked by name.
const MOST: usize = 200;

/// The parts of the data that are wanted.
#[derive(Debug, Default)]
pub(super) struct Picks {
    children: HashMap<String, Picks>,
    /// All that lies here.
    is_whole: bool,
}

impl Picks {
    /// Reads names with commas between: of fields, groups and lists.
    pub(super) fn read(
        one: &TypeStandard,
        fields: &TypeFields,
        text: &str,
        faults: &mut Faults,
    ) -> Self {
        let mut picks = Self::default();
        let names = text
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty());
        for (number, name) in names.enumerate() {
            if number == MOST {
                faults.add("fields", "too_many", "Name at most 200 fields.");
                break;
            }
            match keys(one, fields, name) {
                Some(keys) => picks.add(&keys),
                None => faults.unknown(
                    "fields",
                    "field_unknown",
                    format!("There is no field “{}”.", shortened(name)),
                    fields.nearest(name),
                ),
            }
        }
        picks
    }

    fn add(&mut self, keys: &[String]) {
        let mut at = self;
        for key in keys {
            at = at.children.entry(key.clone()).or_default();
        }
        at.is_whole = true;
    }

    /// The parts of a value that are wanted; rows keep their ids.
    pub(super) fn of(&self, value: &Value) -> Value {
        if self.is_whole {
            return value.clone();
        }
        match value {
            Value::Object(object) => {
                let mut picked = Object::new();
                for (key, value) in object {
                    if let Some(picks) = self.children.get(key) {
                        picked.insert(key.clone(), picks.of(value));
                    }
                }
                Value::Object(picked)
            }
            Value::Array(rows) => Value::Array(
                rows.iter()
                    .map(|row| {
                        let mut picked = self.of(row);
                        if let (Some(picked), Some(id)) = (picked.as_object_mut(), row.get("id")) {
                            picked.insert("id".to_owned(), id.clone());
                        }
                        picked
                    })
                    .collect(),
            ),
            Value::Null => Value::Null,
            // There is no such thing in it.
            _ => Value::Null,
        }
    }
}

/// A name as it is said again.
pub(super) fn shortened(name: &str) -> String {
    name.chars().take(80).collect()
}

/// The keys to what is named; nothing when there is no such thing.
fn keys(one: &TypeStandard, fields: &TypeFields, name: &str) -> Option<Vec<String>> {
    let plain = || name.split('.').map(str::to_owned).collect();
    let field = fields.find(name).map(|place| &fields.all[place].place);
    match field {
        Some(Place::Data(keys)) => {
            // The field with all that stands beside its value.
            let mut keys = keys.clone();
            if keys.len() > 1
                && keys.last().is_some_and(|key| key == "value")
                && !name.ends_with(".value")
            {
                keys.pop();
            }
            Some(keys)
        }
        // These stand beside the data, in every record.
        Some(Place::Id | Place::Updated) => Some(Vec::from([name.to_owned()])),
        Some(Place::Name) => Some(
            indigo_model::pointer::split(&one.profile.name_pointer)
                .map(str::to_owned)
                .collect(),
        ),
        _ if fields.has_group(name) => Some(plain()),
        _ => {
            // What is joined from other records is no field of this type.
            let first = name.split('.').next().unwrap_or_default();
            let joined = one.profile.publication.joined.as_ref();
            joined.is_some_and(|joined| joined.key == first).then(plain)
        }
    }
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;
    use serde_json::json;

    use super::*;

    #[test]
    fn picks_fields_groups_and_lists() {
        let standard = Standard::builtin().unwrap();
        let one = standard.get("project").unwrap();
        let fields = TypeFields::of(one);
        let pick = |names: &str| {
            let mut faults = Faults::default();
            let picks = Picks::read(one, &fields, names, &mut faults);
            let data = json!({
                "name": {"value": "A"}, "stage_development": {"value": "B", "x": 1},
                "outcome_metrics": [{"id": "m1", "definition": {"value": "D"}, "notes": "n"}],
                "organisations": [{"id": "o", "name": {"value": "O"}, "country": {"value": "GB"}}],
            });
            (picks.of(&data), faults.finish().is_ok())
        };
        assert_eq!(
            pick("name,stage_development.value").0,
            json!({"name": {"value": "A"}, "stage_development": {"value": "B"}})
        );
        assert_eq!(
            pick("stage_development").0,
            json!({"stage_development": {"value": "B", "x": 1}})
        );
        assert_eq!(
            pick("outcome_metrics.definition").0,
            json!({"outcome_metrics": [{"id": "m1", "definition": {"value": "D"}}]})
        );
        assert_eq!(
            pick("organisations.name").0,
            json!({"organisations": [{"id": "o", "name": {"value": "O"}}]})
        );
        assert_eq!(pick("").0, json!({}));
        assert!(!pick("naem").1);
    }
}
