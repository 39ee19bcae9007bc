//! The landscape as a table: every figure and count with what it rests on and its rule.

use indigo_insight::{Compared, Landscape, Unit};

use super::{charts::named, seen::Seen};
use crate::site::Site;

/// The rows, with a header row.
pub(super) fn csv(site: &Site, seen: &Seen<'_>) -> String {
    let mut out = String::new();
    let head = [
        "day", "block", "figure", "of", "title", "value", "unit", "n", "out_of", "rule",
    ];
    line(&mut out, &head.map(str::to_owned));
    let day = seen
        .day
        .clone()
        .unwrap_or_else(indigo_registry::Day::today)
        .to_string();
    block(&mut out, site, seen, &day, "selection", &seen.now);
    if let Some(about) = &seen.about {
        block(&mut out, site, seen, &day, &about.code, &about.landscape);
    }
    if let Some(before) = &seen.before {
        compared(&mut out, before.day.as_str(), "", &before.compared);
        if let Some((about, change)) = seen
            .about
            .as_ref()
            .and_then(|about| Some((about, about.compared.as_ref()?)))
        {
            compared(&mut out, before.day.as_str(), &about.code, change);
        }
    }
    out
}

/// The figures of the other day, what they are less now, and which projects are new or gone; in
/// blocks of their own, after the code of the country where it is its part.
fn compared(out: &mut String, day: &str, country: &str, change_of: &Compared) {
    let block = |what: &str| format!("{country} {what}").trim_start().to_owned();
    for (what, rule) in [
        ("compared", "The same figure on the day compared with."),
        (
            "difference",
            "The figure, less the same on the day compared with.",
        ),
    ] {
        for change in &change_of.figures {
            let value = match what {
                "compared" => change.before,
                _ => change.difference,
            };
            let row = [
                day.to_owned(),
                block(what),
                change.key.clone(),
                String::new(),
                change.title.clone(),
                number(value),
                unit(change.unit).to_owned(),
                String::new(),
                String::new(),
                rule.to_owned(),
            ];
            line(out, &row);
        }
    }
    for one in &change_of.changed {
        let row = [
            day.to_owned(),
            block("changed"),
            one.key.clone(),
            one.id.clone(),
            String::new(),
            number(Some(one.adds())),
            unit(one.unit).to_owned(),
            String::new(),
            String::new(),
            "What the project, which there is on both days, adds to the difference.".to_owned(),
        ];
        line(out, &row);
    }
    for (what, ids) in [("new", &change_of.new), ("gone", &change_of.gone)] {
        for id in ids {
            let mut row = [const { String::new() }; 10];
            row[0] = day.to_owned();
            row[1] = block("compared");
            row[2] = what.to_owned();
            row[3].clone_from(id);
            line(out, &row);
        }
    }
}

fn block(
    out: &mut String,
    site: &Site,
    seen: &Seen<'_>,
    day: &str,
    name: &str,
    of_these: &Landscape,
) {
    for figure in &of_these.figures {
        let row = [
            day.to_owned(),
            name.to_owned(),
            figure.key.clone(),
            String::new(),
            figure.title.clone(),
            number(figure.value),
            unit(figure.unit).to_owned(),
            figure.n.to_string(),
            figure.of.to_string(),
            figure.rule.clone(),
        ];
        line(out, &row);
    }
    for group in &of_these.groups {
        let not_known =
            (group.not_known > 0).then(|| (String::new(), "Not known".to_owned(), group.not_known));
        let shares = group.shares.iter().map(|share| {
            let title = named(site, seen, &group.key, &share.key);
            (share.key.clone(), title, share.projects)
        });
        for (key, title, projects) in shares.chain(not_known) {
            let row = [
                day.to_owned(),
                name.to_owned(),
                group.key.clone(),
                key,
                format!("{}: {title}", group.title),
                projects.to_string(),
                unit(Unit::Projects).to_owned(),
                group.n.to_string(),
                group.of.to_string(),
                group.rule.clone(),
            ];
            line(out, &row);
        }
    }
}

/// A number to the last digit; empty when it is not known.
fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The unit as programs read it.
pub(super) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Projects => "projects",
        Unit::UsDollars => "us_dollars",
        Unit::People => "people",
        Unit::Months => "months",
        Unit::Countries => "countries",
        Unit::Records => "records",
    }
}

fn line(out: &mut String, cells: &[String]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}
