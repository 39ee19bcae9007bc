//! From an expanded schema to the tree, the fields, the lists and the blocks.

use std::{collections::BTreeMap, sync::Arc};

use indexmap::IndexMap;
use indigo_model::{Object, Value};

use crate::{
    Codelist, Field, Kind, Leaf, ModelReference, Node, RowList, RowsReference, StandardError,
    ValueType, expand::CODELIST,
};

/// Everything that is derived from one schema.
pub(crate) struct Derived {
    pub(crate) nodes: Vec<Node>,
    pub(crate) fields: Vec<Field>,
    pub(crate) lists: Vec<RowList>,
    pub(crate) blocks: Vec<Vec<String>>,
}

pub(crate) fn derive(
    schema: &Value,
    codelists: &BTreeMap<String, Codelist>,
) -> Result<Derived, StandardError> {
    let nodes = children(schema, "", codelists)?;
    let mut walk = Walk {
        priorities: Vec::new(),
        fields: Vec::new(),
        lists: Vec::new(),
        blocks: Vec::new(),
    };
    priorities(&nodes, &mut walk.priorities);
    let title = text(schema.as_object(), "title").unwrap_or_default();
    let above: Vec<String> = [title.trim().to_owned()]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    walk.outside(&nodes, &[], &above);
    Ok(Derived {
        nodes,
        fields: walk.fields,
        lists: walk.lists,
        blocks: walk.blocks,
    })
}

fn children(
    schema: &Value,
    pointer: &str,
    codelists: &BTreeMap<String, Codelist>,
) -> Result<Vec<Node>, StandardError> {
    schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(key, property)| node(key, property, &format!("{pointer}/{key}"), codelists))
        .collect()
}

fn node(
    key: &str,
    schema: &Value,
    pointer: &str,
    codelists: &BTreeMap<String, Codelist>,
) -> Result<Node, StandardError> {
    let object = schema.as_object();
    let kind = match text(object, "type").unwrap_or_default().as_str() {
        "object" => Kind::Group {
            children: children(schema, pointer, codelists)?,
        },
        "array" => {
            let items = schema.get("items").unwrap_or(&Value::Null);
            if items.get("properties").is_none() {
                return Err(StandardError::RowsAreNotObjects {
                    pointer: pointer.to_owned(),
                });
            }
            Kind::List {
                children: children(items, &format!("{pointer}/*"), codelists)?,
                min_items: schema.get("minItems").and_then(Value::as_u64),
            }
        }
        "string" => Kind::Leaf(Arc::new(leaf(ValueType::Text, object, codelists))),
        "number" | "integer" => Kind::Leaf(Arc::new(leaf(ValueType::Number, object, codelists))),
        other => {
            return Err(StandardError::UnknownType {
                pointer: pointer.to_owned(),
                found: other.to_owned(),
            });
        }
    };
    Ok(Node {
        key: key.to_owned(),
        pointer: pointer.to_owned(),
        title: text(object, "title").unwrap_or_default().trim().to_owned(),
        description: text(object, "description").filter(|text| !text.trim().is_empty()),
        priority: schema
            .get("priority")
            .and_then(Value::as_u64)
            .and_then(|p| u8::try_from(p).ok()),
        kind,
    })
}

fn leaf(
    value_type: ValueType,
    schema: Option<&Object>,
    codelists: &BTreeMap<String, Codelist>,
) -> Leaf {
    let separator = |keyword| text(schema, keyword);
    let codelist = match text(schema, CODELIST).and_then(|file| codelists.get(&file)) {
        Some(list) => Some(list.clone()),
        None => schema
            .and_then(|schema| schema.get("enum"))
            .and_then(Value::as_array)
            .map(|values| {
                let meanings = schema.and_then(|schema| schema.get("enumDescriptions"));
                let values: IndexMap<String, String> = values
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|value| {
                        let meaning = meanings
                            .and_then(|all| all.get(value))
                            .and_then(Value::as_str);
                        (value.to_owned(), meaning.unwrap_or_default().to_owned())
                    })
                    .collect();
                Codelist { file: None, values }
            }),
    };
    Leaf {
        value_type,
        codelist,
        pattern: text(schema, "pattern"),
        pattern_hint: text(schema, "patternHint"),
        examples: schema
            .and_then(|schema| schema.get("examples"))
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(|example| match example {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            })
            .collect(),
        unit: text(schema, "unit"),
        references: text(schema, "references-model").map(|record_type| ModelReference {
            record_type,
            // The misspelling is part of the standard.
            separator: separator("references-models-seperator"),
        }),
        rows: text(schema, "references-data-list").map(|list| RowsReference {
            list,
            key: text(schema, "references-data-key").unwrap_or_else(|| "/id".to_owned()),
            separator: separator("references-datas-seperator"),
        }),
    }
}

fn text(object: Option<&Object>, key: &str) -> Option<String> {
    object?.get(key)?.as_str().map(str::to_owned)
}

/// Priorities of objects, lists and leaves outside lists, in schema order.
fn priorities(nodes: &[Node], found: &mut Vec<(String, u8)>) {
    for node in nodes {
        if let Some(priority) = node.priority {
            found.push((node.pointer.clone(), priority));
        }
        if let Kind::Group { children } = &node.kind {
            priorities(children, found);
        }
    }
}

struct Walk {
    priorities: Vec<(String, u8)>,
    fields: Vec<Field>,
    lists: Vec<RowList>,
    blocks: Vec<Vec<String>>,
}

impl Walk {
    fn outside(&mut self, nodes: &[Node], keys: &[String], titles: &[String]) {
        for node in nodes {
            let keys = with(keys, &node.key);
            let titles = with_title(titles, &node.title);
            match &node.kind {
                Kind::Leaf(_) => {
                    let parent = None;
                    let field = self.field(node, keys, titles, parent);
                    self.fields.push(field);
                }
                Kind::Group { children } => {
                    if carries_status(children) {
                        self.blocks.push(keys.clone());
                    }
                    let first = self.fields.len();
                    self.outside(children, &keys, &titles);
                    self.inherit_description(first, node);
                }
                Kind::List { children, .. } => {
                    let outer = std::mem::take(&mut self.fields);
                    let mut inner_blocks = Vec::new();
                    self.row(children, &[], &[], &mut inner_blocks, &node.pointer);
                    let fields = std::mem::replace(&mut self.fields, outer);
                    self.lists.push(RowList {
                        pointer: node.pointer.clone(),
                        keys,
                        title: titles.join(" - "),
                        description: node.description.clone(),
                        fields,
                        has_status: carries_status(children),
                        inner_blocks,
                        children: children.clone(),
                    });
                }
            }
        }
    }

    fn row(
        &mut self,
        nodes: &[Node],
        keys: &[String],
        titles: &[String],
        inner_blocks: &mut Vec<Vec<String>>,
        list: &str,
    ) {
        for node in nodes {
            let keys = with(keys, &node.key);
            let titles = with_title(titles, &node.title);
            match &node.kind {
                Kind::Leaf(_) => {
                    let field = self.field(node, keys, titles, Some(list));
                    self.fields.push(field);
                }
                Kind::Group { children } => {
                    if carries_status(children) {
                        inner_blocks.push(keys.clone());
                    }
                    let first = self.fields.len();
                    self.row(children, &keys, &titles, inner_blocks, list);
                    self.inherit_description(first, node);
                }
                // Lists inside rows have no columns; they are kept and published by their tree.
                Kind::List { .. } => {}
            }
        }
    }

    fn field(
        &self,
        node: &Node,
        keys: Vec<String>,
        titles: Vec<String>,
        list: Option<&str>,
    ) -> Field {
        let Kind::Leaf(leaf) = &node.kind else {
            unreachable!("only leaves become fields")
        };
        let whole = list.unwrap_or(&node.pointer);
        Field {
            pointer: keys
                .iter()
                .fold(String::new(), |pointer, key| pointer + "/" + key),
            keys,
            title: titles.join(" - "),
            titles,
            description: node.description.clone(),
            leaf: Arc::clone(leaf),
            priority: self
                .priorities
                .iter()
                .find(|(key, _)| is_at_or_below(whole, key))
                .map(|(_, priority)| *priority),
        }
    }

    /// A `value` without a description of its own takes its field's.
    fn inherit_description(&mut self, first: usize, node: &Node) {
        for field in &mut self.fields[first..] {
            let direct = field.pointer.ends_with(&format!("/{}/value", node.key))
                || field.pointer == format!("/{}/value", node.key);
            if field.description.is_none() && direct {
                field.description.clone_from(&node.description);
            }
        }
    }
}

/// Whether a pointer is another one or lies below it; by whole keys, so that `/name` says nothing of
/// `/name_local`.
fn is_at_or_below(pointer: &str, above: &str) -> bool {
    pointer
        .strip_prefix(above)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn carries_status(children: &[Node]) -> bool {
    children.iter().any(|child| child.key == "status")
}

fn with(keys: &[String], key: &str) -> Vec<String> {
    let mut keys = keys.to_vec();
    keys.push(key.to_owned());
    keys
}

fn with_title(titles: &[String], title: &str) -> Vec<String> {
    let mut titles = titles.to_vec();
    if !title.is_empty() {
        titles.push(title.to_owned());
    }
    titles
}
