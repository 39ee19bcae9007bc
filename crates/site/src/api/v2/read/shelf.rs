//! What reading works out once and keeps: the names of fields, and the columns asked for lately.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use indigo_registry::{Day, ReadError};
use indigo_standard::TypeStandard;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{
    column::{Column, Ways, cell},
    condition::{Cell, Days},
    fields::{Named, Place, TypeFields},
    view::View,
};
use crate::fold::fold;

/// How many bytes of columns are kept in all.
const CAPACITY_BYTES: usize = 64 * 1024 * 1024;
/// Of how many past days columns are kept: of as many as the registry keeps catalogues.
const PAST_DAYS: usize = 6;

/// Names of fields and columns of values.
pub(crate) struct Shelf {
    fields: Mutex<HashMap<String, Arc<TypeFields>>>,
    columns: Mutex<Columns>,
    /// Which records are being read now, so that two who ask for the same do not both read them.
    filling: Mutex<Vec<(Whose, Arc<Mutex<()>>)>>,
    /// Those who ask for past days go one at a time, so that a turn is left to all others.
    past: Semaphore,
}

/// Of which records a column is: of a type, at a position, on a past day or now.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Whose {
    position: i64,
    day: Option<Day>,
    record_type: String,
}

/// The columns that are kept. The last used stand at the end.
#[derive(Default)]
struct Columns(Vec<Held>);

/// A column that is kept: of which records, of which field. It holds nothing but its own values.
struct Held {
    whose: Whose,
    field: usize,
    column: Arc<Column>,
    size_bytes: usize,
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

impl Columns {
    /// A column that is kept; it is the last used then.
    fn find(&mut self, whose: &Whose, field: usize) -> Option<Arc<Column>> {
        let is_it = |held: &Held| held.field == field && held.whose == *whose;
        let place = self.0.iter().position(is_it)?;
        let held = self.0.remove(place);
        let column = Arc::clone(&held.column);
        self.0.push(held);
        Some(column)
    }

    /// Keeps a column, and lets go of what is too old, of too many days or too much.
    fn keep(&mut self, whose: Whose, field: usize, column: Arc<Column>) {
        // What is of an older position is asked for no more.
        self.0.retain(|held| held.whose.position >= whose.position);
        if self
            .0
            .iter()
            .any(|held| held.whose.position > whose.position)
        {
            return;
        }
        let size_bytes = size_of::<Held>() + whose.record_type.len() + column.size_bytes();
        self.0.push(Held {
            whose,
            field,
            column,
            size_bytes,
        });
        let mut days: Vec<&Day> = Vec::new();
        for day in self
            .0
            .iter()
            .rev()
            .filter_map(|held| held.whose.day.as_ref())
        {
            if days.len() < PAST_DAYS && !days.contains(&day) {
                days.push(day);
            }
        }
        let days: Vec<Day> = days.into_iter().cloned().collect();
        self.0.retain(|held| {
            let day = held.whose.day.as_ref();
            day.is_none_or(|day| days.contains(day))
        });
        let mut all = self.size_bytes();
        while all > CAPACITY_BYTES {
            all -= self.0.remove(0).size_bytes;
        }
    }

    /// What is kept, in bytes.
    fn size_bytes(&self) -> usize {
        self.0.iter().map(|held| held.size_bytes).sum()
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
    use super::*;

    fn whose(position: i64, day: Option<&str>) -> Whose {
        Whose {
            position,
            day: day.and_then(Day::parse),
            record_type: "project".to_owned(),
        }
    }

    fn column(letters: usize) -> Arc<Column> {
        let mut column = Column::new();
        column.push([Cell::Text("x".repeat(letters).into())]);
        Arc::new(column.tidy())
    }

    #[test]
    fn fifty_past_days_hold_no_more_than_six() {
        let mut columns = Columns::default();
        columns.keep(whose(1, None), 0, column(1_000));
        for number in 0..50 {
            let day = format!("2024-{:02}-{:02}", number / 28 + 1, number % 28 + 1);
            for field in 0..3 {
                columns.keep(whose(1, Some(&day)), field, column(1_000));
            }
        }
        assert_eq!(columns.0.len(), 1 + 3 * PAST_DAYS);
        assert!(
            columns.size_bytes() < 19 * 1_300,
            "{}",
            columns.size_bytes()
        );
        // What is of now stays, and of the days the last.
        assert!(columns.find(&whose(1, None), 0).is_some());
        assert!(columns.find(&whose(1, Some("2024-02-22")), 2).is_some());
        assert!(columns.find(&whose(1, Some("2024-01-01")), 0).is_none());
    }

    #[test]
    fn a_day_in_use_outlasts_days_that_are_not() {
        let mut columns = Columns::default();
        let used = whose(1, Some("2024-06-01"));
        columns.keep(used.clone(), 0, column(1));
        for number in 1..20 {
            columns.keep(
                whose(1, Some(&format!("2024-01-{number:02}"))),
                0,
                column(1),
            );
            assert!(columns.find(&used, 0).is_some(), "{number}");
        }
    }

    #[test]
    fn columns_of_an_older_position_are_neither_found_nor_kept() {
        let mut columns = Columns::default();
        columns.keep(whose(1, None), 0, column(1));
        columns.keep(whose(2, None), 0, column(1));
        assert!(columns.find(&whose(1, None), 0).is_none());
        columns.keep(whose(1, None), 0, column(1));
        assert_eq!(columns.0.len(), 1);
        assert!(columns.find(&whose(2, Some("2024-01-01")), 0).is_none());
        assert!(columns.find(&whose(2, None), 1).is_none());
    }

    #[test]
    fn what_is_kept_has_a_bound_in_bytes() {
        let mut columns = Columns::default();
        for field in 0..20 {
            columns.keep(whose(1, None), field, column(CAPACITY_BYTES / 10));
        }
        assert!(columns.size_bytes() <= CAPACITY_BYTES);
        assert!(columns.find(&whose(1, None), 19).is_some());
        assert!(columns.find(&whose(1, None), 0).is_none());
    }

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
