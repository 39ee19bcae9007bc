//! Public data for files, read page by page from one state of the database.

use std::cell::RefCell;

use indigo_exchange::{ExchangeError, PublicData};
use indigo_model::{RecordKey, Value};
use indigo_store::ReadTx;

use crate::fold;

/// Records read at a time.
pub(crate) const PAGE: i64 = 200;

/// The public data as one transaction sees them.
pub(crate) struct Published<'a, 'tx>(RefCell<&'a mut ReadTx<'tx>>);

impl<'a, 'tx> Published<'a, 'tx> {
    pub(crate) fn new(tx: &'a mut ReadTx<'tx>) -> Self {
        Self(RefCell::new(tx))
    }
}

impl PublicData for Published<'_, '_> {
    fn for_each(
        &self,
        record_type: &str,
        work: &mut dyn FnMut(&str, &Value) -> Result<(), ExchangeError>,
    ) -> Result<(), ExchangeError> {
        let mut after = String::new();
        loop {
            let page = self
                .0
                .borrow_mut()
                .public_of_type(record_type, &after, PAGE)
                .map_err(ExchangeError::records)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after.clone_from(&last.id);
            for row in &page {
                let key = RecordKey::new(record_type, &row.id);
                let data =
                    fold::parse(&key, &row.publication.data).map_err(ExchangeError::records)?;
                work(&row.id, &data)?;
            }
        }
    }
}
