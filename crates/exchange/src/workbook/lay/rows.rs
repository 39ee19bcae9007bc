//! Rows of lists.

use std::{borrow::Cow, sync::Arc};

use indigo_model::{Object, Value, changes::row_id, pointer as pointers};
use indigo_publish::cell;
use indigo_standard::{Field, Leaf, RowList, TypeStandard, ValueType};

use super::{Laid, in_the_way};
use crate::{
    apply::{
        matching::{RowColumn, match_rows},
        rows::stays,
        set, shown,
    },
    read::table::TableRow,
    workbook::{
        Form, View,
        facts::OFFICIAL,
        form::{FormField, FormKind, FormList, Item},
        layout::{Keys, pointer},
        shown_cell::is_same,
        value::Said,
    },
};

pub(super) fn lay(
    form: &Form,
    one: &TypeStandard,
    list: &FormList,
    after: &mut Object,
    word: &str,
    laid: &mut Laid,
) {
    let at = pointer(&list.keys);
    let rows: Cow<'_, RowList> = match one.list(&at) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(former_list(&list.keys)),
    };
    let nothing = Vec::new();
    let existing = match shown::at(after, &list.keys) {
        Some(Value::Array(rows)) => rows,
        None | Some(Value::Null) => &nothing,
        Some(_) if list.items.is_empty() => return,
        Some(_) => {
            laid.problems.push(in_the_way(form.place(
                &list.sheet,
                list.direction.cell(
                    list.items[0].at,
                    list.fields.first().map_or(1, |field| field.at),
                ),
                &at,
            )));
            return;
        }
    };
    let fields: Vec<Cow<'_, Field>> = list
        .fields
        .iter()
        .map(|field| match rows.field(&pointer(&field.keys)) {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(former_field(&field.keys)),
        })
        .collect();
    let parents = &list.keys[..list.keys.len() - 1];
    let list_is_shown = form.view == View::Full || shown::is_shown(&one.blocks, after, parents);
    let is_shown: Vec<bool> = existing
        .iter()
        .map(|row| list_is_shown && is_shown(form, list, &rows, &fields, row))
        .collect();
    let found = found_rows(form, list, &fields, existing, &is_shown);
    let laying = Laying {
        form,
        list,
        rows: &rows,
        fields: &fields,
        unmarked: unmarked(&rows, list),
        word,
    };
    let mut new = Vec::with_capacity(list.items.len());
    let mut items: Vec<Option<&Item>> = Vec::with_capacity(list.items.len());
    let mut stays = stays(&found, &is_shown);
    let mut keep = |behind: Option<usize>, new: &mut Vec<Value>, items: &mut Vec<_>| {
        for row in stays.remove(&behind).unwrap_or_default() {
            new.push(existing[row].clone());
            items.push(None);
        }
    };
    keep(None, &mut new, &mut items);
    for (item, row) in list.items.iter().zip(&found) {
        new.push(match row {
            Some(row) => laying.updated(&existing[*row], item),
            // Nothing is known of a new row but that it cannot be read.
            None if !item.says_something() => continue,
            None => laying.new_row(item),
        });
        items.push(Some(item));
        keep(*row, &mut new, &mut items);
    }
    let changed = new != *existing;
    for (row, item) in items.iter().enumerate() {
        for field in item.map_or(&[][..], |_| &list.fields) {
            let value = format!("{at}/{row}{}", pointer(&field.keys));
            if let Some(item) = item {
                let cell = list.direction.cell(item.at, field.at);
                let place = form.place(&list.sheet, cell, &value);
                laid.cells.push((value, place));
            }
        }
    }
    if changed && !pointers::set(after, &list.keys, Value::Array(new)) {
        let cell = list.direction.cell(1, 1);
        laid.problems
            .push(in_the_way(form.place(&list.sheet, cell, &at)));
    }
}

/// Whether the workbook would have a row for this one: one that it may show, with a cell that is
/// not empty. Rows of which it shows nothing stay.
fn is_shown(
    form: &Form,
    list: &FormList,
    rows: &RowList,
    fields: &[Cow<'_, Field>],
    row: &Value,
) -> bool {
    let Some(object) = row.as_object() else {
        return false;
    };
    let mut columns = list.fields.iter().zip(fields);
    match form.view {
        View::Full => columns.any(|(field, _)| !is_same(None, stored(object, field))),
        View::Public => {
            shown::row_is_shown(rows, row)
                && columns.any(|(_, field)| !shown::row_text(object, field).is_empty())
        }
    }
}

/// For each row of the workbook the row of the record that it is.
fn found_rows(
    form: &Form,
    list: &FormList,
    fields: &[Cow<'_, Field>],
    existing: &[Value],
    is_shown: &[bool],
) -> Vec<Option<usize>> {
    let columns: Vec<RowColumn<'_>> = fields
        .iter()
        .enumerate()
        .map(|(cell, field)| RowColumn { cell, field })
        .collect();
    let in_form: Vec<TableRow> = list
        .items
        .iter()
        .map(|item| TableRow {
            number: u64::from(item.at),
            cells: item
                .said
                .iter()
                .map(|said| match said {
                    Said::Value(value) => cell::text(Some(value)),
                    Said::Nothing | Said::Unreadable => String::new(),
                })
                .collect(),
        })
        .collect();
    let whole = form.view == View::Full;
    let mut found = match_rows(&columns, existing, is_shown, whole, &in_form);
    // What is left is taken to be the row at its place, unless both have ids.
    let has_ids = fields
        .iter()
        .position(|field| crate::value::is_row_id(field));
    for row in 0..found.len().min(existing.len()) {
        let free = found[row].is_none() && is_shown[row] && !found.contains(&Some(row));
        let id = has_ids
            .map(|id| in_form[row].cells[id].trim())
            .unwrap_or_default();
        let other = !id.is_empty() && row_id(&existing[row]).is_some();
        if whole && free && !other && existing[row].is_object() {
            found[row] = Some(row);
        }
    }
    found
}

/// What rows are made and changed with.
struct Laying<'a> {
    form: &'a Form,
    list: &'a FormList,
    rows: &'a RowList,
    fields: &'a [Cow<'a, Field>],
    /// Groups in a row whose status the workbook has no cell for.
    unmarked: Vec<Keys>,
    word: &'a str,
}

impl Laying<'_> {
    fn new_row(&self, item: &Item) -> Value {
        let mut row = Object::new();
        for (field, said) in self.list.fields.iter().zip(&item.said) {
            if let Said::Value(value) = said {
                set(
                    &mut row,
                    &field.keys,
                    value.clone(),
                    &self.unmarked,
                    self.word,
                );
            }
        }
        let has_status = self
            .list
            .fields
            .iter()
            .any(|field| field.keys == ["status"]);
        if self.rows.has_status && !has_status {
            row.insert("status".to_owned(), Value::from(self.word));
        }
        Value::Object(row)
    }

    /// A row with the cells of the workbook; what it has no cell for stays.
    fn updated(&self, existing: &Value, item: &Item) -> Value {
        let before = existing.as_object().cloned().unwrap_or_default();
        let mut after = before.clone();
        let mut changed = false;
        for ((form_field, field), said) in self.list.fields.iter().zip(self.fields).zip(&item.said)
        {
            let said = match said {
                Said::Unreadable => continue,
                Said::Nothing => None,
                Said::Value(value) => Some(value),
            };
            if !self.is_new(&before, form_field, field, said) {
                continue;
            }
            let value = said.cloned().unwrap_or(Value::Null);
            let blocks = if value.is_null() {
                &[][..]
            } else {
                &self.unmarked
            };
            changed |= set(&mut after, &form_field.keys, value, blocks, self.word);
        }
        if changed {
            Value::Object(after)
        } else {
            existing.clone()
        }
    }

    /// Whether a cell says something else than what would be written there now.
    fn is_new(
        &self,
        row: &Object,
        form_field: &FormField,
        field: &Field,
        said: Option<&Value>,
    ) -> bool {
        let stored = stored(row, form_field);
        if is_same(said, stored)
            || self
                .form
                .means_same(&self.list.keys, &form_field.keys, said, stored)
        {
            return false;
        }
        if self.form.view == View::Full {
            return true;
        }
        // Public workbooks leave these empty, whatever the row holds.
        let stripped = said.is_none() && (field.is_source_ids() || field.is_sandboxes());
        !stripped && !is_same(said, Some(&Value::from(shown::row_text(row, field))))
    }
}

/// The value of a row that is shown in a cell.
pub(in crate::workbook) fn stored<'a>(row: &'a Object, field: &FormField) -> Option<&'a Value> {
    shown::at(row, &field.keys)
        .filter(|value| !value.is_null())
        .or_else(|| shown::at(row, field.former.as_ref()?))
}

impl Form {
    /// Whether the record has the text that official forms have for the value that was read.
    pub(super) fn means_same(
        &self,
        list: &[String],
        field: &[String],
        said: Option<&Value>,
        stored: Option<&Value>,
    ) -> bool {
        let official = matches!(self.kind, FormKind::Official { .. });
        let (true, Some(said), Some(Value::String(stored))) = (official, said, stored) else {
            return false;
        };
        OFFICIAL
            .record_word(&self.record_type, list, field, stored)
            .is_some_and(|word| said == word)
    }
}

/// Groups in a row with a status that the workbook has no cell for.
fn unmarked(rows: &RowList, list: &FormList) -> Vec<Keys> {
    let has_cell = |block: &Keys| {
        list.fields.iter().any(|field| {
            field
                .keys
                .split_last()
                .is_some_and(|(last, above)| last == "status" && above == block)
        })
    };
    rows.inner_blocks
        .iter()
        .filter(|block| !has_cell(block))
        .cloned()
        .collect()
}

/// A list that the standard has no more.
fn former_list(keys: &[String]) -> RowList {
    RowList {
        pointer: pointer(keys),
        keys: keys.to_vec(),
        title: keys.join(" "),
        description: None,
        fields: Vec::new(),
        has_status: false,
        inner_blocks: Vec::new(),
        children: Vec::new(),
    }
}

/// A field that the standard has no more.
fn former_field(keys: &[String]) -> Field {
    Field {
        pointer: pointer(keys),
        keys: keys.to_vec(),
        title: keys.join(" "),
        titles: Vec::new(),
        description: None,
        leaf: Arc::new(Leaf {
            value_type: ValueType::Text,
            codelist: None,
            pattern: None,
            pattern_hint: None,
            examples: Vec::new(),
            unit: None,
            references: None,
            rows: None,
        }),
        priority: None,
    }
}
