//! Values outside lists.

use indigo_model::{Object, Value, pointer as pointers};
use indigo_standard::{Field, TypeStandard};

use super::{Laid, in_the_way};
use crate::{
    apply::{set, shown},
    workbook::{
        Form, View,
        form::{Single, is_no_flag},
        layout::{Keys, pointer},
        shown_cell::is_same,
        value::Said,
    },
};

pub(super) fn lay(
    form: &Form,
    one: &TypeStandard,
    before: &Object,
    after: &mut Object,
    word: &str,
    laid: &mut Laid,
) {
    let has_cell = |keys: &[String]| form.singles.iter().any(|single| single.keys == keys);
    // Blocks whose status the workbook has no cell for are marked when they are new.
    let unmarked: Vec<Keys> = one
        .blocks
        .iter()
        .filter(|block| !has_cell(&[block.as_slice(), &["status".to_owned()]].concat()))
        .cloned()
        .collect();
    let mut changed: Vec<&Keys> = Vec::new();
    for single in &form.singles {
        let at = pointer(&single.keys);
        let place = form.place(&single.sheet, single.cell, &at);
        let said = match &single.said {
            Said::Unreadable => continue,
            Said::Nothing => None,
            Said::Value(value) => Some(value),
        };
        if !is_new(form, one, before, single, one.field(&at), said) {
            laid.cells.push((at, place));
            continue;
        }
        let value = said.cloned().unwrap_or(Value::Null);
        let blocks = if value.is_null() { &[][..] } else { &unmarked };
        if set(after, &single.keys, value, blocks, word) {
            changed.push(&single.keys);
            laid.cells.push((at, place));
        } else {
            laid.problems.push(in_the_way(place));
        }
    }
    for group in &one.profile.publication.agnostic {
        agnostic(one, after, group, &changed);
    }
}

/// Whether a cell says something else than what would be written there now.
fn is_new(
    form: &Form,
    one: &TypeStandard,
    before: &Object,
    single: &Single,
    field: Option<&Field>,
    said: Option<&Value>,
) -> bool {
    let stored = shown::at(before, &single.keys);
    if is_same(said, stored) || form.means_same(&[], &single.keys, said, stored) {
        return false;
    }
    match (form.view, field) {
        (View::Public, Some(field)) => {
            let shown = Value::from(shown::text(one, before, field));
            !is_same(said, Some(&shown))
        }
        _ => true,
    }
}

/// Where somebody changed a group to `agnostic: YES`, every flag of it becomes YES.
fn agnostic(one: &TypeStandard, after: &mut Object, group: &str, changed: &[&Keys]) {
    let keys: Vec<String> = pointers::split(group).map(str::to_owned).collect();
    let is_changed = changed.iter().any(|changed| changed.starts_with(&keys));
    let says_so = pointers::object_mut(after, &keys)
        .is_some_and(|group| group.get("agnostic").is_some_and(|said| said == "YES"));
    if !is_changed || !says_so {
        return;
    }
    let flags = one.fields.iter().filter(|field| {
        field.keys.len() == keys.len() + 1
            && field.keys.starts_with(&keys)
            && !field.keys.last().is_some_and(|key| is_no_flag(key))
    });
    for flag in flags {
        pointers::set(after, &flag.keys, Value::from("YES"));
    }
}
