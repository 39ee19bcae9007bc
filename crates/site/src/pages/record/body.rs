//! The sections of a record in the order of its schema.

use super::{Page, facts, facts::Standing, table, view::SectionView};
use crate::{
    facts::{references::anchor, sources::SourceBook},
    frame::dictionary_href,
    layout::{Body, SOURCES, Section, TypeLayout},
    words::small_first,
};

/// The id of the section of single facts.
const OVERVIEW: &str = "overview";

/// The sections with something in them, and the titles of the others.
pub(super) struct Built {
    pub(super) sections: Vec<SectionView>,
    pub(super) nothing: Vec<String>,
}

pub(super) fn body(page: &Page<'_>, layout: &TypeLayout, book: &mut SourceBook) -> Built {
    let mut built = Built {
        sections: Vec::new(),
        nothing: Vec::new(),
    };
    let standing = Standing {
        anchor: OVERVIEW,
        title: None,
    };
    let told = facts::groups(page, &layout.overview, &standing, book);
    if told.groups.is_empty() && told.not_public.is_empty() {
        built.nothing.extend(told.not_known);
    } else {
        built.sections.push(SectionView {
            anchor: OVERVIEW.to_owned(),
            title: format!("About this {}", small_first(&page.one.profile.words.title)),
            dictionary: dictionary_href(page.one),
            groups: told.groups,
            table: None,
            not_known: told.not_known.join("; "),
            not_public: told.not_public.join("; "),
        });
    }
    for one in &layout.sections {
        // The sources have a section of their own at the end.
        if one.pointer == SOURCES {
            continue;
        }
        match section(page, one, book) {
            Some(view) => built.sections.push(view),
            None => built.nothing.push(one.title.clone()),
        }
    }
    built
}

fn section(page: &Page<'_>, section: &Section, book: &mut SourceBook) -> Option<SectionView> {
    let anchor_of = anchor(&section.pointer);
    let mut view = SectionView {
        dictionary: format!("{}#{anchor_of}", dictionary_href(page.one)),
        title: section.title.clone(),
        groups: Vec::new(),
        table: None,
        not_known: String::new(),
        not_public: String::new(),
        anchor: anchor_of,
    };
    let not_known = match &section.body {
        Body::Facts(items) => {
            let standing = Standing {
                anchor: &view.anchor,
                title: Some(&section.title),
            };
            let told = facts::groups(page, items, &standing, book);
            if told.groups.is_empty() && told.not_public.is_empty() {
                return None;
            }
            view.groups = told.groups;
            view.not_public = told.not_public.join("; ");
            told.not_known
        }
        Body::Rows(layout) => {
            let (table, not_known) = table::table(page, section, layout, book)?;
            view.table = Some(table);
            not_known
        }
    };
    view.not_known = not_known.join("; ");
    Some(view)
}
