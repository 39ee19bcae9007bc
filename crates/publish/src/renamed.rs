//! Writing another id in the place of one that is no more, wherever a record names it.

use std::collections::HashMap;

use indigo_model::Value;
use indigo_standard::TypeStandard;

use crate::references::places;

/// Puts `to` in the place of `from` wherever the data name that record of type `record_type`; true
/// when anything changed.
///
/// That is every place that the standard marks as a reference to the type, with one id or several;
/// and, where it marks none, every text under a key that holds `<type>_id`, such as the publishing
/// organisations of sources. An id that stands there twice afterwards is kept once.
pub fn rename_reference(
    one: &TypeStandard,
    data: &mut Value,
    record_type: &str,
    from: &str,
    to: &str,
) -> bool {
    let marked = places(one)
        .into_iter()
        .filter(|place| place.record_type == record_type)
        .map(|place| {
            let row = if place.list.is_empty() { "" } else { "/*" };
            let pattern = format!("{}{row}{}", place.list, place.field);
            (pattern, place.separator.map(str::to_owned))
        })
        .collect();
    let renaming = Renaming {
        marked,
        word: format!("{record_type}_id"),
        from,
        to,
    };
    renaming.walk(data, &mut String::new())
}

struct Renaming<'a> {
    /// Pointer with `*` for rows → what separates several ids.
    marked: HashMap<String, Option<String>>,
    /// What a key holds that the standard does not mark.
    word: String,
    from: &'a str,
    to: &'a str,
}

impl Renaming<'_> {
    fn walk(&self, value: &mut Value, pattern: &mut String) -> bool {
        match value {
            Value::Object(object) => {
                let mut changed = false;
                for (key, inner) in object.iter_mut() {
                    let length = pattern.len();
                    pattern.push('/');
                    pattern.push_str(key);
                    changed |= self.walk(inner, pattern);
                    pattern.truncate(length);
                }
                changed
            }
            Value::Array(rows) => {
                let length = pattern.len();
                pattern.push_str("/*");
                let mut changed = false;
                for row in rows {
                    changed |= self.walk(row, pattern);
                }
                pattern.truncate(length);
                changed
            }
            Value::String(text) => {
                let separator = match self.marked.get(pattern.as_str()) {
                    Some(separator) => separator.as_deref(),
                    None if pattern.contains(&self.word) => Some(","),
                    None => return false,
                };
                match self.renamed(text, separator) {
                    Some(new) => {
                        *text = new;
                        true
                    }
                    None => false,
                }
            }
            _ => false,
        }
    }

    fn renamed(&self, text: &str, separator: Option<&str>) -> Option<String> {
        let Some(separator) = separator.filter(|separator| !separator.is_empty()) else {
            return (text.trim() == self.from).then(|| self.to.to_owned());
        };
        if !text.split(separator).any(|id| id.trim() == self.from) {
            return None;
        }
        let mut ids: Vec<&str> = Vec::new();
        for id in text.split(separator).map(str::trim) {
            let id = if id == self.from { self.to } else { id };
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let spaced = text.contains(&format!("{separator} "));
        Some(ids.join(&format!("{separator}{}", if spaced { " " } else { "" })))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::samples::{route, standard};

    #[test]
    fn marked_places_and_id_keys_are_rewritten_and_nothing_else() {
        let standard = standard();
        let one = route(&standard);
        let mut data = json!({
            "owner": {"value": " O-1 "},
            "stops": [{"guests": {"value": "O-2, O-1,O-3"}, "next": {"value": "O-1"}}],
            "sources": [{"publishing_organisation_ids": {"value": "O-1,O-2"}}],
            "name": {"value": "O-1"}
        });
        assert!(rename_reference(
            one,
            &mut data,
            "organisation",
            "O-1",
            "O-2"
        ));
        assert_eq!(
            data,
            json!({
                "owner": {"value": "O-2"},
                "stops": [{"guests": {"value": "O-2, O-3"}, "next": {"value": "O-1"}}],
                "sources": [{"publishing_organisation_ids": {"value": "O-2"}}],
                "name": {"value": "O-1"}
            })
        );
        assert!(!rename_reference(
            one,
            &mut data,
            "organisation",
            "O-1",
            "O-2"
        ));
    }
}
