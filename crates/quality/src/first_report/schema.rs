//! Issues that come from the schema.

use indigo_model::Value;
use indigo_standard::{Kind, Node, TypeStandard};
use jsonschema::{
    JsonType, Validator,
    error::{TypeKind, ValidationErrorKind},
};

use super::{Issue, references};
use crate::{QualityError, World};

/// The priority of a value that is not set where the schema gives none.
const LAST: u8 = 3;

/// The report for one record type, with its schema made ready.
#[derive(Debug)]
pub struct FirstReport<'a> {
    one: &'a TypeStandard,
    validator: Validator,
    priorities: Vec<(&'a str, u8)>,
}

impl<'a> FirstReport<'a> {
    /// Makes the schema of a type ready.
    ///
    /// # Errors
    /// When the schema is none that the validator takes.
    pub fn new(one: &'a TypeStandard) -> Result<Self, QualityError> {
        let validator = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft7)
            .build(&one.schema)
            .map_err(|error| QualityError::Schema {
                record_type: one.id.clone(),
                reason: error.to_string(),
            })?;
        let mut priorities = Vec::new();
        gather(&one.nodes, &mut priorities);
        Ok(Self {
            one,
            validator,
            priorities,
        })
    }

    /// All issues of a record: first those of the schema, then those of references.
    #[must_use]
    pub fn issues(&self, data: &Value, world: &dyn World) -> Vec<Issue> {
        let mut issues: Vec<Issue> = self
            .validator
            .iter_errors(data)
            .filter_map(|error| {
                let path = error.instance_path().as_str();
                let value = error.instance().as_ref();
                self.issue(error.kind(), path, value)
            })
            .collect();
        references::add(self.one, data, world, &mut issues);
        issues
    }

    fn issue(&self, kind: &ValidationErrorKind, path: &str, value: &Value) -> Option<Issue> {
        let wrong = |kind| {
            Some(Issue {
                kind,
                path: Some(path.trim_start_matches('/').to_owned()),
                priority: 0,
                value: Some(value.clone()),
            })
        };
        match kind {
            ValidationErrorKind::Enum { .. } if is_quoted_singly(value) => {
                wrong("value_not_in_enum_list")
            }
            ValidationErrorKind::Pattern { .. } if is_quoted_singly(value) => {
                wrong("value_not_correct_pattern")
            }
            ValidationErrorKind::MinItems { .. } => wrong("array_has_too_few_items"),
            ValidationErrorKind::Type {
                kind: TypeKind::Single(JsonType::String),
            } if value.is_null() => Some(Issue {
                kind: "value_not_set",
                path: Some(path.trim_start_matches('/').to_owned()),
                priority: self.priority(path),
                value: None,
            }),
            ValidationErrorKind::Type {
                kind: TypeKind::Single(JsonType::Number),
            } if is_truthy(value) => wrong("value_not_a_number"),
            _ => None,
        }
    }

    /// The priority of the first key that the path begins with.
    fn priority(&self, path: &str) -> u8 {
        self.priorities
            .iter()
            .find(|(prefix, _)| path.starts_with(prefix))
            .map_or(LAST, |(_, priority)| *priority)
    }
}

/// Objects, lists and leaves outside lists that have a priority, in schema order.
fn gather<'a>(nodes: &'a [Node], found: &mut Vec<(&'a str, u8)>) {
    for node in nodes {
        if let Some(priority) = node.priority {
            found.push((&node.pointer, priority));
        }
        if let Kind::Group { children } = &node.kind {
            gather(children, found);
        }
    }
}

/// Whether the first system's messages show a value in single quotes, which it looked for: a text
/// that holds no apostrophe, or holds a double quote too.
fn is_quoted_singly(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| !text.contains('\'') || text.contains('"'))
}

fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(object) => !object.is_empty(),
    }
}
