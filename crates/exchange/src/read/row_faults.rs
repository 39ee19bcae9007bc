//! What is wrong with the form of a CSV row, in words.

use indigo_model::{Place, Problem};

use super::{
    csv_rows::{Row, RowFault},
    problems::Problems,
    table::Layout,
};
use crate::{Limits, limits::in_words};

/// The problem for a row whose form is wrong.
pub(crate) fn of_form(fault: RowFault, layout: &Layout, row: &Row, limits: &Limits) -> Problem {
    let mut place = Place {
        file: Some(layout.file.to_string()),
        row: Some(row.number),
        ..Place::default()
    };
    if let RowFault::QuoteInside(cell) | RowFault::QuoteOpen(cell) = fault {
        place.column = layout.headers.get(cell).cloned();
    }
    let (code, message) = match fault {
        RowFault::NotUtf8 => (
            "not_utf8",
            "The row is not UTF-8 text; it looks like Latin-1 or Windows-1252. Save the file as \"CSV UTF-8\" and try again.".to_owned(),
        ),
        RowFault::Utf16 => (
            "utf16",
            "The file is UTF-16 text. Save it as \"CSV UTF-8\" and try again.".to_owned(),
        ),
        RowFault::Nul => (
            "nul_character",
            "The row holds a character of code 0 (NUL), which is no text. Remove it; the file may be damaged.".to_owned(),
        ),
        RowFault::QuoteInside(_) => (
            "quote_inside",
            "There is text after a closing quote. A quote inside a cell is written twice, as in \"say \"\"yes\"\" again\".".to_owned(),
        ),
        RowFault::QuoteOpen(_) => (
            "quote_not_closed",
            "A quote is opened here and not closed before the end of the file. Close it, or write a quote inside a cell twice.".to_owned(),
        ),
        RowFault::TooLong => (
            "row_too_long",
            format!(
                "The row is longer than {}. A quote may be missing its end; otherwise shorten the row. Nothing after it was read.",
                in_words(limits.row_bytes as u64)
            ),
        ),
    };
    Problem::error(code, message, place)
}

/// Whether a row has as many cells as the header; says so when not.
pub(crate) fn cells_fit(layout: &Layout, row: &Row, problems: &mut Problems) -> bool {
    let (found, wanted) = (row.len(), layout.columns.len());
    if found == wanted {
        return true;
    }
    let (code, advice) = if found < wanted {
        (
            "cells_too_few",
            "Add what is missing; an empty cell needs its comma too.",
        )
    } else {
        (
            "cells_too_many",
            "A cell with a comma in it must be in quotes.",
        )
    };
    let cells = if found == 1 { "cell" } else { "cells" };
    let id = row.cell(layout.id);
    problems.push(Problem::error(
        code,
        format!("The row has {found} {cells}, the header has {wanted}. {advice}"),
        Place {
            file: Some(layout.file.to_string()),
            row: Some(row.number),
            record: (!id.is_empty()).then(|| id.to_owned()),
            ..Place::default()
        },
    ));
    false
}
