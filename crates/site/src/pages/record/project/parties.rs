//! Who pays, invests, delivers and helps, with what each brings.

use indigo_charts::Role;
use indigo_model::{Value, pointer};

use super::charts::{self, Chart};
use crate::{
    facts::{Piece, Shown, sources::SourceBook, text},
    pages::record::{
        Page,
        block::{Block, BlockRow, BlockTable, Fact, Special},
        sums::Sums,
    },
    words::counted,
};

/// The id of the section.
pub(super) const ANCHOR: &str = "on-parties";

/// A part that organisations have in a contract.
pub(super) struct Part {
    pub(super) list: &'static str,
    pub(super) role: Role,
    /// What who has it does.
    does: &'static str,
    pub(super) title: &'static str,
    /// The money that a row of it promises, and what that is.
    pub(super) promised: Option<(&'static str, &'static str)>,
    /// Where the whole project says how much that is for all together.
    whole: Option<&'static str>,
    /// What else a row says of the part, best first.
    more: &'static [&'static str],
}

/// The parts, those with money first.
pub(super) const PARTS: [Part; 4] = [
    Part {
        list: "/outcome_payment_commitments",
        role: Role::Pays,
        does: "pays",
        title: "Pays for outcomes",
        promised: Some(("/maximum_potential_outcome_payment", "up to")),
        whole: Some("/overall_project_finance/maximum_potential_outcome_payment_v2"),
        more: &["/organisation_role_category"],
    },
    Part {
        list: "/investments",
        role: Role::Invests,
        does: "invests",
        title: "Invests",
        promised: Some(("/investment_commitment", "committed")),
        whole: Some("/overall_project_finance/total_investment_commitment"),
        more: &["/investment_type", "/organisation_role_category"],
    },
    Part {
        list: "/service_provisions",
        role: Role::Delivers,
        does: "delivers",
        title: "Delivers",
        promised: None,
        whole: None,
        more: &["/organisation_role_category"],
    },
    Part {
        list: "/intermediary_services",
        role: Role::Helps,
        does: "helps",
        title: "Helps (intermediaries)",
        promised: None,
        whole: None,
        more: &["/other_role_description", "/organisation_role_category"],
    },
];

pub(super) fn special(page: &Page<'_>, book: &SourceBook) -> Option<Special> {
    let mut facts = Vec::new();
    let mut rows = Vec::new();
    for part in &PARTS {
        let found: Vec<&Value> = pointer::rows(page.data, part.list).collect();
        facts.push(Fact {
            label: part.title.to_owned(),
            value: summary(page, part, &found),
            note: promised(page.data, part, &found),
        });
        for (place, row) in found.iter().enumerate() {
            rows.push(line(page, book, part, place, row));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let mut table = BlockTable {
        anchor: format!("{ANCHOR}-table"),
        title: format!(
            "Each part by itself: {}",
            counted(rows.len(), "row", "rows")
        ),
        intro: None,
        shut: true,
        columns: ["Organisation", "Part", "Amount", "Kind"]
            .map(str::to_owned)
            .to_vec(),
        rows,
    };
    table.without_empty_columns();
    Some(Special {
        anchor: ANCHOR,
        title: "Who takes part".to_owned(),
        marks: Default::default(),
        blocks: charts::block(page, Chart::Parties)
            .into_iter()
            .chain([Block::Facts(facts), Block::Table(table)])
            .collect(),
    })
}

/// Who has a part: all by name with links where they are few, else the first of them.
fn summary(page: &Page<'_>, part: &Part, rows: &[&Value]) -> Option<Shown> {
    let mut pieces: Vec<Piece> = Vec::new();
    for row in rows {
        let Some(shown) = organisation(page, part, row) else {
            continue;
        };
        for piece in shown.pieces {
            let is_name = !matches!(&piece, Piece::Text(text) if text.trim() == ",");
            if is_name && !pieces.contains(&piece) {
                pieces.push(piece);
            }
        }
    }
    let names = pieces.len();
    let others = names.saturating_sub(NAMES);
    if others > 1 {
        pieces.truncate(NAMES);
    }
    let mut said = Vec::new();
    for (place, piece) in pieces.into_iter().enumerate() {
        if place > 0 {
            said.push(Piece::Text(", ".to_owned()));
        }
        said.push(piece);
    }
    if others > 1 {
        said.push(Piece::Text(format!(" and {others} others")));
    }
    (!said.is_empty()).then(|| Shown {
        long: true,
        ..Shown::of(said)
    })
}

/// How many names a summary says.
const NAMES: usize = 6;

/// What all rows of a part promise together.
///
/// The amount of the whole project is the one that counts, so a difference is said and not mended.
fn promised(data: &Value, part: &Part, rows: &[&Value]) -> Option<String> {
    let (at, what) = part.promised?;
    let mut sums = Sums::default();
    for row in rows {
        sums.add_at(row, at);
    }
    let sum = sums.exact()?.plain();
    let mut said = format!("Together {what} {sum}; {}.", sums.rests_on());
    let mut whole = Sums::default();
    if let Some(at) = part.whole {
        whole.add_at(data, at);
    }
    if let Some(total) = whole.exact()
        && sums.differs_from(&whole)
    {
        said.push_str(&format!(
            " The project as a whole says {}; the parts need not add up to it.",
            total.plain()
        ));
    }
    Some(said)
}

fn line(page: &Page<'_>, book: &SourceBook, part: &Part, place: usize, row: &Value) -> BlockRow {
    let said: Vec<String> = part
        .more
        .iter()
        .filter_map(|at| pointer::text(row, &format!("{at}/value")))
        .map(str::to_owned)
        .collect();
    BlockRow {
        cells: vec![
            organisation(page, part, row),
            text::of(part.does),
            part.promised
                .and_then(|(at, _)| page.cell(part.list, row, at)),
            text::of(&said.join("; ")),
        ],
        marks: page.row_marks(book, part.list, place, row),
    }
}

fn organisation(page: &Page<'_>, part: &Part, row: &Value) -> Option<Shown> {
    page.cell(part.list, row, "/organisation_id")
}
