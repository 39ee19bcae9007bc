//! Records as JSON: one object `{type, id, exists, data}` a file, or one a line.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use indexmap::IndexMap;
use indigo_model::{Object, Place, Problem, RecordKey, Value};
use indigo_standard::Standard;

use super::{input::Input, problems::Problems};
use crate::{ExchangeError, Limits, limits::in_words};

/// The records found in JSON, by type and id; their data stay where they are.
#[derive(Debug, Default)]
pub(crate) struct JsonRecords {
    inputs: Vec<Input>,
    /// For each type (by its place in the standard): id → where.
    types: Vec<IndexMap<Box<str>, JsonPlace>>,
}

#[derive(Debug, Clone, Copy)]
struct JsonPlace {
    input: u32,
    /// Line of the file; 0 when the file is one record.
    line: u64,
    offset: u64,
    len: u64,
}

/// A record read from JSON.
#[derive(Debug)]
pub(crate) struct JsonRecord {
    pub(crate) key: RecordKey,
    pub(crate) exists: bool,
    pub(crate) data: Value,
}

impl JsonRecords {
    pub(crate) fn new(standard: &Standard) -> Self {
        Self {
            inputs: Vec::new(),
            types: standard.types().map(|_| IndexMap::new()).collect(),
        }
    }

    /// How many records there are.
    pub(crate) fn record_count(&self) -> u64 {
        self.types.iter().map(|ids| ids.len() as u64).sum()
    }

    /// The ids of a type, each with the place of its record.
    pub(crate) fn ids(&self, type_index: usize) -> impl Iterator<Item = (&str, Place)> {
        self.types[type_index]
            .iter()
            .map(|(id, at)| (&**id, self.place(at, Some(id))))
    }

    fn place(&self, at: &JsonPlace, id: Option<&str>) -> Place {
        Place {
            file: Some(self.inputs[at.input as usize].name.to_string()),
            row: (at.line > 0).then_some(at.line),
            record: id.map(str::to_owned),
            ..Place::default()
        }
    }

    /// Checks a file that holds one record; says how many records it holds.
    pub(crate) fn scan_one(
        &mut self,
        standard: &Standard,
        input: Input,
        limits: &Limits,
        problems: &mut Problems,
    ) -> Result<u64, ExchangeError> {
        let at = self.add(input);
        let len = self.inputs[at.input as usize].len;
        if len > limits.json_bytes as u64 {
            problems.push(too_long(limits, self.place(&at, None)));
            return Ok(0);
        }
        let mut reader = Reader::default();
        let bytes = reader.read(&self.inputs, &JsonPlace { len, ..at })?;
        Ok(self.note(standard, bytes, JsonPlace { len, ..at }, problems))
    }

    /// Checks a file that holds a record a line; says how many records it holds.
    pub(crate) fn scan_lines(
        &mut self,
        standard: &Standard,
        input: Input,
        limits: &Limits,
        problems: &mut Problems,
    ) -> Result<u64, ExchangeError> {
        let mut reader = BufReader::new(input.open()?);
        let mut at = self.add(input);
        let mut line = Vec::new();
        let mut count = 0;
        loop {
            line.clear();
            let most = limits.json_bytes as u64 + 1;
            let read = (&mut reader)
                .take(most)
                .read_until(b'\n', &mut line)
                .map_err(|error| self.inputs[at.input as usize].unreadable(error))?;
            if read == 0 {
                return Ok(count);
            }
            at.line += 1;
            at.len = read as u64;
            if at.len == most {
                problems.push(too_long(limits, self.place(&at, None)));
                return Ok(count);
            }
            let found = without_mark(&line).trim_ascii().to_vec();
            if !found.is_empty() {
                count += self.note(standard, &found, at, problems);
            }
            at.offset += at.len;
        }
    }

    fn add(&mut self, input: Input) -> JsonPlace {
        self.inputs.push(input);
        JsonPlace {
            input: u32::try_from(self.inputs.len() - 1).unwrap_or(u32::MAX),
            line: 0,
            offset: 0,
            len: 0,
        }
    }

    /// Notes where a record is, or what is wrong with it; 1 when it is a record.
    fn note(
        &mut self,
        standard: &Standard,
        bytes: &[u8],
        at: JsonPlace,
        problems: &mut Problems,
    ) -> u64 {
        let (record, unknown) = match parse(bytes) {
            Ok(found) => found,
            Err(fault) => {
                let mut place = self.place(&at, fault.id.as_deref());
                place.row = place.row.or(fault.line);
                place.pointer = fault.pointer;
                problems.push(Problem::error(fault.code, fault.message, place));
                return 0;
            }
        };
        let place = self.place(&at, Some(&record.key.id));
        let Some(type_index) = standard
            .types()
            .position(|one| one.id == record.key.record_type)
        else {
            let known: Vec<_> = standard.types().map(|one| one.id.as_str()).collect();
            problems.push(Problem::error(
                "json_type_unknown",
                format!(
                    "\"{}\" is no record type. The types are {}.",
                    record.key.record_type,
                    known.join(", ")
                ),
                place,
            ));
            return 0;
        };
        for key in unknown {
            problems.push(Problem::warning(
                "json_key_not_read",
                format!("The key \"{key}\" beside type, id, exists and data is not read."),
                place.clone(),
            ));
        }
        let ids = &self.types[type_index];
        if let Some(before) = ids.get(record.key.id.as_str()) {
            let before = Place {
                record: None,
                ..self.place(before, None)
            };
            problems.push(Problem::error(
                "record_doubled",
                format!("The record is also in {before}. Remove one of the two."),
                place,
            ));
            return 1;
        }
        self.types[type_index].insert(record.key.id.into(), at);
        1
    }

    /// Hands over the records of a type one by one.
    pub(crate) fn for_each<E: From<ExchangeError>>(
        &self,
        type_index: usize,
        f: &mut dyn FnMut(JsonRecord, Place) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut reader = Reader::default();
        for (id, at) in &self.types[type_index] {
            let bytes = reader.read(&self.inputs, at)?;
            let place = self.place(at, Some(id));
            let changed = || ExchangeError::Changed {
                file: self.inputs[at.input as usize].name.to_string(),
            };
            let (record, _) = parse(bytes).map_err(|_| changed())?;
            if *record.key.id != **id {
                return Err(changed().into());
            }
            f(record, place)?;
        }
        Ok(())
    }
}

/// Reads parts of files, keeping the last file open: lines of one file follow each other.
#[derive(Default)]
struct Reader {
    open: Option<(u32, super::input::Window)>,
    bytes: Vec<u8>,
}

impl Reader {
    fn read(&mut self, inputs: &[Input], at: &JsonPlace) -> Result<&[u8], ExchangeError> {
        let input = &inputs[at.input as usize];
        if self.open.as_ref().is_none_or(|(open, _)| *open != at.input) {
            self.open = Some((at.input, input.open()?));
        }
        self.bytes.clear();
        if let Some((_, window)) = &mut self.open {
            let read = window
                .seek(SeekFrom::Start(at.offset))
                .and_then(|_| window.take(at.len).read_to_end(&mut self.bytes));
            read.map_err(|error| input.unreadable(error))?;
        }
        Ok(without_mark(&self.bytes))
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn too_long(limits: &Limits, place: Place) -> Problem {
    let most = in_words(limits.json_bytes as u64);
    Problem::error(
        "json_too_long",
        format!("The record is longer than {most}. Nothing after it in the file was read."),
        place,
    )
}

/// Why a text is no record.
struct Fault {
    code: &'static str,
    message: String,
    line: Option<u64>,
    pointer: Option<String>,
    id: Option<String>,
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
fn parse(bytes: &[u8]) -> Result<(JsonRecord, Vec<String>), Fault> {
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
