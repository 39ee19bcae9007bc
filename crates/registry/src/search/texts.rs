//! The public texts of a record as the search index takes them in: each with its weight, what it
//! is called, and where it stands on the record's page.
//!
//! No record type is known here by name; the rules look at what the standard says of a field and at
//! the keys that lead to it.

mod countries;
mod rule;
mod titles;
mod walk;

use std::collections::HashMap;

use indigo_model::Value;
use indigo_search::{Document, Text, Weight};
use indigo_standard::{Standard, TypeStandard};

use rule::{Rule, rule};
use titles::{singular, small_words};
use walk::Walk;

/// Changes whenever texts are chosen or named in another way, so that the index is made anew.
pub(super) const RULES: &str = "1";

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
        let mut walk = Walk::new(of_type);
        let joined = of_type.joined.as_deref();
        let is_joined = |key: &str| joined == Some(key);
        let own = data
            .iter()
            .filter(|(key, _)| !is_joined(key) && *key != "id");
        for (key, value) in own.chain(data.iter().filter(|(key, _)| is_joined(key))) {
            walk.entry_at_root(key, value);
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

#[cfg(test)]
mod tests;
