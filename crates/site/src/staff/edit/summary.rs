//! A row in one line, for lists of rows and for choosing one.

use indigo_model::{Value, pointer};
use indigo_standard::RowList;

use super::{
    content::text_of,
    kind::{Kind, kind_of},
    reference::References,
    work::Work,
};
use crate::words::shortened;

/// Values that a line holds at most.
const MOST: usize = 4;
/// Letters of one of them.
const LETTERS: usize = 60;

/// What a row says, by its first values.
pub(super) fn summary(
    work: &Work<'_>,
    references: &References<'_, '_>,
    list: &RowList,
    row: &Value,
) -> String {
    let mut said: Vec<String> = Vec::new();
    for field in &list.fields {
        if said.len() == MOST {
            break;
        }
        let text = text_of(pointer::at(row, &field.keys));
        let is_own_id = field.keys.first().is_some_and(|key| key == "id");
        if text.is_empty() {
            continue;
        }
        match kind_of(work.one, Some(&list.pointer), field) {
            Kind::Status | Kind::Sandboxes | Kind::Rows(..) => {}
            Kind::Record(record_type) => {
                let found = references.by_id(&record_type, &text);
                said.push(shortened(
                    if found.name.is_empty() {
                        &found.id
                    } else {
                        &found.name
                    },
                    LETTERS,
                ));
            }
            _ if is_own_id || field.keys.first().is_some_and(|key| key == "notes") => {}
            _ => said.push(shortened(&text.replace('\n', " "), LETTERS)),
        }
    }
    said.join(" · ")
}
