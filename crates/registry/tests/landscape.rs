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

fn same(ours: &Landscape, theirs: &Value, where_it_is: &str) {
    let theirs_figures = theirs["figures"].as_object().unwrap();
    assert_eq!(ours.figures.len(), theirs_figures.len(), "{where_it_is}");
    for figure in &ours.figures {
        let theirs = &theirs_figures[&figure.key];
        let place = format!("{where_it_is}: {}", figure.key);
        assert_eq!(theirs["n"].as_u64(), Some(figure.n as u64), "{place}");
        match (figure.key.as_str(), figure.value, theirs["value"].as_f64()) {
            // A quotient has no last digit.
            ("duration_mean", Some(ours), Some(theirs)) => {
                assert!((ours - theirs).abs() < 1e-9, "{place}: {ours} {theirs}");
            }
            (_, ours, theirs) => assert_eq!(ours, theirs, "{place}"),
        }
    }
    let theirs_groups = theirs["groups"].as_object().unwrap();
    assert_eq!(ours.groups.len(), theirs_groups.len(), "{where_it_is}");
    for group in &ours.groups {
        let theirs = &theirs_groups[&group.key];
        let place = format!("{where_it_is}: {}", group.key);
        assert_eq!(theirs["n"].as_u64(), Some(group.n as u64), "{place}");
        assert_eq!(
            theirs["not_known"].as_u64(),
            Some(group.not_known as u64),
            "{place}"
        );
        let shares: BTreeMap<&str, u64> = group
            .shares
            .iter()
            .filter(|share| share.projects > 0)
            .map(|share| (share.key.as_str(), share.projects as u64))
            .collect();
        let theirs: BTreeMap<&str, u64> = theirs["shares"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(key, count)| (key.as_str(), count.as_u64().unwrap()))
            .collect();
        assert_eq!(shares, theirs, "{place}");
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
        same(&britain, &theirs["countries"]["GB"], &format!("{month} GB"));
        let ties = serde_json::to_value(&ours.ties).unwrap();
        assert_eq!(ties, theirs["ties"], "{month}");
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
