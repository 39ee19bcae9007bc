//! What was public on a past day: of each version, what was public then and is public now.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod privacy {
    pub(crate) mod hidden;
}
mod support;

use std::{fs, path::PathBuf, sync::Arc};

use indigo_registry::{Catalogue, Day, ImportOptions, Reader, Registry, RegistryError};
use privacy::hidden::records;
use serde_json::json;
use support::{Installation, both, shared, sqlite};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn dated(registry: &Registry, paths: &[PathBuf], on: Option<&str>) -> Result<(), RegistryError> {
    let options = ImportOptions {
        dated: on.map(day),
        ..ImportOptions::default()
    };
    let summary = registry.import(paths, &options, &mut |_| {})?;
    assert!(summary.accepted, "{:?}", summary.problems.first);
    Ok(())
}

/// Takes in a project as it was on a day.
fn put(here: &Installation, id: &str, data: &serde_json::Value, on: Option<&str>) {
    let path = here.folder.path().join("one.jsonl");
    let line = json!({"type": "project", "id": id, "exists": true, "data": data});
    fs::write(&path, line.to_string()).unwrap();
    dated(&here.registry, &[path], on).unwrap();
}

fn organisation(here: &Installation, name: &str, on: Option<&str>) {
    let path = here.folder.path().join("org.jsonl");
    let data = json!({"status": "PUBLIC", "name": {"value": name}});
    let line =
        json!({"type": "organisation", "id": "INDIGO-ORG-0001", "exists": true, "data": data});
    fs::write(&path, line.to_string()).unwrap();
    dated(&here.registry, &[path], on).unwrap();
}

fn project(name: &str, capital: Option<f64>, investors: &[&str]) -> serde_json::Value {
    let rows: Vec<_> = investors
        .iter()
        .map(|id| {
            json!({"id": id, "status": "PUBLIC", "source_ids": format!("s-{id}"),
                "organisation_id": {"value": "INDIGO-ORG-0001"}})
        })
        .collect();
    json!({
        "status": "PUBLIC",
        "name": {"value": name, "status": "PUBLIC"},
        "overall_project_finance": {"total_investment_commitment": {
            "amount_usd": {"exact": {"value": capital, "status": "PUBLIC"}}}},
        "investments": rows,
    })
}

fn ids(catalogue: &Catalogue) -> Vec<&str> {
    let entries = catalogue.entries("project").iter();
    entries.map(|entry| entry.id.as_str()).collect()
}

fn verified(registry: &Registry) {
    let found = registry.verify(&mut |_, _| {}).unwrap();
    assert_eq!(found.differences, [], "verify");
}

#[test]
fn a_day_shows_what_was_public_then_and_is_now() {
    for (database, here) in both() {
        let registry = &here.registry;
        organisation(&here, "First name", Some("2025-01-31"));
        put(
            &here,
            "P-1",
            &project("One", Some(1.0), &["i1", "i2"]),
            Some("2025-01-31"),
        );
        let mut hidden = project("One", Some(2.0), &["i1"]);
        hidden["overall_project_finance"]["total_investment_commitment"]["amount_usd"]["exact"]["status"] =
            "PRIVATE".into();
        put(&here, "P-1", &hidden, Some("2025-02-28"));
        put(&here, "P-2", &project("Two", None, &[]), Some("2025-03-31"));
        organisation(&here, "Second name", Some("2025-03-31"));
        put(
            &here,
            "P-1",
            &project("One anew", Some(3.0), &["i2", "i3"]),
            Some("2025-04-30"),
        );
        verified(registry);

        let at = |text: &str| registry.catalogue_at(&day(text)).unwrap();
        assert_eq!(ids(&at("2025-01-30")), Vec::<&str>::new(), "{database}");
        assert_eq!(ids(&at("2025-01-31")), ["P-1"]);
        assert_eq!(ids(&at("2025-03-31")), ["P-1", "P-2"]);
        assert_eq!(ids(&at("2031-01-01")), ["P-1", "P-2"]);
        // Days without an event between them are made once.
        assert!(Arc::ptr_eq(&at("2025-03-02"), &at("2025-03-30")));
        assert!(!Arc::ptr_eq(&at("2025-01-31"), &at("2025-04-30")));
        let capital = |text: &str| {
            let catalogue = at(text);
            let card = &catalogue.entry("project", "P-1").unwrap().card;
            (card.name.clone(), card.numbers.get("capital_usd").copied())
        };
        assert_eq!(capital("2025-02-01"), ("One".to_owned(), Some(1.0)));
        assert_eq!(
            capital("2025-03-01"),
            ("One".to_owned(), None),
            "hidden then"
        );
        assert_eq!(capital("2025-05-01"), ("One anew".to_owned(), Some(3.0)));

        let record = |text: &str| registry.record_at("project", "P-1", &day(text)).unwrap();
        assert!(record("2025-01-30").is_none());
        let first = record("2025-02-27").unwrap();
        assert_eq!(first.updated, "2025-01-31T23:59:59Z");
        let rows = first.data()["investments"].clone();
        // i1 is not public now; the name is the one that the organisation has now.
        assert_eq!(rows.as_array().unwrap().len(), 1, "{rows}");
        assert_eq!(rows[0]["id"], "i2");
        assert_eq!(
            rows[0]["organisation_names"]["organisation_id"]["value"],
            "Second name"
        );
        assert_eq!(first.row_sources["/investments/0"], "s-i2");
        let now = record("2025-05-01").unwrap();
        let published = registry.record("project", "P-1").unwrap().unwrap();
        assert_eq!(now.api_text, published.api_text);
        assert_eq!(now.row_sources, published.row_sources);
        assert!(
            registry
                .record_at("project", "P-9", &day("2025-05-01"))
                .unwrap()
                .is_none()
        );

        // What is taken back since is not found one click further on.
        let mut gone = project("One anew", Some(3.0), &["i2"]);
        gone["overall_project_finance"]["total_investment_commitment"]["amount_usd"]["exact"]["status"] =
            "DISPUTED".into();
        put(&here, "P-1", &gone, None);
        assert_eq!(capital("2025-02-01"), ("One".to_owned(), None));
        let mut whole = gone.clone();
        whole["status"] = "PRIVATE".into();
        put(&here, "P-1", &whole, None);
        assert_eq!(ids(&at("2025-02-01")), Vec::<&str>::new());
        assert!(record("2025-02-27").is_none());
        verified(registry);
    }
}

#[test]
fn a_date_to_come_or_before_the_last_change_is_refused() {
    let here = sqlite();
    let path = here.folder.path().join("one.jsonl");
    let write = |name: &str| {
        let data = project(name, None, &[]);
        let line = json!({"type": "project", "id": "P-1", "exists": true, "data": data});
        fs::write(&path, line.to_string()).unwrap();
        std::slice::from_ref(&path)
    };
    let refused = dated(&here.registry, write("A"), Some("9000-01-01")).unwrap_err();
    assert!(
        matches!(refused, RegistryError::DayToCome { .. }),
        "{refused}"
    );
    dated(&here.registry, write("A"), Some("2025-02-28")).unwrap();
    dated(&here.registry, write("B"), Some("2025-02-28")).unwrap();
    let refused = dated(&here.registry, write("C"), Some("2025-02-27")).unwrap_err();
    assert!(
        matches!(refused, RegistryError::DayBeforeLedger { .. }),
        "{refused}"
    );
    let history = here.registry.public_history("project", "P-1").unwrap();
    assert_eq!(history.len(), 2);
    assert!(
        history
            .iter()
            .all(|one| one.created == "2025-02-28T23:59:59Z"),
        "{history:?}"
    );
    let record = Reader::record(&here.registry, "project", "P-1")
        .unwrap()
        .unwrap();
    assert_eq!(record.updated, "2025-02-28T23:59:59Z");
    verified(&here.registry);
}

/// All that a past day shows.
fn seen(registry: &Registry, on: &str) -> Vec<String> {
    let on = day(on);
    let catalogue = registry.catalogue_at(&on).unwrap();
    let mut found = Vec::new();
    for one in registry.standard().types() {
        for entry in catalogue.entries(&one.id) {
            found.push(format!("{entry:?}"));
        }
        for (id, _) in registry.ids(&one.id).unwrap() {
            found.push(format!(
                "{id} {:?}",
                registry.record_at(&one.id, &id, &on).unwrap()
            ));
        }
    }
    found
}

#[test]
fn what_is_private_changes_no_byte_of_a_past_day() {
    let days = [
        "2025-01-31",
        "2025-02-28",
        "2025-03-31",
        "2025-04-30",
        "2025-05-31",
    ];
    let make = |marker: &str, organisation: &str, quiet: &[usize]| {
        let here = sqlite();
        let file = here.folder.path().join("in.jsonl");
        for (round, on) in days.iter().enumerate() {
            // In quiet rounds only what is private changes, in one installation and not the other.
            if quiet.contains(&round) {
                continue;
            }
            let suffix = ["", "", " anew", " anew", " again"][round];
            let marker = format!("{marker}{round}");
            let lines: Vec<String> = records(&marker, organisation, suffix)
                .iter()
                .map(|record| serde_json::to_string(record).unwrap())
                .collect();
            fs::write(&file, lines.join("\n")).unwrap();
            dated(&here.registry, std::slice::from_ref(&file), Some(on)).unwrap();
        }
        here
    };
    let first = make("zzalphasecret", "INDIGO-ORG-0001", &[]);
    let second = make("zzbetaothersecret", "INDIGO-ORG-0003", &[1, 3]);
    let mut differing = 0;
    for pair in days.windows(2) {
        differing += usize::from(seen(&first.registry, pair[0]) != seen(&first.registry, pair[1]));
    }
    assert_eq!(
        differing, 2,
        "only two of the rounds change something public"
    );
    for on in days {
        let (a, b) = (seen(&first.registry, on), seen(&second.registry, on));
        assert!(a.len() > 200, "{}", a.len());
        for (a, b) in a.iter().zip(&b) {
            assert_eq!(a, b, "{on}");
            assert!(!a.contains("zzalpha"), "{on}: {a}");
        }
        assert_eq!(a.len(), b.len());
    }
    verified(&first.registry);
}

/// A project whose amount is exact, or a range; a form that is given by no number is empty.
fn amount(exact: Option<f64>, range: Option<(f64, f64)>) -> serde_json::Value {
    let form = |value: Option<f64>| json!({"value": value, "status": "PUBLIC"});
    let mut data = project("One", None, &[]);
    data["overall_project_finance"]["total_investment_commitment"]["amount_usd"] = json!({
        "exact": form(exact),
        "min": form(range.map(|(least, _)| least)),
        "max": form(range.map(|(_, most)| most)),
    });
    data
}

#[test]
fn an_amount_that_was_corrected_in_form_is_shown_and_one_that_was_taken_back_is_not() {
    let hide = |mut data: serde_json::Value, status: serde_json::Value| {
        data["overall_project_finance"]["total_investment_commitment"]["amount_usd"]["exact"]["status"] =
            status;
        data
    };
    let (exact, range) = (Some(8.9), Some((3.5, 4.0)));
    let past = |then: &serde_json::Value, now: &serde_json::Value| {
        let here = sqlite();
        put(&here, "P-1", then, Some("2025-01-31"));
        put(&here, "P-1", now, Some("2025-02-28"));
        verified(&here.registry);
        let on = day("2025-01-31");
        let catalogue = here.registry.catalogue_at(&on).unwrap();
        let card = &catalogue.entry("project", "P-1").unwrap().card;
        let record = here.registry.record_at("project", "P-1", &on).unwrap();
        let history = here.registry.public_history("project", "P-1").unwrap();
        let told = format!("{} {history:?}", record.unwrap().api_text);
        let number = |name: &str| card.numbers.get(name).copied();
        (number("capital_exact_usd"), number("capital_min_usd"), told)
    };
    let is = |then, now, expected| {
        let (exact, least, told) = past(&then, &now);
        assert_eq!((exact, least), expected, "{told}");
        // Where the range is shown, the history has the exact amount of now too.
        let is_told = expected.0.is_some() || expected.1.is_some();
        assert_eq!(told.contains("8.9"), is_told, "{told}");
    };
    is(amount(exact, None), amount(None, range), (exact, None));
    is(amount(None, range), amount(exact, None), (None, Some(3.5)));
    // A range that holds the amount may have been put there so that it is no longer known.
    is(
        amount(exact, None),
        amount(None, Some((5.0, 10.0))),
        (None, None),
    );
    is(amount(exact, None), amount(None, None), (None, None));
    // What is hidden now is hidden of the past, whatever is public beside it, and what was hidden
    // then stays so.
    for status in [
        json!("PRIVATE"),
        json!("DISPUTED"),
        json!("SANDBOX"),
        json!(null),
    ] {
        for now in [amount(None, range), amount(Some(1.0), range)] {
            is(amount(exact, None), hide(now, status.clone()), (None, None));
        }
        let then = hide(amount(exact, None), status);
        is(then, amount(None, range), (None, None));
    }
}

#[test]
fn two_exports_with_their_dates_are_shown_as_they_were() {
    let (Some(april), Some(may)) = (shared("data/indigo/2025-04"), shared("data/indigo/2025-05"))
    else {
        return;
    };
    let both = sqlite();
    dated(
        &both.registry,
        std::slice::from_ref(&april),
        Some("2025-04-30"),
    )
    .unwrap();
    let then = both.registry.catalogue().unwrap();
    dated(&both.registry, &[may], Some("2025-05-31")).unwrap();
    verified(&both.registry);
    let began = std::time::Instant::now();
    let past = both.registry.catalogue_at(&day("2025-04-30")).unwrap();
    let took = began.elapsed();
    assert_eq!(past.entries("project").len(), 314);
    assert_eq!(
        both.registry
            .catalogue_at(&day("2025-05-31"))
            .unwrap()
            .entries("project")
            .len(),
        319
    );
    assert_eq!(
        both.registry
            .catalogue_at(&day("2025-04-29"))
            .unwrap()
            .entries("project")
            .len(),
        0
    );
    // What was taken out since is not shown: in a few records a row was put in the place of another.
    let same = past.entries("project").iter().filter(|entry| {
        then.entry("project", &entry.id)
            .is_some_and(|was| was.card == entry.card)
    });
    let same = same.count();
    assert!(same >= 290, "{same} of 314 are as they were");
    assert!(took.as_millis() < 2_000, "{took:?}");
}
