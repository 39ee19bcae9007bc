//! The real public exports: in, out again the same, and one over the other.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::path::Path;

use indigo_model::RecordKey;
use indigo_registry::{Day, Format, Reader, record_badge};
use support::{cells, csv_files, import, shared, sqlite};

/// Exports as CSV and compares every cell of every file of the original.
fn assert_same_bundle(registry: &indigo_registry::Registry, original: &Path, files: usize) {
    let out = tempfile::tempdir().unwrap();
    registry.export(out.path(), Format::Csv, false).unwrap();
    let ours = csv_files(out.path());
    let originals = csv_files(original);
    assert_eq!(originals.len(), files);
    for (name, path) in originals {
        let wanted = cells(&path);
        let found = cells(&ours[&name]);
        assert_eq!(found.len(), wanted.len(), "{name}: number of rows");
        for (row, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
            assert_eq!(found, wanted, "{name} row {}", row + 1);
        }
    }
}

#[test]
fn the_export_of_may_comes_out_as_it_came_and_twice_changes_nothing() {
    let Some(original) = shared("data/indigo/2025-05") else {
        return;
    };
    let one = sqlite();
    let summary = import(&one.registry, std::slice::from_ref(&original));
    assert_eq!(summary.types["project"].new, 319);
    assert_eq!(summary.types["organisation"].new, 1549);
    assert_eq!(summary.types["fund"].new, 21);
    let counts = &summary.problems.counts;
    for code in [
        "currency_not_iso_4217",
        "value_not_a_number",
        "reference_to_unknown_record",
    ] {
        assert!(counts.contains_key(code), "{code} is not among {counts:?}");
    }
    assert_same_bundle(&one.registry, &original, 29);

    let position = one.registry.position().unwrap();
    let again = import(&one.registry, &[original]);
    for (record_type, told) in &again.types {
        assert_eq!(
            (told.new, told.changed, told.not_in_file),
            (0, 0, 0),
            "{record_type}"
        );
    }
    assert_eq!(one.registry.position().unwrap(), position);
    let found = one.registry.verify(&mut |_, _| {}).unwrap();
    assert_eq!(found.differences, []);
}

#[test]
fn the_lists_come_out_as_they_came() {
    let Some(original) = shared("data/indigo/2025-05") else {
        return;
    };
    let one = sqlite();
    let lists = original.join("listings");
    import(&one.registry, std::slice::from_ref(&original));
    let summary = import(&one.registry, std::slice::from_ref(&lists));
    assert_eq!(summary.types["pipeline"].new, 132);
    assert_eq!(
        summary.types["project"].changed, 0,
        "the lists say what the tables say"
    );
    let out = tempfile::tempdir().unwrap();
    one.registry
        .export(out.path(), Format::Lists, false)
        .unwrap();
    for (theirs, ours) in [
        ("original_orgs.csv", "organisations.csv"),
        ("original_outcome-funds.csv", "funds.csv"),
        ("original_pipeline.csv", "pipelines.csv"),
        ("original_projects.csv", "projects.csv"),
    ] {
        let wanted = cells(&lists.join(theirs));
        let found = cells(&out.path().join(ours));
        assert_eq!(found[0], wanted[0], "{theirs}: headers");
        assert_eq!(found.len(), wanted.len(), "{theirs}: number of rows");
        // The present system joins the countries of a project in random order.
        let random = wanted[0].iter().position(|header| header == "Countries");
        for (row, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
            for (column, (found, wanted)) in found.iter().zip(wanted).enumerate() {
                if Some(column) == random {
                    let sorted = |text: &str| {
                        let mut parts: Vec<_> = text.split(", ").map(str::to_owned).collect();
                        parts.sort();
                        parts
                    };
                    assert_eq!(sorted(found), sorted(wanted), "{theirs} row {}", row + 1);
                } else {
                    assert_eq!(found, wanted, "{theirs} row {} column {column}", row + 1);
                }
            }
        }
    }
}

#[test]
fn may_over_april_tells_what_changed_and_keeps_the_history() {
    let (Some(april), Some(may)) = (shared("data/indigo/2025-04"), shared("data/indigo/2025-05"))
    else {
        return;
    };
    let one = sqlite();
    import(&one.registry, std::slice::from_ref(&april));
    assert_same_bundle(&one.registry, &april, 29);
    let summary = import(&one.registry, &[may]);
    let projects = &summary.types["project"];
    assert_eq!(
        (projects.new, projects.changed, projects.not_in_file),
        (5, 37, 0)
    );
    assert_eq!(projects.changed_in["fields"], (32, 288));
    let organisations = &summary.types["organisation"];
    assert_eq!(
        (
            organisations.new,
            organisations.changed,
            organisations.not_in_file
        ),
        (53, 11, 0)
    );
    assert_eq!(organisations.values, 13);
    let funds = &summary.types["fund"];
    assert!(!funds.changed_in.contains_key("fields"), "{funds:?}");
    assert_eq!(funds.not_in_file, 0);

    let changed = one
        .registry
        .ids("project")
        .unwrap()
        .into_iter()
        .map(|(id, _)| {
            one.registry
                .history(&RecordKey::new("project", id))
                .unwrap()
        })
        .filter(|history| history.len() > 1)
        .collect::<Vec<_>>();
    assert_eq!(changed.len(), 37);
    for history in changed {
        assert_eq!(history.len(), 2);
        assert!(
            history[1]
                .1
                .iter()
                .all(|change| change.before != change.after)
        );
    }
    assert_eq!(one.registry.verify(&mut |_, _| {}).unwrap().differences, []);
}

#[test]
fn cards_hold_the_grades_that_pages_show() {
    let Some(original) = shared("data/indigo/2025-05") else {
        return;
    };
    let one = sqlite();
    let lists = original.join("listings");
    import(&one.registry, &[original]);
    import(&one.registry, &[lists]);
    let catalogue = one.registry.catalogue().unwrap();
    let today = Day::today();
    let mut graded = std::collections::BTreeMap::new();
    for of_type in one.registry.standard().types() {
        for entry in catalogue.entries(&of_type.id) {
            let record = one.registry.record(&of_type.id, &entry.id).unwrap();
            let badge = record_badge(&one.registry, of_type, &record.unwrap()).unwrap();
            let kept = entry.card.grades.on(today.as_str());
            assert_eq!(kept, Some(badge.grade), "{} {badge:?}", entry.id);
            *graded.entry((&of_type.id, badge.grade)).or_insert(0) += 1;
        }
    }
    println!("{graded:?}");
    assert!(graded.len() > 4);
}
