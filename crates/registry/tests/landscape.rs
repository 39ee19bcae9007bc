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
    landscape(&projects, &[])
}

/// Our figure → where the script has it.
const FIGURES: [(&str, &str); 20] = [
    ("projects", "/projects"),
    ("capital_sum", "/capital_usd/sum"),
    ("capital_median", "/capital_usd/median"),
    ("capital_exact", "/capital_usd/exact"),
    ("capital_minimum", "/capital_usd/minimum"),
    ("users_sum", "/service_users/sum"),
    ("users_median", "/service_users/median"),
    ("users_actual", "/service_users/actual"),
    ("users_target", "/service_users/target"),
    ("users_none", "/service_users/none"),
    ("duration_median", "/duration_months/median"),
    ("duration_mean", "/duration_months/mean"),
    ("duration_stated_actual", "/duration_months/stated_actual"),
    (
        "duration_stated_anticipated",
        "/duration_months/stated_anticipated",
    ),
    ("duration_dates_actual", "/duration_months/dates_actual"),
    (
        "duration_dates_anticipated",
        "/duration_months/dates_anticipated",
    ),
    ("n of capital_sum", "/capital_usd/n"),
    ("n of users_sum", "/service_users/n"),
    ("n of duration_median", "/duration_months/n"),
    ("n of duration_mean", "/duration_months/n"),
];

/// Our group → where the script has it.
const GROUPS: [(&str, &str); 5] = [
    ("stages", "/stages"),
    ("sectors", "/sectors"),
    ("countries", "/countries"),
    ("start_years", "/start_years"),
    ("sdg_goals", "/sdg_goals"),
];

fn same(ours: &Landscape, theirs: &Value, where_it_is: &str) {
    for (key, at) in FIGURES {
        let theirs = theirs
            .pointer(at)
            .unwrap_or_else(|| panic!("{at}"))
            .as_f64();
        let ours = match key.strip_prefix("n of ") {
            Some(key) => ours
                .figure(key)
                .map(|figure| f64::from(u32::try_from(figure.n).unwrap())),
            None => ours.figure(key).unwrap().value,
        };
        // The script rounds the mean to six digits after the point.
        let ours = match key {
            "duration_mean" => ours.map(|mean| (mean * 1e6).round() / 1e6),
            _ => ours,
        };
        assert_eq!(ours, theirs, "{where_it_is}: {key}");
    }
    for (key, at) in GROUPS {
        let group = ours.group(key).unwrap();
        let ours: BTreeMap<&str, u64> = group
            .shares
            .iter()
            .map(|share| (share.key.as_str(), share.projects as u64))
            .collect();
        let theirs = theirs.pointer(at).unwrap().as_object().unwrap();
        let theirs: BTreeMap<&str, u64> = theirs
            .iter()
            .map(|(key, count)| (key.as_str(), count.as_u64().unwrap()))
            .collect();
        assert_eq!(ours, theirs, "{where_it_is}: {key}");
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
        same(
            &britain,
            &theirs["country_blocks"]["GB"],
            &format!("{month} GB"),
        );
    }
}

#[test]
fn the_newest_of_two_dated_exports_has_the_same_figures_on_its_day() {
    let (Some(april), Some(may)) = (shared("data/indigo/2025-04"), shared("data/indigo/2025-05"))
    else {
        return;
    };
    let Some(theirs) = independent(&may) else {
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
    assert_eq!(on("2025-04-30").ids.len(), 314);
}
