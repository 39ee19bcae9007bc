//! What is said around a plot.

/// The words that go with a chart: without them a plot is a picture of nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caption {
    /// Names the chart on its page and in its downloads, such as `starts-by-year`.
    pub id: String,
    /// What is shown, or better, what it shows: the heading.
    pub title: String,
    /// What a person who does not see the plot should know of it, in a sentence or two.
    pub description: String,
    /// Where the numbers come from; may be empty.
    pub source: String,
    /// How many records it rests on, such as `248 of 319 projects`, and other limits; may be empty.
    pub note: String,
}

impl Caption {
    /// A caption with an id and a title; the rest is set by field.
    #[must_use]
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            ..Self::default()
        }
    }

    /// The same with a description.
    #[must_use]
    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// The same with a source line.
    #[must_use]
    pub fn sourced(mut self, source: impl Into<String>) -> Self {
        self.source = source.into();
        self
    }

    /// The same with a note on how many records the chart rests on.
    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// The id with nothing in it that an HTML id, a file name or a URL would mind.
    #[must_use]
    pub fn slug(&self) -> String {
        let mut slug = String::new();
        for character in self.id.chars() {
            if character.is_ascii_alphanumeric() {
                slug.push(character.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let slug = slug.trim_end_matches('-');
        if slug.starts_with(|first: char| first.is_ascii_alphabetic()) {
            slug.to_owned()
        } else {
            format!("chart-{slug}").trim_end_matches('-').to_owned()
        }
    }
}
