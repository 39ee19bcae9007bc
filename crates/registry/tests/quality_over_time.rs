//! Figures on quality are kept day by day, and told from the ledger for months before.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{fs, path::PathBuf};

use indigo_registry::{DayFigures, QualityDay, QualityReport, Reader, Registry};
use support::{Installation, both, import, shared, sqlite};

fn demo() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../demo/records")
}

/// Takes in a record that is as public as its status says.
fn put(here: &Installation, id: &str, data: &str) {
    let path = here.folder.path().join(format!("{id}.jsonl"));
    let line =
        format!("{{\"type\": \"project\", \"id\": \"{id}\", \"exists\": true, \"data\": {data}}}");
    fs::write(&path, line).unwrap();
    import(&here.registry, &[path]);
}

fn of_type<'a>(days: &'a [QualityDay], record_type: &str) -> Vec<&'a QualityDay> {
    let of_type = days.iter().filter(|day| day.record_type == record_type);
    of_type.collect()
}

fn projects(registry: &Registry) -> usize {
    let report = QualityReport::of(registry).unwrap();
    report.figures.types["project"].records
}

/// Moves all that has happened so far back in time.
fn move_back(here: &Installation, time: &str) {
    let file = here.folder.path().join("indigo.sqlite");
    let database = rusqlite::Connection::open(file).unwrap();
    let moved = database
        .execute(
            "update event set created = ?1 where created > '2026'",
            [time],
        )
        .unwrap();
    assert!(moved > 0);
}

#[test]
fn a_day_is_kept_once_and_again_only_when_its_figures_change() {
    for (database, here) in both() {
        let registry = &here.registry;
        assert!(!registry.keep_quality_day().unwrap(), "{database}");
        assert_eq!(registry.quality_days().unwrap(), []);

        import(registry, &[demo()]);
        assert!(registry.keep_quality_day().unwrap(), "{database}");
        let first = registry.quality_days().unwrap();
        let report = QualityReport::of(registry).unwrap();
        for day in &first {
            let figures = &report.figures.types[&day.record_type];
            assert_eq!(day.figures, DayFigures::from(figures), "{database}");
            assert_eq!((&day.day, day.is_afterwards), (&report.day, false));
        }
        assert_eq!(first.len(), report.figures.types.len());
        let revision = registry.position().unwrap();
        assert!(!registry.keep_quality_day().unwrap(), "{database}");
        assert_eq!(registry.position().unwrap(), revision);

        // Private: looked at, found the same, and not written.
        put(
            &here,
            "INDIGO-POJ-9990",
            r#"{"status": "PRIVATE", "name": {"value": "Chances"}}"#,
        );
        assert!(!registry.keep_quality_day().unwrap(), "{database}");
        assert_eq!(registry.quality_days().unwrap(), first);

        put(
            &here,
            "INDIGO-POJ-9991",
            r#"{"status": "PUBLIC", "name": {"value": "Shown"}}"#,
        );
        assert!(registry.keep_quality_day().unwrap(), "{database}");
        let second = registry.quality_days().unwrap();
        assert_eq!(second.len(), first.len());
        let count = |days: &[QualityDay]| of_type(days, "project")[0].figures.records;
        assert_eq!(count(&second), count(&first) + 1);

        // A backup carries them into the other database.
        let file = here.folder.path().join("backup.sqlite");
        registry.backup(&file).unwrap();
        let other = sqlite();
        other.registry.restore(&file).unwrap();
        assert_eq!(other.registry.quality_days().unwrap(), second, "{database}");
    }
}

#[test]
fn the_ledger_tells_the_same_figures_as_what_is_published() {
    let mut sets = vec![demo()];
    sets.extend(shared("data/indigo/2025-05"));
    for set in sets {
        let here = sqlite();
        import(&here.registry, &[set]);
        let report = QualityReport::of(&here.registry).unwrap();
        let told = here.registry.quality_at(&report.day).unwrap();
        assert_eq!(told.records, report.records);
        assert_eq!(told.figures, report.figures);
        let before = here.registry.quality_at("2020-01-31").unwrap();
        assert!(before.figures.types.is_empty());
    }
    assert!(sqlite().registry.quality_at("soon").is_err());
}

#[test]
fn months_before_are_told_once_of_what_was_public_then_and_is_now() {
    for (database, here) in both() {
        let registry = &here.registry;
        assert!(!registry.keep_quality_month().unwrap(), "{database}");
        if database != "SQLite" {
            // Only a file can be moved back in time here; the statements are tried nevertheless.
            import(registry, &[demo()]);
            let report = QualityReport::of(registry).unwrap();
            let told = registry.quality_at(&report.day).unwrap();
            assert_eq!(told.figures, report.figures);
            assert!(!registry.keep_quality_month().unwrap());
            continue;
        }
        import(registry, &[demo()]);
        let public = r#"{"status": "PUBLIC", "name": {"value": "Shown"}}"#;
        let private = r#"{"status": "PRIVATE", "name": {"value": "Shown"}}"#;
        put(&here, "INDIGO-POJ-9991", public);
        put(&here, "INDIGO-POJ-9992", private);
        let of_then = projects(registry);
        move_back(&here, "2026-01-15T10:00:00Z");
        // One is taken back since, another opened since: neither counts in the past.
        put(&here, "INDIGO-POJ-9991", private);
        put(&here, "INDIGO-POJ-9992", public);
        registry.keep_quality_day().unwrap();
        while registry.keep_quality_month().unwrap() {}
        let days = registry.quality_days().unwrap();
        let of_projects = of_type(&days, "project");
        let (past, now): (Vec<&QualityDay>, Vec<&QualityDay>) = of_projects
            .iter()
            .copied()
            .partition(|day| day.is_afterwards);
        assert_eq!(now.len(), 1);
        assert!(past.len() >= 9, "{past:?}");
        assert_eq!(past[0].day, "2026-01-31");
        for day in past {
            assert_eq!(day.figures.records, of_then - 1, "{}", day.day);
        }
        // Each month is looked at once: what is published now changes nothing any more.
        put(&here, "INDIGO-POJ-9993", public);
        move_back(&here, "2026-01-16T10:00:00Z");
        assert!(!registry.keep_quality_month().unwrap());
        assert_eq!(registry.quality_days().unwrap(), days);
    }
}

#[test]
fn what_was_private_then_is_in_no_figure_of_the_past() {
    let rows = r#""investments": [{"id": "x", "status": "STATUS", "organisation_id": {"value": "nobody"}}], "stage_development": {"status": "STATUS", "value": "Nonsense"}"#;
    let told = |status: &str| {
        let here = sqlite();
        let rows = rows.replace("STATUS", status);
        let data = format!(r#"{{"status": "PUBLIC", "name": {{"value": "Shown"}}, {rows}}}"#);
        put(&here, "INDIGO-POJ-9991", &data);
        if status == "PRIVATE" {
            // Private changes in number, which is not to be seen either.
            put(
                &here,
                "INDIGO-POJ-9990",
                r#"{"status": "PRIVATE", "fault": 1}"#,
            );
        }
        move_back(&here, "2026-02-15T10:00:00Z");
        here.registry.keep_quality_day().unwrap();
        while here.registry.keep_quality_month().unwrap() {}
        here.registry.quality_days().unwrap()
    };
    let (private, disputed, public) = (told("PRIVATE"), told("DISPUTED"), told("PUBLIC"));
    assert!(private.len() > 8);
    assert_eq!(private, disputed);
    assert_ne!(private, public);
}
