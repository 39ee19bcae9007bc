//! From the text of a record to the record, or to what is wrong with it.

use indigo_model::{Object, RecordKey, Value};

/// A record read from JSON.
#[derive(Debug)]
pub(crate) struct JsonRecord {
    pub(crate) key: RecordKey,
    pub(crate) exists: bool,
    pub(crate) data: Value,
}

/// Why a text is no record.
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) line: Option<u64>,
    pub(super) pointer: Option<String>,
    pub(super) id: Option<String>,
}

impl Fault {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            line: None,
            pointer: None,
            id: None,
        }
    }
}

/// The record in a text, and the keys beside the four that it has.
pub(super) fn parse(bytes: &[u8]) -> Result<(JsonRecord, Vec<String>), Fault> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(Fault::new(
            "not_utf8",
            "The record is not UTF-8 text. Save the file as UTF-8 and try again.",
        ));
    };
    let value: Value = serde_json::from_str(text).map_err(|error| not_json(&error, text))?;
    let Value::Object(mut object) = value else {
        return Err(Fault::new(
            "json_not_a_record",
            "A record is one JSON object with the keys type, id, exists and data.",
        ));
    };
    let id = name_of(&mut object, "id");
    let record_type = name_of(&mut object, "type");
    let with_id = |mut fault: Fault| {
        fault.id = id.as_ref().ok().cloned();
        fault
    };
    let record_type = record_type.map_err(with_id)?;
    let exists = match object.shift_remove("exists") {
        None => true,
        Some(Value::Bool(exists)) => exists,
        Some(_) => {
            return Err(with_id(Fault::new(
                "json_exists_not_yes_or_no",
                "\"exists\" must be true or false.",
            )));
        }
    };
    let data = match object.shift_remove("data") {
        Some(Value::Object(data)) => Value::Object(data),
        None | Some(Value::Null) if !exists => Value::Object(Object::new()),
        _ => {
            return Err(with_id(Fault::new(
                "json_data_missing",
                "\"data\" must be there and hold an object.",
            )));
        }
    };
    if let Some(pointer) = nul_in(&data, String::from("/data")) {
        return Err(with_id(Fault {
            pointer: Some(pointer.trim_start_matches("/data").to_owned()),
            ..Fault::new(
                "nul_character",
                "A text holds a character of code 0 (NUL), which is no text. Remove it.",
            )
        }));
    }
    let key = RecordKey::new(record_type, id?);
    let unknown = object.into_iter().map(|(key, _)| key).collect();
    let record = JsonRecord { key, exists, data };
    Ok((record, unknown))
}

/// The type or the id.
fn name_of(object: &mut Object, key: &str) -> Result<String, Fault> {
    let missing = if key == "id" {
        "json_id_missing"
    } else {
        "json_type_missing"
    };
    match object.shift_remove(key) {
        Some(Value::String(text)) if !text.trim().is_empty() => {
            if text.trim() == text && !text.contains('\0') {
                return Ok(text);
            }
            Err(Fault::new(
                "record_id_with_blanks",
                format!(
                    "The {key} \"{}\" has a blank or a tab before or after it. Remove it.",
                    text.escape_debug()
                ),
            ))
        }
        Some(Value::String(_)) => Err(Fault::new(
            if key == "id" { "id_blank" } else { missing },
            format!("The record's {key} is blank. Enter it."),
        )),
        Some(_) => Err(Fault::new(
            missing,
            format!("The record's {key} must be text."),
        )),
        None => Err(Fault::new(
            missing,
            format!(
                "The record has no \"{key}\". A record is one JSON object with the keys type, id, exists and data."
            ),
        )),
    }
}

fn not_json(error: &serde_json::Error, text: &str) -> Fault {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let (code, message) = if said.contains("recursion limit") {
        (
            "json_too_deep",
            "The record is nested deeper than 127 levels. Such a record cannot be taken."
                .to_owned(),
        )
    } else {
        (
            "json_not_valid",
            format!(
                "The text is not JSON: {said} (character {} of the line).",
                error.column()
            ),
        )
    };
    Fault {
        line: text.contains('\n').then(|| error.line() as u64),
        ..Fault::new(code, message)
    }
}

/// The pointer of a text or key with a NUL in it.
fn nul_in(value: &Value, pointer: String) -> Option<String> {
    match value {
        Value::String(text) if text.contains('\0') => Some(pointer),
        Value::Array(items) => (0..)
            .zip(items)
            .find_map(|(index, item): (usize, _)| nul_in(item, format!("{pointer}/{index}"))),
        Value::Object(object) => object.iter().find_map(|(key, item)| {
            if key.contains('\0') {
                return Some(pointer.clone());
            }
            nul_in(item, format!("{pointer}/{key}"))
        }),
        _ => None,
    }
}
