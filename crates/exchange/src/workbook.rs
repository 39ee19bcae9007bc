//! Records in workbooks (`.xlsx`): ours, made from the standard, and the official INDIGO forms.
//!
//! A workbook goes out blank or filled ([`write()`], [`fill_official`]), is worked on elsewhere, and
//! comes back ([`read`]). What came back is laid over the record as it stands then
//! ([`Form::lay_over`]): a cell that says what the record would have put there changes nothing, and
//! whatever the workbook has no cell for stays.

mod cell;
mod civil_date;
mod facts;
mod fill;
mod form;
mod lay;
mod layout;
mod package;
mod parts;
mod patch;
mod read_form;
mod recognise;
mod sheet;
mod shown_cell;
mod strings;
mod styles;
mod table;
mod text;
mod value;
mod write;
mod xml;

use indigo_model::{Problem, Value};

pub use fill::fill_official;
pub use form::{CellPlace, Form, FormKind};
pub use lay::Laid;
pub use package::{declared_bytes, is_package};
pub use read_form::{Reading, read};
pub use table::{TableCell, TableSheet, write_tables};
pub(crate) use table::{fitting as cell_text, sheet_of as table_sheet};
pub use write::write;

/// Which data of a record a workbook shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// All of them, with their statuses.
    Full,
    /// What is public. An empty cell then takes away only what the public saw.
    Public,
}

impl View {
    fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Public => "public",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Full, Self::Public]
            .into_iter()
            .find(|view| view.word() == word)
    }
}

/// The record that a workbook is filled from.
#[derive(Debug, Clone, Copy)]
pub struct Filling<'a> {
    /// The record's identifier.
    pub id: &'a str,
    /// The version of the record that the data are; stamped into our own workbooks.
    pub version: Option<u64>,
    /// When that which everybody sees of the record last changed (RFC 3339); stamped into our own
    /// workbooks of it, whose version is nobody's business.
    pub as_of: Option<&'a str>,
    /// Which data these are.
    pub view: View,
    /// The data: of the record for [`View::Full`], of the API body for [`View::Public`].
    pub data: &'a Value,
}

/// A workbook that was made.
#[derive(Debug, Clone)]
pub struct Written {
    /// The bytes of the `.xlsx` file; the same for the same input.
    pub bytes: Vec<u8>,
    /// What could not be put into a cell as it is.
    pub problems: Vec<Problem>,
}

/// Why a workbook cannot be read: a code and a sentence.
#[derive(Debug)]
struct Fault {
    code: &'static str,
    message: String,
}

impl Fault {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    /// A part of the workbook that is not what it should be.
    fn damaged(part: &str, said: impl std::fmt::Display) -> Self {
        Self::new(
            "workbook_damaged",
            format!(
                "The workbook is damaged at its part {part}: {said}. Open it in a spreadsheet program, save it anew as .xlsx, and send that."
            ),
        )
    }
}
