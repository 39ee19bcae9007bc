//! The landscape as a document for programs.

use indigo_insight::{Compared, Landscape, Unit};
use serde_json::{Map, Value, json};

use super::{charts::named, csv_file::unit, seen::Seen};
use crate::site::Site;

/// Day, selection, figures, counts, ties; the block of a country and the comparison when asked for.
pub(super) fn document(site: &Site, seen: &Seen<'_>) -> Value {
    let day = seen.day.clone().unwrap_or_else(indigo_registry::Day::today);
    let selection: Vec<Value> = seen
        .picked
        .parameters
        .iter()
        .map(|(name, value)| json!({"parameter": name, "value": value}))
        .collect();
    let mut document = json!({
        "as_of": day.as_str(),
        "selection": selection,
        "said": seen.picked.said,
    });
    let parts = part(site, seen, &seen.now);
    if let (Some(document), Value::Object(parts)) = (document.as_object_mut(), parts) {
        document.extend(parts);
        document.insert("ties".to_owned(), json!(seen.now.ties));
        let country = seen.about.as_ref().map(|about| {
            let mut block = part(site, seen, &about.landscape);
            block["code"] = json!(about.code);
            block["name"] = json!(site.countries.name(&about.code));
            let compared = seen.before.as_ref().zip(about.compared.as_ref());
            block["compared"] = json!(
                compared.map(|(before, change_of)| compared_with(before.day.as_str(), change_of))
            );
            block
        });
        document.insert("country".to_owned(), json!(country));
        let compared = seen
            .before
            .as_ref()
            .map(|before| compared_with(before.day.as_str(), &before.compared));
        document.insert("compared".to_owned(), json!(compared));
    }
    document
}

fn compared_with(day: &str, change_of: &Compared) -> Value {
    let figures = change_of.figures.iter().map(|change| {
        let change_of = json!({
            "title": change.title, "unit": unit(change.unit), "before": change.before,
            "after": change.after, "difference": change.difference,
        });
        (change.key.clone(), change_of)
    });
    let mut changed: Map<String, Value> = Map::new();
    for one in &change_of.changed {
        let of_figure = changed.entry(one.key.clone()).or_insert_with(|| json!([]));
        if let Some(of_figure) = of_figure.as_array_mut() {
            of_figure.push(json!({
                "id": one.id, "before": one.before, "after": one.after,
                "difference": one.adds(),
            }));
        }
    }
    json!({
        "with": day,
        "figures": figures.collect::<Map<_, _>>(),
        "new": change_of.new,
        "gone": change_of.gone,
        "changed": changed,
    })
}

fn part(site: &Site, seen: &Seen<'_>, of_these: &Landscape) -> Value {
    let figures = of_these.figures.iter().map(|figure| {
        let value = match (figure.unit, figure.value) {
            // Counts are whole numbers, and are written as such.
            (Unit::Projects | Unit::Countries | Unit::Records, Some(value)) => {
                serde_json::from_str(&value.to_string()).unwrap_or(Value::Null)
            }
            (_, value) => json!(value),
        };
        let figure_of = json!({
            "title": figure.title, "value": value, "unit": unit(figure.unit),
            "n": figure.n, "of": figure.of, "rule": figure.rule,
        });
        (figure.key.clone(), figure_of)
    });
    let groups = of_these.groups.iter().map(|group| {
        let shares: Vec<Value> = group
            .shares
            .iter()
            .map(|share| {
                json!({
                    "key": share.key,
                    "name": named(site, seen, &group.key, &share.key),
                    "projects": share.projects,
                })
            })
            .collect();
        let group_of = json!({
            "title": group.title, "n": group.n, "of": group.of, "not_known": group.not_known,
            "each_once": group.each_once, "rule": group.rule, "shares": shares,
        });
        (group.key.clone(), group_of)
    });
    json!({
        "figures": figures.collect::<Map<_, _>>(),
        "groups": groups.collect::<Map<_, _>>(),
    })
}
