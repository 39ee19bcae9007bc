//! Asking, and the public records looked through one by one.

use serde_json::Value;

use crate::app::{Answer, App};

/// The body of an answer that has to be there.
pub(crate) async fn body(app: &App, address: &str) -> Value {
    let answer = app.get(address).await;
    assert_eq!(answer.status, 200, "{address}: {}", answer.text());
    read(&answer)
}

pub(crate) fn read(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

/// The ids of a page of records.
pub(crate) fn ids(body: &Value) -> Vec<String> {
    let records = body["records"].as_array().unwrap();
    let id = |record: &Value| record["id"].as_str().unwrap().to_owned();
    records.iter().map(id).collect()
}

/// Id and data of the public records of a type, in order of id.
pub(crate) fn public(app: &App, record_type: &str) -> Vec<(String, Value)> {
    app.reader.records[record_type]
        .iter()
        .filter_map(|(id, record)| Some((id.clone(), record.as_ref()?.data())))
        .collect()
}

/// All values at a place, through lists; neither null nor blank.
pub(crate) fn values<'a>(data: &'a Value, keys: &[&str]) -> Vec<&'a Value> {
    match (data, keys.split_first()) {
        (Value::Array(rows), _) => rows.iter().flat_map(|row| values(row, keys)).collect(),
        (Value::Object(object), Some((key, rest))) => object
            .get(*key)
            .map_or_else(Vec::new, |value| values(value, rest)),
        (Value::String(text), None) if text.trim().is_empty() => Vec::new(),
        (Value::String(_) | Value::Number(_) | Value::Bool(_), None) => vec![data],
        _ => Vec::new(),
    }
}
