//! References to records that are neither here nor in the files.

use std::collections::{HashMap, HashSet};

use indigo_exchange::{Content, Incoming};
use indigo_model::{Place, Problem, RecordKey, Value};
use indigo_standard::TypeStandard;
use indigo_store::{ReadTx, StoreError};

/// Places named for one missing record; more are only counted.
const PLACES: usize = 50;

/// What incoming records refer to, with the places that do.
#[derive(Debug, Default)]
pub(crate) struct Dangling {
    wanted: HashMap<RecordKey, Vec<(Place, usize)>>,
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
        let mut noted = HashSet::new();
        for reference in indigo_publish::references(one, true, data) {
            // Several ids where there is room for one are told by themselves; here each is looked
            // for, so that only those are named that are not there.
            for id in reference.id.split(',').map(str::trim) {
                let key = RecordKey::new(reference.record_type.as_str(), id);
                let at = (key.clone(), reference.list.clone(), reference.field.clone());
                if id.is_empty() || !noted.insert(at) {
                    continue;
                }
                let places = self.wanted.entry(key).or_default();
                if places.len() >= PLACES {
                    continue;
                }
                let rows = rows_of(data, &reference.list, &reference.field, id);
                let mut in_file = rows.iter().filter_map(|row| in_file(&reference.list, *row));
                if reference.list.is_empty() {
                    let place = incoming.place_of(one, None, &reference.field);
                    // A table that has no column for it did not bring it.
                    if place.column.is_some() || matches!(incoming.content, Content::Whole(_)) {
                        places.push((place, 1));
                    }
                } else if let Some(first) = in_file.next() {
                    let row = Some((reference.list.as_str(), first));
                    let place = incoming.place_of(one, row, &reference.field);
                    places.push((place, 1 + in_file.count()));
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
                for (place, rows) in places {
                    let more = if rows > 1 {
                        format!(" It is named in {rows} rows of this record.")
                    } else {
                        String::new()
                    };
                    problems.push(Problem::warning(
                        "reference_to_unknown_record",
                        format!(
                            "There is no {} \"{}\". Correct the id, or send that record too.{more}",
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

/// The rows of a list whose field names the id.
fn rows_of(data: &Value, list: &str, field: &str, id: &str) -> Vec<usize> {
    indigo_model::pointer::rows(data, list)
        .enumerate()
        .filter(|(_, row)| {
            indigo_model::pointer::text(row, field)
                .is_some_and(|text| text.split([',', ';']).any(|part| part.trim() == id))
        })
        .map(|(at, _)| at)
        .collect()
}
