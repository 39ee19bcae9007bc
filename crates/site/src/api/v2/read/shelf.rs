//! What reading works out once and keeps: the names of fields, and the columns asked for lately.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use indigo_registry::ReadError;
use indigo_standard::TypeStandard;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{
    column::{Column, Ways, cell},
    columns::{Columns, Whose},
    condition::{Cell, Days},
    fields::{Named, Place, TypeFields},
    view::View,
};
use crate::fold::fold;

/// Names of fields and columns of values.
pub(crate) struct Shelf {
    fields: Mutex<HashMap<String, Arc<TypeFields>>>,
    columns: Mutex<Columns>,
    /// Which records are being read now, so that two who ask for the same do not both read them.
    filling: Mutex<Vec<(Whose, Arc<Mutex<()>>)>>,
    /// Those who ask for past days go one at a time, so that a turn is left to all others.
    past: Semaphore,
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            fields: Mutex::default(),
            columns: Mutex::default(),
            filling: Mutex::default(),
            past: Semaphore::new(1),
        }
    }
}

impl Shelf {
    /// The fields of a type.
    pub(in crate::api::v2) fn fields(&self, one: &TypeStandard) -> Arc<TypeFields> {
        let mut known = self.fields.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known
            .entry(one.id.clone())
            .or_insert_with(|| Arc::new(TypeFields::of(one)));
        Arc::clone(found)
    }

    /// Waits for the turn of somebody who asks for a past day.
    pub(super) async fn turn_of_the_past(&self) -> Option<SemaphorePermit<'_>> {
        self.past.acquire().await.ok()
    }

    /// The columns of some fields, in their order; those that are not kept are read, all at once.
    pub(super) fn columns(
        &self,
        view: &View<'_>,
        fields: &TypeFields,
        wanted: &[usize],
    ) -> Result<Vec<Arc<Column>>, ReadError> {
        let whose = Whose {
            position: view.catalogue.position,
            day: view.day.clone(),
            record_type: view.one.id.clone(),
        };
        let kept = || -> Vec<Option<Arc<Column>>> {
            let mut columns = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
            wanted
                .iter()
                .map(|field| columns.find(&whose, *field))
                .collect()
        };
        let found = kept();
        if found.iter().all(Option::is_some) {
            return Ok(found.into_iter().flatten().collect());
        }
        let turn = self.turn(&whose);
        let _filling = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = kept();
        let mut missing: Vec<usize> = wanted
            .iter()
            .zip(&found)
            .filter(|(_, column)| column.is_none())
            .map(|(field, _)| *field)
            .collect();
        missing.sort_unstable();
        missing.dedup();
        let made = read(view, fields, &missing)?;
        let mut columns = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        for (field, column) in missing.into_iter().zip(made) {
            let column = Arc::new(column);
            for (slot, wanted) in found.iter_mut().zip(wanted) {
                if *wanted == field {
                    *slot = Some(Arc::clone(&column));
                }
            }
            columns.keep(whose.clone(), field, column);
        }
        Ok(found.into_iter().flatten().collect())
    }

    /// What is held while the records of `whose` are read; those of others wait for nobody.
    fn turn(&self, whose: &Whose) -> Arc<Mutex<()>> {
        let mut filling = self.filling.lock().unwrap_or_else(PoisonError::into_inner);
        // What nobody else has in hand is over.
        filling.retain(|(_, turn)| Arc::strong_count(turn) > 1);
        if let Some((_, turn)) = filling.iter().find(|(of, _)| of == whose) {
            return Arc::clone(turn);
        }
        let turn = Arc::default();
        filling.push((whose.clone(), Arc::clone(&turn)));
        turn
    }
}

/// Reads columns out of all records.
fn read(view: &View<'_>, fields: &TypeFields, wanted: &[usize]) -> Result<Vec<Column>, ReadError> {
    let named: Vec<&Named> = wanted.iter().map(|field| &fields.all[*field]).collect();
    let mut ways = Ways::default();
    let mut is_read = false;
    for (number, field) in named.iter().enumerate() {
        if let Place::Data(keys) = &field.place {
            ways.add(keys, number, field.kind);
            is_read = true;
        }
    }
    let count = view.entries().len();
    let mut cells: Vec<Vec<Vec<Cell>>> = vec![vec![Vec::new(); count]; wanted.len()];
    if is_read {
        let mut out = vec![Vec::new(); wanted.len()];
        view.each(|place, text| {
            ways.read(text, &mut out);
            for (of_field, found) in cells.iter_mut().zip(&mut out) {
                if let Some(slot) = of_field.get_mut(place) {
                    *slot = std::mem::take(found);
                }
            }
        })?;
    }
    Ok(named
        .into_iter()
        .zip(cells)
        .map(|(field, cells)| match &field.place {
            Place::Data(_) => column_of(cells),
            _ => of_entries(view, field),
        })
        .collect())
}

fn column_of(cells: Vec<Vec<Cell>>) -> Column {
    let mut column = Column::new();
    for cells in cells {
        column.push(cells);
    }
    column.tidy()
}

fn of_entries(view: &View<'_>, field: &Named) -> Column {
    let mut column = Column::new();
    for entry in view.entries() {
        let text = |text: &str| Some(Cell::Text(fold(text.trim()).into()));
        column.push(match field.place {
            Place::Id => text(&entry.id),
            Place::Name => text(&entry.card.name),
            Place::Updated => entry
                .updated
                .get(..10)
                .and_then(Days::parse)
                .map(Cell::Date),
            Place::Card => entry
                .card
                .numbers
                .get(&field.name)
                .and_then(|number| cell(field.kind, &serde_json::json!(number))),
            Place::Data(_) => None,
        });
    }
    column.tidy()
}

#[cfg(test)]
mod tests {
    use super::{super::columns::whose, *};

    #[test]
    fn who_reads_one_day_does_not_block_who_reads_another() {
        let shelf = Shelf::default();
        let then = shelf.turn(&whose(1, Some("2024-01-01")));
        let held = then.lock().unwrap();
        let same = shelf.turn(&whose(1, Some("2024-01-01")));
        assert!(same.try_lock().is_err());
        assert!(shelf.turn(&whose(1, None)).try_lock().is_ok());
        drop(held);
        drop((then, same));
        shelf.turn(&whose(1, None));
        assert_eq!(shelf.filling.lock().unwrap().len(), 1);
    }
}
