//! Names of countries.

use std::collections::HashMap;

use indigo_standard::{Field, Standard, reference};

/// Countries by their codes and names.
pub(crate) struct Countries {
    /// Code → name.
    names: HashMap<String, String>,
    /// Code or name, in small letters → code.
    codes: HashMap<String, String>,
}

impl Countries {
    /// The names in the standard's codelist; where it has codes only, those of the reference facts.
    pub(crate) fn of(standard: &Standard) -> Self {
        let mut names: HashMap<String, String> = reference::countries()
            .iter()
            .map(|one| (one.alpha2.clone(), one.name.clone()))
            .collect();
        read(standard, &mut names);
        let mut codes = codes(&names);
        for one in reference::countries() {
            if let Some(also) = &one.also_written
                && let Some(name) = names.get(&one.alpha2).cloned()
            {
                names.entry(also.clone()).or_insert(name);
            }
            for written in [&one.name, &one.alpha3]
                .into_iter()
                .chain(&one.also_written)
            {
                let code = one.alpha2.clone();
                codes.entry(written.to_lowercase()).or_insert(code);
            }
        }
        Self { names, codes }
    }

    /// The name of a country by its code; other text stands as it is.
    pub(crate) fn name<'a>(&'a self, code: &'a str) -> &'a str {
        let code = code.trim();
        self.names.get(code).map_or(code, String::as_str)
    }

    /// The code of a country that is written as a code or a name; nothing where it is unclear
    /// which country is meant.
    pub(crate) fn code(&self, written: &str) -> Option<&str> {
        let written = written.trim().to_lowercase();
        self.codes.get(&written).map(String::as_str)
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

/// The codes by themselves and by their names; a name that several codes have is unclear.
fn codes(names: &HashMap<String, String>) -> HashMap<String, String> {
    let mut by_name: HashMap<String, Option<&String>> = HashMap::new();
    for (code, name) in names {
        by_name
            .entry(name.trim().to_lowercase())
            .and_modify(|known| *known = None)
            .or_insert(Some(code));
    }
    let named = by_name
        .into_iter()
        .filter_map(|(name, code)| Some((name, code?.clone())));
    let by_code = names.keys().map(|code| (code.to_lowercase(), code.clone()));
    named.chain(by_code).collect()
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

    #[test]
    fn a_country_has_one_code_however_it_is_written() {
        let countries = Countries::of(&Standard::builtin().unwrap());
        for written in ["GB", "gb ", "UK", "GBR", "United Kingdom", "united kingdom"] {
            assert_eq!(countries.code(written), Some("GB"), "{written}");
        }
        assert_eq!(countries.code("India "), Some("IN"));
        for unclear in ["United Status", "Washington DC, US", ""] {
            assert_eq!(countries.code(unclear), None, "{unclear}");
        }
    }
}
