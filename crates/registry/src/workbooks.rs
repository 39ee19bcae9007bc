//! Workbooks to fill: ours, and the official forms where the operator has the blank ones.
//!
//! Those for everybody are made from public data only; which version of the ledger a record is at
//! is not public, and not in them. Who may see a record whole can have it whole.

use indigo_exchange::{
    ExchangeError, Limits,
    workbook::{self, Filling, View},
};
use indigo_model::RecordKey;
use indigo_standard::TypeStandard;

use crate::{PublicRecord, ReadError, Reader, Registry, RegistryError, accounts::Person};

/// Our own workbook of a type: blank, or filled from a public record.
///
/// # Errors
/// When the database does not answer, or the standard asks for what no workbook can hold.
pub fn own_workbook(
    reader: &dyn Reader,
    one: &TypeStandard,
    record: Option<&PublicRecord>,
) -> Result<Vec<u8>, ReadError> {
    let as_of = match record {
        Some(record) => reader.history(&one.id, &record.id)?.pop(),
        None => None,
    };
    own(one, record, as_of.map(|last| last.created).as_deref())
}

/// Our own workbook, stamped with the time of the last public change of its record.
fn own(
    one: &TypeStandard,
    record: Option<&PublicRecord>,
    as_of: Option<&str>,
) -> Result<Vec<u8>, ReadError> {
    let data = record.map(PublicRecord::data);
    let filling = filling(record, data.as_ref(), as_of);
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
    let blank = Blank::new(one, reader.official_form(&one.id)?);
    match blank.official {
        Some(_) => blank.filled(record, None),
        None => own_workbook(reader, one, record),
    }
}

/// What forms of a type are made from: the blank official one when there is one that can be used.
pub(crate) struct Blank<'a> {
    one: &'a TypeStandard,
    official: Option<Vec<u8>>,
}

impl<'a> Blank<'a> {
    /// With the official form, if the operator has one; tried once.
    pub(crate) fn new(one: &'a TypeStandard, official: Option<Vec<u8>>) -> Self {
        let official = official.filter(|bytes| {
            let tried = workbook::fill_official(bytes, one, None, &Limits::default());
            if let Err(error) = &tried {
                tracing::warn!(
                    record_type = one.id,
                    %error,
                    "the blank form in the folder `forms` cannot be used; our own workbook is given"
                );
            }
            tried.is_ok()
        });
        Self { one, official }
    }

    /// Whether it is the official one, which has no room for a stamp.
    pub(crate) fn is_official(&self) -> bool {
        self.official.is_some()
    }

    /// The form, blank or filled; ours is stamped with the time of the last public change.
    pub(crate) fn filled(
        &self,
        record: Option<&PublicRecord>,
        as_of: Option<&str>,
    ) -> Result<Vec<u8>, ReadError> {
        let Some(blank) = &self.official else {
            return own(self.one, record, as_of);
        };
        let data = record.map(PublicRecord::data);
        let filling = filling(record, data.as_ref(), None);
        let limits = Limits::default();
        let written = workbook::fill_official(blank, self.one, filling.as_ref(), &limits)
            .map_err(|error| built(&error))?;
        Ok(written.bytes)
    }
}

impl Registry {
    /// Our own workbook of a record with all of it, statuses included, stamped with its version;
    /// `None` when there is no such record, or they may not see it whole.
    ///
    /// # Errors
    /// When the type is unknown, the record was purged, the database does not answer, or the
    /// standard asks for what no workbook can hold.
    pub fn whole_workbook(
        &self,
        person: &Person,
        key: &RecordKey,
    ) -> Result<Option<Vec<u8>>, RegistryError> {
        let Some(seen) = self
            .seen_by(person, key, None)?
            .filter(|seen| seen.is_whole)
        else {
            return Ok(None);
        };
        let one = self
            .standard
            .get(&key.record_type)
            .ok_or_else(|| RegistryError::UnknownType(key.record_type.clone()))?;
        let filling = Filling {
            id: &key.id,
            version: u64::try_from(seen.version).ok(),
            as_of: None,
            view: View::Full,
            data: &seen.data,
        };
        Ok(Some(workbook::write(one, Some(&filling))?.bytes))
    }
}

fn filling<'a>(
    record: Option<&'a PublicRecord>,
    data: Option<&'a indigo_model::Value>,
    as_of: Option<&'a str>,
) -> Option<Filling<'a>> {
    let (record, data) = record.zip(data)?;
    Some(Filling {
        id: &record.id,
        version: None,
        as_of,
        view: View::Public,
        data,
    })
}

fn built(error: &ExchangeError) -> ReadError {
    ReadError::Build(error.to_string())
}
