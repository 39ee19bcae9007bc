//! The numbers at the top of a record page, from its card: for any type.

use indigo_registry::Entry;

use super::{Page, project, view::Figure};
use crate::{
    facts::{Piece, Shown, money},
    words::{capital_first, count},
};

pub(super) fn figures(page: &Page<'_>) -> Vec<Figure> {
    let Some(entry) = page.reading.catalogue.entry(&page.one.id, &page.record.id) else {
        return Vec::new();
    };
    project::figures(page, entry).unwrap_or_else(|| of_any(page, entry))
}

fn of_any(page: &Page<'_>, entry: &Entry) -> Vec<Figure> {
    let card = &entry.card;
    let numbers = page.one.profile.list.numbers.iter().filter_map(|column| {
        let number = *card.numbers.get(&column.name)?;
        Some(Figure {
            label: column.title.clone(),
            href: None,
            value: Some(large_number(number)),
            note: None,
        })
    });
    let counts = card.counts.iter().map(|(name, rows)| Figure {
        label: capital_first(&name.replace('_', " ")),
        href: None,
        value: rows_counted(*rows),
        note: None,
    });
    numbers.chain(counts).collect()
}

/// A number of rows; that there are none says only that nobody has recorded any.
pub(super) fn rows_counted(rows: u64) -> Option<Shown> {
    (rows > 0).then(|| {
        Shown::one(Piece::Number(
            count(usize::try_from(rows).unwrap_or(usize::MAX)),
            None,
        ))
    })
}

/// A number in words of a few letters, the exact one on hover.
pub(super) fn large_number(number: f64) -> Shown {
    let short = money::large(number);
    let exact = crate::facts::number::written_f64(number);
    Shown {
        zero: number == 0.0,
        ..Shown::one(Piece::Number(
            short.clone(),
            Some(exact).filter(|exact| *exact != short),
        ))
    }
}
