//! `indigo.publication`: a pointer that leads nowhere would let a value out, or leave one out.

use super::Sheet;
use crate::tree::{Kind, Node};

pub(super) fn check(sheet: &mut Sheet<'_>) {
    always_null(sheet);
    former_keys(sheet);
    keep_row_keys(sheet);
    references(sheet);
    joined(sheet);
    fund_rows(sheet);
    rewrites(sheet);
    agnostic(sheet);
    flags(sheet);
}

fn at(key: &str) -> String {
    format!("/indigo/publication/{key}")
}

fn always_null(sheet: &mut Sheet<'_>) {
    for (place, pointer) in sheet.one.profile.publication.always_null.iter().enumerate() {
        if sheet.node(pointer).is_none() {
            sheet.error(
                "pointer_unknown",
                &format!("{}/{place}", at("alwaysNull")),
                format!(
                    "\"{pointer}\" is not in the schema, at least not outside lists: what it was to hide would be published. Give a pointer such as \"/contact\"."
                ),
            );
        }
    }
}

fn former_keys(sheet: &mut Sheet<'_>) {
    for (place, pointer) in sheet.one.profile.publication.former_keys.iter().enumerate() {
        let place = format!("{}/{place}", at("formerKeys"));
        if sheet.node(pointer).is_some() {
            sheet.error(
                "pointer_known",
                &place,
                format!(
                    "\"{pointer}\" is in the schema, so it is no former key. To hide what stands there, name it in alwaysNull."
                ),
            );
        }
        let above = pointer.rsplit_once('/').map_or("", |(above, _)| above);
        let is_group = above.is_empty()
            || sheet
                .node(above)
                .is_some_and(|node| matches!(node.kind, Kind::Group { .. }));
        if !is_group {
            sheet.error(
                "pointer_unknown",
                &place,
                format!("\"{above}\" is no group of the schema: null would stand nowhere."),
            );
        }
    }
}

fn keep_row_keys(sheet: &mut Sheet<'_>) {
    for (place, pointer) in sheet
        .one
        .profile
        .publication
        .keep_row_keys
        .iter()
        .enumerate()
    {
        if !is_list(&sheet.one.nodes, pointer) {
            sheet.error(
                "pointer_unknown",
                &format!("{}/{place}", at("keepRowKeys")),
                format!(
                    "\"{pointer}\" is no list of the schema: its rows would lose their status and sources."
                ),
            );
        }
    }
}

/// Whether there is a list at a pointer, also inside rows.
fn is_list(nodes: &[Node], pointer: &str) -> bool {
    nodes.iter().any(|node| match &node.kind {
        Kind::List { children, .. } => node.pointer == pointer || is_list(children, pointer),
        Kind::Group { children } => is_list(children, pointer),
        Kind::Leaf(_) => false,
    })
}

fn references(sheet: &mut Sheet<'_>) {
    let publication = &sheet.one.profile.publication;
    for (place, reference) in publication.references.iter().enumerate() {
        let place = format!("{}/{place}", at("references"));
        let why = "the reference would not be followed";
        if reference.list.is_empty() {
            sheet.field(&format!("{place}/field"), &reference.field, why);
        } else {
            sheet.in_rows(&place, &reference.list, &reference.field, why);
        }
        sheet.record_type(&format!("{place}/type"), &reference.record_type, why);
    }
}

fn joined(sheet: &mut Sheet<'_>) {
    let Some(joined) = &sheet.one.profile.publication.joined else {
        return;
    };
    let place = at("joined");
    if sheet.one.nodes.iter().any(|node| node.key == joined.key) {
        sheet.error(
            "key_taken",
            &format!("{place}/key"),
            format!(
                "\"{}\" is a key of the schema too: the joined list would take its place.",
                joined.key
            ),
        );
    }
    let why = "nothing would be joined";
    if let Some(of) = sheet.record_type(&format!("{place}/type"), &joined.record_type, why) {
        sheet.paths(&format!("{place}/paths"), of, &joined.paths);
    }
}

fn fund_rows(sheet: &mut Sheet<'_>) {
    let Some(rows) = &sheet.one.profile.publication.fund_rows else {
        return;
    };
    let place = at("fundRows");
    let why = "nothing would be joined";
    sheet.in_rows(&place, &rows.list, &format!("/{}", rows.key), why);
    if let Some(of) = sheet.record_type(&format!("{place}/type"), &rows.record_type, why) {
        sheet.paths(&format!("{place}/paths"), of, &rows.paths);
    }
}

fn rewrites(sheet: &mut Sheet<'_>) {
    let publication = &sheet.one.profile.publication;
    for (place, replacement) in publication.replacements.iter().enumerate() {
        sheet.field(
            &format!("{}/{place}/pointer", at("replacements")),
            &replacement.pointer,
            "nothing would be replaced",
        );
    }
    if let Some(stage) = &publication.stage_phrases {
        sheet.field(
            &format!("{}/pointer", at("stagePhrases")),
            &stage.pointer,
            "the whole text would be published, not its leading phrase",
        );
    }
}

fn agnostic(sheet: &mut Sheet<'_>) {
    for (place, group) in sheet.one.profile.publication.agnostic.iter().enumerate() {
        if sheet.one.field(&format!("{group}/agnostic")).is_none() {
            sheet.error(
                "pointer_unknown",
                &format!("{}/{place}", at("agnostic")),
                format!("\"{group}\" is no group with a text \"agnostic\": its flags would stay as they are."),
            );
        }
    }
}

fn flags(sheet: &mut Sheet<'_>) {
    for (key, record_type) in &sheet.one.profile.publication.flags {
        sheet.record_type(
            &format!("{}/{key}", at("flags")),
            record_type,
            "the flag would never be true",
        );
    }
}
