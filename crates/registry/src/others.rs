//! The public side of other records, as a projection needs it, read in the same transaction.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use indigo_model::{RecordKey, Value};
use indigo_publish::Others;
use indigo_standard::Standard;
use indigo_store::ReadTx;

use crate::{RegistryError, fold};

/// How many records are remembered before the memory is emptied.
const REMEMBERED: usize = 20_000;

/// What is remembered of a record: whether it exists, and its public data.
pub(crate) type Known = (bool, Option<Arc<Value>>);

/// What was looked up before, kept from one batch to the next.
pub(crate) type Memory = HashMap<RecordKey, Known>;

/// Other records, through a transaction.
pub(crate) struct TxOthers<'a, 'tx> {
    standard: &'a Standard,
    tx: RefCell<&'a mut ReadTx<'tx>>,
    known: RefCell<Memory>,
    failed: RefCell<Option<RegistryError>>,
}

impl<'a, 'tx> TxOthers<'a, 'tx> {
    pub(crate) fn new(standard: &'a Standard, tx: &'a mut ReadTx<'tx>, memory: Memory) -> Self {
        Self {
            standard,
            tx: RefCell::new(tx),
            known: RefCell::new(memory),
            failed: RefCell::default(),
        }
    }

    /// Gives back what was looked up.
    pub(crate) fn into_memory(self) -> Memory {
        self.known.into_inner()
    }

    /// Lends the transaction.
    pub(crate) fn with_tx<T>(&self, work: impl FnOnce(&mut ReadTx<'tx>) -> T) -> T {
        work(*self.tx.borrow_mut())
    }

    /// The error met while looking something up, which the trait could not give.
    pub(crate) fn failure(&self) -> Result<(), RegistryError> {
        self.failed.borrow_mut().take().map_or(Ok(()), Err)
    }

    fn look_up(&self, record_type: &str, id: &str) -> Known {
        let key = RecordKey::new(record_type, id);
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let found = self.with_tx(|tx| tx.record(&key)).unwrap_or_else(|error| {
            *self.failed.borrow_mut() = Some(error.into());
            None
        });
        let known = match (found, self.standard.get(record_type)) {
            (Some(record), Some(one)) if record.exists => {
                let data = match fold::parse(&key, &record.data) {
                    Ok(data) => data,
                    Err(error) => {
                        // Not remembered: whoever asks next is to hear of it too.
                        *self.failed.borrow_mut() = Some(error);
                        return (true, None);
                    }
                };
                // A record that cannot be projected is not public.
                let public = indigo_publish::filtered(one, true, &data).ok().flatten();
                (true, public.map(Arc::new))
            }
            _ => (false, None),
        };
        let mut memory = self.known.borrow_mut();
        if memory.len() >= REMEMBERED {
            memory.clear();
        }
        memory.insert(key, known.clone());
        known
    }
}

impl Others for TxOthers<'_, '_> {
    fn public_data(&self, record_type: &str, id: &str) -> Option<Arc<Value>> {
        self.look_up(record_type, id).1
    }

    fn exists(&self, record_type: &str, id: &str) -> bool {
        self.look_up(record_type, id).0
    }

    fn name_pointer(&self, record_type: &str) -> &str {
        self.standard
            .get(record_type)
            .map_or("/name/value", |one| &one.profile.name_pointer)
    }
}
