//! Groups of facts.

use indigo_model::{Value, pointer};

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

/// Where facts stand on the page, for the sources that support them.
pub(super) struct Standing<'a> {
    /// The id of the section's element.
    pub(super) anchor: &'a str,
    /// What is supported; each fact by its own label when there is none.
    pub(super) title: Option<&'a str>,
}

/// The facts of a section.
#[derive(Default)]
pub(super) struct Told {
    /// What is known, under its headings.
    pub(super) groups: Vec<FactGroup>,
    /// The names of what nobody has entered …
    pub(super) not_known: Vec<String>,
    /// … and of what is kept back.
    pub(super) not_public: Vec<String>,
}

/// The facts that are known, and the names of the others.
pub(super) fn groups(
    page: &Page<'_>,
    items: &[Item],
    standing: &Standing<'_>,
    book: &mut SourceBook,
) -> Told {
    let mut told = Told::default();
    let groups = &mut told.groups;
    for item in items {
        let Some(value) = page.reading.shape(page.data, &item.shape) else {
            if item.shape.is_withheld(page.data) {
                told.not_public.push(full_label(item));
            } else if !item.is_note {
                told.not_known.push(full_label(item));
            }
            continue;
        };
        let fact = fact(page, item, value, standing, book);
        match groups.last_mut() {
            Some(group) if group.heading == item.heading => group.facts.push(fact),
            _ => groups.push(FactGroup {
                heading: item.heading.clone(),
                facts: vec![fact],
            }),
        }
    }
    told
}

fn fact(
    page: &Page<'_>,
    item: &Item,
    value: Shown,
    standing: &Standing<'_>,
    book: &mut SourceBook,
) -> FactView {
    let cited = page
        .data
        .pointer(&format!("/{}", item.sources.join("/")))
        .and_then(|object| object.get("source_ids"))
        .and_then(Value::as_str)
        .filter(|_| !item.is_note && !item.sources.is_empty())
        .unwrap_or_default();
    FactView {
        marks: book.cite(
            cited,
            &format!("#{}", standing.anchor),
            standing.title.unwrap_or(&item.label),
            false,
        ),
        label: item.label.clone(),
        at: crate::url::encode(&item.pointer),
        dictionary: format!("{}#{}", dictionary_href(page.one), anchor(&item.pointer)),
        value,
        note: item.note.as_ref().and_then(|slot| note(page, slot)),
    }
}

fn note(page: &Page<'_>, slot: &Slot) -> Option<Shown> {
    pointer::at(page.data, &slot.keys)?;
    let slot = Slot {
        show: Show::Text,
        ..slot.clone()
    };
    page.reading.slot(page.data, &slot)
}

/// The fact with its heading, for the list of what is not known.
fn full_label(item: &Item) -> String {
    match &item.heading {
        Some(heading) => format!("{}: {}", small_first(heading), small_first(&item.label)),
        None => small_first(&item.label),
    }
}
