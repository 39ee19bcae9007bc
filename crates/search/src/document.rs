//! A record as the index takes it in: its public texts, each with its weight and its place.

/// The public texts of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Type of the record.
    pub record_type: String,
    /// Its id.
    pub id: String,
    /// Its texts, in the order of the record.
    pub texts: Vec<Text>,
}

/// A text of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// What kind of text it is.
    pub weight: Weight,
    /// What it is, for people: "Outcome metric 3: definition".
    pub label: String,
    /// The text.
    pub text: String,
    /// Other words by which it is found, such as the code of a country and its other names; they
    /// are never shown.
    pub also: String,
    /// Where it is on the record's page, when that is known.
    pub anchor: Option<String>,
}

/// What kind of text it is; the sooner it comes here, the more it counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// What the record is called.
    Name,
    /// Other names and identifiers.
    Identifier,
    /// What the record is classified as: sector, stage, goal.
    Class,
    /// Where it takes place.
    Place,
    /// Who takes part.
    Party,
    /// What is counted.
    Metric,
    /// Anything else that is said.
    #[default]
    Free,
    /// Documents and sources.
    Source,
}

impl Weight {
    /// All, in order.
    pub(crate) const ALL: [Self; 8] = [
        Self::Name,
        Self::Identifier,
        Self::Class,
        Self::Place,
        Self::Party,
        Self::Metric,
        Self::Free,
        Self::Source,
    ];

    /// The field of the index.
    pub(crate) fn field_name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Identifier => "identifier",
            Self::Class => "class",
            Self::Place => "place",
            Self::Party => "party",
            Self::Metric => "metric",
            Self::Free => "free",
            Self::Source => "source",
        }
    }

    /// By how much a match is multiplied.
    pub(crate) fn boost(self) -> f32 {
        match self {
            Self::Name => 5.0,
            Self::Identifier => 3.5,
            Self::Class => 3.0,
            Self::Place => 2.5,
            Self::Party => 1.6,
            Self::Metric => 1.2,
            Self::Free => 1.0,
            Self::Source => 0.5,
        }
    }

    /// How many words such texts of a record have on average. A constant, so that the rank of a
    /// record does not depend on how long the texts of others are.
    pub(crate) fn usual_words(self) -> u64 {
        match self {
            Self::Name | Self::Class => 6,
            Self::Identifier => 8,
            Self::Place => 20,
            Self::Party => 60,
            Self::Metric => 150,
            Self::Free => 200,
            Self::Source => 60,
        }
    }
}
