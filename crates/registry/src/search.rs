//! Full-text search over what is public: what is asked, and what is found.
//!
//! The index stands beside the database and follows it; it is brought up to date with the first
//! search after a change.

mod answer;
mod kept;
mod texts;

pub(crate) use kept::SearchShelf;

/// A search that somebody makes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchAsked {
    /// Only records of this type; of all types when there is none.
    pub record_type: Option<String>,
    /// What was typed.
    pub words: String,
    /// The most records to give.
    pub limit: usize,
    /// The most records to give of each type, where that is less.
    pub of_each: Option<usize>,
    /// Whether the matching places of each record are wanted too.
    pub passages: bool,
    /// Whether the words are to be taken as they stand, without looking for what may have been
    /// meant.
    pub exact: bool,
    /// Whether an answer may be of before many records were changed, which somebody else is taking
    /// in just now; otherwise it waits for them.
    pub may_be_behind: bool,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchFound {
    /// The records, best first, at most as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many records match in all.
    pub total: usize,
    /// How many of them there are of each type that has any, in the order of the standard.
    pub by_type: Vec<(String, usize)>,
    /// The words that were searched for in place of misspelt ones.
    pub instead: Option<String>,
    /// No record matches all words: these match most of them.
    pub is_partial: bool,
    /// Records that changed just now may be missing, as they are being taken in.
    pub is_behind: bool,
}

/// A record that was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hit {
    /// Type.
    pub record_type: String,
    /// Id.
    pub id: String,
    /// Its best matching places, when they were asked for.
    pub passages: Vec<Passage>,
}

/// A place of a record that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is: "Outcome metric 3: definition".
    pub label: String,
    /// Its text in pieces, each with whether it matches.
    pub text: Vec<(String, bool)>,
    /// The anchor of the place on the record's page, without `#`, when there is one.
    pub anchor: Option<String>,
}

/// Something that can be searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchSuggestion {
    /// What to type: a name, a sector, a country, a word.
    pub text: String,
    /// The type of the record that it is the name of.
    pub record_type: Option<String>,
    /// The id of that record.
    pub id: Option<String>,
}

impl SearchAsked {
    /// A search without passages.
    #[must_use]
    pub fn new(record_type: Option<&str>, words: &str, limit: usize) -> Self {
        Self {
            record_type: record_type.map(str::to_owned),
            words: words.to_owned(),
            limit,
            ..Self::default()
        }
    }
}

impl Hit {
    /// A record that was found, without passages.
    #[must_use]
    pub fn new(record_type: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            record_type: record_type.into(),
            id: id.into(),
            passages: Vec::new(),
        }
    }
}
