//! The landscape: what the projects of a selection come to.
//!
//! The rules are those of the figures that the field publishes month by month, each said beside its
//! figure; `docs/LANDSCAPE.md` explains them.

use std::collections::BTreeMap;

use indigo_publish::Card;
use serde::Serialize;

use crate::{
    Figure, Group, Tie, Unit,
    duration::{From, duration},
    exact::{mean, median, sum},
    figure::whole,
    group::{Order, Plan, band, bands},
    project::{capital, facet, goals, parties, users},
    ties::ties,
};

/// Edges of the bands of capital, in US dollars; those of the list's filter.
const CAPITAL_EDGES: [u32; 5] = [500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000];

/// Edges of the bands of durations, in months.
const DURATION_EDGES: [u32; 6] = [12, 24, 36, 48, 60, 84];

/// What a selection of projects comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Landscape {
    /// Figures, the headlines first.
    pub figures: Vec<Figure>,
    /// Counts of projects by what they have.
    pub groups: Vec<Group>,
    /// Organisations that share at least two projects.
    pub ties: Vec<Tie>,
    /// The ids of the projects.
    #[serde(skip)]
    pub ids: Vec<String>,
    /// Id → what the project adds to the sums.
    #[serde(skip)]
    pub(crate) amounts: BTreeMap<String, Amounts>,
}

/// What a project adds to the sums.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Amounts {
    /// Capital in US dollars, by the rule of the figure.
    pub(crate) capital: Option<f64>,
    /// People, by the rule of the figure.
    pub(crate) users: Option<f64>,
}

/// How many records of another type there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alongside {
    /// The type.
    pub key: String,
    /// What they are called.
    pub title: String,
    /// How many.
    pub records: usize,
}

impl Landscape {
    /// The figure of a name.
    #[must_use]
    pub fn figure(&self, key: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.key == key)
    }

    /// The group of a name.
    #[must_use]
    pub fn group(&self, key: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.key == key)
    }
}

/// The landscape of some projects, given by id and card; with counts of other types beside them.
///
/// `is_known` tells by id which organisations everybody may see: who is not public, or nowhere,
/// counts as nobody.
#[must_use]
pub fn landscape(
    projects: &[(&str, &Card)],
    alongside: &[Alongside],
    is_known: &dyn Fn(&str) -> bool,
) -> Landscape {
    let mut figures = Figures::new(projects.len());
    figures.count(
        "projects",
        "Projects",
        projects.len(),
        "All public projects of the selection.",
    );
    money(&mut figures, projects);
    people(&mut figures, projects);
    months(&mut figures, projects);
    let groups = groups(projects, is_known);
    if let Some(countries) = groups.iter().find(|group| group.key == "countries") {
        figures.add(
            "countries",
            "Countries of delivery",
            Unit::Countries,
            Some(whole(countries.shares.len())),
            countries.n,
            "Countries named in any place of delivery of a project.",
        );
    }
    for one in alongside {
        figures.all.push(Figure {
            key: one.key.clone(),
            title: one.title.clone(),
            unit: Unit::Records,
            value: Some(whole(one.records)),
            n: one.records,
            of: one.records,
            rule: "All public records of the type, whatever is selected.".to_owned(),
        });
    }
    Landscape {
        figures: figures.all,
        groups,
        ties: ties(projects.iter().map(|(_, card)| *card), is_known),
        ids: projects.iter().map(|(id, _)| (*id).to_owned()).collect(),
        amounts: projects
            .iter()
            .map(|(id, card)| {
                let amounts = Amounts {
                    capital: capital(card).map(|(amount, _)| amount),
                    users: users(card).map(|(people, _)| people),
                };
                ((*id).to_owned(), amounts)
            })
            .collect(),
    }
}

/// Figures in the making.
struct Figures {
    of: usize,
    all: Vec<Figure>,
}

impl Figures {
    fn new(of: usize) -> Self {
        Self {
            of,
            all: Vec::new(),
        }
    }

    fn add(
        &mut self,
        key: &str,
        title: &str,
        unit: Unit,
        value: Option<f64>,
        n: usize,
        rule: &str,
    ) {
        self.all.push(Figure {
            key: key.to_owned(),
            title: title.to_owned(),
            unit,
            value,
            n,
            of: self.of,
            rule: rule.to_owned(),
        });
    }

    /// A number of projects, which rests on all of them.
    fn count(&mut self, key: &str, title: &str, count: usize, rule: &str) {
        let of = self.of;
        self.add(key, title, Unit::Projects, Some(whole(count)), of, rule);
    }
}

fn money(figures: &mut Figures, projects: &[(&str, &Card)]) {
    let known: Vec<(f64, bool)> = projects
        .iter()
        .filter_map(|(_, card)| capital(card))
        .collect();
    let amounts: Vec<f64> = known.iter().map(|(amount, _)| *amount).collect();
    let exact = known.iter().filter(|(_, exact)| *exact).count();
    let (n, unit) = (known.len(), Unit::UsDollars);
    let total = (n > 0).then(|| sum(&amounts));
    figures.add("capital_sum", "Capital committed", unit, total, n,
        "The sum of what investors committed, in US dollars: the exact amount, and where only a range is known, its minimum.");
    figures.add("capital_median", "Median capital", unit, median(&amounts), n,
        "The middle of the same amounts; of an even number of projects, the mean of the two in the middle.");
    figures.count(
        "capital_exact",
        "Projects with an exact amount",
        exact,
        "Projects with an exact commitment in US dollars.",
    );
    figures.count(
        "capital_minimum",
        "Projects with the minimum of a range",
        n - exact,
        "Projects without an exact commitment that have the minimum of a range, in US dollars.",
    );
    figures.count(
        "capital_none",
        "Projects without a known amount",
        figures.of - n,
        "Projects with neither, in US dollars; an amount in another currency alone is not counted.",
    );
}

fn people(figures: &mut Figures, projects: &[(&str, &Card)]) {
    let known: Vec<(f64, bool)> = projects
        .iter()
        .filter_map(|(_, card)| users(card))
        .collect();
    let counts: Vec<f64> = known.iter().map(|(count, _)| *count).collect();
    let actual = known.iter().filter(|(_, actual)| *actual).count();
    let (n, unit) = (known.len(), Unit::People);
    let total = (n > 0).then(|| sum(&counts));
    figures.add("users_sum", "People reached or to be reached (actual number, else target)", unit, total, n,
        "The sum of the people or other beneficiaries that each service engaged, and where that is not known, of those that it was to reach.");
    figures.add(
        "users_median",
        "Median of people reached or to be reached",
        unit,
        median(&counts),
        n,
        "The middle of the same numbers.",
    );
    figures.count(
        "users_actual",
        "Projects with the actual number of people",
        actual,
        "Projects that state how many they engaged.",
    );
    figures.count(
        "users_target",
        "Projects with the targeted number of people",
        n - actual,
        "Projects that state how many they were to reach, but not how many they engaged.",
    );
    figures.count(
        "users_none",
        "Projects with neither number of people",
        figures.of - n,
        "Projects that state neither.",
    );
}

fn months(figures: &mut Figures, projects: &[(&str, &Card)]) {
    let known: Vec<(f64, From)> = projects
        .iter()
        .filter_map(|(_, card)| duration(card))
        .collect();
    let lengths: Vec<f64> = known.iter().map(|(months, _)| *months).collect();
    let (n, unit) = (known.len(), Unit::Months);
    figures.add("duration_median", "Median duration", unit, median(&lengths), n,
        "The middle of the months of service: as stated (actual, else anticipated), else from the month of the start to the month of the end (actual, else anticipated), when the end is later.");
    figures.add(
        "duration_mean",
        "Mean duration",
        unit,
        mean(&lengths),
        n,
        "The mean of the same months.",
    );
    let from = |wanted: From| known.iter().filter(|(_, from)| *from == wanted).count();
    figures.count(
        "duration_stated_actual",
        "Projects with the actual duration stated",
        from(From::StatedActual),
        "Projects that state the actual duration.",
    );
    figures.count(
        "duration_stated_anticipated",
        "Projects with the anticipated duration stated",
        from(From::StatedAnticipated),
        "Projects that state the anticipated duration alone.",
    );
    figures.count(
        "duration_dates_actual",
        "Projects with a duration from the dates, with the actual end",
        from(From::DatesActual),
        "Projects that state no duration, but the months of the start and of the actual end.",
    );
    figures.count("duration_dates_anticipated", "Projects with a duration from the dates, with the anticipated end", from(From::DatesAnticipated),
        "Projects that state no duration and no later actual end, but the months of the start and of the anticipated end.");
    figures.count(
        "duration_none",
        "Projects without a known duration",
        figures.of - n,
        "Projects of which no duration is stated and none can be worked out.",
    );
}

fn groups(projects: &[(&str, &Card)], is_known: &dyn Fn(&str) -> bool) -> Vec<Group> {
    let by_facet = |name: &'static str| move |(_, card): &(&str, &Card)| facet(card, name);
    let party = |key: &'static str, title: &'static str, rule: &'static str| {
        Plan {
            key,
            title,
            each_once: false,
            rule,
            order: Order::Most,
        }
        .counted(projects, |(_, card)| parties(card, key, is_known))
    };
    vec![
        Plan { key: "stages", title: "Stage of development", each_once: true, order: Order::Most,
            rule: "Projects by the stage that they are said to be in." }
            .counted(projects, by_facet("stage")),
        Plan { key: "sectors", title: "Policy sector", each_once: true, order: Order::Most,
            rule: "Projects by their policy sector." }
            .counted(projects, by_facet("sector")),
        Plan { key: "countries", title: "Country of delivery", each_once: false, order: Order::Most,
            rule: "Projects by the countries of their places of delivery; a project in two countries counts in both." }
            .counted(projects, by_facet("country")),
        Plan { key: "start_years", title: "Year of the start of service", each_once: true, order: Order::Value,
            rule: "Projects by the year in which the service began or is to begin." }
            .counted(projects, by_facet("start")),
        Plan { key: "sdg_goals", title: "Sustainable Development Goal", each_once: false, order: Order::Most,
            rule: "Projects by the goals that they name as primary or secondary; a project that names two counts in both." }
            .counted(projects, |(_, card)| goals(card)),
        Plan { key: "capital_bands", title: "Capital committed", each_once: true,
            order: Order::Given(bands(&CAPITAL_EDGES)),
            rule: "Projects by the capital committed in US dollars, by the rule of the sum; an amount on an edge is in the upper band." }
            .counted(projects, |(_, card)| {
                capital(card).and_then(|(amount, _)| band(&CAPITAL_EDGES, amount)).into_iter().collect()
            }),
        Plan { key: "duration_bands", title: "Duration in months", each_once: true,
            order: Order::Given(bands(&DURATION_EDGES)),
            rule: "Projects by the months of service, by the rule of the median; a duration on an edge is in the upper band." }
            .counted(projects, |(_, card)| {
                duration(card).and_then(|(months, _)| band(&DURATION_EDGES, months)).into_iter().collect()
            }),
        party("payers", "Outcome payer", "Projects by the organisations that pay for outcomes; each that is named counts."),
        party("investors", "Investor", "Projects by the organisations that invest; each that is named counts."),
        party("providers", "Service provider", "Projects by the organisations that deliver; each that is named counts."),
        party("intermediaries", "Intermediary", "Projects by the organisations that help as intermediaries; each that is named counts."),
    ]
}

#[cfg(test)]
mod tests;
