//! A public record as JSON text: what is stored is put in as it is.

use indigo_model::Value;
use indigo_publish::api_json;
use indigo_registry::PublicRecord;
use indigo_standard::TypeStandard;
use serde_json::{Map, json};

use super::sparse::Picks;
use crate::url::encode;

pub(super) use indigo_publish::api_json::write_string as string;

/// Writes a record: `{"type": …, "id": …, "updated": …, "page": …, "data": …}`.
pub(super) fn record(
    out: &mut String,
    one: &TypeStandard,
    record: &PublicRecord,
    picks: Option<&Picks>,
    provenance: bool,
) {
    let page = page(one, &record.id);
    out.reserve(record.api_text.len() + 300);
    out.push_str("{\"type\": ");
    string(out, &one.id);
    out.push_str(", \"id\": ");
    string(out, &record.id);
    out.push_str(", \"updated\": ");
    string(out, &record.updated);
    out.push_str(", \"page\": ");
    string(out, &page);
    if !record.flags.is_empty() {
        out.push_str(", \"flags\": {");
        for (number, (name, is_set)) in record.flags.iter().enumerate() {
            if number > 0 {
                out.push_str(", ");
            }
            string(out, name);
            out.push_str(if *is_set { ": true" } else { ": false" });
        }
        out.push('}');
    }
    if provenance {
        out.push_str(", \"provenance\": ");
        api_json::write(out, &provenance_of(record, &page));
    }
    out.push_str(", \"data\": ");
    match picks {
        None => out.push_str(&record.api_text),
        Some(picks) => api_json::write(out, &picks.of(&record.data())),
    }
    out.push('}');
}

/// The address of a record's page.
pub(super) fn page(one: &TypeStandard, id: &str) -> String {
    format!("/{}/{}", one.profile.words.path, encode(id))
}

/// The sources of a record, what cites them, and where its history is.
fn provenance_of(record: &PublicRecord, page: &str) -> Value {
    let data = record.data();
    let mut cited = Map::new();
    for (row, ids) in &record.row_sources {
        cite(&mut cited, row, ids);
    }
    walk(&mut cited, "", &data);
    json!({
        "updated": record.updated,
        "history": format!("{page}/history"),
        "cited": cited,
        "sources": data.get("sources").filter(|sources| sources.is_array()).cloned().unwrap_or_else(|| json!([])),
    })
}

fn walk(cited: &mut Map<String, Value>, at: &str, value: &Value) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(ids)) = object.get("source_ids") {
                cite(cited, at, ids);
            }
            for (key, value) in object {
                walk(cited, &format!("{at}/{key}"), value);
            }
        }
        Value::Array(rows) => {
            for (number, row) in rows.iter().enumerate() {
                walk(cited, &format!("{at}/{number}"), row);
            }
        }
        _ => {}
    }
}

fn cite(cited: &mut Map<String, Value>, at: &str, ids: &str) {
    let ids: Vec<&str> = ids
        .split(',')
        .map(str::trim)
        .filter(|id| !id.is_empty())
        .collect();
    if !ids.is_empty() {
        cited.insert(at.to_owned(), json!(ids));
    }
}
