//! A form as a row of pieces: headings, fields, lists, in the order of the standard.

mod field;
mod lines;
mod piece;
mod widget;

use indigo_model::Value;
use indigo_standard::{Field as Known, Kind as NodeKind, Node};

pub(super) use self::{
    field::bare,
    lines::{before_of, row_faults},
    piece::{Piece, Widget},
};
use super::{reference::References, work::Work};
use crate::{staff::desk::Desk, words::sentence_case};

/// Makes the pieces of a record, or of one row.
pub(super) struct Form<'f, 'a> {
    pub(super) desk: &'f Desk<'a>,
    pub(super) work: &'f Work<'a>,
    pub(super) references: &'f References<'f, 'a>,
    /// Where the row is; nothing for the record itself.
    pub(super) list: Option<&'f str>,
    /// The record or row as it is written.
    pub(super) now: &'f Value,
    /// As it was before; nothing for a new one.
    pub(super) before: Option<&'f Value>,
    pub(super) fields: &'f [Known],
    /// Where the own id of a row is.
    pub(super) own_id: Option<Vec<String>>,
}

/// The `id` of a field on the page.
pub(super) fn id_of(pointer: &str) -> String {
    format!("f{}", pointer.replace('/', "."))
}

impl Form<'_, '_> {
    /// The pieces for nodes, in their order; what is said beside them comes last.
    pub(super) fn pieces(&self, nodes: &[Node]) -> Vec<Piece> {
        let mut found = Vec::new();
        self.nodes(nodes, &mut Vec::new(), &mut found);
        found
    }

    fn nodes(&self, nodes: &[Node], keys: &mut Vec<String>, found: &mut Vec<Piece>) {
        let (beside, facts): (Vec<&Node>, Vec<&Node>) =
            nodes.iter().partition(|node| is_beside(node));
        // The status of a single value stands beside it.
        let status = nodes
            .iter()
            .find(|node| node.key == "status")
            .filter(|_| nodes.iter().any(|node| node.key == "value"));
        for node in facts.into_iter().chain(beside) {
            if status.is_some_and(|status| std::ptr::eq(status, node)) {
                continue;
            }
            keys.push(node.key.clone());
            match &node.kind {
                NodeKind::Leaf(_) => {
                    if let Some(mut field) = self.field(node, keys) {
                        if let (Some(status), "value") = (status, node.key.as_str()) {
                            keys.pop();
                            keys.push(status.key.clone());
                            field.status = self.field(status, keys).map(Box::new);
                        }
                        found.push(Piece::Field(Box::new(field)));
                    }
                }
                NodeKind::List { .. } if self.list.is_none() => self.rows(node, found),
                NodeKind::List { .. } => {}
                NodeKind::Group { children } => self.group(node, children, keys, found),
            }
            keys.pop();
        }
    }

    fn group(
        &self,
        node: &Node,
        children: &[Node],
        keys: &mut Vec<String>,
        found: &mut Vec<Piece>,
    ) {
        let has_value = children.iter().any(|child| child.key == "value");
        if has_value || node.title.trim().is_empty() {
            self.nodes(children, keys, found);
            return;
        }
        let is_section = keys.len() == 1;
        found.push(Piece::Open {
            id: id_of(&format!("/{}", keys.join("/"))),
            title: sentence_case(node.title.trim()),
            hint: node.description.clone().unwrap_or_default(),
            is_section,
        });
        // Lists are sections of their own.
        let (lists, others): (Vec<Node>, Vec<Node>) = children
            .iter()
            .cloned()
            .partition(|child| matches!(child.kind, NodeKind::List { .. }));
        self.nodes(&others, keys, found);
        found.push(Piece::Close { is_section });
        self.nodes(&lists, keys, found);
    }
}

fn is_beside(node: &Node) -> bool {
    ["status", "sandboxes", "source_ids", "notes"].contains(&node.key.as_str())
        && matches!(node.kind, NodeKind::Leaf(_))
}
