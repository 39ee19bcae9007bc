//! Records as JSON: one object `{type, id, exists, data}` a file, or one a line.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

mod parse;

use indexmap::IndexMap;
use indigo_model::{Place, Problem};
use indigo_standard::Standard;

pub(crate) use parse::JsonRecord;
use parse::parse;

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
            line: (at.line > 0).then_some(at.line),
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
                place.line = place.line.or(fault.line);
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
