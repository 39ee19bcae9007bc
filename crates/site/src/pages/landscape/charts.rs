//! The charts of the landscape, each with what it shows as its title, and with the records behind
//! each bar where the list can be asked for them.

use indigo_charts::{
    Bar, Bars, Caption, Choropleth, Country, Drawing, Histogram, Network, Node, Tie,
};
use indigo_insight::{Group, Share};

use super::{seen::Seen, shown::grouped};
use crate::{
    facts::sdg,
    frame::{on_day, record_href},
    site::Site,
    words::{and, count, counted, small_first},
};

/// How many of those who are named most have a bar.
const BARS: usize = 15;
/// How many ties the network has; beyond, nobody sees anything.
const TIES: usize = 80;
/// The type of those who have roles.
const ORGANISATION: &str = "organisation";

/// Groups that have a chart, in order: name of the group, id of the chart, filter of the list.
const CHARTS: [(&str, &str, Option<&str>); 11] = [
    ("countries", "countries", Some("country")),
    ("sectors", "sectors", Some("sector")),
    ("stages", "stages", Some("stage")),
    ("start_years", "starts", Some("start")),
    ("capital_bands", "capital", Some("capital")),
    ("duration_bands", "durations", None),
    ("sdg_goals", "goals", None),
    ("payers", "payers", Some("payer")),
    ("investors", "investors", Some("investor")),
    ("providers", "providers", Some("provider")),
    ("intermediaries", "intermediaries", Some("intermediary")),
];

/// All charts of the landscape.
pub(super) fn drawings(site: &Site, seen: &Seen<'_>) -> Vec<Drawing> {
    let of_groups = CHARTS.iter().filter_map(|&(key, id, filter)| {
        let group = seen.now.group(key)?;
        Some(Chart {
            site,
            seen,
            group,
            id,
            filter,
        })
    });
    let mut drawings: Vec<Drawing> = of_groups.map(|chart| chart.draw()).collect();
    drawings.push(network(site, seen));
    drawings
}

/// What a share of a group is called.
pub(super) fn named(site: &Site, seen: &Seen<'_>, group: &str, key: &str) -> String {
    match group {
        "countries" => site.countries.name(key).to_owned(),
        "sdg_goals" => sdg::goal(key),
        "capital_bands" => band(key, |edge| {
            if edge >= 1e6 {
                format!("US${} million", grouped(edge / 1e6, 1))
            } else {
                format!("US${}", grouped(edge, 0))
            }
        }),
        "duration_bands" => band(key, |edge| format!("{} months", grouped(edge, 0))),
        "payers" | "investors" | "providers" | "intermediaries" => seen
            .picked
            .index
            .catalogue
            .entry(ORGANISATION, key)
            .map_or_else(|| key.to_owned(), |entry| entry.card.name.clone()),
        _ => key.to_owned(),
    }
}

/// A band in words: `less than US$500,000`, `US$1 million to US$2 million`.
fn band(key: &str, edge: impl Fn(f64) -> String) -> String {
    let (from, to) = key.split_once('-').unwrap_or((key, ""));
    match (from.parse().map(&edge), to.parse().map(&edge)) {
        (Ok(from), Ok(to)) => format!("{from} to {to}"),
        (Err(_), Ok(to)) => format!("less than {to}"),
        (Ok(from), Err(_)) => format!("{from} or more"),
        _ => key.to_owned(),
    }
}

/// A group with all that its chart needs.
struct Chart<'a> {
    site: &'a Site,
    seen: &'a Seen<'a>,
    group: &'a Group,
    id: &'a str,
    filter: Option<&'a str>,
}

impl Chart<'_> {
    fn draw(&self) -> Drawing {
        let (label, measure) = (self.group.title.clone(), "Projects".to_owned());
        match self.id {
            "countries" => Choropleth {
                caption: self.caption(),
                measure,
                countries: self
                    .group
                    .shares
                    .iter()
                    .map(|share| self.country(share))
                    .collect(),
            }
            .draw(),
            "starts" | "capital" | "durations" => Histogram {
                caption: self.caption(),
                label,
                measure,
                bins: self.bars(),
            }
            .draw(),
            _ => Bars {
                caption: self.caption(),
                label,
                measure,
                bars: self.bars(),
            }
            .draw(),
        }
    }

    /// The shares that have a bar; years without a start have one too, so that gaps are seen.
    fn shares(&self) -> Vec<Share> {
        let shares = &self.group.shares;
        if self.id != "starts" {
            let most = if self.group.each_once {
                usize::MAX
            } else {
                self.most()
            };
            return shares.iter().take(most).cloned().collect();
        }
        let year = |share: Option<&Share>| share.and_then(|share| share.key.parse::<u16>().ok());
        let (Some(first), Some(last)) = (year(shares.first()), year(shares.last())) else {
            return shares.clone();
        };
        // A year that is centuries off is a slip; it is shown, but not all the years between.
        if last.saturating_sub(first) > 60 {
            return shares.clone();
        }
        (first..=last)
            .map(|year| {
                let key = format!("{year:04}");
                let known = shares.iter().find(|share| share.key == key);
                let projects = known.map_or(0, |share| share.projects);
                Share { key, projects }
            })
            .collect()
    }

    /// How many bars a chart has where a project may have several.
    fn most(&self) -> usize {
        if self.id == "goals" { 17 } else { BARS }
    }

    fn bars(&self) -> Vec<Bar> {
        let mut bars: Vec<Bar> = self
            .shares()
            .iter()
            .map(|share| Bar {
                label: self.name(&share.key),
                value: number(share.projects),
                shown: count(share.projects),
                href: self.href(share),
            })
            .collect();
        if self.group.each_once && self.group.not_known > 0 {
            bars.push(Bar {
                label: "Not known".to_owned(),
                value: number(self.group.not_known),
                shown: count(self.group.not_known),
                href: (self.id == "capital")
                    .then(|| self.seen.projects_href(&[("capital", "unknown")]))
                    .flatten(),
            });
        }
        bars
    }

    fn country(&self, share: &Share) -> Country {
        Country {
            code: share.key.clone(),
            name: self.name(&share.key),
            value: number(share.projects),
            shown: count(share.projects),
            href: self.href(share),
        }
    }

    fn name(&self, key: &str) -> String {
        named(self.site, self.seen, &self.group.key, key)
    }

    /// What a share is called within a sentence.
    fn in_sentence(&self, key: &str) -> String {
        match self.id {
            "countries" => self.site.countries.in_sentence(key),
            "sectors" | "stages" => small_first(&self.name(key)),
            _ => self.name(key),
        }
    }

    /// The projects behind a bar.
    fn href(&self, share: &Share) -> Option<String> {
        let filter = self.filter.filter(|_| share.projects > 0)?;
        // Those who are not public are no choice of the list.
        let is_party = !self.group.each_once && self.id != "countries";
        let catalogue = &self.seen.picked.index.catalogue;
        if is_party && catalogue.entry(ORGANISATION, &share.key).is_none() {
            return None;
        }
        self.seen.projects_href(&[(filter, &share.key)])
    }

    fn caption(&self) -> Caption {
        let group = self.group;
        let mut note = format!(
            "{} of {}. {}",
            count(group.n),
            counted(group.of, "project", "projects"),
            group.rule
        );
        let hidden = group.shares.len().saturating_sub(self.most());
        if !group.each_once && self.id != "countries" && hidden > 0 {
            note.push_str(&format!(
                " The {} named most are shown; {} more are in the table of all figures.",
                self.most(),
                count(hidden)
            ));
        }
        if group.each_once && group.not_known > 0 {
            note.push_str(" With those that are not known, the bars add up to all projects.");
        }
        Caption::new(self.id, self.title())
            .described(format!("{} Most: {}.", group.rule, self.leading()))
            .sourced(source(self.seen))
            .noted(note)
    }

    /// The three that most projects have.
    fn leading(&self) -> String {
        let mut shares: Vec<&Share> = self
            .group
            .shares
            .iter()
            .filter(|share| share.projects > 0)
            .collect();
        shares.sort_by_key(|share| std::cmp::Reverse(share.projects));
        let named: Vec<String> = shares
            .iter()
            .take(3)
            .map(|share| {
                format!(
                    "{} ({})",
                    self.in_sentence(&share.key),
                    count(share.projects)
                )
            })
            .collect();
        if named.is_empty() {
            "nothing is known".to_owned()
        } else {
            and(&named)
        }
    }

    /// What the chart shows, in a heading.
    fn title(&self) -> String {
        let leading = self.leading();
        match self.id {
            "countries" => format!("Where: most projects are in {leading}"),
            "sectors" => format!("What for: {leading}"),
            "stages" => format!("How far they are: {leading}"),
            "starts" => format!("When they began: most in {leading}"),
            "capital" => format!("Capital committed: most often {leading}"),
            "durations" => format!("How long they run: most often {leading}"),
            "goals" => format!("Goals named most: {leading}"),
            "payers" => format!("Who pays for outcomes: {leading}"),
            "investors" => format!("Who invests: {leading}"),
            "providers" => format!("Who delivers: {leading}"),
            _ => format!("Who helps as an intermediary: {leading}"),
        }
    }
}

fn source(seen: &Seen<'_>) -> String {
    format!("public records on {}", seen.day_in_words())
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// Organisations that share projects.
fn network(site: &Site, seen: &Seen<'_>) -> Drawing {
    let catalogue = &seen.picked.index.catalogue;
    let organisations = site.standard().get(ORGANISATION);
    let mut nodes: Vec<Node> = Vec::new();
    let mut ties = Vec::new();
    let mut known_ids: Vec<String> = Vec::new();
    let mut node_of = |id: &str, nodes: &mut Vec<Node>| -> Option<usize> {
        if let Some(at) = known_ids.iter().position(|known| known == id) {
            return Some(at);
        }
        let entry = catalogue.entry(ORGANISATION, id)?;
        known_ids.push(id.to_owned());
        nodes.push(Node {
            name: entry.card.name.clone(),
            kind: 0,
            href: organisations.map(|one| on_day(&record_href(one, id), seen.day.as_ref())),
        });
        Some(nodes.len() - 1)
    };
    for tie in seen.now.ties.iter().take(TIES) {
        let (Some(a), Some(b)) = (node_of(&tie.a, &mut nodes), node_of(&tie.b, &mut nodes)) else {
            continue;
        };
        ties.push(Tie {
            a,
            b,
            weight: number(tie.projects),
            shown: count(tie.projects),
        });
    }
    let title = match seen.now.ties.first() {
        Some(most) => format!(
            "Who works with whom: {} pairs of organisations share at least two projects, one pair {}",
            count(seen.now.ties.len()),
            count(most.projects)
        ),
        None => "Who works with whom: no two organisations share two projects".to_owned(),
    };
    let hidden = seen.now.ties.len().saturating_sub(TIES);
    let mut note = "Organisations that have any role in at least two projects together.".to_owned();
    if hidden > 0 {
        note.push_str(&format!(
            " The {TIES} pairs that share most are shown; {} more are in the JSON document of all figures.",
            count(hidden)
        ));
    }
    Network {
        caption: Caption::new("network", title)
            .described("Each dot is an organisation; a line joins two that share projects.")
            .sourced(source(seen))
            .noted(note),
        measure: "Projects in common".to_owned(),
        kinds: vec!["Organisation".to_owned()],
        nodes,
        ties,
    }
    .draw()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_said_in_words() {
        let edge = |edge: f64| grouped(edge, 0);
        for (key, expected) in [
            ("-500000", "less than 500,000"),
            ("500000-1000000", "500,000 to 1,000,000"),
            ("10000000-", "10,000,000 or more"),
        ] {
            assert_eq!(band(key, edge), expected);
        }
    }
}
