//! Gathers the fields of a group (or of a row) into items.

use std::sync::Arc;

use indigo_standard::{Kind, Leaf, Node, ValueType};

use super::{
    NOT_FACTS,
    shape::{Amount, Item, Money, Shape, Show, Slot, is_field, is_yes_no, show},
};
use crate::words::sentence_case;

/// Fewer yes/no fields than this are facts of their own.
const FEWEST_FLAGS: usize = 2;

/// What is known from above while walking down a schema.
#[derive(Debug, Clone, Default)]
pub(super) struct Above {
    /// Keys from the record or the row.
    keys: Vec<String>,
    /// Titles inside the section.
    titles: Vec<String>,
    /// Where the currency in force is.
    currency: Option<Vec<String>>,
    /// A reference to a row that may say the currency.
    through: Option<Slot>,
    /// The object that cites the sources.
    sources: Vec<String>,
    /// Pointer of what `keys` lead to.
    pointer: String,
}

impl Above {
    pub(super) fn root() -> Self {
        Self::default()
    }

    pub(super) fn row(list: &str) -> Self {
        Self {
            pointer: format!("{list}/*"),
            ..Self::default()
        }
    }

    /// One group further down.
    fn within(&self, node: &Node, children: &[Node], titled: bool) -> Self {
        let mut below = self.clone();
        below.keys.push(node.key.clone());
        below.pointer.clone_from(&node.pointer);
        if titled && !node.title.is_empty() {
            below.titles.push(sentence_case(&node.title));
        }
        if children.iter().any(|child| child.key == "source_ids") {
            below.sources.clone_from(&below.keys);
        }
        below
    }
}

/// A group at the root: its title, its children, and what they know from above. A group without a
/// title that holds one group only is that group.
pub(super) fn enter(node: &Node) -> (String, &[Node], Above) {
    let mut node = node;
    let mut above = Above::root();
    loop {
        let Kind::Group { children } = &node.kind else {
            return (sentence_case(&node.title), &[], above);
        };
        above = above.within(node, children, false);
        let mut inner = children.iter().filter(|child| !is_beside(child));
        match (inner.next(), inner.next()) {
            (Some(only), None) if node.title.is_empty() && is_plain_group(only) => node = only,
            _ => return (sentence_case(&node.title), children, above),
        }
    }
}

/// Whether a child says something about its siblings instead of being a fact.
fn is_beside(child: &Node) -> bool {
    NOT_FACTS.contains(&child.key.as_str()) || child.key == "notes"
}

fn is_plain_group(node: &Node) -> bool {
    matches!(&node.kind, Kind::Group { children } if !is_field(children))
}

/// The items of a group's children, in schema order.
pub(super) fn items(children: &[Node], above: &Above) -> Vec<Item> {
    let mut above = above.clone();
    if let Some(currency) = slot_of(children, "currency", &above) {
        above.currency = Some(currency.keys);
    }
    if let Some(row) = children
        .iter()
        .filter_map(|child| slot(child, &above))
        .find(|slot| slot.show == Show::Rows)
    {
        above.through = Some(row);
    }
    let mut found = Vec::new();
    let mut done: Vec<&str> = Vec::new();
    gather_pair(
        children,
        &above,
        ["start_date", "end_date"],
        &mut found,
        &mut done,
    );
    gather_pair(children, &above, ["lat", "lng"], &mut found, &mut done);
    gather_flags(children, &above, &mut found, &mut done);
    for child in children {
        if !done.contains(&child.key.as_str()) {
            child_items(child, children, &above, &mut found);
        }
    }
    hide_spent_currency(children, &above, &mut found);
    in_schema_order(&mut found, children);
    found
}

fn child_items(child: &Node, siblings: &[Node], above: &Above, found: &mut Vec<Item>) {
    let key = child.key.as_str();
    if NOT_FACTS.contains(&key) {
        return;
    }
    let beside_an_amount = key.strip_suffix("_usd").is_some_and(|plain| {
        siblings
            .iter()
            .any(|sibling| sibling.key == plain && money_amount(sibling, above).is_some())
    });
    if beside_an_amount && amount(child, above).is_some() {
        return; // Shown with the amount that it is the dollar value of.
    }
    if let Some(native) = money_amount(child, above) {
        let usd = siblings
            .iter()
            .find(|sibling| sibling.key == format!("{key}_usd"))
            .and_then(|sibling| amount(sibling, above));
        let mut titles = above.titles.clone();
        if key != "amount" || titles.is_empty() {
            titles.push(sentence_case(&child.title));
        }
        let money = Money {
            currency: above.currency.clone(),
            through: above.through.clone().map(Box::new),
            amount: native,
            usd,
        };
        found.push(item(&titles, &child.pointer, Shape::Money(money), above));
        return;
    }
    match &child.kind {
        Kind::List { .. } => {}
        Kind::Leaf(leaf) => {
            let mut one = single(child, leaf, &[], above, &child.key);
            one.is_note = key == "notes";
            if one.is_note {
                "Note".clone_into(&mut one.label);
                one.heading = above.titles.first().cloned();
            }
            one.is_row_id = key == "id" && above.keys.is_empty();
            found.push(one);
        }
        Kind::Group { children } if is_field(children) => {
            if let Some(leaf) = value_leaf(children) {
                let below = above.within(child, children, false);
                let mut one = single(child, leaf, &["value"], above, &child.key);
                one.sources = below.sources.clone();
                one.note = slot_of(children, "notes", &below);
                one.is_row_id = key == "id" && above.keys.is_empty();
                found.push(one);
            }
        }
        Kind::Group { children } => {
            found.extend(items(children, &above.within(child, children, true)));
        }
    }
}

/// A currency is a fact of its own only where no amount shows it.
fn hide_spent_currency(children: &[Node], above: &Above, found: &mut Vec<Item>) {
    let Some(currency) = slot_of(children, "currency", above).map(|slot| slot.keys) else {
        return;
    };
    let spent = found.iter().any(
        |item| matches!(&item.shape, Shape::Money(money) if money.currency.as_ref() == Some(&currency)),
    );
    if spent {
        found.retain(|item| !matches!(&item.shape, Shape::Single(slot) if slot.keys == currency));
    }
}

fn gather_pair<'a>(
    children: &'a [Node],
    above: &Above,
    keys: [&'a str; 2],
    found: &mut Vec<Item>,
    done: &mut Vec<&'a str>,
) {
    let (Some(first), Some(second)) = (
        slot_of(children, keys[0], above),
        slot_of(children, keys[1], above),
    ) else {
        return;
    };
    let shape = if keys[0] == "lat" {
        Shape::Point {
            lat: first,
            lng: second,
        }
    } else {
        let date = |slot: Slot| Slot {
            show: Show::Date,
            ..slot
        };
        Shape::Period {
            start: date(first),
            end: date(second),
        }
    };
    let mut one = item(&above.titles, &above.pointer, shape, above);
    if one.label.is_empty() && above.keys.is_empty() {
        "Period".clone_into(&mut one.label);
    }
    found.push(one);
    done.extend(keys);
}

fn gather_flags<'a>(
    children: &'a [Node],
    above: &Above,
    found: &mut Vec<Item>,
    done: &mut Vec<&'a str>,
) {
    let flags: Vec<(String, Slot, &str)> = children
        .iter()
        .filter_map(|child| {
            let slot = slot(child, above)?;
            is_yes_no(&slot.leaf).then(|| {
                let title = if child.title.is_empty() {
                    &child.key
                } else {
                    &child.title
                };
                (sentence_case(title), slot, child.key.as_str())
            })
        })
        .collect();
    if flags.len() < FEWEST_FLAGS || above.keys.is_empty() {
        return;
    }
    let other = slot_of(children, "other", above);
    done.extend(flags.iter().map(|(_, _, key)| *key));
    if other.is_some() {
        done.push("other");
    }
    let shape = Shape::Flags {
        flags: flags
            .into_iter()
            .map(|(title, slot, _)| (title, slot))
            .collect(),
        other,
    };
    found.push(item(&above.titles, &above.pointer, shape, above));
}

fn item(titles: &[String], pointer: &str, shape: Shape, above: &Above) -> Item {
    let (heading, label) = match titles {
        [] => (None, String::new()),
        [one] => (None, one.clone()),
        [first, rest @ ..] => {
            let mut label = rest[0].clone();
            for title in &rest[1..] {
                label.push_str(", ");
                label.push_str(&crate::words::small_first(title));
            }
            (Some(first.clone()), label)
        }
    };
    Item {
        heading,
        label,
        pointer: pointer.to_owned(),
        shape,
        sources: above.sources.clone(),
        note: None,
        is_note: false,
        is_row_id: false,
    }
}

fn single(child: &Node, leaf: &Arc<Leaf>, below: &[&str], above: &Above, name: &str) -> Item {
    let mut titles = above.titles.clone();
    let title = sentence_case(&child.title);
    // A leaf titled like its group repeats it.
    if !title.is_empty() && titles.last() != Some(&title) {
        titles.push(title);
    }
    let slot = slot_at(leaf, &child.key, below, above, name);
    item(&titles, &child.pointer, Shape::Single(slot), above)
}

fn slot_at(leaf: &Arc<Leaf>, key: &str, below: &[&str], above: &Above, name: &str) -> Slot {
    let mut keys = above.keys.clone();
    keys.push(key.to_owned());
    keys.extend(below.iter().map(|key| (*key).to_owned()));
    Slot {
        keys,
        leaf: Arc::clone(leaf),
        show: show(name, leaf),
    }
}

/// The value of a child that is a leaf or a field.
fn slot(child: &Node, above: &Above) -> Option<Slot> {
    match &child.kind {
        Kind::Leaf(leaf) => Some(slot_at(leaf, &child.key, &[], above, &child.key)),
        Kind::Group { children } => {
            let leaf = value_leaf(children)?;
            Some(slot_at(leaf, &child.key, &["value"], above, &child.key))
        }
        Kind::List { .. } => None,
    }
}

fn slot_of(children: &[Node], key: &str, above: &Above) -> Option<Slot> {
    slot(children.iter().find(|child| child.key == key)?, above)
}

fn value_leaf(children: &[Node]) -> Option<&Arc<Leaf>> {
    children.iter().find_map(|child| match &child.kind {
        Kind::Leaf(leaf) if child.key == "value" => Some(leaf),
        _ => None,
    })
}

/// The amount when the child is money in the currency in force (by its unit or its key).
fn money_amount(child: &Node, above: &Above) -> Option<Amount> {
    let found = amount(child, above)?;
    let slot = found.exact.as_ref().or(found.min.as_ref())?;
    let by_unit = slot
        .leaf
        .unit
        .as_deref()
        .is_some_and(|unit| unit.starts_with("amount in the currency"));
    let by_key = child.key == "amount" && above.currency.is_some();
    (by_unit || by_key).then_some(found)
}

/// A number, or a group of the least, the exact and the most.
fn amount(child: &Node, above: &Above) -> Option<Amount> {
    let exact = slot(child, above);
    if exact.is_some() {
        // An amount written as text is money too when its key says so.
        return exact
            .filter(|slot| slot.leaf.value_type == ValueType::Number || child.key == "amount")
            .map(|slot| Amount {
                exact: Some(slot),
                ..Amount::default()
            });
    }
    let Kind::Group { children } = &child.kind else {
        return None;
    };
    let below = above.within(child, children, false);
    let part = |key| slot_of(children, key, &below);
    let found = Amount {
        exact: part("exact"),
        min: part("min"),
        max: part("max"),
    };
    (found.exact.is_some() && found.min.is_some() && found.max.is_some()).then_some(found)
}

/// Puts gathered items where the first of their fields stands in the schema; notes last.
fn in_schema_order(found: &mut [Item], children: &[Node]) {
    let place = |item: &Item| {
        children
            .iter()
            .position(|child| {
                item.pointer == child.pointer
                    || item.pointer.starts_with(&format!("{}/", child.pointer))
            })
            .unwrap_or_default()
    };
    found.sort_by_key(|item| (item.is_note, place(item)));
}
