//! What somebody has sent, as it may be shown to them.
//!
//! A proposal goes into the record whole, so it holds more than its sender could see: the other
//! rows of a list, the hidden cells of a row. None of that is told, nor whether a value that they
//! have sent is the one that stands where they cannot look.

use indigo_model::{
    ChangeItem, ItemKind, Mode, Value, change_items,
    items::{Step, value_at},
    merge,
};

use super::{
    nothing,
    rows::{with_whole_rows, without_hidden},
};
use crate::{
    ItemView, Registry, RegistryError,
    accounts::Person,
    fold,
    moderation::{base_of, view_items},
};

impl Registry {
    /// What a proposal asks for, as far as somebody may see the record: beside what they saw when
    /// it was made and what they may see now. `None` when there is no such proposal, or what it
    /// held was purged.
    ///
    /// # Errors
    /// When the database does not answer, or the edit does not fit the record.
    pub fn sent_items(
        &self,
        person: &Person,
        edit: &str,
    ) -> Result<Option<Vec<ItemView>>, RegistryError> {
        self.store.read(|tx| {
            let Some(edit) = tx.edit(edit)? else {
                return Ok(None);
            };
            let Some(record) = tx.record(&edit.key)? else {
                return Ok(None);
            };
            let Some(text) = &edit.data else {
                return Ok(None);
            };
            let data = fold::parse(&edit.key, text)?;
            let (_, base) = base_of(tx, &edit)?;
            let after =
                merge::apply(edit.mode, &base, &data).map_err(|source| RegistryError::Merge {
                    key: edit.key.clone(),
                    source,
                })?;
            let now = fold::parse(&record.key, &record.data)?;
            let one = self.type_of(&edit.key);
            if person.may(indigo_model::Action::SeePrivate, Some(&record.key)) {
                let items = change_items(&base, &after);
                return Ok(Some(view_items(one, &items, &now)));
            }
            let Some(one) = one else {
                return Ok(None);
            };
            let public = |exists: bool, data: &Value| {
                indigo_publish::public_record(one, exists, data).unwrap_or_else(nothing)
            };
            let (seen, seen_now) = (public(true, &base), public(record.exists, &now));
            let (with_whole, _) = with_whole_rows(one, seen.clone(), &base, nothing());
            let mode = if base.as_object().is_some_and(indigo_model::Object::is_empty) {
                // Of a new record everything is theirs.
                Mode::Merge
            } else {
                edit.mode
            };
            let after = without_hidden(one, &base, after);
            let items: Vec<ChangeItem> = change_items(&with_whole, &after)
                .into_iter()
                .filter(|item| is_theirs(item, mode, &data, &base, &after))
                .collect();
            let mut views = view_items(Some(one), &items, &seen_now);
            for (view, item) in views.iter_mut().zip(&items) {
                view.before = value_at(&seen, &item.steps).cloned();
                if item.kind == ItemKind::Order {
                    // It names the rows that they did not see, too.
                    (view.before, view.after, view.now) = (None, None, None);
                }
            }
            Ok(Some(views))
        })
    }
}

/// Whether the sender has written an item, as against what came along from the whole record.
fn is_theirs(item: &ChangeItem, mode: Mode, sent: &Value, base: &Value, after: &Value) -> bool {
    let in_row = item.steps.iter().any(|step| matches!(step, Step::Row(_)));
    match item.kind {
        ItemKind::Value if !in_row && mode == Mode::Merge => value_at(sent, &item.steps).is_some(),
        ItemKind::Value => value_at(base, &item.steps) != value_at(after, &item.steps),
        ItemKind::NewRow => value_at(base, &item.steps).is_none(),
        ItemKind::RemovedRow | ItemKind::ChangedRow | ItemKind::Order => true,
    }
}
