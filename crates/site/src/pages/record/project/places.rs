//! Where the service is.

use indigo_model::{Value, pointer};

use super::charts::{self, Chart};
use crate::{
    facts::{Piece, Shown, sources::SourceBook, text},
    pages::record::{
        Page,
        block::{Block, BlockRow, BlockTable, Special},
    },
    words::counted,
};

/// The id of the section.
pub(super) const ANCHOR: &str = "on-places";
/// The list of places.
const PLACES: &str = "/delivery_locations";

pub(super) fn special(page: &Page<'_>, book: &SourceBook) -> Option<Special> {
    let rows: Vec<BlockRow> = pointer::rows(page.data, PLACES)
        .enumerate()
        .map(|(place, row)| BlockRow {
            cells: vec![
                Some(name(row)),
                page.cell(PLACES, row, "/location_country"),
                page.cell(PLACES, row, "/adminstrative_geography_name"),
                page.cell(PLACES, row, "/location_postcode"),
                page.cell(PLACES, row, "/lat_lng"),
            ],
            marks: page.row_marks(book, PLACES, place, row),
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let mut table = BlockTable {
        anchor: format!("{ANCHOR}-table"),
        title: counted(rows.len(), "place", "places"),
        intro: None,
        shut: rows.len() > MANY,
        columns: ["Place", "Country", "Area", "Postcode", "On a map"]
            .map(str::to_owned)
            .to_vec(),
        rows,
    };
    table.without_empty_columns();
    Some(Special {
        anchor: ANCHOR,
        title: "Where".to_owned(),
        marks: Default::default(),
        blocks: charts::block(page, Chart::Places)
            .into_iter()
            .chain([Block::Table(table)])
            .collect(),
    })
}

/// From how many places on their table is shut.
const MANY: usize = 5;

fn name(row: &Value) -> Shown {
    pointer::text(row, "/location_name/value")
        .and_then(text::of)
        .unwrap_or_else(|| Shown::one(Piece::Text("Place without a name".to_owned())))
}
