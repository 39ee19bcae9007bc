//! Which values outside lists stand on one sheet.

use indigo_standard::{Field, Node, TypeStandard};

use crate::workbook::View;

/// Groups with fewer fields than this share a sheet.
const FEW: usize = 5;

/// Fields that stand on one sheet.
pub(super) struct Section<'a> {
    pub(super) title: String,
    /// Whether the title is that of a group, which its fields need not repeat.
    pub(super) is_group: bool,
    pub(super) description: Option<&'a str>,
    pub(super) fields: Vec<&'a Field>,
}

/// The sections of a type: an overview of the small groups, then each large group.
pub(super) fn sections(one: &TypeStandard, view: View) -> Vec<Section<'_>> {
    let mut overview = Section {
        title: "Overview".to_owned(),
        is_group: false,
        description: None,
        fields: Vec::new(),
    };
    let mut sections = Vec::new();
    for node in &one.nodes {
        let fields: Vec<&Field> = one
            .fields
            .iter()
            .filter(|field| field.keys.first() == Some(&node.key) && super::is_shown(view, field))
            .collect();
        if fields.len() < FEW {
            overview.fields.extend(fields);
        } else {
            sections.push(Section {
                title: title(node),
                is_group: !node.title.is_empty(),
                description: node.description.as_deref(),
                fields,
            });
        }
    }
    if !overview.fields.is_empty() {
        sections.insert(0, overview);
    }
    sections
}

fn title(node: &Node) -> String {
    if node.title.is_empty() {
        node.key.replace('_', " ")
    } else {
        node.title.clone()
    }
}
