//! How the pages of a record type are laid out, worked out once from its schema.
//!
//! The schema is finer than a reader wants: an amount, its currency and its dollar value are three
//! fields but one fact. So fields are gathered into *items*: single values, money, periods, places
//! on the map, and groups of yes/no flags. The rules look at shapes and units, never at the name of
//! a record type.

mod items;
mod shape;

use indigo_standard::{Kind, Node, RowList, TypeStandard};

pub(crate) use shape::{Amount, Item, Money, Shape, Show, Slot};

use items::{Above, items};

use crate::words::small_first;

/// Keys that are never shown as facts.
pub(crate) const NOT_FACTS: [&str; 3] = ["status", "sandboxes", "source_ids"];

/// The list that holds the sources of a record.
pub(crate) const SOURCES: &str = "/sources";

/// How the pages of a type are laid out.
#[derive(Debug)]
pub(crate) struct TypeLayout {
    /// Single facts at the root, in schema order.
    pub(crate) overview: Vec<Item>,
    /// Groups and lists, in schema order.
    pub(crate) sections: Vec<Section>,
}

/// A group of facts or a list of rows.
#[derive(Debug)]
pub(crate) struct Section {
    /// Where it is: `/dates`, `/investments`.
    pub(crate) pointer: String,
    /// What it is called.
    pub(crate) title: String,
    /// Facts or rows.
    pub(crate) body: Body,
}

/// What a section holds.
#[derive(Debug)]
pub(crate) enum Body {
    /// Facts, under headings.
    Facts(Vec<Item>),
    /// Rows with columns.
    Rows(Table),
}

/// The columns of a list.
#[derive(Debug)]
pub(crate) struct Table {
    /// The keys that lead to the list.
    pub(crate) keys: Vec<String>,
    /// All columns in schema order; the row's own id and its notes are apart.
    pub(crate) columns: Vec<Item>,
    /// The columns that say best what a row is about, best first.
    pub(crate) leads: Vec<usize>,
    /// Whether rows have an id of their own.
    pub(crate) id: Option<Vec<String>>,
}

impl TypeLayout {
    pub(crate) fn of(one: &TypeStandard) -> Self {
        let mut layout = Self {
            overview: Vec::new(),
            sections: Vec::new(),
        };
        for node in &one.nodes {
            layout.top(one, node);
        }
        // Yes/no flags after what is said in words.
        layout
            .overview
            .sort_by_key(|item| matches!(item.shape, Shape::Flags { .. }));
        layout
    }

    /// The section of the list or group at `pointer`.
    #[cfg(test)]
    pub(crate) fn section(&self, pointer: &str) -> Option<&Section> {
        self.sections.iter().find(|one| one.pointer == pointer)
    }

    /// The single fact at a pointer, or the first one below it.
    pub(crate) fn fact(&self, at: &str) -> Option<&Item> {
        let facts = self.sections.iter().flat_map(|one| match &one.body {
            Body::Facts(items) => items.as_slice(),
            Body::Rows(_) => &[],
        });
        first_at(self.overview.iter().chain(facts), at)
    }

    /// The column of a list that shows the field at a pointer of its rows, or the first below it.
    pub(crate) fn column(&self, list: &str, at: &str) -> Option<&Item> {
        let section = self.sections.iter().find(|one| one.pointer == list)?;
        match &section.body {
            Body::Rows(table) => first_at(table.columns.iter(), &format!("{list}/*{at}")),
            Body::Facts(_) => None,
        }
    }

    fn top(&mut self, one: &TypeStandard, node: &Node) {
        if NOT_FACTS.contains(&node.key.as_str()) || is_name(one, node) {
            return;
        }
        let above = Above::root();
        match &node.kind {
            Kind::Leaf(_) => self
                .overview
                .extend(items(std::slice::from_ref(node), &above)),
            Kind::List { .. } => self.list(one, node),
            Kind::Group { children } if shape::is_field(children) => {
                self.overview
                    .extend(items(std::slice::from_ref(node), &above));
            }
            Kind::Group { .. } => self.group(one, node),
        }
    }

    fn group(&mut self, one: &TypeStandard, node: &Node) {
        let (title, children, above) = items::enter(node);
        let facts = items(children, &above);
        let told: Vec<_> = facts.iter().filter(|item| !item.is_note).collect();
        match told.as_slice() {
            [] => {}
            [_] => {
                let mut facts = facts;
                let note = facts
                    .iter()
                    .position(|item| item.is_note)
                    .map(|at| facts.remove(at));
                if let Some(mut only) = facts.pop() {
                    if only.label.is_empty() {
                        only.label.clone_from(&title);
                    } else if !only.label.contains(' ') && !title.is_empty() && only.label != title
                    {
                        // "Primary" alone says nothing.
                        only.label = format!("{title}: {}", small_first(&only.label));
                    }
                    only.note = only.note.or_else(|| note.and_then(Item::into_slot));
                    only.heading = None;
                    self.overview.push(only);
                }
            }
            _ => {
                let mut facts = facts;
                for item in &mut facts {
                    if item.label.is_empty() {
                        item.label.clone_from(&title);
                    }
                }
                fold_lonely_headings(&mut facts);
                self.sections.push(Section {
                    pointer: node.pointer.clone(),
                    title,
                    body: Body::Facts(facts),
                });
            }
        }
        self.lists_within(one, children);
    }

    fn lists_within(&mut self, one: &TypeStandard, children: &[Node]) {
        for child in children {
            match &child.kind {
                Kind::List { .. } => self.list(one, child),
                Kind::Group { children } => self.lists_within(one, children),
                Kind::Leaf(_) => {}
            }
        }
    }

    fn list(&mut self, one: &TypeStandard, node: &Node) {
        let Some(list) = one.list(&node.pointer) else {
            return;
        };
        self.sections.push(Section {
            pointer: node.pointer.clone(),
            title: crate::words::sentence_case(&list.title),
            body: Body::Rows(table(one, list)),
        });
    }
}

fn first_at<'a>(mut items: impl Iterator<Item = &'a Item>, at: &str) -> Option<&'a Item> {
    items.find(|item| {
        item.pointer
            .strip_prefix(at)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// A heading over one fact is no heading.
fn fold_lonely_headings(facts: &mut [Item]) {
    for at in 0..facts.len() {
        let under = facts
            .iter()
            .filter(|item| item.heading == facts[at].heading)
            .count();
        if under == 1 {
            facts[at].fold_heading();
        }
    }
}

fn is_name(one: &TypeStandard, node: &Node) -> bool {
    let name = &one.profile.name_pointer;
    *name == node.pointer || *name == format!("{}/value", node.pointer)
}

fn table(one: &TypeStandard, list: &RowList) -> Table {
    let mut columns = items(&list.children, &Above::row(&list.pointer));
    for column in &mut columns {
        column.fold_heading();
    }
    // References that the schema does not mark.
    for reference in &one.profile.publication.references {
        for column in &mut columns {
            if reference.list == list.pointer
                && let Shape::Single(slot) = &mut column.shape
                && format!("/{}", slot.keys.join("/")) == reference.field
            {
                slot.show = Show::Records(Some(reference.record_type.clone()));
                column.is_row_id = false;
                if column.label.eq_ignore_ascii_case("id") {
                    column.label = crate::words::sentence_case(&list.title);
                }
            }
        }
    }
    let id = columns
        .iter()
        .position(|column| column.is_row_id)
        .and_then(|at| columns.remove(at).into_slot())
        .map(|slot| slot.keys);
    let mut leads: Vec<usize> = (0..columns.len())
        .filter(|at| columns[*at].lead_rank().is_some())
        .collect();
    leads.sort_by_key(|at| columns[*at].lead_rank());
    Table {
        keys: list.keys.clone(),
        columns,
        leads,
        id,
    }
}

#[cfg(test)]
mod tests;
