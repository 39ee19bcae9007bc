//! How many records say something in each field: the first system's report over all projects.

use indigo_model::{Value, pointer};
use indigo_standard::TypeStandard;
use serde::Serialize;

/// How many records say something in a field, or have a row in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FillCount {
    /// Pointer of the field or list.
    pub key: String,
    /// Title of the field or list.
    pub title: String,
    /// Records that do.
    pub with: usize,
    /// Records that do not.
    pub without: usize,
}

/// The counts over the public data of all records of a type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FillCounts {
    /// Fields outside lists, statuses left out.
    pub single: Vec<FillCount>,
    /// Lists.
    pub list: Vec<FillCount>,
}

impl FillCounts {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(one: &TypeStandard) -> Self {
        let count = |key: &str, title: &str| FillCount {
            key: key.to_owned(),
            title: title.to_owned(),
            with: 0,
            without: 0,
        };
        let fields = one
            .fields
            .iter()
            .filter(|field| field.pointer != "/status" && !field.pointer.ends_with("/status"));
        Self {
            single: fields
                .map(|field| count(&field.pointer, &field.title))
                .collect(),
            list: one
                .lists
                .iter()
                .map(|list| count(&list.pointer, &list.title))
                .collect(),
        }
    }

    /// Takes in the public data of a record. (The first system failed over a list that is null.)
    pub fn add(&mut self, data: &Value) {
        for count in &mut self.single {
            let says = pointer::get(data, &count.key).is_some_and(says);
            count.count(says);
        }
        for count in &mut self.list {
            let has_row = pointer::rows(data, &count.key).next().is_some();
            count.count(has_row);
        }
    }
}

impl FillCount {
    fn count(&mut self, says: bool) {
        if says {
            self.with += 1;
        } else {
            self.without += 1;
        }
    }
}

/// Whether the text of a value is neither empty nor "null"; 0 counts.
fn says(value: &Value) -> bool {
    let text = value.to_string();
    let text = text.trim_matches(|sign: char| sign == '"' || sign.is_whitespace());
    !text.is_empty() && text != "null"
}
