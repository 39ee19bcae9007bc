//! The hidden sheet that says what the workbook is.

use indigo_standard::TypeStandard;
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::workbook::{
    Filling, View,
    recognise::{STAMP, STAMP_SHEET},
};

pub(super) fn sheet(
    one: &TypeStandard,
    filling: Option<&Filling<'_>>,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(STAMP_SHEET)?.set_hidden(true);
    sheet.write_string(0, 0, STAMP)?;
    let view = filling.map_or(View::Full, |filling| filling.view);
    let version = filling.and_then(|filling| filling.version);
    let as_of = filling.and_then(|filling| filling.as_of);
    let lines = [
        ("type", Some(one.id.clone())),
        ("standard version", one.version.clone()),
        ("record id", filling.map(|filling| filling.id.to_owned())),
        ("record version", version.map(|version| version.to_string())),
        ("record as of", as_of.map(str::to_owned)),
        ("view", Some(view.word().to_owned())),
    ];
    for (row, (key, value)) in (1..).zip(lines) {
        if let Some(value) = value {
            sheet
                .write_string(row, 0, key)?
                .write_string(row, 1, value)?;
        }
    }
    sheet.protect();
    Ok(sheet)
}
