//! The rows of a list as a table.

use indigo_model::{Value, changes::row_id, pointer};

use super::{
    Page, as_above,
    view::{RowView, TableView},
};
use crate::{
    facts::{
        Shown,
        references::{anchor, counted_anchor, row_anchors},
        sources::{Marks, SourceBook},
        text,
    },
    frame::dictionary_href,
    layout::{Item, Section, Shape, Show, Table},
    words::{counted, small_first},
};

/// The table of a list and the columns that no row knows; nothing when there are no rows.
pub(super) fn table(
    page: &Page<'_>,
    section: &Section,
    layout: &Table,
    book: &mut SourceBook,
) -> Option<(TableView, Vec<String>)> {
    let rows: Vec<&Value> = pointer::at(page.data, &layout.keys)?
        .as_array()?
        .iter()
        .collect();
    if rows.is_empty() {
        return None;
    }
    let mut cells: Vec<Vec<Option<Shown>>> = rows
        .iter()
        .map(|row| {
            layout
                .columns
                .iter()
                .map(|column| page.reading.shape(row, &column.shape))
                .collect()
        })
        .collect();
    let known = |column: usize| cells.iter().any(|row| row[column].is_some());
    let lead = layout
        .leads
        .iter()
        .copied()
        .find(|column| known(*column))
        .or_else(|| {
            // A row with an id of its own can be named by it; else by the first thing known.
            let first = (0..layout.columns.len()).find(|column| known(*column));
            first.filter(|_| layout.id.is_none())
        });
    let (shown, not_known): (Vec<usize>, Vec<usize>) = (0..layout.columns.len())
        .filter(|column| Some(*column) != lead)
        .partition(|column| known(*column));
    let mut anchors = row_anchors(page.data, &section.pointer);
    for column in &shown {
        let column = cells.iter_mut().map(|row| &mut row[*column]);
        as_above::shorten(column.zip(anchors.iter().map(String::as_str)));
    }
    let views = rows
        .iter()
        .enumerate()
        .map(|(place, row)| {
            let cells = &mut cells[place];
            let anchor = anchors
                .get_mut(place)
                .map(std::mem::take)
                .unwrap_or_default();
            let counted = counted_anchor(&section.pointer, place);
            RowView {
                counted: Some(counted).filter(|counted| *counted != anchor),
                anchor,
                lead: lead.and_then(|column| cells[column].take()),
                id: id_of(row, layout),
                at: row_id(row)
                    .map(|id| crate::url::encode(&format!("{}/[{id}]", section.pointer))),
                marks: marks(page, section, layout, place, row, book),
                cells: shown.iter().map(|column| cells[*column].take()).collect(),
            }
        })
        .collect();
    let columns = std::iter::once(head(page, section, lead.map(|at| &layout.columns[at])))
        .chain(
            shown
                .iter()
                .map(|column| head(page, section, Some(&layout.columns[*column]))),
        )
        .collect();
    let not_known = not_known
        .into_iter()
        .map(|column| &layout.columns[column])
        .filter(|column| !column.is_note)
        .map(|column| small_first(&column.label))
        .collect();
    let table = TableView {
        caption: format!("{}: {}", section.title, counted(rows.len(), "row", "rows")),
        columns,
        rows: views,
    };
    Some((table, not_known))
}

fn head(page: &Page<'_>, section: &Section, column: Option<&Item>) -> (String, String) {
    let (label, pointer) = match column {
        Some(column) => (label(column), column.pointer.as_str()),
        None => ("Row".to_owned(), section.pointer.as_str()),
    };
    (
        label,
        format!("{}#{}", dictionary_href(page.one), anchor(pointer)),
    )
}

/// What a column is called. Where names stand in place of ids, "ID" would be wrong.
fn label(column: &Item) -> String {
    let names = matches!(
        &column.shape,
        Shape::Single(slot) if matches!(slot.show, Show::Records(_) | Show::Rows)
    );
    let label = column.label.as_str();
    [" ID", " Id", " id"]
        .iter()
        .find_map(|end| label.strip_suffix(end))
        .filter(|short| names && !short.is_empty())
        .unwrap_or(label)
        .to_owned()
}

fn id_of(row: &Value, layout: &Table) -> Option<String> {
    let id = pointer::at(row, layout.id.as_ref()?)?;
    text::shown(id).map(|shown| shown.plain())
}

/// The marks of a row; sources that its cells name support it too.
fn marks(
    page: &Page<'_>,
    section: &Section,
    layout: &Table,
    place: usize,
    row: &Value,
    book: &mut SourceBook,
) -> Marks {
    let cited = page.row_sources(&section.pointer, place, row);
    let href = format!("#{}", anchor(&section.pointer));
    for column in &layout.columns {
        if let Shape::Single(slot) = &column.shape
            && slot.show == Show::Sources
            && let Some(named) = pointer::at(row, &slot.keys).and_then(Value::as_str)
        {
            book.cite(named, &href, &section.title, true);
        }
    }
    book.cite(cited, &href, &section.title, true)
}
