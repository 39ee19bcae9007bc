//! The filled cells of a sheet, read from start to end.
//!
//! Formulas are never evaluated: what counts is the result that the program which saved the file
//! left beside them. Cells that are only formatted cost nothing.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::{
    Fault,
    cell::{CellName, row_of},
    package::Package,
    strings::SharedStrings,
    text::decoded,
    xml::{self, Xml},
};

/// A cell with something in it.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) name: CellName,
    /// The place of its style.
    pub(super) style: usize,
    pub(super) formula: bool,
    /// Nothing when a formula has no result in the file.
    pub(super) content: Option<Content>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// A number, as the file writes it.
    Number(String),
    Text(String),
    Bool(bool),
    /// An error such as `#REF!`.
    Error(String),
    /// A date in the form of ISO 8601.
    IsoDate(String),
}

impl Cell {
    /// Whether the cell holds what a form is made with, and so nothing for those who fill it.
    pub(super) fn is_marker(&self) -> bool {
        matches!(&self.content, Some(Content::Text(text)) if text.starts_with(MARKER))
    }
}

/// What starts the text of a cell that an official form is made with.
pub(super) const MARKER: &str = "SPREADSHEETFORM:";

/// How much of the cells of one workbook is kept in memory.
///
/// A file of a few kilobytes can name one long shared text in a million cells.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
}

/// What a cell costs besides its text.
const CELL_BYTES: usize = 96;

impl Budget {
    pub(super) fn new(bytes: usize) -> Self {
        Self { left: bytes }
    }

    fn take(&mut self, bytes: usize) -> Result<(), Fault> {
        let left = self.left.checked_sub(bytes.saturating_add(CELL_BYTES));
        self.left = left.ok_or_else(|| {
            Fault::new(
                "workbook_holds_too_much",
                "The cells of the workbook hold more text than a record has room for. Remove what does not belong to the form.",
            )
        })?;
        Ok(())
    }
}

/// The filled cells of a part for which `wanted` is true, in the order of the file.
pub(super) fn cells(
    package: &mut Package<'_>,
    part: &str,
    strings: &SharedStrings,
    budget: &mut Budget,
    mut wanted: impl FnMut(CellName) -> bool,
) -> Result<Vec<Cell>, Fault> {
    let Some(reader) = package.part(part)? else {
        return Err(Fault::damaged(part, "it is not there"));
    };
    let mut xml = Xml::new(part, reader);
    let mut found = Vec::new();
    let mut at = Counter::default();
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(element) => match element.local_name().into_inner() {
                "row" => at.row(&element),
                "c" => {
                    let name = at.cell(&element);
                    let open = Open::new(name, &element);
                    let keep = wanted(name);
                    let cell = open.read(&mut xml, part, strings, budget, keep)?;
                    found.extend(cell);
                }
                _ => {}
            },
            Event::Empty(element) => match element.local_name().into_inner() {
                "row" => at.row(&element),
                "c" => {
                    at.cell(&element);
                }
                _ => {}
            },
            Event::End(element) if element.local_name().into_inner() == "sheetData" => break,
            _ => {}
        }
    }
    Ok(found)
}

/// Where the reader is; rows and cells need not say it.
#[derive(Debug, Default)]
pub(super) struct Counter {
    at: (u32, u32),
}

impl Counter {
    pub(super) fn row(&mut self, element: &BytesStart<'_>) {
        let said = xml::attribute(element, "r").and_then(|row| row_of(&row));
        self.at = (said.unwrap_or(self.at.0.saturating_add(1)), 0);
    }

    pub(super) fn row_number(&self) -> u32 {
        self.at.0
    }

    pub(super) fn cell(&mut self, element: &BytesStart<'_>) -> CellName {
        let said = xml::attribute(element, "r").and_then(|name| CellName::parse(&name));
        let name = said.unwrap_or(CellName::new(self.at.0, self.at.1.saturating_add(1)));
        self.at = (name.row, name.column);
        name
    }
}

/// A cell whose start was read.
struct Open {
    name: CellName,
    style: usize,
    kind: String,
}

impl Open {
    fn new(name: CellName, element: &BytesStart<'_>) -> Self {
        let get = |name| xml::attribute(element, name);
        Self {
            name,
            style: get("s").and_then(|style| style.parse().ok()).unwrap_or(0),
            kind: get("t")
                .map(std::borrow::Cow::into_owned)
                .unwrap_or_default(),
        }
    }

    /// Reads to the end of the cell.
    fn read<R: BufRead>(
        self,
        xml: &mut Xml<'_, R>,
        part: &str,
        strings: &SharedStrings,
        budget: &mut Budget,
        keep: bool,
    ) -> Result<Option<Cell>, Fault> {
        let mut raw = String::new();
        let (mut in_value, mut phonetic, mut has_value, mut formula) = (false, false, false, false);
        loop {
            let Some(event) = xml.next()? else {
                return Err(Fault::damaged(part, "it ends in the middle of a cell"));
            };
            match event {
                Event::Start(element) | Event::Empty(element)
                    if element.local_name().into_inner() == "f" =>
                {
                    formula = true;
                }
                Event::Start(element) => match element.local_name().into_inner() {
                    "v" | "t" if keep && !phonetic => {
                        in_value = true;
                        has_value = true;
                    }
                    "rPh" => phonetic = true,
                    _ => {}
                },
                Event::End(element) => match element.local_name().into_inner() {
                    "c" => break,
                    "v" | "t" => in_value = false,
                    "rPh" => phonetic = false,
                    _ => {}
                },
                Event::Text(text) if in_value => xml::push_text(&mut raw, &text),
                Event::CData(text) if in_value => raw.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) if in_value => {
                    xml::push_reference(&mut raw, part, &reference)?;
                }
                _ => {}
            }
        }
        if !keep || (!has_value && !formula) {
            return Ok(None);
        }
        let content = if has_value {
            self.content(raw, part, strings, budget)?
        } else {
            None
        };
        if content.is_none() && !formula {
            return Ok(None);
        }
        Ok(Some(Cell {
            name: self.name,
            style: self.style,
            formula,
            content,
        }))
    }

    fn content(
        &self,
        raw: String,
        part: &str,
        strings: &SharedStrings,
        budget: &mut Budget,
    ) -> Result<Option<Content>, Fault> {
        let content = match self.kind.as_str() {
            "s" => {
                let index = raw.trim().parse().ok();
                let text = index.and_then(|index| strings.get(index)).ok_or_else(|| {
                    let said = format!("the cell {} has a text that is not there", self.name);
                    Fault::damaged(part, said)
                })?;
                budget.take(text.len())?;
                return Ok((!text.is_empty()).then(|| Content::Text(text.to_owned())));
            }
            "str" | "inlineStr" => Content::Text(decoded(raw)),
            "b" => Content::Bool(matches!(raw.trim(), "1" | "true")),
            "e" => Content::Error(raw.trim().to_owned()),
            "d" => Content::IsoDate(raw.trim().to_owned()),
            _ => Content::Number(raw.trim().to_owned()),
        };
        match &content {
            Content::Text(text)
            | Content::Number(text)
            | Content::Error(text)
            | Content::IsoDate(text) => {
                budget.take(text.len())?;
                Ok((!text.is_empty()).then_some(content))
            }
            Content::Bool(_) => {
                budget.take(0)?;
                Ok(Some(content))
            }
        }
    }
}
