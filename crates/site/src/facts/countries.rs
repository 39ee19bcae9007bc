//! Names of countries.

use std::collections::HashMap;

use indigo_standard::{Field, Standard};

/// What people write for a country besides its ISO code.
const ALSO_WRITTEN: [(&str, &str); 5] = [
    ("UK", "GB"),
    ("USA", "US"),
    ("UAE", "AE"),
    ("DRC", "CD"),
    ("ROK", "KR"),
];

/// Names that take an article inside a sentence.
const WITH_ARTICLE: [&str; 17] = [
    "United Kingdom",
    "United States",
    "United Arab Emirates",
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Gambia",
    "Maldives",
    "Seychelles",
    "Comoros",
    "Solomon Islands",
    "Marshall Islands",
    "Cayman Islands",
    "Democratic Republic of the Congo",
    "Dominican Republic",
    "Central African Republic",
    "Czech Republic",
];

/// Code → name.
pub(crate) struct Countries(HashMap<String, String>);

impl Countries {
    /// The names in the standard's codelist; where it has codes only, the built-in ones.
    pub(crate) fn of(standard: &Standard) -> Self {
        let mut names = HashMap::new();
        if let Ok(builtin) = Standard::builtin() {
            read(&builtin, &mut names);
        }
        read(standard, &mut names);
        for (also, code) in ALSO_WRITTEN {
            if let Some(name) = names.get(code).cloned() {
                names.entry(also.to_owned()).or_insert(name);
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
        if WITH_ARTICLE.contains(&name) {
            format!("the {name}")
        } else {
            name.to_owned()
        }
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
        assert_eq!(countries.in_sentence("FR"), "France");
    }
}
