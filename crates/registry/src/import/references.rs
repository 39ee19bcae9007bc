//! References to records that are neither here nor in the files.

use std::collections::HashMap;

use indigo_exchange::Incoming;
use indigo_model::{Place, Problem, RecordKey, Value};
use indigo_standard::TypeStandard;
use indigo_store::{ReadTx, StoreError};

/// Places named for one missing record; more are only counted.
const PLACES: usize = 50;

/// What incoming records refer to, with the places that do.
#[derive(Debug, Default)]
pub(crate) struct Dangling {
    wanted: HashMap<RecordKey, Vec<Place>>,
}

impl Dangling {
    /// Notes the references of a record.
    ///
    /// `in_file` says which row of the source a row of the data is; rows that the source does not
    /// hold are passed over.
    pub(crate) fn note(
        &mut self,
        one: &TypeStandard,
        incoming: &Incoming,
        data: &Value,
        in_file: impl Fn(&str, usize) -> Option<usize>,
    ) {
        for reference in indigo_publish::references(one, true, data) {
            let key = RecordKey::new(reference.record_type, reference.id);
            let places = self.wanted.entry(key.clone()).or_default();
            if places.len() < PLACES {
                let row = row_of(data, &reference.list, &reference.field, &key.id);
                if let Some(row) = in_file(&reference.list, row) {
                    let row = Some((reference.list.as_str(), row));
                    places.push(incoming.place_of(one, row, &reference.field));
                }
            }
        }
    }

    /// The references to records that are not there, now that all have been taken.
    pub(crate) fn report(self, tx: &mut ReadTx<'_>) -> Result<Vec<Problem>, StoreError> {
        let mut problems = Vec::new();
        let mut wanted: Vec<_> = self.wanted.into_iter().collect();
        wanted.sort_by(|a, b| a.0.cmp(&b.0));
        for (key, places) in wanted {
            if tx.record(&key)?.is_none() {
                for place in places {
                    problems.push(Problem::warning(
                        "reference_to_unknown_record",
                        format!(
                            "There is no {} \"{}\". Correct the id, or send that record too.",
                            key.record_type, key.id
                        ),
                        place,
                    ));
                }
            }
        }
        Ok(problems)
    }
}

/// The first row of a list whose field holds the id.
fn row_of(data: &Value, list: &str, field: &str, id: &str) -> usize {
    indigo_model::pointer::rows(data, list)
        .position(|row| {
            indigo_model::pointer::text(row, field).is_some_and(|text| text.contains(id))
        })
        .unwrap_or(0)
}
