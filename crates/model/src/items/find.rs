//! Finding the items between two states of a record.

use std::collections::HashMap;

use super::{ChangeItem, ItemKind, RowToken, Step, content_digest, key_of, path::tokens};
use crate::{
    Value,
    changes::{match_rows, same, same_text},
};

/// The items that make `after` of `before`, in the order of `after`.
///
/// What counts as the same, and which rows belong together, is as in
/// [`crate::changes::changes_between`]; besides, rows with an order of their own give one item of
/// the list. Taking all of them gives `after`.
#[must_use]
pub fn change_items(before: &Value, after: &Value) -> Vec<ChangeItem> {
    let mut found = Vec::new();
    walk(Some(before), Some(after), &mut Vec::new(), &mut found);
    found
}

fn walk(
    before: Option<&Value>,
    after: Option<&Value>,
    steps: &mut Vec<Step>,
    found: &mut Vec<ChangeItem>,
) {
    match (before, after) {
        (None | Some(Value::Null), None | Some(Value::Null)) => {}
        (Some(Value::Object(_)), Some(Value::Object(_)) | None | Some(Value::Null))
        | (None | Some(Value::Null), Some(Value::Object(_))) => {
            let old = before.and_then(Value::as_object);
            let new = after.and_then(Value::as_object);
            for (key, value) in new.into_iter().flatten() {
                steps.push(Step::Key(key.clone()));
                walk(old.and_then(|old| old.get(key)), Some(value), steps, found);
                steps.pop();
            }
            for (key, value) in old.into_iter().flatten() {
                if new.is_none_or(|new| !new.contains_key(key)) {
                    steps.push(Step::Key(key.clone()));
                    walk(Some(value), None, steps, found);
                    steps.pop();
                }
            }
        }
        (Some(Value::Array(_)), Some(Value::Array(_)) | None | Some(Value::Null))
        | (None | Some(Value::Null), Some(Value::Array(_))) => {
            let rows =
                |list: Option<&Value>| list.and_then(Value::as_array).cloned().unwrap_or_default();
            list(&rows(before), &rows(after), steps, found);
        }
        (Some(Value::String(a)), Some(Value::String(b))) if same_text(a, b) => {}
        (Some(a), Some(b)) if a == b => {}
        (before, after) => found.push(ChangeItem {
            key: key_of(steps),
            kind: ItemKind::Value,
            steps: steps.clone(),
            before: before.filter(|value| !value.is_null()).cloned(),
            after: after.cloned(),
            follows: Vec::new(),
            orders: None,
        }),
    }
}

fn list(before: &[Value], after: &[Value], steps: &mut Vec<Step>, found: &mut Vec<ChangeItem>) {
    let old_tokens = tokens(before);
    let mut new_tokens = tokens(after);
    let pairs = match_rows(before, after);
    number_new_rows(after, &pairs, &mut new_tokens);
    for &(old, new) in &pairs {
        match (old, new) {
            (Some(old), Some(new)) => {
                let (token, was, is) = (&old_tokens[old], &before[old], &after[new]);
                steps.push(Step::Row(token.clone()));
                if matches!(token, RowToken::Id(_)) && *token == new_tokens[new] {
                    walk(Some(was), Some(is), steps, found);
                } else if !same(was, is) {
                    found.push(row(ItemKind::ChangedRow, steps, Some(was), Some(is)));
                }
                steps.pop();
            }
            (None, Some(new)) => {
                steps.push(Step::Row(new_tokens[new].clone()));
                let mut item = row(ItemKind::NewRow, steps, None, Some(&after[new]));
                item.follows = new_tokens[..new].iter().rev().cloned().collect();
                found.push(item);
                steps.pop();
            }
            (Some(old), None) => {
                steps.push(Step::Row(old_tokens[old].clone()));
                found.push(row(ItemKind::RemovedRow, steps, Some(&before[old]), None));
                steps.pop();
            }
            (None, None) => {}
        }
    }
    let mut kept: Vec<(usize, usize)> = pairs
        .iter()
        .filter_map(|&(old, new)| Some((old?, new?)))
        .collect();
    kept.sort_by_key(|&(_, new)| new);
    if kept.windows(2).any(|two| two[0].0 > two[1].0) {
        order(&old_tokens, new_tokens, steps, found);
    }
}

/// Rows of the same content are counted so that the new ones come last: then it can be told
/// whether they are there yet.
fn number_new_rows(
    after: &[Value],
    pairs: &[(Option<usize>, Option<usize>)],
    new_tokens: &mut [RowToken],
) {
    let is_new = |row: usize| pairs.contains(&(None, Some(row)));
    let mut counts: HashMap<String, usize> = HashMap::new();
    for wanted in [false, true] {
        for row in 0..after.len() {
            if is_new(row) == wanted && matches!(new_tokens[row], RowToken::Content(..)) {
                let digest = content_digest(&after[row]);
                let nth = counts.entry(digest.clone()).or_default();
                *nth += 1;
                new_tokens[row] = RowToken::Content(digest, *nth);
            }
        }
    }
}

fn row(
    kind: ItemKind,
    steps: &[Step],
    before: Option<&Value>,
    after: Option<&Value>,
) -> ChangeItem {
    ChangeItem {
        key: key_of(steps),
        kind,
        steps: steps.to_vec(),
        before: before.cloned(),
        after: after.cloned(),
        follows: Vec::new(),
        orders: None,
    }
}

fn order(
    old_tokens: &[RowToken],
    new_tokens: Vec<RowToken>,
    steps: &[Step],
    found: &mut Vec<ChangeItem>,
) {
    let shown = |tokens: &[RowToken]| {
        let names = tokens.iter().map(|token| match token {
            RowToken::Id(id) => id.clone(),
            RowToken::Content(digest, nth) => format!("={digest}.{nth}"),
        });
        Some(Value::Array(names.map(Value::String).collect()))
    };
    found.push(ChangeItem {
        key: format!("{}/~order", key_of(steps)),
        kind: ItemKind::Order,
        steps: steps.to_vec(),
        before: shown(old_tokens),
        after: shown(&new_tokens),
        follows: Vec::new(),
        orders: Some((old_tokens.to_vec(), new_tokens)),
    });
}
