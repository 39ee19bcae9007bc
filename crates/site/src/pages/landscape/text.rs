//! The landscape as a text to paste into a newsletter.

use indigo_insight::{Compared, Group, Landscape};

use super::{
    charts::named,
    seen::Seen,
    shown::{day_in_words, grouped, shown},
};
use crate::{
    site::Site,
    words::{count, counted},
};

/// How many of a kind are named.
const NAMED: usize = 8;

/// The text.
pub(super) fn text(site: &Site, seen: &Seen<'_>, address: &str) -> String {
    let mut out = format!(
        "The landscape of outcomes contracts on {}\n",
        seen.day_in_words()
    );
    if !seen.picked.is_all {
        out.push_str(&format!("{}\n", seen.picked.said));
    }
    out.push('\n');
    part(&mut out, &seen.now);
    for (key, words) in [
        ("stages", "By stage"),
        ("sectors", "By policy sector"),
        ("countries", "Leading countries"),
    ] {
        if let Some(group) = seen.now.group(key) {
            out.push_str(&shares(site, seen, group, words));
        }
    }
    if let Some(about) = &seen.about {
        out.push_str(&format!("\n{}\n\n", site.countries.name(&about.code)));
        part(&mut out, &about.landscape);
        if let Some(group) = about.landscape.group("sectors") {
            out.push_str(&shares(site, seen, group, "By policy sector"));
        }
        if let Some((before, change_of)) = seen.before.as_ref().zip(about.compared.as_ref()) {
            let other = day_in_words(&before.day);
            out.push_str(&format!("\nCompared with {other}\n\n"));
            compared(&mut out, change_of);
        }
    }
    if let Some(before) = &seen.before {
        let whole = match seen.about {
            Some(_) => "The whole compared",
            None => "Compared",
        };
        let other = day_in_words(&before.day);
        out.push_str(&format!("\n{whole} with {other}\n\n"));
        compared(&mut out, &before.compared);
    }
    if seen.day.is_some() || seen.before.is_some() {
        out.push_str(&format!("\n{}\n", super::shown::OF_THE_PAST));
    }
    out.push_str(&format!(
        "\nHow each figure is made, and the records behind it: {address}\n"
    ));
    out
}

/// What changed, figure by figure, and how many projects are new or gone.
fn compared(out: &mut String, change_of: &Compared) {
    for [title, was, is, difference] in super::shown::compared_rows(change_of) {
        if difference != "none" {
            out.push_str(&format!("- {title}: {is}, before {was} ({difference})\n"));
        }
    }
    out.push_str(&format!(
        "- New projects: {}; no longer there: {}\n",
        count(change_of.new.len()),
        count(change_of.gone.len())
    ));
}

/// The headline figures as sentences.
fn part(out: &mut String, of_these: &Landscape) {
    let figure = |key: &str| of_these.figure(key);
    let whole = |key: &str| {
        let value = figure(key).and_then(|figure| figure.value);
        value.map_or_else(|| "0".to_owned(), |value| grouped(value, 0))
    };
    let rests = |key: &str| figure(key).map_or_else(String::new, super::shown::of);
    let said = |key: &str| figure(key).map_or_else(String::new, shown);
    out.push_str(&format!(
        "- Projects: {}, in {}\n",
        whole("projects"),
        counted(
            of_these
                .group("countries")
                .map_or(0, |group| group.shares.len()),
            "country",
            "countries"
        )
    ));
    out.push_str(&format!(
        "- Capital committed: {} ({} projects: {} with an exact amount, {} with the minimum of a range); the median is {}\n",
        said("capital_sum"), rests("capital_sum"), whole("capital_exact"), whole("capital_minimum"), said("capital_median"),
    ));
    out.push_str(&format!(
        "- People reached or to be reached (actual number, else target): {} ({} projects: {} with the actual number, {} with the targeted number; {} with neither)\n",
        said("users_sum"), rests("users_sum"), whole("users_actual"), whole("users_target"), whole("users_none"),
    ));
    out.push_str(&format!(
        "- Duration: median {}, mean {} ({} projects)\n",
        said("duration_median"),
        said("duration_mean"),
        rests("duration_median"),
    ));
}

fn shares(site: &Site, seen: &Seen<'_>, group: &Group, words: &str) -> String {
    let mut parts: Vec<String> = group
        .shares
        .iter()
        .take(NAMED)
        .map(|share| {
            format!(
                "{} {}",
                named(site, seen, &group.key, &share.key),
                count(share.projects)
            )
        })
        .collect();
    let hidden = group.shares.len().saturating_sub(NAMED);
    if hidden > 0 {
        parts.push(format!("{} others", count(hidden)));
    }
    if group.each_once && group.not_known > 0 {
        parts.push(format!("not known {}", count(group.not_known)));
    }
    format!(
        "- {words} ({} of {} projects): {}\n",
        count(group.n),
        count(group.of),
        parts.join(", ")
    )
}
