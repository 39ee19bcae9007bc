//! The lists of values of a standard, each once and with a name for its address.

use indigo_standard::{Codelist, Field, Standard, TypeStandard};

use crate::words::{capital_first, sentence_case};

/// A list of values with the fields that take them.
pub(crate) struct NamedList<'a> {
    /// The name in the address: the file's without its ending, or the field's key.
    pub(crate) name: String,
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
}

impl NamedList<'_> {
    /// What the list is called: by its file, or by the first field that takes its values.
    pub(crate) fn title(&self) -> String {
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
            add(&mut lists, one, "", field);
        }
        for list in &one.lists {
            for field in &list.fields {
                add(&mut lists, one, &list.pointer, field);
            }
        }
    }
    lists
}

fn add<'a>(lists: &mut Vec<NamedList<'a>>, one: &'a TypeStandard, list: &str, field: &'a Field) {
    let Some(codelist) = field.leaf.codelist.as_ref() else {
        return;
    };
    if field.is_status() || field.is_sandboxes() {
        return;
    }
    let pointer = match list {
        "" => field.pointer.clone(),
        list => format!("{list}/*{}", field.pointer),
    };
    let place = pointer
        .strip_suffix("/value")
        .unwrap_or(&pointer)
        .to_owned();
    let known = lists.iter().position(|known| known.codelist == codelist);
    let at = known.unwrap_or_else(|| {
        let key = place.rsplit('/').next().unwrap_or_default();
        let name = match &codelist.file {
            Some(file) => file.strip_suffix(".csv").unwrap_or(file).to_owned(),
            None => key.to_owned(),
        };
        lists.push(NamedList {
            name: unused(lists, &name, &one.id),
            codelist,
            uses: Vec::new(),
        });
        lists.len() - 1
    });
    let mut titles = field.titles.iter().filter(|title| !title.starts_with('('));
    let title = titles.next_back().map_or_else(
        || {
            place
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .replace('_', " ")
        },
        |title| sentence_case(title),
    );
    lists[at].uses.push(ListUse {
        one,
        pointer,
        field: place,
        title,
    });
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
    }
}
