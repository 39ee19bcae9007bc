//! The public texts of a record as the search index takes them in: each with its weight, what it
//! is called, and where it stands on the record's page.
//!
//! No record type is known here by name; the rules look at what the standard says of a field and at
//! the keys that lead to it.

use std::collections::HashMap;

use indigo_model::{Object, Value};
use indigo_search::{Document, Text, Weight};
use indigo_standard::{
    Field, Standard, TypeStandard,
    reference::{country, sdg_goal},
};

/// Changes whenever texts are chosen or named in another way, so that the index is made anew.
pub(super) const RULES: &str = "1";

/// Keys that hold nothing to read.
const NOT_READ: [&str; 3] = ["status", "sandboxes", "source_ids"];

/// Parts of keys that tell of places.
const PLACES: [&str; 8] = [
    "location",
    "country",
    "countries",
    "region",
    "address",
    "postcode",
    "city",
    "jurisdiction",
];

/// Parts of keys that tell of other names and identifiers.
const IDENTIFIERS: [&str; 4] = ["alternative_name", "identifier", "org-id", "acronym"];

/// Parts of keys that tell of what is counted.
const METRICS: [&str; 2] = ["metric", "result"];

/// Parts of keys that tell of documents and where something is from.
const SOURCES: [&str; 4] = ["source", "document", "url", "website"];

/// What people call countries besides their names and what is written for them.
const OTHER_NAMES: [(&str, &str); 14] = [
    ("GB", "Britain Great Britain"),
    ("US", "America United States of America"),
    ("KR", "Korea Republic of Korea"),
    ("KP", "North Korea"),
    ("CG", "Congo Brazzaville"),
    ("CD", "Congo Kinshasa DR Congo"),
    ("RU", "Russia"),
    ("SY", "Syria"),
    ("IR", "Iran"),
    ("LA", "Laos"),
    ("VN", "Vietnam"),
    ("PS", "Palestine"),
    ("TW", "Taiwan"),
    ("AE", "Emirates"),
];

/// How the texts of each record type are taken.
#[derive(Debug)]
pub(super) struct TextRules(HashMap<String, OfType>);

#[derive(Debug)]
struct OfType {
    /// Pointer with `*` for rows → how the texts there are taken.
    fields: HashMap<String, Rule>,
    /// Pointer of a list → what one row of it is called.
    rows: HashMap<String, String>,
    name: String,
    /// The key of the list of records that are joined.
    joined: Option<String>,
    /// What records of the type are called.
    also: String,
}

#[derive(Debug, Clone)]
struct Rule {
    label: String,
    weight: Weight,
    is_country: bool,
    is_goal: bool,
}

impl TextRules {
    pub(super) fn of(standard: &Standard) -> Self {
        Self(
            standard
                .types()
                .map(|one| (one.id.clone(), OfType::of(one)))
                .collect(),
        )
    }

    /// The texts of a public record.
    pub(super) fn document(&self, record_type: &str, id: &str, data: &Value) -> Document {
        let mut document = Document {
            record_type: record_type.to_owned(),
            id: id.to_owned(),
            texts: vec![Text {
                weight: Weight::Identifier,
                text: id.to_owned(),
                label: "Id".to_owned(),
                ..Text::default()
            }],
        };
        let (Some(of_type), Value::Object(data)) = (self.0.get(record_type), data) else {
            return document;
        };
        let mut walk = Walk {
            of_type,
            texts: Vec::new(),
        };
        let joined = of_type.joined.as_deref();
        let is_joined = |key: &str| joined == Some(key);
        let own = data
            .iter()
            .filter(|(key, _)| !is_joined(key) && *key != "id");
        for (key, value) in own.chain(data.iter().filter(|(key, _)| is_joined(key))) {
            walk.entry(&Place::root(), key, value);
        }
        document.texts.extend(walk.texts);
        document.texts.push(Text {
            weight: Weight::Source,
            also: of_type.also.clone(),
            ..Text::default()
        });
        document
    }
}

impl OfType {
    fn of(one: &TypeStandard) -> Self {
        let classes: Vec<String> = one
            .profile
            .list
            .filters
            .iter()
            .flat_map(|filter| {
                let in_rows = match (&filter.list, &filter.field) {
                    (Some(list), Some(field)) => Some(format!("{list}/*{field}")),
                    _ => None,
                };
                filter.pointer.clone().into_iter().chain(in_rows)
            })
            .collect();
        let mut fields = HashMap::new();
        for field in &one.fields {
            let mut rule = rule(one, field, &field.pointer, &classes);
            if field.titles.len() > 1 && rule.label == "Notes" {
                rule.label = format!("{}: notes", small_words(&field.titles[0]));
            }
            fields.insert(field.pointer.clone(), rule);
        }
        for list in &one.lists {
            for field in &list.fields {
                let pointer = format!("{}/*{}", list.pointer, field.pointer);
                let rule = rule(one, field, &pointer, &classes);
                fields.insert(pointer, rule);
            }
        }
        let words = &one.profile.words;
        Self {
            fields,
            rows: one
                .lists
                .iter()
                .map(|list| (list.pointer.clone(), singular(&small_words(&list.title))))
                .collect(),
            name: one.profile.name_pointer.clone(),
            joined: one
                .profile
                .publication
                .joined
                .as_ref()
                .map(|one| one.key.clone()),
            also: format!("{} {}", words.title, words.titles),
        }
    }
}

fn rule(one: &TypeStandard, field: &Field, pointer: &str, classes: &[String]) -> Rule {
    let is_country = field.leaf.is_country();
    Rule {
        label: label(field),
        weight: if pointer == one.profile.name_pointer {
            Weight::Name
        } else if is_country {
            Weight::Place
        } else if classes.iter().any(|class| class == pointer) {
            Weight::Class
        } else if field.leaf.references.is_some() {
            Weight::Party
        } else {
            weight_of(pointer)
        },
        is_country,
        is_goal: pointer.contains("sdg_goal"),
    }
}

/// The weight of a text by the keys that lead to it.
fn weight_of(pointer: &str) -> Weight {
    let has = |parts: &[&str]| parts.iter().any(|part| pointer.contains(part));
    if has(&IDENTIFIERS) {
        Weight::Identifier
    } else if has(&SOURCES) {
        Weight::Source
    } else if has(&PLACES) {
        Weight::Place
    } else if pointer.contains("_names/") {
        Weight::Party
    } else if has(&METRICS) {
        Weight::Metric
    } else {
        Weight::Free
    }
}

/// What a field is called: its titles without that of the group at the top.
fn label(field: &Field) -> String {
    let told: Vec<String> = field
        .titles
        .iter()
        .filter(|title| !title.starts_with('(') && !title.is_empty())
        .map(|title| small_words(title))
        .collect();
    let below = if told.len() > 1 {
        &told[1..]
    } else {
        &told[..]
    };
    if field.keys.last().is_some_and(|key| key == "notes") && told.len() <= 1 {
        return "Notes".to_owned();
    }
    below.join(": ")
}

/// A title of the standard with small letters after the first word; words in capitals stay.
fn small_words(title: &str) -> String {
    let mut words = title.trim().split(' ');
    let mut sentence = words.next().unwrap_or_default().to_owned();
    for word in words {
        sentence.push(' ');
        if word.chars().skip(1).any(char::is_uppercase) {
            sentence.push_str(word);
        } else {
            sentence.push_str(&word.to_lowercase());
        }
    }
    sentence
}

fn singular(title: &str) -> String {
    if let Some(stem) = title.strip_suffix("ies") {
        format!("{stem}y")
    } else if title.ends_with("ss") {
        title.to_owned()
    } else {
        title.strip_suffix('s').unwrap_or(title).to_owned()
    }
}

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
    fn root() -> Self {
        Self::default()
    }

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

struct Walk<'a> {
    of_type: &'a OfType,
    texts: Vec<Text>,
}

impl Walk<'_> {
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

/// The other names of a country and of the regions that it is in.
pub(super) fn other_names(code: &str) -> String {
    let mut names = vec![code];
    if let Some(known) = country(code) {
        names.push(&known.alpha3);
        names.extend(
            [
                &known.also_written,
                &known.intermediate_region,
                &known.sub_region,
                &known.region,
            ]
            .into_iter()
            .flatten()
            .map(String::as_str),
        );
    }
    names.extend(
        OTHER_NAMES
            .iter()
            .filter(|(of, _)| *of == code)
            .map(|(_, name)| *name),
    );
    names.join(" / ")
}

fn small_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    // Words in capitals stay.
    match (first, letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_have_a_weight_a_label_and_a_place() {
        let standard = Standard::builtin().unwrap();
        let rules = TextRules::of(&standard);
        let data = json!({
            "id": "INDIGO-POJ-0001", "status": null,
            "name": {"value": " Homes first "},
            "dates": {"notes": "late", "source_ids": "s1"},
            "purpose_and_classifications": {"policy_sector": {"value": "Homelessness"}},
            "delivery_locations": [{"location_country": {"value": "GB"}}],
            "outcome_metrics": [{"id": "m1"}, {"id": "m2", "definition": {"value": "Nights"}}],
            "investments": [{"id": "i1", "organisation_id": {"value": "INDIGO-ORG-0001"},
                "organisation_names": {"organisation_id": {"value": "Big Fund"}}}],
            "organisations": [
                {"id": "INDIGO-ORG-0001", "name": {"value": "Big Fund"}, "address": {"value": "Oxford"}},
                {"id": "INDIGO-ORG-0002", "name": {"value": "Other"}, "address": {"value": null}}]
        });
        let document = rules.document("project", "INDIGO-POJ-0001", &data);
        let told: Vec<String> = document
            .texts
            .iter()
            .map(|one| {
                format!(
                    "{:?} {} = {} @{}",
                    one.weight,
                    one.label,
                    one.text,
                    one.anchor.as_deref().unwrap_or("-")
                )
            })
            .collect();
        for wanted in [
            "Identifier Id = INDIGO-POJ-0001 @-",
            "Name Impact bond name = Homes first @name",
            "Free Dates: notes = late @dates",
            "Class Policy sector = Homelessness @purpose_and_classifications",
            "Place Delivery location 1: location - country = United Kingdom @delivery_locations.1",
            "Metric Outcome metric 2: outcome definition = Nights @outcome_metrics.2",
            "Party Organisation 2: name = Other @-",
            "Source Organisation 1: address = Oxford @-",
        ] {
            assert!(
                told.iter().any(|one| one == wanted),
                "{wanted} is not in {told:#?}"
            );
        }
        assert!(
            !told
                .iter()
                .any(|one| one.contains("= s1") || one.contains("= m1"))
        );
        let names = told
            .iter()
            .filter(|one| one.ends_with("= Big Fund @investments.1"));
        assert_eq!(names.count(), 1, "{told:#?}");
        assert!(
            !told
                .iter()
                .any(|one| one == "Party Organisation 1: name = Big Fund @-")
        );
    }

    #[test]
    fn countries_are_found_by_their_other_names() {
        for (code, name) in [
            ("GB", "UK"),
            ("GB", "Britain"),
            ("NL", "Holland"),
            ("US", "USA"),
            ("IN", "Asia"),
        ] {
            assert!(other_names(code).contains(name), "{code} {name}");
        }
    }
}
