//! The parts that sections made for a reader are built from.
//!
//! The sections of each type differ; what they are made of does not, so that they look alike and
//! are read alike.

use askama::{Template, filters::HtmlSafe};

use crate::{
    facts::{Shown, sources::Marks},
    figure::Figure,
};

/// A section of the page that is made for its reader, before all facts.
#[derive(Template)]
#[template(path = "parts/record/special.html")]
pub(crate) struct Special {
    /// The id of its element.
    pub(crate) anchor: &'static str,
    pub(crate) title: String,
    /// The sources of what it says.
    pub(crate) marks: Marks,
    pub(crate) blocks: Vec<Block>,
}

/// The template escapes every part.
impl HtmlSafe for Special {}

/// A part of a section.
pub(crate) enum Block {
    /// A sentence.
    Words(String),
    /// What is to be known with what stands above or below.
    Hint(String),
    /// A heading, with a count beside it.
    Heading(String, String),
    /// Labels and values; what is not known says so.
    Facts(Vec<Fact>),
    /// A table.
    Table(BlockTable),
    /// A list of values, one a line.
    List(Vec<Shown>),
    /// A list of short values, side by side.
    Inline(Vec<Shown>),
    /// A chart with its table and its files.
    Chart(Box<Figure>),
    /// Text to be copied as it is, with its title.
    Copy(String, String),
}

/// A label with its value.
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) value: Option<Shown>,
    /// What is to be known with it.
    pub(crate) note: Option<String>,
}

/// A table of a section.
pub(crate) struct BlockTable {
    /// The id of its title's element.
    pub(crate) anchor: String,
    pub(crate) title: String,
    /// What the reader is to know about the figures.
    pub(crate) intro: Option<String>,
    /// Kept shut until somebody opens it.
    pub(crate) shut: bool,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<BlockRow>,
}

/// A row of a table.
pub(crate) struct BlockRow {
    pub(crate) cells: Vec<Option<Shown>>,
    pub(crate) marks: Marks,
}

impl BlockRow {
    /// A row that no source is named for.
    pub(crate) fn plain(cells: Vec<Option<Shown>>) -> Self {
        Self {
            cells,
            marks: Marks::default(),
        }
    }
}

impl BlockTable {
    /// Takes away the columns in which no row says anything; gives back what they were called.
    pub(crate) fn without_empty_columns(&mut self) -> Vec<String> {
        let known: Vec<bool> = (0..self.columns.len())
            .map(|column| {
                column == 0
                    || self
                        .rows
                        .iter()
                        .any(|row| row.cells.get(column).is_some_and(Option::is_some))
            })
            .collect();
        let mut gone = Vec::new();
        let mut at = 0;
        self.columns.retain_mut(|column| {
            let keep = known[at];
            at += 1;
            if !keep {
                gone.push(std::mem::take(column));
            }
            keep
        });
        for row in &mut self.rows {
            let mut at = 0;
            row.cells.retain(|_| {
                at += 1;
                known.get(at - 1).copied().unwrap_or(true)
            });
        }
        gone
    }
}

impl Fact {
    /// A fact that needs no further word.
    pub(crate) fn plain(label: impl Into<String>, value: Option<Shown>) -> Self {
        Self {
            label: label.into(),
            value,
            note: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::text;

    #[test]
    fn columns_that_say_nothing_are_taken_away() {
        let mut table = BlockTable {
            anchor: "t".into(),
            title: "T".into(),
            intro: None,
            shut: false,
            columns: vec!["Name".into(), "Price".into(), "Unit".into()],
            rows: vec![
                BlockRow::plain(vec![text::of("a"), None, text::of("people")]),
                BlockRow::plain(vec![None, None, None]),
            ],
        };
        assert_eq!(table.without_empty_columns(), ["Price"]);
        assert_eq!(table.columns, ["Name", "Unit"]);
        assert!(table.rows.iter().all(|row| row.cells.len() == 2));
        assert_eq!(table.rows[0].cells[1], text::of("people"));
    }
}
