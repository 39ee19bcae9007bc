//! What the address of a list asks for, and the addresses of lists that ask for something else.

use indigo_standard::TypeStandard;

use super::{link::Link, named};
use crate::{frame::list_href, request::Asked};

/// The parameter of the words.
pub(super) const WORDS: &str = "q";
/// The parameter of the sorting.
pub(super) const SORT: &str = "sort";
/// The parameter of the page.
const PAGE: &str = "page";
/// The parameter of how many records a page shows.
pub(super) const PER: &str = "per";
/// The parameter of the view.
const VIEW: &str = "view";
/// The parameter of the day.
const AS_OF: &str = "as_of";
/// What stands before the name of a filter in the parameter of words to find its values by.
pub(super) const FIND: &str = "find-";

/// What a list can be asked for besides its filters.
pub(super) const SHAPE: [&str; 6] = [WORDS, SORT, PAGE, PER, VIEW, AS_OF];

/// How many records a page may show; the first is the usual number.
pub(super) const PER_PAGE: [usize; 3] = [25, 50, 100];
/// The longest value that is taken; longer ones are nobody's.
pub(super) const LONGEST: usize = 300;
/// How many values of one filter are taken.
const MOST_VALUES: usize = 40;

/// How the records chosen are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum ListView {
    /// One below the other, with what matters.
    #[default]
    List,
    /// A row each, to compare.
    Table,
    /// Where they are.
    Map,
    /// The rows of each, under the name that the type gives to it.
    Details(String),
}

/// What is asked of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListAsked {
    /// The address of the list without parameters.
    pub(super) href: String,
    /// The names of the filters.
    pub(super) names: Vec<String>,
    /// Chosen values of each filter, in the order of the filters.
    pub(super) values: Vec<Vec<String>>,
    /// Words that the values offered of each filter have to hold.
    pub(super) finds: Vec<Option<String>>,
    /// Words to find.
    pub(super) words: Option<String>,
    /// The ids that the words are, when they are nothing but ids of the type.
    pub(super) ids: Vec<String>,
    /// The sorting.
    pub(super) sort: Option<String>,
    /// The page, from 1.
    pub(super) page: usize,
    /// How many records a page shows.
    pub(super) per: usize,
    /// How they are shown.
    pub(super) view: ListView,
    /// The day that is asked for, as it was written.
    pub(super) as_of: Option<String>,
}

impl ListAsked {
    /// Reads the parameters that the list knows; of the others [`super::understood`] tells.
    pub(super) fn read(one: &TypeStandard, asked: &Asked) -> Self {
        let spec = &one.profile.list;
        let mut list = Self {
            href: list_href(one),
            names: spec.filters.iter().map(|one| one.name.clone()).collect(),
            values: vec![Vec::new(); spec.filters.len()],
            finds: vec![None; spec.filters.len()],
            page: 1,
            per: PER_PAGE[0],
            ..Self::default()
        };
        for (name, value) in asked.parameters() {
            let value = value.trim();
            if name == WORDS && list.take_ids(one, value) {
                continue;
            }
            if value.is_empty() || value.len() > LONGEST || value.chars().any(char::is_control) {
                continue;
            }
            match name.as_str() {
                WORDS => (list.words, list.ids) = (Some(value.to_owned()), Vec::new()),
                SORT => list.sort = Some(value.to_owned()),
                PAGE => list.page = page(value),
                PER => list.per = per(value),
                VIEW => list.view = view(one, value),
                AS_OF => list.as_of = Some(value.to_owned()),
                name => list.take(name, value),
            }
        }
        list
    }

    /// Takes words that are nothing but ids; other words are left to be taken as words.
    fn take_ids(&mut self, one: &TypeStandard, words: &str) -> bool {
        let ids = named::ids(one, words).filter(|ids| ids.len() <= named::MOST);
        if let Some(ids) = ids {
            self.words = Some(ids.join(" "));
            self.ids = ids;
            return true;
        }
        false
    }

    fn take(&mut self, name: &str, value: &str) {
        let place_of = |name: &str| self.names.iter().position(|known| known == name);
        if let Some(place) = place_of(name) {
            let values = &mut self.values[place];
            if values.len() < MOST_VALUES && !values.iter().any(|known| known == value) {
                values.push(value.to_owned());
            }
        } else if let Some(place) = name.strip_prefix(FIND).and_then(place_of) {
            self.finds[place] = Some(value.to_owned());
        }
    }

    /// Nothing is asked for but a page.
    pub(super) fn is_plain(&self) -> bool {
        *self
            == Self {
                page: self.page,
                ..self.all()
            }
    }

    /// Whether records are chosen, by words or filters.
    pub(super) fn is_chosen(&self) -> bool {
        self.words.is_some() || self.values.iter().any(|values| !values.is_empty())
    }

    /// How many words and values are chosen.
    pub(super) fn chosen(&self) -> usize {
        usize::from(self.words.is_some()) + self.values.iter().map(Vec::len).sum::<usize>()
    }

    /// The list of all records.
    fn all(&self) -> Self {
        Self {
            href: self.href.clone(),
            names: self.names.clone(),
            values: vec![Vec::new(); self.names.len()],
            finds: vec![None; self.names.len()],
            page: 1,
            per: PER_PAGE[0],
            ..Self::default()
        }
    }

    /// The address of the list of all records in the same view, as of the same day.
    pub(super) fn cleared(&self) -> String {
        let mut other = self.all();
        other.view = self.view.clone();
        other.as_of.clone_from(&self.as_of);
        other.address()
    }

    /// The address of the same list with a value chosen, or no longer chosen; on page 1.
    pub(super) fn toggled(&self, filter: usize, value: &str) -> String {
        self.around(filter).toggled(value)
    }

    /// What stands before and behind the values of a filter in the addresses that change it.
    pub(super) fn around(&self, filter: usize) -> Around<'_> {
        let mut first = Link::to(&self.href);
        self.put_words(&mut first);
        self.put_values(&mut first, 0..filter);
        let mut rest = Link::default();
        self.put_values(&mut rest, filter + 1..self.names.len());
        self.put_shape(&mut rest);
        Around {
            first,
            name: self.names.get(filter).map_or("", String::as_str),
            chosen: self.values.get(filter).map_or(&[], Vec::as_slice),
            rest,
        }
    }

    /// The address of the same list without words.
    pub(super) fn without_words(&self) -> String {
        let mut other = self.clone();
        other.page = 1;
        other.words = None;
        other.ids.clear();
        other.address()
    }

    /// The address of another page of the same list.
    pub(super) fn at_page(&self, page: usize) -> String {
        let mut other = self.clone();
        other.page = page;
        other.address()
    }

    /// The address of the same records in another view.
    pub(super) fn in_view(&self, view: ListView) -> String {
        let mut other = self.clone();
        (other.page, other.view) = (1, view);
        other.address()
    }

    /// The address of the same records in another order.
    pub(super) fn sorted(&self, sort: &str) -> String {
        let mut other = self.clone();
        (other.page, other.sort) = (1, Some(sort.to_owned()));
        other.address()
    }

    /// The address of something else about the same records: `/projects/selection.csv`.
    pub(super) fn beside(&self, last: &str) -> String {
        self.beside_at(last, 1)
    }

    /// The same, from a page on.
    pub(super) fn beside_at(&self, last: &str, page: usize) -> String {
        let mut link = Link::to(&format!("{}/{last}", self.href));
        self.put_words(&mut link);
        self.put_values(&mut link, 0..self.names.len());
        if let Some(sort) = &self.sort {
            link.add(SORT, sort);
        }
        if let Some(day) = &self.as_of {
            link.add(AS_OF, day);
        }
        if page > 1 {
            link.add(PAGE, &page.to_string());
        }
        link.text()
    }

    /// The parameters of a form that asks for something named `but` besides.
    pub(super) fn carried(&self, but: &[&str]) -> Vec<(String, String)> {
        let mut link = Link::default();
        self.put_words(&mut link);
        self.put_values(&mut link, 0..self.names.len());
        self.put_shape(&mut link);
        let mut pairs = link.pairs;
        pairs.retain(|(name, _)| !but.contains(&name.as_str()));
        pairs
    }

    /// The address of what is asked for.
    pub(super) fn address(&self) -> String {
        let mut link = Link::to(&self.href);
        self.put_words(&mut link);
        self.put_values(&mut link, 0..self.names.len());
        self.put_shape(&mut link);
        if self.page > 1 {
            link.add(PAGE, &self.page.to_string());
        }
        link.text()
    }

    fn put_words(&self, link: &mut Link) {
        if let Some(words) = &self.words {
            link.add(WORDS, words);
        }
    }

    fn put_values(&self, link: &mut Link, places: std::ops::Range<usize>) {
        for place in places {
            for value in &self.values[place] {
                link.add(&self.names[place], value);
            }
        }
    }

    /// All but words, values and page.
    fn put_shape(&self, link: &mut Link) {
        if let Some(sort) = &self.sort {
            link.add(SORT, sort);
        }
        if self.per != PER_PAGE[0] {
            link.add(PER, &self.per.to_string());
        }
        match &self.view {
            ListView::List => {}
            ListView::Table => link.add(VIEW, "table"),
            ListView::Map => link.add(VIEW, "map"),
            ListView::Details(name) => link.add(VIEW, name),
        }
        if let Some(day) = &self.as_of {
            link.add(AS_OF, day);
        }
    }
}

/// An address with room for the values of one filter.
pub(super) struct Around<'a> {
    first: Link,
    name: &'a str,
    chosen: &'a [String],
    rest: Link,
}

impl Around<'_> {
    /// The address with a value chosen, or no longer chosen.
    pub(super) fn toggled(&self, value: &str) -> String {
        let mut link = self.first.clone();
        let mut was_chosen = false;
        for known in self.chosen {
            if known == value {
                was_chosen = true;
            } else {
                link.add(self.name, known);
            }
        }
        if !was_chosen {
            link.add(self.name, value);
        }
        link.append(&self.rest);
        link.text()
    }
}

/// Whether a value can stand behind a parameter that is no filter; of orders the index decides.
pub(super) fn is_shape(one: &TypeStandard, name: &str, value: &str) -> bool {
    match name {
        SORT => false,
        PAGE => value.bytes().all(|byte| byte.is_ascii_digit()),
        PER => PER_PAGE.iter().any(|per| per.to_string() == value),
        VIEW => value == "list" || view(one, value) != ListView::List,
        _ => true,
    }
}

fn view(one: &TypeStandard, text: &str) -> ListView {
    let spec = &one.profile.list;
    match text {
        "table" => ListView::Table,
        "map" if spec.places.is_some() => ListView::Map,
        name if spec
            .details
            .as_ref()
            .is_some_and(|details| details.name == name) =>
        {
            ListView::Details(name.to_owned())
        }
        _ => ListView::List,
    }
}

fn per(text: &str) -> usize {
    let asked = text.parse().unwrap_or(PER_PAGE[0]);
    if PER_PAGE.contains(&asked) {
        asked
    } else {
        PER_PAGE[0]
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
