//! The columns that are kept: in bounded memory, of what is public now and of few past days.

use std::sync::Arc;

use indigo_registry::Day;

use super::column::Column;

/// How many bytes of columns are kept in all.
const CAPACITY_BYTES: usize = 64 * 1024 * 1024;
/// Of how many past days columns are kept: of as many as the registry keeps catalogues.
const PAST_DAYS: usize = 6;

/// Of which records a column is: of a type, at a position, on a past day or now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whose {
    pub(super) position: i64,
    pub(super) day: Option<Day>,
    pub(super) record_type: String,
}

/// The columns that are kept. The last used stand at the end.
#[derive(Default)]
pub(super) struct Columns(Vec<Held>);

/// A column that is kept: of which records, of which field. It holds nothing but its own values.
struct Held {
    whose: Whose,
    field: usize,
    column: Arc<Column>,
    size_bytes: usize,
}

impl Columns {
    /// A column that is kept; it is the last used then.
    pub(super) fn find(&mut self, whose: &Whose, field: usize) -> Option<Arc<Column>> {
        let is_it = |held: &Held| held.field == field && held.whose == *whose;
        let place = self.0.iter().position(is_it)?;
        let held = self.0.remove(place);
        let column = Arc::clone(&held.column);
        self.0.push(held);
        Some(column)
    }

    /// Keeps a column, and lets go of what is too old, of too many days or too much.
    pub(super) fn keep(&mut self, whose: Whose, field: usize, column: Arc<Column>) {
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

/// The records of projects, for tests.
#[cfg(test)]
pub(super) fn whose(position: i64, day: Option<&str>) -> Whose {
    Whose {
        position,
        day: day.and_then(Day::parse),
        record_type: "project".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::condition::Cell, *};

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
}
