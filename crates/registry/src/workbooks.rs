//! Workbooks to fill: ours, and the official forms where the operator has the blank ones.
//!
//! They are made from public data only, so anybody may have them; which version of the ledger a
//! record is at is not public, and not in them.

use indigo_exchange::{
    ExchangeError, Limits,
    workbook::{self, Filling, View},
};
use indigo_standard::TypeStandard;

use crate::{PublicRecord, ReadError, Reader};

/// Our own workbook of a type: blank, or filled from a public record.
///
/// # Errors
/// When the standard asks for what no workbook can hold.
pub fn own_workbook(
    one: &TypeStandard,
    record: Option<&PublicRecord>,
) -> Result<Vec<u8>, ReadError> {
    let data = record.map(PublicRecord::data);
    let filling = filling(record, data.as_ref());
    let written = workbook::write(one, filling.as_ref()).map_err(|error| built(&error))?;
    Ok(written.bytes)
}

/// The official form of a type, blank or filled from a public record, when the operator has put
/// a blank one in place that can be used; otherwise our own workbook.
///
/// # Errors
/// When the blank form cannot be read, or the standard asks for what no workbook can hold.
pub fn public_form(
    reader: &dyn Reader,
    one: &TypeStandard,
    record: Option<&PublicRecord>,
) -> Result<Vec<u8>, ReadError> {
    let Some(blank) = reader.official_form(&one.id)? else {
        return own_workbook(one, record);
    };
    let data = record.map(PublicRecord::data);
    let filling = filling(record, data.as_ref());
    match workbook::fill_official(&blank, one, filling.as_ref(), &Limits::default()) {
        Ok(written) => Ok(written.bytes),
        Err(error) => {
            tracing::warn!(
                record_type = one.id,
                %error,
                "the blank form in the folder `forms` cannot be used; our own workbook is given"
            );
            own_workbook(one, record)
        }
    }
}

fn filling<'a>(
    record: Option<&'a PublicRecord>,
    data: Option<&'a indigo_model::Value>,
) -> Option<Filling<'a>> {
    let (record, data) = record.zip(data)?;
    Some(Filling {
        id: &record.id,
        version: None,
        view: View::Public,
        data,
    })
}

fn built(error: &ExchangeError) -> ReadError {
    ReadError::Build(error.to_string())
}
