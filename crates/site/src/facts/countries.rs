//! Names of countries.

use std::collections::HashMap;

use indigo_standard::{Field, Standard, reference};

/// Code → name.
pub(crate) struct Countries(HashMap<String, String>);

impl Countries {
    /// The names in the standard's codelist; where it has codes only, those of the reference facts.
    pub(crate) fn of(standard: &Standard) -> Self {
        let mut names: HashMap<String, String> = reference::countries()
            .iter()
            .map(|one| (one.alpha2.clone(), one.name.clone()))
            .collect();
        read(standard, &mut names);
        for one in reference::countries() {
            if let Some(also) = &one.also_written
                && let Some(name) = names.get(&one.alpha2).cloned()
            {
                names.entry(also.clone()).or_insert(name);
            }
        }
        Self(names)
    }

    /// The name of a country by its code; other text stands as it is.
    pub(crate) fn name<'a>(&'a self, code: &'a str) -> &'a str {
        let code = code.trim();
        self.0.get(code).map_or(code, String::as_str)
    }

    /// The same for the middle of a sentence: "the United Kingdom".
    pub(crate) fn in_sentence(&self, code: &str) -> String {
        let name = self.name(code);
        let article = reference::countries()
            .iter()
            .find(|one| one.name == name)
            .and_then(|one| one.article.as_deref());
        article.map_or_else(|| name.to_owned(), |article| format!("{article} {name}"))
    }
}

fn read(standard: &Standard, names: &mut HashMap<String, String>) {
    let list = standard
        .types()
        .flat_map(|one| {
            one.fields
                .iter()
                .chain(one.lists.iter().flat_map(|list| &list.fields))
        })
        .filter(|field: &&Field| field.leaf.is_country())
        .find_map(|field| field.leaf.codelist.as_ref());
    for (code, name) in list.into_iter().flat_map(|list| &list.values) {
        if !name.is_empty() {
            names.insert(code.clone(), name.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_names() {
        let countries = Countries::of(&Standard::builtin().unwrap());
        assert_eq!(countries.name("GB "), "United Kingdom");
        assert_eq!(countries.name("UK"), "United Kingdom");
        assert_eq!(countries.name("Wales"), "Wales");
        assert_eq!(countries.in_sentence("GB"), "the United Kingdom");
        assert_eq!(countries.in_sentence("UK"), "the United Kingdom");
        assert_eq!(countries.in_sentence("FR"), "France");
        assert_eq!(countries.in_sentence("Wales"), "Wales");
    }
}
