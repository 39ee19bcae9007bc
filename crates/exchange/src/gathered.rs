//! The text of a column that gathers values of rows.

use indigo_model::{Value, pointer};

/// What stands between the values.
pub(crate) const SEPARATOR: &str = ", ";

/// The distinct texts at a field of the rows that are not empty, in order of first appearance.
pub(crate) fn gathered(rows: &mut dyn Iterator<Item = &Value>, field: &str) -> String {
    let mut found: Vec<&str> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for row in rows {
        if let Some(Value::String(text)) = pointer::get(row, field)
            && !text.is_empty()
            && seen.insert(text.as_str())
        {
            found.push(text);
        }
    }
    found.join(SEPARATOR)
}
