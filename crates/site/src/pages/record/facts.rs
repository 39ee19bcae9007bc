//! Groups of facts.

use super::{
    Page,
    view::{FactGroup, FactView},
};
use crate::{
    facts::{Shown, references::anchor, sources::SourceBook},
    frame::dictionary_href,
    layout::{Item, Show, Slot},
    words::small_first,
};
use indigo_model::pointer;

/// The facts of a section that are known, under their headings, and the names of the others.
pub(super) fn groups(
    page: &Page<'_>,
    items: &[Item],
    section: &str,
    book: &mut SourceBook,
) -> (Vec<FactGroup>, Vec<String>) {
    let mut groups: Vec<FactGroup> = Vec::new();
    let mut not_known = Vec::new();
    for item in items {
        let Some(value) = page.reading.shape(page.data, &item.shape) else {
            if !item.is_note {
                not_known.push(full_label(item));
            }
            continue;
        };
        let fact = fact(page, item, value, section, book);
        match groups.last_mut() {
            Some(group) if group.heading == item.heading => group.facts.push(fact),
            _ => groups.push(FactGroup {
                heading: item.heading.clone(),
                facts: vec![fact],
            }),
        }
    }
    (groups, not_known)
}

fn fact(
    page: &Page<'_>,
    item: &Item,
    value: Shown,
    section: &str,
    book: &mut SourceBook,
) -> FactView {
    let cited = pointer::at(page.data, &source_keys(item))
        .and_then(|ids| ids.as_str())
        .unwrap_or_default();
    let title = if section == super::body::OVERVIEW {
        item.label.clone()
    } else {
        String::new()
    };
    let marks = if item.is_note {
        Vec::new()
    } else if title.is_empty() {
        book.cite(cited, &format!("#{}", anchor(section)), &page.title_of(section), false)
    } else {
        book.cite(cited, &format!("#{}", fact_anchor(item)), &title, false)
    };
    FactView {
        label: item.label.clone(),
        dictionary: format!("{}#{}", dictionary_href(page.one), anchor(&item.pointer)),
        value,
        marks,
        note: item.note.as_ref().and_then(|slot| note(page, slot)),
    }
}

fn note(page: &Page<'_>, slot: &Slot) -> Option<Shown> {
    let slot = Slot {
        show: Show::Text,
        ..slot.clone()
    };
    page.reading.slot(page.data, &slot)
}

fn source_keys(item: &Item) -> Vec<String> {
    let mut keys = item.sources.clone();
    keys.push("source_ids".to_owned());
    keys
}

/// The fact with its heading, for the list of what is not known.
fn full_label(item: &Item) -> String {
    match &item.heading {
        Some(heading) => format!("{}: {}", small_first(heading), small_first(&item.label)),
        None => small_first(&item.label),
    }
}

/// The place of the overview that sources point to.
fn fact_anchor(_: &Item) -> &'static str {
    super::body::OVERVIEW
}
