//! The lists of values of a standard, each once and with a name for its address.

use indigo_standard::{Codelist, Field, RowList, Standard, TypeStandard};

use crate::words::{capital_first, sentence_case, small_first};

/// A list of values with the fields that take them.
pub(crate) struct NamedList<'a> {
    /// The name in the address: the file's without its ending, or the field's key.
    pub(crate) name: String,
    /// What it is called: by its file, or by the first field that takes its values; where others
    /// would be called the same, with what that field is of.
    pub(crate) title: String,
    pub(crate) codelist: &'a Codelist,
    pub(crate) uses: Vec<ListUse<'a>>,
}

/// A field that takes values of a list.
pub(crate) struct ListUse<'a> {
    pub(crate) one: &'a TypeStandard,
    /// Where the value is: `/results/*/result_type/value`.
    pub(crate) pointer: String,
    /// Where the field is, as the dictionary has it: `/results/*/result_type`.
    pub(crate) field: String,
    /// What the field is called.
    pub(crate) title: String,
    /// What the field is of: the group or list that it stands in, or all records of the type.
    of: String,
}

impl NamedList<'_> {
    fn plain_title(&self) -> String {
        let title = match (&self.codelist.file, self.uses.first()) {
            (None, Some(first)) => return first.title.clone(),
            _ => self.name.replace('_', " "),
        };
        sentence_case(&capital_first(&title))
    }
}

/// Every list of values, in the order of types and fields; those that are the same are one.
pub(crate) fn named_lists(standard: &Standard) -> Vec<NamedList<'_>> {
    let mut lists: Vec<NamedList<'_>> = Vec::new();
    for one in standard.types() {
        for field in &one.fields {
            add(&mut lists, one, None, field);
        }
        for list in &one.lists {
            for field in &list.fields {
                add(&mut lists, one, Some(list), field);
            }
        }
    }
    entitle(&mut lists);
    lists
}

/// Gives each list a title of its own.
fn entitle(lists: &mut [NamedList<'_>]) {
    for list in lists.iter_mut() {
        list.title = list.plain_title();
    }
    let of: fn(&ListUse<'_>) -> String = |one| format!(" of {}", small_first(&one.of));
    let in_type: fn(&ListUse<'_>) -> String =
        |one| format!(" ({})", small_first(&one.one.profile.words.titles));
    for told in [of, in_type] {
        let titles: Vec<String> = lists.iter().map(|list| list.title.clone()).collect();
        for list in lists.iter_mut() {
            let is_shared = titles.iter().filter(|other| **other == list.title).count() > 1;
            if let Some(first) = list.uses.first().filter(|_| is_shared) {
                let behind = told(first);
                list.title.push_str(&behind);
            }
        }
    }
}

fn add<'a>(
    lists: &mut Vec<NamedList<'a>>,
    one: &'a TypeStandard,
    list: Option<&'a RowList>,
    field: &'a Field,
) {
    let Some(codelist) = field.leaf.codelist.as_ref() else {
        return;
    };
    if field.is_status() || field.is_sandboxes() {
        return;
    }
    let pointer = match list {
        None => field.pointer.clone(),
        Some(list) => format!("{}/*{}", list.pointer, field.pointer),
    };
    let place = pointer
        .strip_suffix("/value")
        .unwrap_or(&pointer)
        .to_owned();
    let known = lists.iter().position(|known| known.codelist == codelist);
    let at = known.unwrap_or_else(|| {
        let key = own_key(&place);
        let name = match &codelist.file {
            Some(file) => file.strip_suffix(".csv").unwrap_or(file).to_owned(),
            None => key.to_owned(),
        };
        lists.push(NamedList {
            name: unused(lists, &name, &one.id),
            title: String::new(),
            codelist,
            uses: Vec::new(),
        });
        lists.len() - 1
    });
    let mut titles = field.titles.iter().filter(|title| !title.starts_with('('));
    let title = titles.next_back().map_or_else(
        || sentence_case(&capital_first(&own_key(&place).replace('_', " "))),
        |title| sentence_case(title),
    );
    let of = match (titles.next_back(), list) {
        (Some(above), _) => above.as_str(),
        (None, Some(list)) => list.title.rsplit(" - ").next().unwrap_or_default(),
        (None, None) => "",
    };
    // A list of plain values is called what they are.
    let of = match sentence_case(of) {
        of if of.is_empty() || of == title => one.profile.words.titles.clone(),
        of => of,
    };
    lists[at].uses.push(ListUse {
        one,
        pointer,
        field: place,
        title,
        of,
    });
}

/// The last key of a place; of a list of plain values the list's.
fn own_key(place: &str) -> &str {
    let place = place.strip_suffix("/*").unwrap_or(place);
    place.rsplit('/').next().unwrap_or_default()
}

/// A name that no other list has: with the type before it, or a number behind it.
fn unused(lists: &[NamedList<'_>], name: &str, record_type: &str) -> String {
    let is_free = |name: &str| !lists.iter().any(|known| known.name == name);
    if is_free(name) {
        return name.to_owned();
    }
    let longer = format!("{record_type}-{name}");
    if is_free(&longer) {
        return longer;
    }
    (2_u32..)
        .map(|number| format!("{longer}-{number}"))
        .find(|name| is_free(name))
        .unwrap_or(longer)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_list_has_a_name_of_its_own_and_fields() {
        let standard = Standard::builtin().unwrap();
        let lists = named_lists(&standard);
        let names: HashSet<&str> = lists.iter().map(|list| list.name.as_str()).collect();
        assert_eq!(names.len(), lists.len());
        assert!(names.contains("countries"), "{names:?}");
        assert!(lists.iter().all(|list| !list.uses.is_empty()));
        let countries = lists.iter().find(|list| list.name == "countries").unwrap();
        assert!(countries.uses.len() > 3);
        let titles: HashSet<&str> = lists.iter().map(|list| list.title.as_str()).collect();
        assert_eq!(titles.len(), lists.len(), "{titles:?}");
        assert!(titles.contains("Type of organisations"), "{titles:?}");
        assert!(
            titles
                .iter()
                .all(|title| *title != "Type" && !title.contains('*'))
        );
    }
}
