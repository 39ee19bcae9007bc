//! What can be done with the rows of a list: add, copy, move, take out.

use std::collections::HashSet;

use indigo_model::{Value, changes::row_id, pointer};
use indigo_standard::{RowList, TypeStandard};

/// A list in an address: its keys with stops between them.
pub(super) fn segment_of(list: &RowList) -> String {
    list.keys.join(".")
}

/// The list that a part of an address names.
pub(super) fn list_at<'s>(one: &'s TypeStandard, segment: &str) -> Option<&'s RowList> {
    one.lists.iter().find(|list| segment_of(list) == segment)
}

/// The rows of a list for changing; made when there are none.
pub(super) fn rows_mut<'v>(data: &'v mut Value, list: &RowList) -> Option<&'v mut Vec<Value>> {
    let is_list = pointer::at(data, &list.keys).is_some_and(Value::is_array);
    let object = data.as_object_mut()?;
    if !is_list && !pointer::set(object, &list.keys, Value::Array(Vec::new())) {
        return None;
    }
    let (last, path) = list.keys.split_last()?;
    pointer::object_mut(object, path)?
        .get_mut(last)?
        .as_array_mut()
}

/// A change of the rows of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Copy,
    Up,
    Down,
    Remove,
}

impl Change {
    pub(super) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "copy" => Self::Copy,
            "up" => Self::Up,
            "down" => Self::Down,
            "remove" => Self::Remove,
            _ => return None,
        })
    }

    /// Does it with a row; gives where the row is to be looked for then, if it was there.
    pub(super) fn on(
        self,
        data: &mut Value,
        list: &RowList,
        number: usize,
        own_id: Option<(&[String], &str)>,
    ) -> Option<usize> {
        let new_id = own_id.map(|(keys, stem)| (keys, free_id(data, list, stem)));
        let rows = rows_mut(data, list)?;
        let row = rows.get(number)?.clone();
        match self {
            Self::Copy => {
                let mut copy = row;
                if let (Some((keys, id)), Value::Object(object)) = (new_id, &mut copy) {
                    pointer::set(object, keys, Value::from(id));
                }
                rows.insert(number + 1, copy);
                Some(number + 1)
            }
            Self::Up => {
                let to = number.checked_sub(1)?;
                rows.swap(number, to);
                Some(to)
            }
            Self::Down => {
                let to = number + 1;
                if to >= rows.len() {
                    return None;
                }
                rows.swap(number, to);
                Some(to)
            }
            Self::Remove => {
                rows.remove(number);
                Some(number.min(rows.len().saturating_sub(1)))
            }
        }
    }
}

/// What ids of rows of a list begin with: as in the standard's example, or as those that are there.
pub(super) fn stem(one: &TypeStandard, list: &RowList, own_id: &[String], data: &Value) -> String {
    let bare = |id: &str| {
        id.trim_end_matches(|letter: char| letter.is_ascii_digit())
            .to_owned()
    };
    let present = pointer::rows(data, &list.pointer)
        .filter_map(row_id)
        .last()
        .map(bare)
        .filter(|stem| !stem.is_empty());
    let example = || {
        let field = list.fields.iter().find(|field| field.keys == own_id)?;
        field.leaf.examples.first().map(|id| bare(id))
    };
    let named = || {
        let key = list.keys.last().map_or(one.id.as_str(), String::as_str);
        key.replace('_', "").trim_end_matches('s').to_owned()
    };
    present
        .or_else(example)
        .filter(|stem| !stem.is_empty())
        .unwrap_or_else(named)
}

/// An id that no row of the list has.
pub(super) fn free_id(data: &Value, list: &RowList, stem: &str) -> String {
    let taken: HashSet<&str> = pointer::rows(data, &list.pointer)
        .filter_map(row_id)
        .collect();
    let highest = taken
        .iter()
        .filter_map(|id| id.strip_prefix(stem)?.parse::<u64>().ok())
        .max()
        .unwrap_or(0);
    format!("{stem}{}", highest.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;
    use serde_json::json;

    use super::*;

    #[test]
    fn rows_are_copied_moved_and_taken_out() {
        let standard = Standard::builtin().unwrap();
        let one = standard.get("project").unwrap();
        let list = list_at(one, "investments").unwrap();
        let id = ["id".to_owned()];
        let mut data =
            json!({"investments": [{"id": "investment1"}, {"id": "investment7", "notes": "x"}]});
        let stem = stem(one, list, &id, &data);
        assert_eq!(stem, "investment");
        let own = Some((&id[..], stem.as_str()));
        assert_eq!(Change::Copy.on(&mut data, list, 1, own), Some(2));
        assert_eq!(
            data["investments"][2],
            json!({"id": "investment8", "notes": "x"})
        );
        assert_eq!(Change::Up.on(&mut data, list, 2, own), Some(1));
        assert_eq!(Change::Up.on(&mut data, list, 0, own), None);
        assert_eq!(Change::Down.on(&mut data, list, 2, own), None);
        assert_eq!(Change::Remove.on(&mut data, list, 0, own), Some(0));
        let ids: Vec<_> = data["investments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["id"].clone())
            .collect();
        assert_eq!(ids, ["investment8", "investment7"]);
        assert_eq!(Change::Remove.on(&mut data, list, 9, own), None);
    }

    #[test]
    fn a_list_is_made_where_there_is_none() {
        let standard = Standard::builtin().unwrap();
        let one = standard.get("organisation").unwrap();
        let list = list_at(one, "org-ids.secondary").unwrap();
        let mut data = json!({"org-ids": null});
        rows_mut(&mut data, list).unwrap().push(json!({}));
        assert_eq!(data, json!({"org-ids": {"secondary": [{}]}}));
    }
}
