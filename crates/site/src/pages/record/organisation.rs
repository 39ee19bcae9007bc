//! What only organisations have: their parts across contracts, deals and funds, partners, registers.

mod partners;
mod parts;
mod registers;
mod results;

use std::collections::BTreeSet;

use indexmap::IndexMap;
use indigo_model::Value;
use indigo_registry::Mention;

use super::{
    Page,
    block::{Block, Special},
    mentions::{RoleView, roles},
    specials::Specials,
    view::Figure,
};
use crate::{
    error::SiteError,
    facts::{Piece, Shown, dates},
    words::count,
};

/// The record type that this is about.
const ORGANISATION: &str = "organisation";

/// A record that the organisation has a part in, with its public data.
pub(super) struct Taken {
    /// Its type.
    pub(super) record_type: String,
    /// Its id.
    pub(super) id: String,
    /// Its public data.
    pub(super) data: Value,
}

/// The page of an organisation; nothing for other types.
pub(super) fn told(page: &Page<'_>, mentions: &[Mention]) -> Result<Option<Specials>, SiteError> {
    if page.one.id != ORGANISATION {
        return Ok(None);
    }
    let taken = taken(page, mentions)?;
    let parts = parts::parts(page, mentions, &taken);
    let mut specials: Vec<Special> = Vec::new();
    specials.extend(registers::special(page));
    specials.extend(parts::special(page, &parts));
    specials.extend(results::special(&taken));
    specials.extend(partners::special(page, &taken));
    // What the parts do not tell: who validates results, who hosts a fund and the like.
    let others: Vec<Mention> = mentions
        .iter()
        .filter(|mention| !parts::is_part(mention))
        .cloned()
        .collect();
    let roles: Vec<RoleView> = roles(page, &others);
    Ok(Some(Specials {
        figures: figures(page, &parts, &taken),
        specials,
        roles,
    }))
}

/// The records with a part of the organisation in them, each once.
fn taken(page: &Page<'_>, mentions: &[Mention]) -> Result<Vec<Taken>, SiteError> {
    let mut found: IndexMap<(&str, &str), Option<Value>> = IndexMap::new();
    for mention in mentions.iter().filter(|mention| parts::is_part(mention)) {
        let key = (mention.record_type.as_str(), mention.id.as_str());
        if !found.contains_key(&key) {
            let record = page
                .reading
                .site
                .record_at(key.0, key.1, page.reading.day)?;
            found.insert(key, record.map(|record| record.data()));
        }
    }
    Ok(found
        .into_iter()
        .filter_map(|((record_type, id), data)| {
            Some(Taken {
                record_type: record_type.to_owned(),
                id: id.to_owned(),
                data: data?,
            })
        })
        .collect())
}

fn figures(page: &Page<'_>, parts: &[parts::Role<'_>], taken: &[Taken]) -> Vec<Figure> {
    let mut figures: Vec<Figure> = parts
        .iter()
        .map(|role| Figure {
            label: role.title.clone(),
            href: None,
            value: Some(Shown::one(Piece::Number(count(role.rows.len()), None))),
            note: Some(role.records().to_owned()),
        })
        .collect();
    let card = |one: &Taken| {
        page.reading
            .catalogue
            .entry(&one.record_type, &one.id)
            .map(|entry| &entry.card)
    };
    let year = |name: &str| -> Vec<u16> {
        taken
            .iter()
            .filter_map(|one| dates::year(card(one)?.values.get(name)?))
            .collect()
    };
    if let (Some(first), last) = (
        year("start").into_iter().min(),
        year("end").into_iter().max(),
    ) {
        figures.push(Figure {
            label: "Years of what it takes part in".to_owned(),
            href: None,
            value: Some(Shown::one(Piece::Text(match last {
                Some(last) if last > first => format!("{first} to {last}"),
                _ => format!("from {first}"),
            }))),
            note: None,
        });
    }
    let countries: BTreeSet<&String> = taken
        .iter()
        .filter_map(card)
        .filter_map(|card| card.facets.get("country"))
        .flatten()
        .collect();
    if !countries.is_empty() {
        let names: Vec<String> = countries
            .iter()
            .take(4)
            .map(|code| page.reading.site.countries.name(code).to_owned())
            .collect();
        let mut note = names.join(", ");
        if countries.len() > names.len() {
            note.push_str(" and others");
        }
        figures.push(Figure {
            label: "Countries".to_owned(),
            href: None,
            value: Some(Shown::one(Piece::Number(count(countries.len()), None))),
            note: Some(note),
        });
    }
    figures
}

/// A hint under a section.
fn hint(words: &str) -> Block {
    Block::Hint(words.to_owned())
}
