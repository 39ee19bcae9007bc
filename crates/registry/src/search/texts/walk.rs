//! Goes through a record, value by value.

use indigo_model::{Object, Value};
use indigo_search::{Text, Weight};
use indigo_standard::reference::{country, sdg_goal};

use super::{
    OfType, Rule,
    countries::other_names,
    rule::weight_of,
    titles::{capital, singular, small_first, small_words},
};

/// Keys that hold nothing to read.
const NOT_READ: [&str; 3] = ["status", "sandboxes", "source_ids"];

/// Where a value stands.
#[derive(Debug, Clone, Default)]
struct Place {
    /// Pointer with `*` for rows.
    pointer: String,
    /// "Investment 2", inside a row.
    row: Option<String>,
    anchor: Option<String>,
}

impl Place {
    fn below(&self, key: &str) -> Self {
        let pointer = format!("{}/{key}", self.pointer);
        let anchor = self.anchor.clone().or_else(|| Some(key.to_owned()));
        Self {
            pointer,
            row: self.row.clone(),
            anchor,
        }
    }
}

/// Goes through a record and gathers its texts.
pub(super) struct Walk<'a> {
    of_type: &'a OfType,
    pub(super) texts: Vec<Text>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(of_type: &'a OfType) -> Self {
        Self {
            of_type,
            texts: Vec::new(),
        }
    }

    /// A value that stands at the top of the record.
    pub(super) fn entry_at_root(&mut self, key: &str, value: &Value) {
        self.entry(&Place::default(), key, value);
    }

    fn entry(&mut self, place: &Place, key: &str, value: &Value) {
        if !NOT_READ.contains(&key) {
            self.value(&place.below(key), value);
        }
    }

    fn object(&mut self, place: &Place, object: &Object) {
        for (key, value) in object {
            self.entry(place, key, value);
        }
    }

    fn value(&mut self, place: &Place, value: &Value) {
        match value {
            Value::String(text) => self.text(place, text.trim()),
            Value::Object(object) => self.object(place, object),
            Value::Array(rows) => {
                let keys: Vec<&str> = place
                    .pointer
                    .split('/')
                    .filter(|key| !key.is_empty())
                    .collect();
                let is_joined = self.of_type.joined.as_deref() == Some(keys.join("/").as_str());
                let one = self.of_type.rows.get(&place.pointer).cloned();
                let one = one.unwrap_or_else(|| {
                    singular(&small_words(&capital(
                        &keys.last().copied().unwrap_or_default().replace('_', " "),
                    )))
                });
                for (number, row) in rows.iter().enumerate() {
                    let Value::Object(row) = row else { continue };
                    let inside = Place {
                        pointer: format!("{}/*", place.pointer),
                        row: Some(format!("{one} {}", number + 1)),
                        anchor: (!is_joined).then(|| format!("{}.{}", keys.join("."), number + 1)),
                    };
                    for (key, value) in row.iter().filter(|(key, _)| *key != "id") {
                        if is_joined {
                            self.joined(&inside, key, value);
                        } else {
                            self.entry(&inside, key, value);
                        }
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// A value of a record that is joined: its name, unless a row said it; the rest counts little.
    fn joined(&mut self, place: &Place, key: &str, value: &Value) {
        let before = self.texts.len();
        self.value(&place.below(key), value);
        let added = self.texts.split_off(before);
        for mut text in added {
            text.weight = if key == "name" {
                Weight::Party
            } else {
                Weight::Source
            };
            text.anchor = None;
            let is_said = text.weight == Weight::Party
                && self
                    .texts
                    .iter()
                    .any(|known| known.weight == Weight::Party && known.text == text.text);
            if !is_said {
                self.texts.push(text);
            }
        }
    }

    fn text(&mut self, place: &Place, text: &str) {
        if text.is_empty() {
            return;
        }
        let rule = self.rule(&place.pointer);
        let mut one = Text {
            weight: rule.weight,
            label: match &place.row {
                Some(row) if rule.label.is_empty() => row.clone(),
                Some(row) => format!("{row}: {}", small_first(&rule.label)),
                None => rule.label,
            },
            text: text.to_owned(),
            also: String::new(),
            anchor: place.anchor.clone(),
        };
        if rule.is_country
            && let Some(known) = country(text)
        {
            one.text.clone_from(&known.name);
            one.also = other_names(text);
        } else if rule.is_goal
            && let Some(goal) = sdg_goal(text.trim_start_matches("Goal ").trim())
        {
            one.text = format!("{text}: {}", goal.name);
        }
        self.texts.push(one);
    }

    fn rule(&self, pointer: &str) -> Rule {
        if let Some(rule) = self.of_type.fields.get(pointer) {
            return rule.clone();
        }
        // The name of a record that a row refers to stands beside the reference.
        let keys: Vec<&str> = pointer.split('/').collect();
        let names = keys.iter().position(|key| key.ends_with("_names"));
        let beside = names.and_then(|at| {
            let mut keys = keys.clone();
            keys.remove(at);
            self.of_type.fields.get(&keys.join("/"))
        });
        if let Some(rule) = beside {
            return Rule {
                label: rule
                    .label
                    .strip_suffix(" ID")
                    .or_else(|| rule.label.strip_suffix(" id"))
                    .unwrap_or(&rule.label)
                    .to_owned(),
                weight: Weight::Party,
                ..rule.clone()
            };
        }
        let told = keys
            .iter()
            .rev()
            .find(|key| **key != "value" && **key != "*");
        Rule {
            label: capital(&told.copied().unwrap_or_default().replace('_', " ")),
            weight: if pointer == self.of_type.name {
                Weight::Name
            } else if names.is_some() {
                Weight::Party
            } else {
                weight_of(pointer)
            },
            is_country: told.is_some_and(|key| key.ends_with("country")),
            is_goal: false,
        }
    }
}
