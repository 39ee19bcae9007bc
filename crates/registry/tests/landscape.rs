//! The landscape against a script that shares no line with it: every figure over real exports.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::print_stderr, reason = "what was left out is said")]

mod support;

use std::{collections::BTreeMap, path::Path, process::Command};

use indigo_insight::{Landscape, landscape};
use indigo_registry::{Catalogue, Day, ImportOptions, Reader};
use serde_json::Value;
use support::{import, shared, sqlite};

/// What the script says of an export; nothing where there is no Python.
fn independent(export: &Path) -> Option<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/independent/landscape.py");
    let out = match Command::new("python3").arg(script).arg(export).output() {
        Ok(out) => out,
        Err(error) => {
            eprintln!("left out: python3 cannot be run ({error})");
            return None;
        }
    };
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    Some(serde_json::from_slice(&out.stdout).unwrap())
}

fn of(catalogue: &Catalogue, country: Option<&str>) -> Landscape {
    let projects: Vec<_> = catalogue
        .entries("project")
        .iter()
        .filter(|entry| {
            country.is_none_or(|country| {
                let known = entry.card.facets.get("country").into_iter().flatten();
                known.into_iter().any(|one| one == country)
            })
        })
        .map(|entry| (entry.id.as_str(), &entry.card))
        .collect();
    landscape(&projects, &[], &|id| {
        catalogue.entry("organisation", id).is_some()
    })
}

/// Figure → the headline and the key under which the script has it, and where it has how many
/// projects the figure rests on; an empty key is for what rests on all projects.
const FIGURES: [(&str, &str, &str); 18] = [
    ("capital_sum", "capital_usd", "sum"),
    ("capital_median", "capital_usd", "median"),
    ("capital_exact", "capital_usd", "exact"),
    ("capital_minimum", "capital_usd", "minimum"),
    ("capital_none", "capital_usd", "none"),
    ("users_sum", "service_users", "sum"),
    ("users_median", "service_users", "median"),
    ("users_actual", "service_users", "actual"),
    ("users_target", "service_users", "target"),
    ("users_none", "service_users", "none"),
    ("duration_median", "duration_months", "median"),
    ("duration_mean", "duration_months", "mean"),
    ("duration_stated_actual", "duration_months", "stated_actual"),
    (
        "duration_stated_anticipated",
        "duration_months",
        "stated_anticipated",
    ),
    ("duration_dates_actual", "duration_months", "dates_actual"),
    (
        "duration_dates_anticipated",
        "duration_months",
        "dates_anticipated",
    ),
    ("duration_none", "duration_months", "none"),
    ("projects", "", "projects"),
];

/// The figures of a headline agree, and so does how many projects they rest on.
fn same_figures(ours: &Landscape, theirs: &Value, headlines: &[&str], where_it_is: &str) {
    for (key, headline, name) in FIGURES {
        if !headlines.contains(&headline) {
            continue;
        }
        let figure = ours.figure(key).unwrap();
        let of = if headline.is_empty() {
            theirs
        } else {
            &theirs[headline]
        };
        let place = format!("{where_it_is}: {key}");
        assert!(of.get(name).is_some(), "{place}: no {name}");
        let expected = &of[name];
        match (figure.value, expected.as_f64()) {
            // A quotient has no last digit; the script gives six.
            (Some(ours), Some(theirs)) if name == "mean" => {
                assert!((ours - theirs).abs() < 1e-6, "{place}: {ours} {theirs}");
            }
            (ours, theirs) => assert_eq!(ours, theirs, "{place}"),
        }
        let rests_on = match name {
            "sum" | "median" | "mean" => &of["n"],
            _ => &theirs["projects"],
        };
        assert_eq!(rests_on.as_u64(), Some(figure.n as u64), "{place}: n");
        assert_eq!(theirs["projects"].as_u64(), Some(figure.of as u64));
    }
}

/// The group agrees, also in what is not known.
fn same_group(ours: &Landscape, theirs: &Value, key: &str, where_it_is: &str) {
    let group = ours.group(key).unwrap();
    let place = format!("{where_it_is}: {key}");
    let shares = |of: BTreeMap<String, u64>| -> BTreeMap<String, u64> {
        of.into_iter()
            .filter(|(_, projects)| *projects > 0)
            .collect()
    };
    let found = group
        .shares
        .iter()
        .map(|share| (share.key.clone(), share.projects as u64));
    let expected: BTreeMap<String, u64> = serde_json::from_value(theirs[key].clone()).unwrap();
    let known = if group.each_once {
        expected.values().sum()
    } else {
        theirs["known"][key].as_u64().unwrap()
    };
    assert_eq!(shares(found.collect()), shares(expected), "{place}");
    assert_eq!(group.n as u64, known, "{place}: n");
    assert_eq!(group.n + group.not_known, group.of, "{place}: not known");
    assert_eq!(
        Some(group.of as u64),
        theirs["projects"].as_u64(),
        "{place}"
    );
}

fn same(ours: &Landscape, theirs: &Value, where_it_is: &str) {
    let headlines = ["", "capital_usd", "service_users", "duration_months"];
    same_figures(ours, theirs, &headlines, where_it_is);
    for group in &ours.groups {
        same_group(ours, theirs, &group.key, where_it_is);
    }
    let countries = ours.figure("countries").unwrap();
    let theirs_countries = theirs["countries"].as_object().unwrap().len();
    let theirs_countries = u32::try_from(theirs_countries).unwrap();
    assert_eq!(countries.value, Some(f64::from(theirs_countries)));
    // Nothing of ours is passed over, and nothing of theirs.
    assert_eq!(ours.figures.len(), FIGURES.len() + 1, "{where_it_is}");
    let known = theirs.as_object().unwrap().iter();
    let groups = known.filter(|(_, value)| {
        value
            .as_object()
            .is_some_and(|of| !of.is_empty() && of.values().all(Value::is_u64))
    });
    for (key, _) in groups {
        let is_ours = ours.group(key).is_some();
        let is_other = ["known", "tables", "projects_in_tables"].contains(&key.as_str())
            || FIGURES.iter().any(|(_, headline, _)| headline == key);
        assert!(
            is_ours || is_other,
            "{where_it_is}: {key} is compared with nothing"
        );
    }
}

#[test]
fn every_figure_is_what_an_independent_script_finds_in_the_files() {
    for (month, projects) in [("2025-04", 314), ("2025-05", 319)] {
        let Some(export) = shared(&format!("data/indigo/{month}")) else {
            return;
        };
        let Some(theirs) = independent(&export) else {
            return;
        };
        let here = sqlite();
        import(&here.registry, &[export]);
        let catalogue = here.registry.catalogue().unwrap();
        let ours = of(&catalogue, None);
        assert_eq!(ours.ids.len(), projects, "{month}");
        same(&ours, &theirs, month);
        let britain = of(&catalogue, Some("GB"));
        let block = &theirs["country_blocks"]["GB"];
        same(&britain, block, &format!("{month} GB"));
        for (record_type, table) in [("organisation", "organisations"), ("fund", "funds")] {
            let records = catalogue.entries(record_type).len();
            assert_eq!(theirs["tables"][table].as_u64(), Some(records as u64));
        }
        let ties = serde_json::to_value(&ours.ties).unwrap();
        assert_eq!(ties, theirs["ties"], "{month}");
    }
}

#[test]
fn of_two_dated_exports_each_has_its_figures_on_its_day() {
    let (Some(april), Some(may)) = (shared("data/indigo/2025-04"), shared("data/indigo/2025-05"))
    else {
        return;
    };
    let (Some(theirs_then), Some(theirs)) = (independent(&april), independent(&may)) else {
        return;
    };
    let here = sqlite();
    for (export, on) in [(april, "2025-04-30"), (may, "2025-05-31")] {
        let options = ImportOptions {
            dated: Day::parse(on),
            ..ImportOptions::default()
        };
        let summary = here
            .registry
            .import(&[export], &options, &mut |_| {})
            .unwrap();
        assert!(summary.accepted);
    }
    let on = |day: &str| {
        let catalogue = here
            .registry
            .catalogue_at(&Day::parse(day).unwrap())
            .unwrap();
        of(&catalogue, None)
    };
    same(&on("2025-05-31"), &theirs, "as of 2025-05-31");
    // An amount that became a range in May, and a range that became an amount, are as they were.
    let then = on("2025-04-30");
    let as_they_were = ["", "capital_usd", "service_users"];
    same_figures(&then, &theirs_then, &as_they_were, "as of 2025-04-30");
    for group in ["stages", "sectors", "capital_bands"] {
        same_group(&then, &theirs_then, group, "as of 2025-04-30");
    }
    // A duration that was taken out in May, with nothing in its place, is not shown of April.
    let durations = then.figure("duration_median").unwrap().n;
    assert_eq!(
        theirs_then["duration_months"]["n"].as_u64(),
        Some(durations as u64 + 1)
    );
}
