//! The archives of workbooks: one of each public record, under the names of the first system.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read as _},
    path::PathBuf,
};

use indigo_exchange::{
    Limits,
    workbook::{Form, FormKind, read},
};
use indigo_model::Status;
use indigo_registry::{Download, Reader as _, Registry};
use zip::ZipArchive;

use support::{Installation, bytes, import, shared, sqlite};

fn demo() -> Installation {
    let here = sqlite();
    let demo = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../demo/records");
    import(&here.registry, &[demo]);
    here
}

fn entries(registry: &Registry, bundle: &str) -> BTreeMap<String, Vec<u8>> {
    let archive = bytes(registry, &Download::Workbooks(bundle.to_owned()));
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn form(registry: &Registry, bytes: &[u8]) -> Form {
    let reading = read(registry.standard(), "a.xlsx", bytes, &Limits::default());
    reading.form.unwrap()
}

#[test]
fn each_public_record_has_its_workbook_and_nothing_else_has() {
    let here = demo();
    for (bundle, types) in [
        ("all", &["project", "organisation", "fund"][..]),
        ("pipeline", &["pipeline"]),
    ] {
        let catalogue = here.registry.catalogue().unwrap();
        let mut expected: Vec<String> = types
            .iter()
            .flat_map(|of| {
                let ids = catalogue.entries(of).iter();
                ids.map(move |entry| format!("{of}/{}.xlsx", entry.id))
            })
            .collect();
        expected.sort();
        let found = entries(&here.registry, bundle);
        let names: Vec<String> = found.keys().cloned().collect();
        assert_eq!(names, expected, "{bundle}");
        for (name, bytes) in &found {
            let form = form(&here.registry, bytes);
            assert_eq!(form.kind, FormKind::Own);
            let id = form.record_id.as_deref().unwrap();
            assert_eq!(*name, format!("{}/{id}.xlsx", form.record_type));
            assert_eq!(form.record_version, None);
            assert!(form.record_as_of.is_some(), "{name}");
            // It says what the record says.
            let one = here.registry.standard().get(&form.record_type).unwrap();
            let key = indigo_model::RecordKey::new(&*one.id, id);
            let data = here.registry.data_of(&key).unwrap().unwrap();
            let laid = form.lay_over(one, Some(&data), Status::Public);
            assert_eq!(laid.data, data, "{name}");
        }
    }
}

#[test]
fn official_forms_are_taken_when_the_operator_has_the_blank_ones() {
    let Some(blank) = shared("data/forms/organisation_public_v004.xlsx") else {
        return;
    };
    let here = demo();
    let before = entries(&here.registry, "all");
    let forms = here.registry.data().join("forms");
    fs::create_dir_all(&forms).unwrap();
    fs::copy(blank, forms.join("organisation.xlsx")).unwrap();
    // A form that cannot be used is told in the log, and ours is given.
    fs::write(forms.join("fund.xlsx"), "no workbook").unwrap();
    // Nothing of the records has changed, but the archive is another.
    let after = entries(&here.registry, "all");
    assert!(before.keys().eq(after.keys()));
    for (name, bytes) in &after {
        let form = form(&here.registry, bytes);
        let is_official = matches!(form.kind, FormKind::Official { .. });
        assert_eq!(is_official, name.starts_with("organisation/"), "{name}");
    }
}

#[test]
fn the_names_are_those_of_the_first_system() {
    let Some(golden) = shared("data/golden") else {
        return;
    };
    let here = sqlite();
    here.registry.add_sandbox("alpha", "Alpha").unwrap();
    here.registry.add_sandbox("beta", "Beta").unwrap();
    import(&here.registry, &[golden.join("records")]);
    for (bundle, listing) in [
        ("all", "all_public_data_file_per_record.zip.listing.txt"),
        (
            "pipeline",
            "pipeline_public_data_file_per_record.zip.listing.txt",
        ),
    ] {
        let theirs = fs::read_to_string(golden.join("archives").join(listing)).unwrap();
        let mut theirs: Vec<&str> = theirs.lines().filter(|line| !line.is_empty()).collect();
        if bundle == "pipeline" {
            // Published on purpose, as the page on compatibility says.
            theirs.push("pipeline/INDIGO-PL-0020.xlsx");
        }
        theirs.sort_unstable();
        let ours = entries(&here.registry, bundle);
        let ours: Vec<&str> = ours.keys().map(String::as_str).collect();
        assert_eq!(ours, theirs, "{bundle}");
    }
}
