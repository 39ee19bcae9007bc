//! The words by which a record is found.

use indigo_model::{Object, Value};

/// The id and every public text of a record, one a line.
///
/// Statuses, sandboxes, cited sources and the ids of rows are left out: nobody looks for `source3`,
/// and everybody would find it.
pub(crate) fn search_text(id: &str, shown: &Object) -> String {
    let mut out = String::from(id);
    for (key, value) in shown.iter().filter(|(key, _)| *key != "id") {
        entry(&mut out, key, value);
    }
    out
}

fn entry(out: &mut String, key: &str, value: &Value) {
    if !matches!(key, "status" | "sandboxes" | "source_ids") {
        texts(out, value);
    }
}

fn texts(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => {
            let text = text.trim();
            if !text.is_empty() {
                out.push('\n');
                out.push_str(text);
            }
        }
        Value::Object(object) => {
            for (key, value) in object {
                entry(out, key, value);
            }
        }
        Value::Array(rows) => {
            for row in rows {
                let Value::Object(row) = row else { continue };
                for (key, value) in row.iter().filter(|(key, _)| *key != "id") {
                    entry(out, key, value);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_without_noise() {
        let data = json!({
            "id": "P-1", "status": null, "name": {"value": " Two\nlines "}, "n": {"value": 5},
            "dates": {"notes": "n", "source_ids": "s1"},
            "rows": [{"id": "row1", "a": {"id": "inner", "value": "x"}, "status": "PUBLIC"}, null]
        });
        let text = search_text("P-1", data.as_object().unwrap());
        assert_eq!(text, "P-1\nTwo\nlines\nn\ninner\nx");
    }
}
