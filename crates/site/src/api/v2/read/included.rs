//! What is sent beside records: the public records that they name, and their sources.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use indigo_model::{Value, pointer};
use indigo_registry::{Day, ReadError};
use indigo_standard::TypeStandard;

use super::{body, faults::Faults, sparse::shortened, view::record_at};
use crate::{meant::nearest, site::Site};

/// The word for sources and times.
const PROVENANCE: &str = "provenance";

/// What is asked for beside the records.
#[derive(Debug, Default)]
pub(super) struct Include {
    /// Sources, and when each record last changed.
    pub(super) provenance: bool,
    /// The types of which the records named are sent.
    pub(super) types: Vec<String>,
}

/// A place where a record names others.
struct Naming<'a> {
    list: Option<&'a str>,
    field: &'a str,
    record_type: &'a str,
    separator: Option<&'a str>,
}

/// The words that a type knows: for each type that its records name, and for sources.
pub(super) fn words(one: &TypeStandard, site: &Site) -> Vec<String> {
    let types = named_types(one).into_iter();
    types
        .filter_map(|id| site.standard().get(id))
        .map(|named| named.plural().to_owned())
        .chain([PROVENANCE.to_owned()])
        .collect()
}

fn named_types(one: &TypeStandard) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for naming in namings(one) {
        if !found.contains(&naming.record_type) {
            found.push(naming.record_type);
        }
    }
    found
}

fn namings(one: &TypeStandard) -> Vec<Naming<'_>> {
    let mut found = Vec::new();
    let outside = one.fields.iter().map(|field| (None, field));
    let inside = one.lists.iter().flat_map(|list| {
        let at = Some(list.pointer.as_str());
        list.fields.iter().map(move |field| (at, field))
    });
    for (list, field) in outside.chain(inside) {
        if let Some(to) = &field.leaf.references {
            found.push(Naming {
                list,
                field: &field.pointer,
                record_type: &to.record_type,
                separator: to.separator.as_deref(),
            });
        }
    }
    for reference in &one.profile.publication.references {
        found.push(Naming {
            list: Some(&reference.list),
            field: &reference.field,
            record_type: &reference.record_type,
            separator: None,
        });
    }
    found
}

impl Include {
    /// Reads words with commas between: plurals of types, and `provenance`.
    pub(super) fn read(
        one: &TypeStandard,
        site: &Site,
        text: &str,
        is_stream: bool,
        faults: &mut Faults,
    ) -> Self {
        let mut include = Self::default();
        for word in text
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
        {
            if word == PROVENANCE {
                include.provenance = true;
                continue;
            }
            let types = named_types(one);
            let found = types.iter().find(|id| {
                let named = site.standard().get(id);
                **id == word || named.is_some_and(|named| named.plural() == word)
            });
            match found {
                Some(_) if is_stream => faults.add(
                    "include",
                    "parameter_not_here",
                    "A stream has no records beside it: ask for the stream of that type.",
                ),
                Some(id) => include.types.push((*id).to_owned()),
                None => {
                    let there_are = words(one, site);
                    faults.unknown(
                        "include",
                        "include_unknown",
                        format!(
                            "“{}” cannot be included here. There are: {}.",
                            shortened(word),
                            there_are.join(", ")
                        ),
                        nearest(word, there_are.iter().map(String::as_str)),
                    );
                }
            }
        }
        include
    }
}

/// Records beside others: the word for many of their type → id → the record as JSON text.
#[derive(Debug, Default)]
pub(super) struct Included(IndexMap<String, BTreeMap<String, Option<String>>>);

impl Included {
    /// Adds the records of the types asked for that a record names in public, of the same day.
    pub(super) fn add(
        &mut self,
        site: &Site,
        one: &TypeStandard,
        include: &Include,
        data: &Value,
        day: Option<&Day>,
    ) -> Result<(), ReadError> {
        for naming in namings(one) {
            if !include.types.iter().any(|id| id == naming.record_type) {
                continue;
            }
            let Some(named) = site.standard().get(naming.record_type) else {
                continue;
            };
            let known = self.0.entry(named.plural().to_owned()).or_default();
            for id in ids(&naming, data) {
                if known.contains_key(id) {
                    continue;
                }
                let record = record_at(site, &named.id, id, day)?;
                let text = record.map(|record| {
                    let mut out = String::new();
                    body::record(&mut out, named, &record, None, false);
                    out
                });
                known.insert(id.to_owned(), text);
            }
        }
        Ok(())
    }

    /// Writes all of it as a JSON object; what is not public is not there.
    pub(super) fn write(&self, out: &mut String) {
        out.push('{');
        for (number, (word, records)) in self.0.iter().enumerate() {
            if number > 0 {
                out.push_str(", ");
            }
            body::string(out, word);
            out.push_str(": {");
            let known = records
                .iter()
                .filter_map(|(id, text)| Some((id, text.as_ref()?)));
            for (number, (id, text)) in known.enumerate() {
                if number > 0 {
                    out.push_str(", ");
                }
                body::string(out, id);
                out.push_str(": ");
                out.push_str(text);
            }
            out.push('}');
        }
        out.push('}');
    }
}

/// The ids that stand in a place.
fn ids<'a>(naming: &Naming<'a>, data: &'a Value) -> Vec<&'a str> {
    let mut texts = Vec::new();
    match naming.list {
        None => texts.extend(pointer::text(data, naming.field)),
        Some(list) => {
            for row in pointer::rows(data, list) {
                texts.extend(pointer::text(row, naming.field));
            }
        }
    }
    let mut found = Vec::new();
    for text in texts {
        match naming.separator {
            Some(separator) => found.extend(text.split(separator).map(str::trim)),
            None => found.push(text.trim()),
        }
    }
    found.retain(|id| !id.is_empty());
    found
}
