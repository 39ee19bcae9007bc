//! Who takes part, as a diagram.

use indigo_charts::{Caption, Drawing, Parties, Party, PartyGroup};
use indigo_model::{Value, pointer};

use super::parties::{PARTS, Part};
use crate::{
    facts::Piece,
    pages::record::Page,
    words::{and, counted, small_first},
};

/// Money and names of each role; nothing when nobody is named.
pub(super) fn drawing(page: &Page<'_>, name: &str) -> Option<Drawing> {
    let groups: Vec<PartyGroup> = PARTS
        .iter()
        .map(|part| PartyGroup {
            role: part.role,
            label: part.title.to_owned(),
            parties: parties(page, part),
        })
        .filter(|group| !group.parties.is_empty())
        .collect();
    if groups.is_empty() {
        return None;
    }
    let said: Vec<String> = groups
        .iter()
        .map(|group| {
            format!(
                "{} under “{}”",
                counted(group.parties.len(), "organisation", "organisations"),
                small_first(&group.label)
            )
        })
        .collect();
    let chart = Parties {
        caption: Caption::new("parties", "Who pays, invests, delivers and helps")
            .described(format!("{}.", and(&said)))
            .sourced("the rows of this record"),
        centre: name.to_owned(),
        groups,
    };
    Some(chart.draw())
}

/// Everybody with a part, each once, with what each promises.
fn parties(page: &Page<'_>, part: &Part) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for row in pointer::rows(page.data, part.list) {
        let amount = part
            .promised
            .and_then(|(at, what)| said_amount(page, part, row, at, what));
        let shown = page.cell(part.list, row, "/organisation_id");
        let names: Vec<(String, Option<String>)> = shown
            .map(|shown| shown.pieces)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Link { href, text } => Some((text, Some(href))),
                Piece::NotPublic(id) => Some((format!("{id} (not public or not known)"), None)),
                _ => None,
            })
            .collect();
        for (name, href) in names {
            let note = amount.clone().unwrap_or_default();
            match parties.iter_mut().find(|party| party.name == name) {
                Some(known) if !note.is_empty() && known.note != note => {
                    if !known.note.is_empty() {
                        known.note.push_str("; ");
                    }
                    known.note.push_str(&note);
                }
                Some(_) => {}
                None => parties.push(Party { name, note, href }),
            }
        }
    }
    parties
}

fn said_amount(page: &Page<'_>, part: &Part, row: &Value, at: &str, what: &str) -> Option<String> {
    let mut shown = page.cell(part.list, row, at)?;
    // The dollar value is in the table; a diagram has little room.
    shown
        .pieces
        .retain(|piece| !matches!(piece, Piece::Beside(_) | Piece::Aside(_)));
    let amount = shown.plain();
    (!amount.is_empty()).then(|| format!("{what} {amount}"))
}
