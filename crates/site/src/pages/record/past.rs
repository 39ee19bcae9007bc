//! The history of a record in a few words.

use super::{
    Page,
    block::{Block, Fact, Special},
};
use crate::{
    error::SiteError,
    facts::{Piece, Shown, dates, text},
    words::counted,
};

/// The id of the section.
const ANCHOR: &str = "on-history";

pub(super) fn special(page: &Page<'_>, history_href: &str) -> Result<Option<Special>, SiteError> {
    let versions = page
        .reading
        .site
        .reader
        .history(&page.one.id, &page.record.id)?;
    let (Some(first), Some(last)) = (versions.first(), versions.last()) else {
        return Ok(None);
    };
    let mut facts = vec![Fact::plain(
        "First recorded here",
        text::of(&dates::day_of(&first.created)),
    )];
    if versions.len() > 1 {
        facts.push(Fact {
            label: "Last changed in what everybody sees".to_owned(),
            value: text::of(&dates::day_of(&last.created)),
            note: Some(format!(
                "{}: {}",
                counted(last.changes.len(), "value", "values"),
                labels(last)
            )),
        });
    }
    facts.push(Fact::plain(
        "Versions",
        Some(Shown::one(Piece::Link {
            href: history_href.to_owned(),
            text: format!(
                "{}, each with what changed",
                counted(versions.len(), "version", "versions")
            ),
        })),
    ));
    Ok(Some(Special {
        anchor: ANCHOR,
        title: "History".to_owned(),
        marks: Default::default(),
        blocks: vec![Block::Facts(facts)],
    }))
}

/// How many labels of changed values are named.
const NAMED: usize = 3;

fn labels(version: &indigo_registry::PublicVersion) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for change in &version.changes {
        if !labels.contains(&change.label.as_str()) {
            labels.push(&change.label);
        }
    }
    let more = labels.len() > NAMED;
    labels.truncate(NAMED);
    let mut said = labels.join("; ");
    if more {
        said.push_str(" and others");
    }
    said
}
