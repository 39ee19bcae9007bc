//! A field of a form: what it is called, and what is said about it.

use indigo_model::{Action, pointer};
use indigo_standard::{Field as Known, Kind as NodeKind, Node};

use super::{
    super::{
        content::text_of,
        fault_of::fault_of,
        kind::{self, Kind, kind_of},
    },
    Form, id_of,
    piece::{Field, Widget},
};
use crate::words::sentence_case;

impl Form<'_, '_> {
    pub(super) fn field(&self, node: &Node, keys: &[String]) -> Option<Field> {
        let field = self.fields.iter().find(|field| field.keys == keys)?;
        let list = self.list;
        let kind = kind_of(self.work.one, list, field);
        if kind == Kind::Sandboxes && !self.desk.person().may_somewhere(Action::SeeSandboxes) {
            return None;
        }
        let now = pointer::at(self.now, &field.keys);
        let before = self.before.and_then(|all| pointer::at(all, &field.keys));
        let text = text_of(now);
        let was = text_of(before);
        let is_own_id = self.own_id.as_ref() == Some(&field.keys);
        let label = self.label(node, keys, &kind);
        // What is named is the record, though its id is kept.
        let label = match kind {
            Kind::Record(_) | Kind::Records(..) => [" ID", " Id", " id"]
                .iter()
                .find_map(|end| label.strip_suffix(end))
                .map_or(label.clone(), str::to_owned),
            _ => label,
        };
        // Beside its value a status needs no name of its own.
        let (label, of) = match label.strip_prefix("Who may see \"") {
            Some(of) => (
                "Who may see it".to_owned(),
                of.trim_end_matches('"').to_owned(),
            ),
            None => (label, String::new()),
        };
        let is_beside = matches!(kind, Kind::Status | Kind::Sandboxes)
            || field.is_source_ids()
            || (kind::own_key(field) == "notes" && keys.len() > 1);
        Some(Field {
            id: id_of(&field.pointer),
            name: field.pointer.clone(),
            label,
            of,
            hint: hint(field, &kind),
            example: if is_beside {
                String::new()
            } else {
                field.leaf.examples.join(", ")
            },
            fault: fault_of(self.work, self.references, list, field, now, before),
            was: (self.before.is_some() && was != text).then(|| {
                if was.is_empty() {
                    "nothing".to_owned()
                } else {
                    was.clone()
                }
            }),
            status: None,
            is_beside,
            widget: if is_own_id {
                Widget::Fixed(text)
            } else {
                self.widget(field, &kind, keys, text)
            },
        })
    }

    /// What to call a field: its own title, or that of the thing that it is the value of.
    fn label(&self, node: &Node, keys: &[String], kind: &Kind) -> String {
        let own = |title: &str| sentence_case(bare(title));
        let nodes = match self.list.and_then(|list| self.work.one.list(list)) {
            Some(list) => list.children.as_slice(),
            None => self.work.one.nodes.as_slice(),
        };
        let above = keys
            .split_last()
            .and_then(|(_, above)| node_at(nodes, above));
        let above_title = above.map(|node| own(&node.title)).unwrap_or_default();
        let beside_a_value = above.is_some_and(holds_value);
        let is_value = node.key == "value";
        match kind {
            Kind::Status if keys.len() == 1 && self.list.is_none() => {
                format!(
                    "Who may see the {}",
                    self.work.one.profile.words.title.to_lowercase()
                )
            }
            Kind::Status if keys.len() == 1 => "Who may see this row".to_owned(),
            Kind::Status if above_title.is_empty() => "Who may see this".to_owned(),
            Kind::Status => format!("Who may see \"{above_title}\""),
            Kind::Rows(..) if node.key == "source_ids" && beside_a_value => {
                format!("Sources of \"{above_title}\"")
            }
            _ if node.key == "source_ids" => "Sources".to_owned(),
            _ if is_value && !above_title.is_empty() => above_title,
            _ if is_value => own(above
                .map_or("", |node| &node.key)
                .replace(['_', '-'], " ")
                .as_str()),
            _ if beside_a_value => format!("{}: {above_title}", own(&node.title)),
            _ if node.title.trim().is_empty() => own(&node.key.replace(['_', '-'], " ")),
            _ => own(&node.title),
        }
    }
}

fn hint(field: &Known, kind: &Kind) -> String {
    let said = field.description.clone().unwrap_or_default();
    match kind {
        Kind::Status => String::new(),
        _ if field.is_source_ids() => String::new(),
        Kind::Date => field
            .leaf
            .pattern_hint
            .clone()
            .map_or(said.clone(), |pattern| format!("{said} {pattern}")),
        Kind::Number => match &field.leaf.unit {
            Some(unit) => format!("{said} In {unit}."),
            None => said,
        },
        _ => said,
    }
    .trim()
    .to_owned()
}

/// A title without the brackets that some stand in as a whole.
pub(in crate::staff::edit) fn bare(title: &str) -> &str {
    let title = title.trim();
    title
        .strip_prefix('(')
        .and_then(|title| title.strip_suffix(')'))
        .unwrap_or(title)
}

fn holds_value(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Group { children } if children.iter().any(|child| child.key == "value"))
}

fn node_at<'n>(nodes: &'n [Node], keys: &[String]) -> Option<&'n Node> {
    let (first, rest) = keys.split_first()?;
    let node = nodes.iter().find(|node| node.key == *first)?;
    if rest.is_empty() {
        return Some(node);
    }
    match &node.kind {
        NodeKind::Group { children } | NodeKind::List { children, .. } => node_at(children, rest),
        NodeKind::Leaf(_) => None,
    }
}
