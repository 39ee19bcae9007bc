//! What other records say, as far as a check needs it.

use indigo_model::{Value, pointer};

use crate::amounts;

/// What is known of other records.
pub trait World {
    /// Whether it can be told at all which records of a type there are.
    fn knows(&self, record_type: &str) -> bool;

    /// The record of a type with exactly this id.
    fn record(&self, record_type: &str, id: &str) -> Option<KnownRecord>;

    /// The projects that name a fund; `None` when that cannot be told.
    fn projects_of_fund(&self, fund: &str) -> Option<Vec<LinkedProject>>;
}

/// What a check may want to know of another record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRecord {
    /// Its name, when it has one.
    pub name: Option<String>,
    /// Whether the public sees it.
    pub public: bool,
}

/// A project that a fund pays into, with the amounts that a fund sums up.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkedProject {
    /// The project's id.
    pub id: String,
    /// Currency of the most that may be paid for outcomes.
    pub cap_currency: Option<String>,
    /// The most that may be paid for outcomes, in that currency.
    pub cap: Option<f64>,
}

impl LinkedProject {
    /// Reads what a fund sums up from the data of a project.
    #[must_use]
    pub fn read(id: &str, data: &Value) -> Self {
        const CAP: &str = "/overall_project_finance/maximum_potential_outcome_payment_v2";
        Self {
            id: id.to_owned(),
            cap_currency: pointer::text(data, &format!("{CAP}/currency/value")).map(str::to_owned),
            cap: amounts::number_at(data, &format!("{CAP}/amount/value")),
        }
    }
}

/// A world of which nothing is known: no reference can be called wrong.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unknown;

impl World for Unknown {
    fn knows(&self, _: &str) -> bool {
        false
    }

    fn record(&self, _: &str, _: &str) -> Option<KnownRecord> {
        None
    }

    fn projects_of_fund(&self, _: &str) -> Option<Vec<LinkedProject>> {
        None
    }
}
