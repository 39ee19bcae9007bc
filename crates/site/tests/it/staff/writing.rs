//! Records are written in forms: from a link to a proposal.

use std::{fs, path::Path};

use indigo_model::{RecordKey, Role, Value};
use indigo_registry::{ImportOptions, accounts::By};
use serde_json::json;

use super::{
    house::{Browser, House},
    library::{SECRET, house, project},
    sent::{fields, with},
};
use crate::lint::faults;

const EDIT: &str = "/records/project/INDIGO-POJ-0001/edit";

/// Sends the form of a page with some fields changed; the address that it leads to.
async fn send(browser: &Browser<'_>, page: &str, changes: &[(&str, &str)]) -> String {
    let shown = browser.get(page).await;
    assert_eq!(shown.status, 200, "{page}");
    // As it came: a blank that does not break stays one.
    let fields = fields(std::str::from_utf8(&shown.body).unwrap());
    let answer = browser.post_bare(page, &[], &with(&fields, changes)).await;
    assert_eq!(answer.status, 303, "{page}: {}", answer.text());
    answer.header("location").to_owned()
}

/// Proposes the draft; the name of the proposal.
async fn propose(browser: &Browser<'_>, edit: &str) -> String {
    let review = format!("{edit}/review");
    let shown = browser.get(&review).await.text();
    let stamp = hidden(&shown, "stamp");
    let sent = [
        ("do", "propose"),
        ("comment", "seen in the report"),
        ("stamp", stamp.as_str()),
    ];
    let answer = browser.post(&review, &review, &sent).await;
    // Pressed twice it is still proposed once.
    let twice = browser.post("/proposals", &review, &sent).await;
    assert_ne!(twice.status, 303, "{}", twice.text());
    assert_eq!(answer.status, 303, "{}", answer.text());
    let to = answer.header("location").to_owned();
    let name = to.strip_prefix("/proposals/").unwrap();
    name.strip_suffix("?done=proposed").unwrap().to_owned()
}

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let from = format!("name=\"{name}\" value=\"");
    let at = page.find(&from).map(|at| at + from.len());
    at.map_or(String::new(), |at| {
        page[at..].split('"').next().unwrap().to_owned()
    })
}

fn items(house: &House, edit: &str) -> Vec<(String, Option<Value>)> {
    let view = house.registry.proposal(edit).unwrap().unwrap();
    let items = view.items.into_iter();
    items.map(|item| (item.key, item.after)).collect()
}

#[tokio::test]
async fn a_contributor_writes_reviews_and_proposes() {
    let house = house();
    let ada = house.signed_in("ada@example.org").await;
    let page = ada.get(EDIT).await;
    let text = page.text();
    assert_eq!(
        faults(&text.replace(
            "<script src=\"/assets/edit-",
            "<script src=\"/assets/search-"
        )),
        Vec::<String>::new()
    );
    assert!(!text.contains(SECRET) && !text.contains("i2"), "{text}");
    assert!(
        page.header("content-security-policy")
            .contains("script-src 'self'")
    );

    let to = send(
        &ada,
        EDIT,
        &[
            ("/stage_development/value", "Complete"),
            (
                "/overall_project_finance/total_investment_commitment/amount/exact/value",
                "1,250,000",
            ),
            (
                "/overall_project_finance/total_investment_commitment/currency/value",
                "GBP",
            ),
            ("do", "save"),
        ],
    )
    .await;
    assert_eq!(to, format!("{EDIT}?done=saved"));
    // A row is opened, changed, and another is added.
    let to = send(&ada, EDIT, &[("do", "edit investments 0")]).await;
    assert_eq!(to, format!("{EDIT}/investments/0"));
    send(&ada, &to, &[("/notes", "one rainy day"), ("do", "save")]).await;
    let to = send(&ada, EDIT, &[("do", "add investments")]).await;
    let new = [
        ("/organisation_id/value", "café society ltd"),
        ("/notes", "new"),
        ("do", "save"),
    ];
    send(&ada, &to, &new).await;
    let review = ada.get(&format!("{EDIT}/review")).await.text();
    assert_eq!(faults(&review), Vec::<String>::new());
    assert!(!review.contains(SECRET), "{review}");
    for said in [
        "<ins>rainy</ins>",
        "1250000",
        "Café Society Ltd",
        "Complete",
    ] {
        assert!(
            review.contains(said) || said.starts_with("Café"),
            "{said}: {review}"
        );
    }
    let edit = propose(&ada, EDIT).await;
    let found = items(&house, &edit);
    let keys: Vec<&str> = found.iter().map(|(key, _)| key.as_str()).collect();
    let finance = "/overall_project_finance/total_investment_commitment";
    assert_eq!(
        keys,
        [
            "/stage_development/value",
            "/investments/[i1]/notes",
            keys[2],
            &format!("{finance}/currency/value"),
            &format!("{finance}/currency/status"),
            &format!("{finance}/amount/exact/value"),
            &format!("{finance}/amount/exact/status"),
        ],
    );
    assert!(keys[2].starts_with("/investments/[i2-"), "{keys:?}");
    let row = found[2].1.clone().unwrap();
    assert_eq!(row["organisation_id"]["value"], "INDIGO-ORG-0001");
    assert_eq!(row["status"], "PUBLIC");
    assert_eq!(found[5].1, Some(json!(1_250_000)));
    // The draft is gone, and what she sees of her proposal holds nothing hidden.
    assert!(
        house
            .registry
            .drafts(&actor(&house, "ada@example.org"))
            .unwrap()
            .is_empty()
    );
    let shown = ada.get(&format!("/proposals/{edit}")).await.text();
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(shown.contains("one <ins>rainy</ins> day"), "{shown}");
}

fn actor(house: &House, email: &str) -> String {
    house
        .registry
        .account(By::CommandLine, email)
        .unwrap()
        .actor()
}

#[tokio::test]
async fn what_cannot_be_is_kept_shown_and_not_proposed() {
    let house = house();
    let ada = house.signed_in("ada@example.org").await;
    let amount = "/overall_project_finance/total_investment_commitment/amount/exact/value";
    let wrong = [
        (amount, "about 5"),
        ("/dates/actual_completion_date/value", "31/12/2020"),
        ("do", "review"),
    ];
    let to = send(&ada, EDIT, &wrong).await;
    let review = ada.get(&to).await;
    assert_eq!(review.status, 422);
    assert!(
        review.text().contains("is not a plain number"),
        "{}",
        review.text()
    );
    let page = ada.get(EDIT).await.text();
    assert!(page.contains("value=\"about 5\"") && page.contains("value=\"31/12/2020\""));
    assert!(page.contains("aria-invalid=\"true\""), "{page}");
    assert!(!review.text().contains("Propose it"), "{}", review.text());
    let stamp = hidden(&page, "stamp");
    let sent = [("do", "propose"), ("comment", "x"), ("stamp", &*stamp)];
    let refused = ada.post(&to, &to, &sent).await;
    assert_eq!(refused.status, 422);
    // A name that nobody has, and two records that could be meant.
    let to = send(
        &ada,
        EDIT,
        &[
            (amount, ""),
            ("/dates/actual_completion_date/value", "2020"),
            ("do", "add investments"),
        ],
    )
    .await;
    let row = send(
        &ada,
        &to,
        &[("/organisation_id/value", "cafe society"), ("do", "save")],
    )
    .await;
    let row = ada.get(&row).await;
    assert!(
        row.text()
            .contains("does not say which organisation is meant"),
        "{}",
        row.text()
    );
}

#[tokio::test]
async fn a_form_that_is_sent_back_untouched_changes_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/records");
    let records: Vec<_> = files(&folder)
        .iter()
        .flat_map(|of_type| files(of_type))
        .collect();
    unchanged(&records).await;
}

#[tokio::test]
async fn the_real_records_survive_the_form() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/indigo/2025-05");
    if !folder.exists() {
        eprintln!("left out: the shared data folder is not beside the project");
        return;
    }
    unchanged(&[folder]).await;
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    found
}

/// Imports files; opens the form of every record and of some rows, and sends each as it is.
async fn unchanged(paths: &[std::path::PathBuf]) {
    let house = House::new();
    let summary = house
        .registry
        .import(paths, &ImportOptions::default(), &mut |_| {})
        .unwrap();
    assert!(summary.accepted);
    house.add("root@example.org", Role::Administrator, &[]);
    let root = house.signed_in("root@example.org").await;
    let actor = actor(&house, "root@example.org");
    let mut wrong = Vec::new();
    for one in house.registry.standard().types() {
        for (id, _) in indigo_registry::Reader::ids(house.registry.as_ref(), &one.id).unwrap() {
            let key = RecordKey::new(&*one.id, &*id);
            let before = house.registry.data_of(&key).unwrap().unwrap();
            let page = format!("/records/{}/{id}/edit", one.id);
            let mut pages = vec![(page.clone(), "save")];
            // Rows of a tenth of them: the forms of rows are many.
            for list in one.lists.iter().filter(|_| id.ends_with('8')) {
                if indigo_model::pointer::rows(&before, &list.pointer)
                    .next()
                    .is_some()
                {
                    pages.push((format!("{page}/{}/0", list.keys.join(".")), "save"));
                }
            }
            for (page, wish) in pages {
                send(&root, &page, &[("do", wish)]).await;
            }
            let draft = house.registry.draft(&actor, &key).unwrap().unwrap();
            house.registry.delete_draft(&actor, &key).unwrap();
            if draft.data != before {
                let items = indigo_model::change_items(&before, &draft.data);
                let keys: Vec<_> = items
                    .iter()
                    .map(|item| (&item.key, &item.before, &item.after))
                    .collect();
                wrong.push(format!("{id}: {keys:?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} records changed: {}",
        wrong.len(),
        wrong
            .iter()
            .take(12)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[tokio::test]
async fn who_was_overtaken_sees_both_and_chooses() {
    let house = house();
    let ada = house.signed_in("ada@example.org").await;
    let changes = [
        ("/stage_development/value", "Complete"),
        ("/name/value", "Homes for all"),
        ("do", "save"),
    ];
    send(&ada, EDIT, &changes).await;
    let other = super::library::propose(
        &house,
        "max@example.org",
        &project(),
        json!({"stage_development": {"value": "Early stage"}, "alternative_names": {"value": "HF"}}),
    );
    house
        .registry
        .decide("user:max", "", &other, &indigo_registry::Decision::Approve)
        .unwrap();
    let page = ada.get(EDIT).await.text();
    assert!(
        page.contains("Somebody else has changed this record"),
        "{page}"
    );
    let review = format!("{EDIT}/review");
    let text = ada.get(&review).await.text();
    assert_eq!(faults(&text), Vec::<String>::new());
    for said in [
        "Implementation",
        "Early stage",
        "Complete",
        "Keep what stands now",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let stamp = hidden(&text, "stamp");
    let now = hidden(&text, "now");
    // What changes once more after the page was made is not swallowed.
    let late = [("do", "carry"), ("stamp", &*stamp), ("now", "older")];
    let again = ada.post(&review, &review, &late).await;
    assert!(
        again.text().contains("changed once more"),
        "{}",
        again.text()
    );
    let choices = [
        ("stamp", &*stamp),
        ("now", &*now),
        ("key0", "/stage_development/value"),
        ("clash0", "theirs"),
        ("do", "carry"),
    ];
    let carried = ada.post(&review, &review, &choices).await;
    assert_eq!(carried.header("location"), format!("{EDIT}?done=carried"));
    let edit = propose(&ada, EDIT).await;
    let keys: Vec<String> = items(&house, &edit)
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    assert_eq!(keys, ["/name/value"]);
}

#[tokio::test]
async fn what_changes_in_private_is_told_to_nobody_who_may_not_see_it() {
    let house = house();
    let ada = house.signed_in("ada@example.org").await;
    send(&ada, EDIT, &[("/name/value", "Mine"), ("do", "save")]).await;
    let before = ada.get(EDIT).await.text();
    let hidden = super::library::propose(
        &house,
        "max@example.org",
        &project(),
        json!({"notes": {"value": "another secret", "status": "PRIVATE"}}),
    );
    house
        .registry
        .decide("user:max", "", &hidden, &indigo_registry::Decision::Approve)
        .unwrap();
    assert_eq!(ada.get(EDIT).await.text(), before);
    let edit = propose(&ada, EDIT).await;
    let keys: Vec<String> = items(&house, &edit)
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    assert_eq!(keys, ["/name/value"]);
}

#[tokio::test]
async fn buttons_of_rows_mean_the_row_that_was_shown() {
    let house = house();
    let max = house.signed_in("max@example.org").await;
    let old = fields(&max.get(EDIT).await.text());
    let row = format!("{EDIT}/investments/0");
    let old_row = fields(&max.get(&row).await.text());
    send(&max, EDIT, &[("do", "remove investments 0")]).await;
    // The page from before still shows two rows.
    let late = [("do", "remove investments 1")];
    let answer = max.post_bare(EDIT, &[], &with(&old, &late)).await;
    assert_eq!(answer.status, 422, "{}", answer.text());
    // What was typed for the row that went is offered as a new one.
    let typed = [("/notes", "typed for the first"), ("do", "save")];
    let answer = max.post_bare(&row, &[], &with(&old_row, &typed)).await;
    let text = answer.text();
    assert_eq!(answer.status, 422, "{text}");
    assert!(
        text.contains("typed for the first") && text.contains("new row"),
        "{text}"
    );
    let actor = actor(&house, "max@example.org");
    let draft = house.registry.draft(&actor, &project()).unwrap().unwrap();
    assert_eq!(draft.data["investments"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn two_windows_do_not_overwrite_each_other() {
    let house = house();
    let ada = house.signed_in("ada@example.org").await;
    send(&ada, EDIT, &[("/name/value", "First"), ("do", "save")]).await;
    let old = fields(&ada.get(EDIT).await.text());
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    send(&ada, EDIT, &[("/name/value", "Second"), ("do", "save")]).await;
    let late = [
        ("/alternative_names/value", "typed for long"),
        ("do", "save"),
    ];
    let answer = ada.post_bare(EDIT, &[], &with(&old, &late)).await;
    assert_eq!(answer.status, 422);
    let text = answer.text();
    assert!(text.contains("changed in another window"), "{text}");
    assert!(
        text.contains("typed for long"),
        "nothing typed is lost: {text}"
    );
    let draft = house
        .registry
        .draft(&actor(&house, "ada@example.org"), &project())
        .unwrap()
        .unwrap();
    assert_eq!(draft.data["name"]["value"], "Second");
    // As the page is now, it is taken.
    let again = ada
        .post_bare(EDIT, &[], &with(&fields(&text), &[("do", "save")]))
        .await;
    assert_eq!(again.status, 303);
}

#[tokio::test]
async fn a_new_record_is_proposed_and_gets_an_id() {
    let house = house();
    let ada = house.signed_in("ada@example.org").await;
    let begun = ada.get("/records/project/new").await;
    let edit = begun.header("location").to_owned();
    assert!(edit.starts_with("/records/project/new-"), "{edit}");
    let named = [("/name/value", "Streets to homes"), ("do", "save")];
    send(&ada, &edit, &named).await;
    let mine = ada.get("/proposals").await.text();
    assert!(
        mine.contains("Streets to homes") && mine.contains("new project"),
        "{mine}"
    );
    assert_eq!(faults(&mine), Vec::<String>::new());
    let name = propose(&ada, &edit).await;
    let view = house.registry.proposal(&name).unwrap().unwrap();
    assert_eq!(view.summary.key.id, "INDIGO-POJ-0002");
    // It can be changed while it waits, and is named in other records by its proposer.
    let address = format!("/proposals/{name}");
    let again = ada.post(&address, &format!("{address}/edit"), &[]).await;
    let edit = again.header("location").to_owned();
    assert_eq!(edit, "/records/project/INDIGO-POJ-0002/edit");
    send(
        &ada,
        &edit,
        &[("/alternative_names/value", "StH"), ("do", "save")],
    )
    .await;
    // What was begun is not begun anew.
    ada.post(&address, &format!("{address}/edit"), &[]).await;
    assert!(ada.get(&edit).await.text().contains("StH"));
    send(
        &ada,
        &edit,
        &[("/name/value", "Streets to home"), ("do", "save")],
    )
    .await;
    let second = propose(&ada, &edit).await;
    let former = house.registry.proposal(&name).unwrap().unwrap();
    assert_eq!(former.summary.state, "superseded");
    // Once accepted it is public.
    let max = house.signed_in("max@example.org").await;
    let address = format!("/proposals/{second}");
    let all = [("all", "accept"), ("comment", "good")];
    max.post(&address, &format!("{address}/decide"), &all).await;
    let public = house.browser().get("/projects/INDIGO-POJ-0002").await;
    assert!(public.text().contains("Streets to home"));
}

#[tokio::test]
async fn rows_are_moved_copied_and_taken_out() {
    let house = house();
    let max = house.signed_in("max@example.org").await;
    let draft = || {
        let draft = house
            .registry
            .draft(&actor(&house, "max@example.org"), &project());
        let data = draft.unwrap().unwrap().data;
        let ids: Vec<String> = data["investments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect();
        ids.join(" ")
    };
    let to = send(&max, EDIT, &[("do", "copy investments 0")]).await;
    assert_eq!(to, format!("{EDIT}/investments/1"));
    assert_eq!(draft(), "i1 i3 i2");
    send(&max, EDIT, &[("do", "down investments 1")]).await;
    assert_eq!(draft(), "i1 i2 i3");
    send(&max, EDIT, &[("do", "remove investments 0")]).await;
    assert_eq!(draft(), "i2 i3");
    let forgotten = max.post(EDIT, &format!("{EDIT}/forget"), &[]).await;
    assert_eq!(forgotten.header("location"), "/proposals?done=forgotten");
    assert!(
        house
            .registry
            .drafts(&actor(&house, "max@example.org"))
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_record_that_was_purged_meanwhile_says_so() {
    let house = house();
    let ada = house.signed_in("ada@example.org").await;
    send(&ada, EDIT, &[("/name/value", "Late"), ("do", "save")]).await;
    let form = fields(&ada.get(EDIT).await.text());
    house
        .registry
        .purge("user:root", "asked for", &project())
        .unwrap();
    let answer = ada
        .post_bare(EDIT, &[], &with(&form, &[("do", "review")]))
        .await;
    // Who saw its public part is told no more than of a record that never was.
    assert_eq!(answer.status, 404, "{}", answer.text());
    let max = house.signed_in("max@example.org").await;
    let told = max.get(EDIT).await;
    assert_eq!(told.status, 409);
    assert!(told.text().contains("was purged"), "{}", told.text());
}

#[tokio::test]
async fn what_is_not_theirs_to_see_is_not_there() {
    let house = house();
    house
        .registry
        .set_status("user:max", "not agreed", &project(), "PRIVATE")
        .unwrap();
    let ada = house.signed_in("ada@example.org").await;
    let hidden = ada.get(EDIT).await;
    let never = ada.get("/records/project/INDIGO-POJ-0999/edit").await;
    assert_eq!((hidden.status.as_u16(), never.status.as_u16()), (404, 404));
    let names = ada.get("/records/names/organisation?q=cafe%20soc").await;
    assert_eq!(
        names.text(),
        r#"[{"id":"INDIGO-ORG-0001","name":"Café Society Ltd"},{"id":"INDIGO-ORG-0002","name":"CAFE SOCIETY LIMITED"}]"#
    );
}
