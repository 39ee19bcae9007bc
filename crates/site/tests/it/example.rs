//! The worked example of `docs/STANDARD.md`: a schema file, its CSV files, its pages.

use std::{fs, path::PathBuf, sync::Arc};

use axum::http::Method;
use indigo_registry::{Format, ImportOptions, Registry, Settings};
use indigo_site::{SiteConfig, router};

use crate::{app::ask, lint::faults};

fn docs() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

#[tokio::test]
async fn the_worked_example_of_a_new_type_holds_word_for_word() {
    let folder = tempfile::tempdir().unwrap();
    let example = docs().join("example");
    let problems = indigo_standard::check::folder(&example).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    let registry = Registry::open(Settings {
        data: folder.path().join("data"),
        standard: Some(example.clone()),
        ..Settings::default()
    })
    .unwrap();
    let files = ["evaluations.csv", "evaluations_projects.csv"];
    let paths = files.map(|name| example.join(name));
    let demo = docs().join("../demo/records/project");
    for paths in [vec![demo], paths.to_vec()] {
        let summary = registry
            .import(&paths, &ImportOptions::default(), &mut |_| {})
            .unwrap();
        assert!(summary.accepted, "{:?}", summary.problems.first);
    }

    let page = fs::read_to_string(docs().join("STANDARD.md")).unwrap();
    let schema = fs::read_to_string(example.join("evaluation.json")).unwrap();
    assert!(page.contains(&format!("```json\n{schema}```")));
    let out = folder.path().join("out");
    registry.export(&out, Format::Csv, false).unwrap();
    for name in files {
        let written = fs::read_to_string(example.join(name)).unwrap();
        let given = fs::read_to_string(out.join(name)).unwrap();
        assert_eq!(given.replace("\r\n", "\n"), written, "{name}");
        assert!(page.contains(&format!("```csv\n{written}```")), "{name}");
    }

    let site = router(Arc::new(registry), SiteConfig::default());
    for (address, wanted) in [
        ("/evaluations", "Early findings"),
        (
            "/evaluations?method=Matched+comparison&sort=cost",
            "Final evaluation",
        ),
        (
            "/evaluations/EVAL-0001",
            "href=\"/projects/INDIGO-POJ-0198\"",
        ),
        ("/data/dictionary/evaluation", "How the study tells"),
        ("/app/evaluation_download", "EVAL-0002,Early findings"),
        (
            "/app/api1/evaluation/EVAL-0001",
            "\"project_names\": {\"project\": {\"value\": \"Chances\"}}",
        ),
    ] {
        let answer = ask(&site, Method::GET, address, &[]).await;
        assert_eq!(answer.status, 200, "{address}");
        let text = answer.text();
        assert!(text.contains(wanted), "{address}: {text}");
        if answer.header("content-type").starts_with("text/html") {
            assert_eq!(faults(&text), Vec::<String>::new(), "{address}");
        }
        assert!(
            page.contains(&format!("`{address}`")),
            "{address} is not in the page"
        );
    }
}

/// What no type may be called in addresses is what the router keeps for itself, and more.
#[test]
fn the_first_parts_of_all_addresses_are_kept_from_types() {
    for route in crate::interference::routes() {
        let first = route.split('/').nth(1).unwrap();
        let fixed = first.is_empty() || first.starts_with('{');
        assert!(
            fixed || indigo_standard::check::FIXED_PATHS.contains(&first),
            "{route}: add \"{first}\" to the paths that no type may have"
        );
    }
}
