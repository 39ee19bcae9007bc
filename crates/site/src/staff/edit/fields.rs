//! A form as a row of pieces: headings, fields, lists, in the order of the standard.

use indigo_model::{Action, Value, changes::row_id, pointer};
use indigo_standard::{Field as Known, Kind as NodeKind, Node};

use super::{
    content::{has_content, parts, text_of},
    fault_of::fault_of,
    kind::{Kind, kind_of},
    options::{self, Choice},
    reference::References,
    rows::segment_of,
    summary::summary,
    work::Work,
};
use crate::{staff::desk::Desk, words::sentence_case};

/// A piece of a form.
pub(super) enum Piece {
    /// A group begins.
    Open {
        id: String,
        title: String,
        hint: String,
        is_section: bool,
    },
    Field(Box<Field>),
    List(Box<List>),
    /// The group ends.
    Close {
        is_section: bool,
    },
}

/// A field with all that is said about it.
pub(super) struct Field {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) label: String,
    /// What is heard after the label, and not seen: what stands beside it is seen.
    pub(super) of: String,
    pub(super) hint: String,
    pub(super) example: String,
    pub(super) fault: Option<String>,
    /// What stood there before, when something else stands there now.
    pub(super) was: Option<String>,
    /// Who may see it, where it has a status of its own.
    pub(super) status: Option<Box<Field>>,
    /// It says something about the fields before it: who may see them, their sources.
    pub(super) is_beside: bool,
    pub(super) widget: Widget,
}

/// How a field is filled.
pub(super) enum Widget {
    Line {
        value: String,
        mode: &'static str,
        list: &'static str,
    },
    Text {
        value: String,
        rows: usize,
    },
    Choice(Vec<Choice>),
    /// Several of a list.
    Several(Vec<Choice>),
    /// Another record, by name.
    Record {
        value: String,
        find: String,
        new_href: String,
        called: String,
    },
    /// Several records: those that are named, and one more.
    Records {
        kept: Vec<Choice>,
        find: String,
        new_href: String,
        called: String,
    },
    /// Only to be read.
    Fixed(String),
}

/// A list with its rows.
pub(super) struct List {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) hint: String,
    pub(super) rows: Vec<Line>,
    pub(super) gone: usize,
    /// Where one row is added.
    pub(super) segment: String,
}

/// A row in one line.
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) row_id: String,
    pub(super) said: String,
    pub(super) mark: &'static str,
    pub(super) faults: usize,
    pub(super) is_first: bool,
    pub(super) is_last: bool,
}

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

    fn field(&self, node: &Node, keys: &[String]) -> Option<Field> {
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
            || (super::kind::own_key(field) == "notes" && keys.len() > 1);
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

    fn widget(&self, field: &Known, kind: &Kind, keys: &[String], text: String) -> Widget {
        let find =
            |record_type: &str| format!("/records/names/{}", crate::url::encode(record_type));
        let new_href =
            |record_type: &str| format!("/records/{}/new", crate::url::encode(record_type));
        let called = |record_type: &str| record_type.replace('_', " ");
        let line = |mode, list| Widget::Line {
            value: text.clone(),
            mode,
            list,
        };
        match kind {
            Kind::Status => self.status(keys, &text),
            Kind::Sandboxes | Kind::Line => self.text(text, false),
            Kind::Text => self.text(text, true),
            Kind::Row(list) => {
                let chosen = [text.as_str()];
                let mut found = options::rows(self.work, self.references, list, &chosen);
                found.insert(
                    0,
                    Choice {
                        value: String::new(),
                        label: "Not said".to_owned(),
                        is_chosen: text.is_empty(),
                    },
                );
                Widget::Choice(found)
            }
            Kind::Rows(list, separator) => Widget::Several(options::rows(
                self.work,
                self.references,
                list,
                &parts(&text, separator),
            )),
            Kind::Record(record_type) => Widget::Record {
                value: if text.is_empty() {
                    text
                } else {
                    self.references.by_id(record_type, &text).said()
                },
                find: find(record_type),
                new_href: new_href(record_type),
                called: called(record_type),
            },
            Kind::Records(record_type, separator) => Widget::Records {
                kept: options::records(self.references, record_type, &text, separator),
                find: find(record_type),
                new_href: new_href(record_type),
                called: called(record_type),
            },
            Kind::Goal => {
                let chosen: Vec<&str> = Some(text.as_str())
                    .into_iter()
                    .filter(|text| !text.is_empty())
                    .collect();
                Widget::Choice(options::goals(&chosen, true))
            }
            Kind::Goals => Widget::Several(options::goals(&parts(&text, ","), false)),
            Kind::Code => match &field.leaf.codelist {
                Some(list) => Widget::Choice(options::codes(list, &text)),
                None => line("text", ""),
            },
            Kind::Date => line("text", ""),
            Kind::Number => line("decimal", ""),
            Kind::Currency => line("text", "currencies"),
        }
    }

    fn text(&self, value: String, may_be_long: bool) -> Widget {
        if may_be_long || value.contains('\n') || value.len() > 120 {
            let rows = (value.len() / 70 + value.matches('\n').count() + 1).clamp(1, 12);
            Widget::Text { value, rows }
        } else {
            Widget::Line {
                value,
                mode: "text",
                list: "",
            }
        }
    }

    /// A thing that says nothing yet is offered as public; what it would mean is there to be read.
    fn status(&self, keys: &[String], text: &str) -> Widget {
        let with_sandboxes = self.desk.person().may_somewhere(Action::SeeSandboxes);
        let above = keys.split_last().map_or(&[][..], |(_, above)| above);
        let block = if above.is_empty() {
            Some(self.now)
        } else {
            pointer::at(self.now, above)
        };
        let is_new_row = self.list.is_some() && above.is_empty() && self.before.is_none();
        let is_empty = is_new_row || !block.is_some_and(has_content);
        if text.is_empty() && is_empty {
            // How to reach a person is offered for staff only; all else as public.
            let offered = if keys.first().is_some_and(|key| key == "contact") {
                "PRIVATE"
            } else {
                "PUBLIC"
            };
            return Widget::Choice(options::statuses(offered, None, with_sandboxes));
        }
        let in_row = self.list.is_some() && keys.len() > 1;
        let unset = if in_row {
            "Not said (as the row)"
        } else {
            "Not said (staff only)"
        };
        let unset = text.is_empty().then_some(unset);
        Widget::Choice(options::statuses(text, unset, with_sandboxes))
    }

    fn rows(&self, node: &Node, found: &mut Vec<Piece>) {
        let Some(list) = self.work.one.list(&node.pointer) else {
            return;
        };
        let rows: Vec<&Value> = pointer::rows(&self.work.data, &list.pointer).collect();
        let former: Vec<&Value> = pointer::rows(&self.work.seen.data, &list.pointer).collect();
        let before_of = |row: &Value| before_of(&former, row);
        let gone = former
            .iter()
            .filter(|old| {
                !rows.iter().any(|row| match row_id(old) {
                    Some(id) => row_id(row) == Some(id),
                    None => row == *old,
                })
            })
            .count();
        let count = rows.len();
        let lines = rows
            .iter()
            .enumerate()
            .map(|(number, row)| {
                let before = before_of(row);
                Line {
                    number,
                    row_id: row_id(row).unwrap_or_default().to_owned(),
                    said: summary(self.work, self.references, list, row),
                    mark: match before {
                        None if self.work.seen.version > 0 => "new",
                        Some(before) if before != *row => "changed",
                        _ => "",
                    },
                    faults: row_faults(
                        self.work,
                        self.references,
                        &list.pointer,
                        &list.fields,
                        row,
                        before,
                    ),
                    is_first: number == 0,
                    is_last: number + 1 == count,
                }
            })
            .collect();
        found.push(Piece::List(Box::new(List {
            id: id_of(&list.pointer),
            title: sentence_case(&list.title),
            hint: list.description.clone().unwrap_or_default(),
            rows: lines,
            gone,
            segment: segment_of(list),
        })));
    }
}

/// A row as it was before: the one of the same id, or the very same.
pub(super) fn before_of<'v>(former: &[&'v Value], row: &Value) -> Option<&'v Value> {
    former
        .iter()
        .find(|old| match row_id(row) {
            Some(id) => row_id(old) == Some(id),
            None => **old == row,
        })
        .copied()
}

/// How many values of a row are faulty.
pub(super) fn row_faults(
    work: &Work<'_>,
    references: &References<'_, '_>,
    list: &str,
    fields: &[Known],
    row: &Value,
    before: Option<&Value>,
) -> usize {
    if before == Some(row) {
        return 0;
    }
    fields
        .iter()
        .filter(|field| {
            let now = pointer::at(row, &field.keys);
            let was = before.and_then(|row| pointer::at(row, &field.keys));
            fault_of(work, references, Some(list), field, now, was).is_some()
        })
        .count()
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
pub(super) fn bare(title: &str) -> &str {
    let title = title.trim();
    title
        .strip_prefix('(')
        .and_then(|title| title.strip_suffix(')'))
        .unwrap_or(title)
}

fn is_beside(node: &Node) -> bool {
    ["status", "sandboxes", "source_ids", "notes"].contains(&node.key.as_str())
        && matches!(node.kind, NodeKind::Leaf(_))
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
