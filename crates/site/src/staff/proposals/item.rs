//! The items of a proposal as a person decides about them.

use indexmap::IndexMap;
use indigo_model::{ItemKind, ItemState, Value, items::leaves};
use indigo_registry::{ItemView, cell_label};
use indigo_standard::TypeStandard;

use crate::{
    changed::{Changed, plain},
    staff::{names::Names, when::when},
};

/// Items that belong together: those of a row, or those outside of rows.
pub(crate) struct Group {
    /// What the row is called; empty outside of rows.
    pub(crate) title: String,
    /// What a choice about the whole row is named by, when there is more than one to decide.
    pub(crate) selector: Option<String>,
    /// What was chosen for the whole row in a form that has to be mended.
    pub(crate) chosen: String,
    pub(crate) items: Vec<Item>,
}

/// An item.
pub(crate) struct Item {
    /// Its number on the page, for ids.
    pub(crate) number: usize,
    pub(crate) key: String,
    pub(crate) label: String,
    /// What kind of change it is, when it is not one value.
    pub(crate) what: &'static str,
    pub(crate) changed: Changed,
    /// The value at present, when it is another than before.
    pub(crate) now: Option<String>,
    /// The cells of a row that comes, goes or becomes another.
    pub(crate) cells: Vec<Cell>,
    pub(crate) is_conflict: bool,
    pub(crate) is_already_so: bool,
    /// The decision, in a sentence.
    pub(crate) decided: Option<String>,
    pub(crate) reason: String,
    /// What was chosen in a form that has to be mended; empty: left open.
    pub(crate) chosen: String,
    /// The reason that was typed in it.
    pub(crate) typed_reason: String,
}

/// A cell of a row before and after, by its label.
pub(crate) type Cell = (String, Changed);

impl Item {
    /// Whether somebody can decide it now.
    pub(super) fn is_open(&self) -> bool {
        self.decided.is_none()
    }

    /// Whether it is a row that was not there before.
    pub(crate) fn is_all_new(&self) -> bool {
        self.cells.iter().all(|(_, cell)| cell.before.is_none())
    }

    /// Whether it is a row that is to go.
    pub(crate) fn is_all_gone(&self) -> bool {
        self.cells.iter().all(|(_, cell)| cell.after.is_none())
    }
}

/// Leaves out how items stand against the record: that was for deciding, and the record has gone
/// on since.
pub(super) fn close(groups: &mut [Group]) {
    for item in groups.iter_mut().flat_map(|group| &mut group.items) {
        (item.is_conflict, item.is_already_so, item.now) = (false, false, None);
    }
}

/// Items in groups, in their order.
pub(crate) fn groups(
    one: Option<&TypeStandard>,
    items: &[ItemView],
    names: &Names<'_>,
) -> Vec<Group> {
    let mut groups: IndexMap<String, Group> = IndexMap::new();
    for (place, view) in items.iter().enumerate() {
        let of = view.row.clone().or_else(|| view.list.clone());
        let title = match (&view.row, view.kind) {
            (Some(_), ItemKind::Value) => view
                .label
                .rsplit_once(": ")
                .map_or(view.label.clone(), |(row, _)| row.to_owned()),
            (Some(_), _) => view.label.clone(),
            _ => String::new(),
        };
        let group = groups
            .entry(of.unwrap_or_default())
            .or_insert_with(|| Group {
                title,
                selector: None,
                chosen: String::new(),
                items: Vec::new(),
            });
        let mut item = item(one, place + 1, view, names);
        // What the row is called stands above it already.
        if let Some(rest) = item.label.strip_prefix(&format!("{}: ", group.title)) {
            item.label = rest.to_owned();
        } else if item.label == group.title {
            item.label = crate::words::capital_first(item.what);
            item.what = "";
        }
        group.items.push(item);
    }
    for (selector, group) in &mut groups {
        let open = group.items.iter().filter(|item| item.is_open()).count();
        if open > 1 && !selector.is_empty() && !group.title.is_empty() {
            group.selector = Some(selector.clone());
        }
    }
    groups.into_values().collect()
}

fn item(one: Option<&TypeStandard>, number: usize, view: &ItemView, names: &Names<'_>) -> Item {
    let is_row = matches!(
        view.kind,
        ItemKind::NewRow | ItemKind::RemovedRow | ItemKind::ChangedRow
    );
    let text = |value: &Option<Value>| value.as_ref().and_then(text_of);
    let (before, after, now) = (text(&view.before), text(&view.after), text(&view.now));
    let differs = view.state == ItemState::Conflict
        || (view.state == ItemState::Clean && view.now != view.before);
    Item {
        number,
        key: view.key.clone(),
        label: view.label.clone(),
        what: match view.kind {
            ItemKind::Value => "",
            ItemKind::NewRow => "new row",
            ItemKind::RemovedRow => "row to be taken out",
            ItemKind::ChangedRow => "row to be another",
            ItemKind::Order => "order of rows",
        },
        changed: if is_row {
            Changed::default()
        } else {
            Changed::of_texts(before.as_deref(), after.as_deref())
        },
        now: (differs && !is_row).then(|| now.unwrap_or_else(|| "nothing".to_owned())),
        cells: if is_row {
            let list = view.list.as_deref().unwrap_or_default();
            cells_of(one, list, view.before.as_ref(), view.after.as_ref())
        } else {
            Vec::new()
        },
        is_conflict: view.state == ItemState::Conflict && view.decided.is_none(),
        is_already_so: view.state == ItemState::AlreadySo && view.decided.is_none(),
        decided: view.decided.as_ref().map(|decided| {
            let what = match decided.verdict {
                "accept" => "Accepted",
                "accept_anyway" => "Accepted although it was in conflict",
                _ => "Rejected",
            };
            let who = names.name(&decided.actor);
            format!("{what} by {who}, {}", when(&decided.created))
        }),
        reason: view
            .decided
            .as_ref()
            .map_or_else(String::new, |decided| decided.reason.clone()),
        chosen: String::new(),
        typed_reason: String::new(),
    }
}

/// A value, or the order of rows, as text; nothing for nothing.
pub(crate) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Array(rows) => Some(rows.iter().map(plain).collect::<Vec<_>>().join(", ")),
        other => Some(plain(other)),
    }
}

/// The cells of a row before and after, those that differ or all of one side.
pub(crate) fn cells_of(
    one: Option<&TypeStandard>,
    list: &str,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Vec<Cell> {
    let mut found: IndexMap<String, (String, Option<Value>, Option<Value>)> = IndexMap::new();
    for (is_after, row) in [(false, before), (true, after)] {
        for leaf in row.map(leaves).unwrap_or_default() {
            let label = cell_label(one, list, &leaf.steps);
            let cell = found.entry(leaf.key).or_insert((label, None, None));
            let value = Some(leaf.value.clone());
            if is_after {
                cell.2 = value;
            } else {
                cell.1 = value;
            }
        }
    }
    found
        .into_values()
        .filter(|(_, before, after)| before != after)
        .map(|(label, before, after)| (label, Changed::of(before.as_ref(), after.as_ref())))
        .collect()
}
