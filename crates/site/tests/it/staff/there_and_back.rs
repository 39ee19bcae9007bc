//! A form goes out, is filled in elsewhere, comes back, and is decided in part: one story over HTTP.

use std::{fs, path::PathBuf};

use indigo_model::{ItemKind, RecordKey, Role};
use indigo_registry::{ImportOptions, Origin, QueueFilter, Reader as _};
use indigo_standard::Standard;
use serde_json::Value;

use super::house::House;
use crate::{
    cells::{form, place, with_texts},
    check_page::left_out,
    installation::{field, file},
    lint::faults,
};

const ID: &str = "INDIGO-POJ-0198";
const NAME: &str = "A name from the workbook";
const NOTES: &str = "Notes from the workbook";
const REJECTED: &str = "What was not believed";
const LEFT_OPEN: &str = "A source that is still looked at";

/// The real export with the official blank form of projects, when the shared data are there.
fn house() -> Option<House> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("INDIGO_TEST_SHARED").map_or_else(beside, PathBuf::from);
    let (export, blank) = (
        shared.join("data/indigo/2025-05"),
        shared.join("data/forms/project_public_v019.xlsx"),
    );
    if !export.exists() || !blank.exists() {
        left_out();
        return None;
    }
    let house = House::new();
    let forms = house.registry.data().join("forms");
    fs::create_dir_all(&forms).unwrap();
    fs::copy(blank, forms.join("project.xlsx")).unwrap();
    let files: Vec<PathBuf> = fs::read_dir(export)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    let summary = house
        .registry
        .import(&files, &ImportOptions::default(), &mut |_| {})
        .unwrap();
    assert!(summary.accepted);
    Some(house)
}

/// What is changed in the form: sheet, cell and text of three cells and of an added source.
fn changes(standard: &Standard, bytes: &[u8], sources: usize) -> Vec<(String, String, String)> {
    let form = form(standard, bytes);
    let mut found = Vec::new();
    let mut change = |pointer: &str, text: &str, below: u32| {
        let place = place(&form, pointer);
        let column: String = place
            .cell
            .chars()
            .filter(char::is_ascii_uppercase)
            .collect();
        let row: u32 = place.cell[column.len()..].parse().unwrap();
        found.push((
            place.sheet,
            format!("{column}{}", row + below),
            text.to_owned(),
        ));
    };
    change("/name/value", NAME, 0);
    change("/dates/notes", NOTES, 0);
    change("/service_provisions/0/notes", REJECTED, 0);
    let last = format!("/sources/{}", sources - 1);
    change(&format!("{last}/id"), "source99", 1);
    change(&format!("{last}/name/value"), LEFT_OPEN, 1);
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn an_official_form_comes_back_and_only_what_was_changed_is_proposed() {
    let Some(house) = house() else { return };
    house.add("ada@example.org", Role::Contributor, &[]);
    house.add("max@example.org", Role::Moderator, &[]);
    let key = RecordKey::new("project", ID);
    let nobody = house.browser();
    let out = nobody
        .get(&format!("/app/project/{ID}/download_form"))
        .await;
    assert_eq!(out.status, 200);
    let record = house
        .registry
        .record("project", ID)
        .unwrap()
        .unwrap()
        .data();
    let sources = record["sources"].as_array().unwrap().len();
    let cells = changes(house.registry.standard(), &out.body, sources);
    let cells: Vec<(&str, &str, &str)> = cells
        .iter()
        .map(|(sheet, cell, text)| (sheet.as_str(), cell.as_str(), text.as_str()))
        .collect();
    let back = with_texts(&out.body, &cells);

    // It comes back.
    let ada = house.signed_in("ada@example.org").await;
    let page = format!("/records/project/{ID}/upload");
    let form_page = ada.get(&page).await.text();
    assert_eq!(faults(&form_page), Vec::<String>::new(), "{form_page}");
    assert!(form_page.contains(&format!("/projects/{ID}/workbook.xlsx")));
    assert!(!form_page.contains("All of the record"), "{form_page}");
    let parts = [
        file("form.xlsx", &back),
        field("source", "https://example.org/report"),
        field("comment", ""),
    ];
    let sent = ada.send(&page, &page, &parts).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let review_at = sent.header("location").to_owned();
    let review = ada.get(&review_at).await.text();
    assert_eq!(faults(&review), Vec::<String>::new(), "{review}");
    for wanted in [
        "Official INDIGO form for the type",
        "public-v019",
        "4 changes.",
        REJECTED,
        LEFT_OPEN,
        "New row",
        "https://example.org/report",
    ] {
        assert!(review.contains(wanted), "{wanted} is not in\n{review}");
    }
    let none = |house: &House| house.registry.queue(&QueueFilter::default(), 9, 0).unwrap();
    assert_eq!(none(&house).total, 0, "nothing is proposed yet");
    let without = [("take", "1"), ("comment", "")];
    let answer = ada.post(&review_at, &review_at, &without).await;
    assert_eq!(answer.status, 422, "a comment is needed");
    let fields = [("take", "1"), ("comment", "from the annual report")];
    let proposed = ada.post(&review_at, &review_at, &fields).await;
    assert_eq!(proposed.status, 303, "{}", proposed.text());
    let address = proposed.header("location").to_owned();
    let address = address.strip_suffix("?done=proposed").unwrap().to_owned();
    // Sent twice, proposed once.
    ada.post(&review_at, &review_at, &fields).await;
    assert_eq!(none(&house).total, 1);

    // Exactly these changes stand in the proposal.
    let edit = address.strip_prefix("/proposals/").unwrap();
    let proposal = house.registry.proposal(edit).unwrap().unwrap();
    assert_eq!(proposal.summary.key, key);
    assert_eq!(proposal.summary.origin, Origin::Workbook);
    let told: Vec<(&str, ItemKind)> = proposal
        .items
        .iter()
        .map(|item| (item.key.as_str(), item.kind))
        .collect();
    let provision = record["service_provisions"][0]["id"].as_str();
    let row = provision.map_or_else(|| panic!("the provision has no id"), str::to_owned);
    let notes = format!("/service_provisions/[{row}]/notes");
    assert_eq!(
        told,
        [
            ("/name/value", ItemKind::Value),
            ("/dates/notes", ItemKind::Value),
            ("/sources/[source99]", ItemKind::NewRow),
            (notes.as_str(), ItemKind::Value),
        ]
    );

    // Accepted in part: two accepted, one rejected, one left open.
    let max = house.signed_in("max@example.org").await;
    let public = format!("/projects/{ID}");
    let api = format!("/app/api1/project/{ID}");
    let history = format!("/projects/{ID}/history");
    let feed = format!("/projects/{ID}/history.atom");
    let places = [
        public.as_str(),
        api.as_str(),
        "/app/project_download",
        history.as_str(),
        feed.as_str(),
    ];
    for place in places {
        assert!(!nobody.get(place).await.text().contains(NAME), "{place}");
    }
    let rejected = format!("item:{notes}");
    let reason = format!("reason:{notes}");
    let decide = format!("{address}/decide");
    let fields = [
        ("item:/name/value", "accept"),
        ("item:/dates/notes", "accept"),
        (rejected.as_str(), "reject"),
        (reason.as_str(), "the report does not say so"),
        ("comment", "checked against the report"),
    ];
    let done = max.post(&address, &decide, &fields).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(
        done.header("location").contains("accepted=2"),
        "{}",
        done.header("location")
    );

    // Everybody sees it at once, and nothing else.
    for place in places {
        let answer = nobody.get(place).await;
        assert_eq!(answer.status, 200, "{place}");
        let text = answer.text();
        assert!(
            text.contains(NAME) && text.contains(NOTES),
            "{place}: {text}"
        );
        assert!(
            !text.contains(REJECTED) && !text.contains(LEFT_OPEN),
            "{place}"
        );
    }
    let body: Value = serde_json::from_str(&nobody.get(&api).await.text()).unwrap();
    let mut expected = record.clone();
    expected["name"]["value"] = NAME.into();
    expected["dates"]["notes"] = NOTES.into();
    assert_eq!(body["project"]["data"], expected);
    let left = house.registry.proposal(edit).unwrap().unwrap();
    assert!(left.summary.is_open);
    assert_eq!(left.summary.undecided, 1);
}
