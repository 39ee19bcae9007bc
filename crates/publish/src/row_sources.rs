//! Public data with the sources that its rows cite.
//!
//! The old API takes the sources out of rows; files that say where each fact is from need them.

use indexmap::IndexMap;
use indigo_model::Value;
use indigo_standard::TypeStandard;

use crate::project::shown_to_all;

/// The key under which a row names its sources.
const SOURCE_IDS: &str = "source_ids";

/// Puts the sources of rows (row pointer such as `/investments/0` → text) back into public data.
///
/// ```
/// let mut data = serde_json::json!({"investments": [{"id": "investment1"}]});
/// let cited = [("/investments/0".to_owned(), "source1".to_owned())];
/// indigo_publish::with_row_sources(&mut data, &cited.into_iter().collect());
/// assert_eq!(data["investments"][0]["source_ids"], "source1");
/// ```
pub fn with_row_sources(data: &mut Value, row_sources: &IndexMap<String, String>) {
    for (pointer, sources) in row_sources {
        if let Some(Value::Object(row)) = data.pointer_mut(pointer) {
            row.insert(SOURCE_IDS.to_owned(), Value::from(sources.as_str()));
        }
    }
}

/// What everybody sees of an existing record before joins, with the sources that its rows cite;
/// `None` when the record is not public.
#[must_use]
pub fn cited(one: &TypeStandard, data: &Value) -> Option<Value> {
    let shown = shown_to_all(one, true, data).ok()??;
    let mut public = Value::Object(shown.data);
    with_row_sources(&mut public, &shown.row_sources);
    Some(public)
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;
    use serde_json::json;

    use super::*;

    #[test]
    fn rows_keep_their_sources_and_private_rows_stay_out() {
        let standard = Standard::builtin().unwrap();
        let one = standard.get("project").unwrap();
        let data = json!({"status": "PUBLIC", "investments": [
            {"id": "i1", "status": "PRIVATE", "source_ids": "s1"},
            {"id": "i2", "status": "PUBLIC", "source_ids": "s2"},
        ]});
        let cited = cited(one, &data).unwrap();
        assert_eq!(
            cited["investments"],
            json!([{"id": "i2", "source_ids": "s2"}])
        );
        assert!(super::cited(one, &json!({"status": "PRIVATE"})).is_none());
    }
}
