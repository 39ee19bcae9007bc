//! Reads the members of a body strictly: what is not known, missing or of another kind is said with
//! its pointer, and reading goes on.

use serde_json::{Map, Value};

use super::{finding::Finding, scan::escaped};

/// The members of an object, and where it stands.
pub(super) struct Members<'a, 'f> {
    object: &'a Map<String, Value>,
    pointer: String,
    faults: &'f mut Vec<Finding>,
}

/// The most faults that are told.
const TOLD: usize = 200;

impl<'a, 'f> Members<'a, 'f> {
    /// The object at a pointer, with members of these names only.
    pub(super) fn of(
        value: &'a Value,
        pointer: &str,
        known: &[&str],
        faults: &'f mut Vec<Finding>,
    ) -> Option<Self> {
        let Value::Object(object) = value else {
            faults.push(Finding::at(
                pointer,
                "not_an_object",
                "An object is expected here.",
            ));
            return None;
        };
        for key in object.keys() {
            if !known.contains(&key.as_str()) && faults.len() < TOLD {
                let said = format!("There is no such member. There are: {}.", known.join(", "));
                let at = format!("{pointer}/{}", escaped(key));
                faults.push(Finding::at(at, "member_unknown", said));
            }
        }
        Some(Self {
            object,
            pointer: pointer.to_owned(),
            faults,
        })
    }

    /// The pointer of a member.
    pub(super) fn at(&self, key: &str) -> String {
        format!("{}/{}", self.pointer, escaped(key))
    }

    /// Adds a fault of a member.
    pub(super) fn fault(&mut self, key: &str, code: &str, message: impl Into<String>) {
        if self.faults.len() < TOLD {
            let at = self.at(key);
            self.faults.push(Finding::at(at, code, message));
        }
    }

    /// A member, when it is there and not null.
    pub(super) fn value(&self, key: &str) -> Option<&'a Value> {
        self.object.get(key).filter(|value| !value.is_null())
    }

    /// A text of at most so many letters, trimmed; `None` when it is not there or blank.
    pub(super) fn text(&mut self, key: &str, most: usize) -> Option<&'a str> {
        let text = match self.value(key)? {
            Value::String(text) => text.trim(),
            _ => {
                self.fault(key, "not_a_text", "A text is expected here.");
                return None;
            }
        };
        if text.chars().count() > most {
            let said = format!("The text may have {most} letters.");
            self.fault(key, "text_too_long", said);
            return None;
        }
        let odd = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
        if text.contains(odd) {
            let said = "The text has control characters in it. Take them out.";
            self.fault(key, "control_characters", said);
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    /// The same where it has to be there.
    pub(super) fn needed_text(&mut self, key: &str, most: usize) -> Option<&'a str> {
        let before = self.faults.len();
        let text = self.text(key, most);
        if text.is_none() && self.faults.len() == before {
            self.fault(key, "member_missing", "A text is needed here.");
        }
        text
    }

    /// A list of at least one and at most so many values, which has to be there.
    pub(super) fn needed_list(&mut self, key: &str, most: usize) -> &'a [Value] {
        match self.value(key) {
            Some(Value::Array(list)) if (1..=most).contains(&list.len()) => list,
            Some(Value::Array(_)) => {
                let said = format!("The list has 1 to {most} entries.");
                self.fault(key, "wrong_length", said);
                &[]
            }
            Some(_) => {
                self.fault(key, "not_a_list", "A list is expected here.");
                &[]
            }
            None => {
                self.fault(key, "member_missing", "A list is needed here.");
                &[]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_fault_is_said_with_its_place() {
        let value = json!({"a": 1, "b": "x\u{0}", "c": "long", "d/e": 1, "f": [], "g": " "});
        let mut faults = Vec::new();
        let mut members = Members::of(
            &value,
            "/edits/0",
            &["a", "b", "c", "f", "g", "h"],
            &mut faults,
        )
        .unwrap();
        assert_eq!(members.text("a", 9), None);
        assert_eq!(members.text("b", 9), None);
        assert_eq!(members.text("c", 3), None);
        assert_eq!(members.text("c", 4), Some("long"));
        assert!(members.needed_list("f", 3).is_empty());
        assert_eq!(members.needed_text("g", 9), None);
        assert_eq!(members.text("h", 9), None);
        let said: Vec<String> = faults
            .iter()
            .map(|fault| {
                let fault = serde_json::to_value(fault).unwrap();
                format!(
                    "{} {}",
                    fault["pointer"].as_str().unwrap(),
                    fault["code"].as_str().unwrap()
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                "/edits/0/d~1e member_unknown",
                "/edits/0/a not_a_text",
                "/edits/0/b control_characters",
                "/edits/0/c text_too_long",
                "/edits/0/f wrong_length",
                "/edits/0/g member_missing",
            ]
        );
        assert!(Members::of(&json!([]), "", &[], &mut faults).is_none());
    }
}
