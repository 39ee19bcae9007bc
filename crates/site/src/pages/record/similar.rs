//! Records like this one, and what they share with it.

use indigo_insight::{Likeness, Reason, similar};
use indigo_publish::Card;

use super::{
    Page,
    block::{Block, Special},
};
use crate::{
    facts::{Piece, Shown},
    frame::record_href,
    pages::list::{row_card, value_shown},
    words::{and, capital_first, small_first},
};

/// The id of the section.
const ANCHOR: &str = "on-similar";
/// How many are shown.
const SHOWN: usize = 6;
/// How many shared values of one kind are named.
const NAMED: usize = 3;

pub(super) fn special(page: &Page<'_>, likeness: &Likeness<'_>) -> Option<Special> {
    let entries = page.reading.catalogue.entries(&page.one.id);
    let card = &page
        .reading
        .catalogue
        .entry(&page.one.id, &page.record.id)?
        .card;
    let among: Vec<(&str, &Card)> = entries
        .iter()
        .map(|entry| (entry.id.as_str(), &entry.card))
        .collect();
    let found = similar(&page.record.id, card, &among, likeness, SHOWN);
    let mut none_went = true;
    let rows: Vec<Shown> = found
        .iter()
        .filter_map(|found| {
            let entry = page.reading.catalogue.entry(&page.one.id, found.id)?;
            let row = row_card(page.reading.site, page.reading.catalogue, page.one, entry);
            none_went &= !row.has_results;
            let results = row
                .results
                .map(|said| format!(" {}.", capital_first(&said)));
            Some(Shown::of(vec![
                Piece::Link {
                    href: record_href(page.one, found.id),
                    text: entry.card.name.clone(),
                },
                Piece::Text(format!(
                    ": {}.{}",
                    said(page, &found.reasons),
                    results.unwrap_or_default()
                )),
            ]))
        })
        .collect();
    (!rows.is_empty()).then(|| Special {
        anchor: ANCHOR,
        title: format!("Similar {}", small_first(&page.one.profile.words.titles)),
        marks: Default::default(),
        blocks: vec![Block::List(rows), Block::Hint(hint(none_went).to_owned())],
    })
}

/// What is to be known with the list; that nothing is known of results only where that is so.
fn hint(none_went: bool) -> &'static str {
    match none_went {
        true => {
            "What two records share counts by how rare it is among all records. Nothing is known here of how well the others went."
        }
        false => {
            "What two records share counts by how rare it is among all records; how well they went does not count."
        }
    }
}

/// "same policy sector (health) and country (France); paid by Town Council too; about as large".
fn said(page: &Page<'_>, reasons: &[Reason]) -> String {
    let spec = &page.one.profile.list;
    let mut said: Vec<String> = Vec::new();
    let mut facets: Vec<String> = Vec::new();
    for filter in &spec.filters {
        let values: Vec<String> = reasons
            .iter()
            .filter_map(|reason| match reason {
                Reason::Facet { name, value } if *name == filter.name => {
                    Some(value_shown(page.reading.site, filter, value))
                }
                _ => None,
            })
            .collect();
        if !values.is_empty() {
            facets.push(format!(
                "{} ({})",
                small_first(&filter.title),
                and(&few(values))
            ));
        }
    }
    if !facets.is_empty() {
        said.push(format!("same {}", and(&facets)));
    }
    for party in &spec.parties {
        let names: Vec<String> = reasons
            .iter()
            .filter_map(|reason| match reason {
                Reason::Party { name, id } if *name == party.name => {
                    page.named(&party.record_type, id).map(|(_, name)| name)
                }
                _ => None,
            })
            .collect();
        if !names.is_empty() {
            said.push(format!(
                "{} {} too",
                small_first(&party.title),
                and(&few(names))
            ));
        }
    }
    let any = |wanted: fn(&Reason) -> bool| reasons.iter().any(wanted);
    if any(|reason| matches!(reason, Reason::Size { .. })) {
        said.push("of a like size".to_owned());
    }
    if any(|reason| matches!(reason, Reason::Date { .. })) {
        said.push("begun within two years".to_owned());
    }
    said.join("; ")
}

/// The first few names, and how many others there are.
fn few(mut names: Vec<String>) -> Vec<String> {
    let others = names.len().saturating_sub(NAMED);
    if others > 1 {
        names.truncate(NAMED);
        names.push(format!("{others} others"));
    }
    names
}
