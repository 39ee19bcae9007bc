//! Cells of a table that name the same many records as the row above say so, and no more.

use crate::facts::{Piece, Shown};

/// From how many records on a cell is shortened.
const MANY: usize = 5;

/// Shortens the cells of a column, in the order of the rows, with the anchor of each row: the first
/// of several that are the same is left as it is, the others lead to it.
pub(super) fn shorten<'a>(column: impl Iterator<Item = (&'a mut Option<Shown>, &'a str)>) {
    let mut first: Option<(Shown, &str)> = None;
    for (cell, anchor) in column {
        let Some(shown) = cell.as_mut().filter(|shown| named(shown) >= MANY) else {
            first = None;
            continue;
        };
        match &first {
            Some((same, above)) if same == shown => {
                *shown = Shown::one(Piece::Link {
                    href: format!("#{above}"),
                    text: format!("the same {} as above", named(shown)),
                });
            }
            _ => first = Some((shown.clone(), anchor)),
        }
    }
}

/// How many records a cell names.
fn named(shown: &Shown) -> usize {
    shown
        .pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Link { .. } | Piece::NotPublic(_)))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str]) -> Option<Shown> {
        let links = names.iter().map(|name| Piece::Link {
            href: format!("/organisations/{name}"),
            text: (*name).to_owned(),
        });
        Some(Shown::of(links.collect()))
    }

    #[test]
    fn many_that_are_the_same_are_named_once() {
        let all = ["A", "B", "C", "D", "E"];
        let mut column = [
            of(&all),
            of(&all),
            of(&all),
            of(&["A"]),
            of(&["A"]),
            of(&all),
            None,
            of(&all),
        ];
        let anchors = ["r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8"];
        shorten(column.iter_mut().zip(anchors));
        let said = |at: usize| column[at].as_ref().map(Shown::plain).unwrap_or_default();
        assert_eq!(said(0), "ABCDE");
        assert_eq!(said(1), "the same 5 as above");
        assert_eq!(
            column[2].as_ref().map(|cell| &cell.pieces[..]),
            Some(
                &[Piece::Link {
                    href: "#r1".to_owned(),
                    text: "the same 5 as above".to_owned()
                }][..]
            )
        );
        // Few are told again, and what stands after another value too.
        assert_eq!(
            (said(4), said(5), said(7)),
            ("A".into(), "ABCDE".into(), "ABCDE".into())
        );
    }
}
