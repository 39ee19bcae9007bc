//! Reading the XML parts of a workbook: no entities of its own, every fault a sentence.

use std::{borrow::Cow, io::BufRead};

use quick_xml::{
    Reader,
    escape::{resolve_predefined_entity, unescape},
    events::{BytesRef, BytesStart, BytesText, Event},
};

use super::Fault;

/// A part that is read from start to end.
pub(super) struct Xml<'p, R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    part: &'p str,
}

impl<'p, R: BufRead> Xml<'p, R> {
    pub(super) fn new(part: &'p str, reader: R) -> Self {
        Self {
            reader: Reader::from_reader(reader),
            buffer: Vec::new(),
            part,
        }
    }

    /// The next event that counts; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event<'_>>, Fault> {
        self.buffer.clear();
        let part = self.part;
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => checked(part, event),
            Err(error) => Err(Fault::damaged(part, error)),
        }
    }
}

/// Refuses what honest workbooks do not have.
pub(super) fn checked<'e>(part: &str, event: Event<'e>) -> Result<Option<Event<'e>>, Fault> {
    match event {
        Event::Eof => Ok(None),
        Event::DocType(_) => Err(Fault::new(
            "workbook_declares_entities",
            format!(
                "The part {part} of the workbook declares a document type, which no spreadsheet program writes and which can hide an attack. Such files are not read."
            ),
        )),
        event => Ok(Some(event)),
    }
}

/// The value of an attribute, whatever its namespace prefix.
pub(super) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let found = element
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    match found.value {
        Cow::Borrowed(text) => unescape(text).ok(),
        Cow::Owned(text) => Some(Cow::Owned(unescape(&text).ok()?.into_owned())),
    }
}

/// Adds a text.
pub(super) fn push_text(out: &mut String, text: &BytesText<'_>) {
    out.push_str(&text.xml10_content());
}

/// Adds what a reference such as `&amp;` stands for.
pub(super) fn push_reference(
    out: &mut String,
    part: &str,
    reference: &BytesRef<'_>,
) -> Result<(), Fault> {
    let unknown = || {
        Fault::damaged(
            part,
            format!(
                "it uses \"&{};\", which nothing declares",
                reference.xml10_content()
            ),
        )
    };
    if let Some(letter) = reference.resolve_char_ref().map_err(|_| unknown())? {
        out.push(letter);
        return Ok(());
    }
    let text = resolve_predefined_entity(&reference.xml10_content()).ok_or_else(unknown)?;
    out.push_str(text);
    Ok(())
}
