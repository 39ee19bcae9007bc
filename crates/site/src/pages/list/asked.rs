//! What the address of a list asks for, and the addresses of lists that ask for something else.

use indigo_standard::TypeStandard;

use crate::{frame::list_href, request::Asked, url::encode};

/// The parameter of the words.
pub(super) const WORDS: &str = "q";
/// The parameter of the sorting.
pub(super) const SORT: &str = "sort";
/// The parameter of the page.
const PAGE: &str = "page";

/// The longest value that is taken; longer ones are nobody's.
const LONGEST: usize = 200;
/// How many values of one filter are taken.
const MOST_VALUES: usize = 40;

/// What is asked of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListAsked {
    /// The address of the list without parameters.
    href: String,
    /// The names of the filters.
    names: Vec<String>,
    /// Chosen values of each filter, in the order of the filters.
    pub(super) values: Vec<Vec<String>>,
    /// Words to find.
    pub(super) words: Option<String>,
    /// The sorting.
    pub(super) sort: Option<String>,
    /// The page, from 1.
    pub(super) page: usize,
}

impl ListAsked {
    /// Reads the parameters that the list knows; all others are left out of account.
    pub(super) fn read(one: &TypeStandard, asked: &Asked) -> Self {
        let filters = &one.profile.list.filters;
        let mut list = Self {
            href: list_href(one),
            names: filters.iter().map(|filter| filter.name.clone()).collect(),
            values: vec![Vec::new(); filters.len()],
            page: 1,
            ..Self::default()
        };
        for (name, value) in asked.parameters() {
            let value = value.trim();
            if value.is_empty() || value.len() > LONGEST || value.chars().any(char::is_control) {
                continue;
            }
            match name.as_str() {
                WORDS => list.words = Some(value.to_owned()),
                SORT => list.sort = Some(value.to_owned()),
                PAGE => list.page = page(value),
                _ => {
                    if let Some(place) = list.names.iter().position(|known| known == name) {
                        let values = &mut list.values[place];
                        if values.len() < MOST_VALUES && !values.iter().any(|v| v == value) {
                            values.push(value.to_owned());
                        }
                    }
                }
            }
        }
        list
    }

    /// Nothing is asked for but a page.
    pub(super) fn is_plain(&self) -> bool {
        self.words.is_none() && self.sort.is_none() && self.values.iter().all(Vec::is_empty)
    }

    /// The address of the same list with a value chosen, or no longer chosen; on page 1.
    pub(super) fn toggled(&self, filter: usize, value: &str) -> String {
        let mut other = self.clone();
        other.page = 1;
        if let Some(values) = other.values.get_mut(filter) {
            match values.iter().position(|known| known == value) {
                Some(place) => {
                    values.remove(place);
                }
                None => values.push(value.to_owned()),
            }
        }
        other.address()
    }

    /// The address of the same list without words.
    pub(super) fn without_words(&self) -> String {
        let mut other = self.clone();
        other.page = 1;
        other.words = None;
        other.address()
    }

    /// The address of another page of the same list.
    pub(super) fn at_page(&self, page: usize) -> String {
        let mut other = self.clone();
        other.page = page;
        other.address()
    }

    fn address(&self) -> String {
        let mut parameters: Vec<String> = Vec::new();
        let mut add = |name: &str, value: &str| {
            parameters.push(format!("{}={}", encode(name), encode(value)));
        };
        if let Some(words) = &self.words {
            add(WORDS, words);
        }
        for (name, values) in self.names.iter().zip(&self.values) {
            for value in values {
                add(name, value);
            }
        }
        if let Some(sort) = &self.sort {
            add(SORT, sort);
        }
        if self.page > 1 {
            add(PAGE, &self.page.to_string());
        }
        if parameters.is_empty() {
            self.href.clone()
        } else {
            format!("{}?{}", self.href, parameters.join("&"))
        }
    }
}

/// A page number; something else means the first page, and a number beyond reason a last one.
fn page(text: &str) -> usize {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().unwrap_or(usize::MAX).max(1)
    } else {
        1
    }
}
