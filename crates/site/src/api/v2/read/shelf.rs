//! What reading works out once and keeps: the names of fields, and the columns asked for lately.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use indigo_registry::{Catalogue, ReadError};
use indigo_standard::TypeStandard;

use super::{
    column::{Column, Ways, cell},
    condition::{Cell, Days},
    fields::{Named, Place, TypeFields},
    view::View,
};
use crate::fold::fold;

/// How many bytes of columns are kept in all.
const CAPACITY_BYTES: usize = 64 * 1024 * 1024;

/// Names of fields and columns of values.
#[derive(Default)]
pub(crate) struct Shelf {
    fields: Mutex<HashMap<String, Arc<TypeFields>>>,
    columns: Mutex<Vec<Held>>,
    /// Held while records are read, so that two who ask for the same do not both read them.
    filling: Mutex<()>,
}

/// A column that is kept: of which records, of which field. The last used stand at the end.
struct Held {
    catalogue: Arc<Catalogue>,
    record_type: String,
    field: usize,
    column: Arc<Column>,
    size_bytes: usize,
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

    /// The columns of some fields, in their order; those that are not kept are read, all at once.
    pub(super) fn columns(
        &self,
        view: &View<'_>,
        fields: &TypeFields,
        wanted: &[usize],
    ) -> Result<Vec<Arc<Column>>, ReadError> {
        if let Some(found) = self.kept(view, wanted) {
            return Ok(found);
        }
        let _filling = self.filling.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<Option<Arc<Column>>> =
            wanted.iter().map(|field| self.one(view, *field)).collect();
        let mut missing: Vec<usize> = wanted
            .iter()
            .zip(&found)
            .filter(|(_, column)| column.is_none())
            .map(|(field, _)| *field)
            .collect();
        missing.sort_unstable();
        missing.dedup();
        let made = read(view, fields, &missing)?;
        for (field, column) in missing.into_iter().zip(made) {
            let column = Arc::new(column);
            for (slot, wanted) in found.iter_mut().zip(wanted) {
                if *wanted == field {
                    *slot = Some(Arc::clone(&column));
                }
            }
            self.keep(view, field, column);
        }
        Ok(found.into_iter().flatten().collect())
    }

    fn kept(&self, view: &View<'_>, wanted: &[usize]) -> Option<Vec<Arc<Column>>> {
        wanted.iter().map(|field| self.one(view, *field)).collect()
    }

    fn one(&self, view: &View<'_>, field: usize) -> Option<Arc<Column>> {
        let mut columns = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        let place = columns.iter().position(|held| {
            held.field == field
                && held.record_type == view.one.id
                && Arc::ptr_eq(&held.catalogue, &view.catalogue)
        })?;
        let held = columns.remove(place);
        let column = Arc::clone(&held.column);
        columns.push(held);
        Some(column)
    }

    fn keep(&self, view: &View<'_>, field: usize, column: Arc<Column>) {
        let size_bytes = column.size_bytes();
        let mut columns = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        // What was read of another day is used no more when there is something newer.
        columns.retain(|held| {
            held.record_type != view.one.id || held.catalogue.position >= view.catalogue.position
        });
        columns.push(Held {
            catalogue: Arc::clone(&view.catalogue),
            record_type: view.one.id.clone(),
            field,
            column,
            size_bytes,
        });
        let mut all: usize = columns.iter().map(|held| held.size_bytes).sum();
        while all > CAPACITY_BYTES {
            all -= columns.remove(0).size_bytes;
        }
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
    column
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
    column
}
