//! Workbooks that come back: what is said of them, what is proposed, and what nobody learns.

use indigo_model::{RecordKey, Role};
use indigo_registry::{QueueFilter, own_workbook};
use serde_json::json;

use super::{
    house::{Browser, House},
    library::{MARKUP, SECRET, house, project, propose},
};
use crate::{
    cells::{form, place, with_texts},
    installation::{field, file},
    lint::faults,
};

const WORKBOOK: &str = "/projects/INDIGO-POJ-0001/workbook.xlsx";
const WHOLE: &str = "/records/project/INDIGO-POJ-0001/workbook.xlsx";
const OF_RECORD: &str = "/records/project/INDIGO-POJ-0001/upload";

/// A workbook with other texts where these values stand.
fn changed(house: &House, bytes: &[u8], values: &[(&str, &str)]) -> Vec<u8> {
    let form = form(house.registry.standard(), bytes);
    let places: Vec<_> = values
        .iter()
        .map(|(pointer, text)| (place(&form, pointer), *text))
        .collect();
    let cells: Vec<(&str, &str, &str)> = places
        .iter()
        .map(|(place, text)| (place.sheet.as_str(), place.cell.as_str(), *text))
        .collect();
    with_texts(bytes, &cells)
}

/// Sends workbooks; the address of the page that shows them.
async fn sent(browser: &Browser<'_>, to: &str, files: &[(&str, &[u8])]) -> String {
    let parts: Vec<_> = files
        .iter()
        .map(|(name, bytes)| file(name, bytes))
        .collect();
    let answer = browser.send(to, to, &parts).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_owned()
}

async fn shown(browser: &Browser<'_>, address: &str) -> String {
    let answer = browser.get(address).await;
    assert_eq!(answer.status, 200, "{address}");
    let text = answer.text();
    assert_eq!(faults(&text), Vec::<String>::new(), "{text}");
    text
}

/// Proposes what was uploaded; the public name of the proposal.
async fn proposed(browser: &Browser<'_>, review: &str) -> String {
    let fields = [("take", "1"), ("comment", "as the report says")];
    let answer = browser.post(review, review, &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let at = answer.header("location").to_owned();
    let edit = at.strip_prefix("/proposals/").unwrap();
    edit.strip_suffix("?done=proposed").unwrap().to_owned()
}

fn items(house: &House, edit: &str) -> Vec<String> {
    let proposal = house.registry.proposal(edit).unwrap().unwrap();
    proposal.items.into_iter().map(|item| item.key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_workbook_is_said_and_it_is_not_taken() {
    let house = house();
    let ada = house.signed_in("ada@example.org").await;
    let bytes = house.browser().get(WORKBOOK).await.body;
    let other = house
        .browser()
        .get("/organisations/INDIGO-ORG-0001/workbook.xlsx")
        .await
        .body;
    let unknown = {
        let one = house.registry.standard().get("project").unwrap();
        let blank = own_workbook(&*house.registry, one, None).unwrap();
        // The stamp of a record that is not here.
        with_texts(
            &blank,
            &[
                ("Indigo", "A10", "record id"),
                ("Indigo", "B10", "INDIGO-POJ-0777"),
            ],
        )
    };
    for (to, name, bytes, said) in [
        (
            OF_RECORD,
            "a.xlsx",
            &other[..],
            "for a record of the type organisation",
        ),
        (
            "/upload",
            "a.csv",
            &b"ID,Name\n"[..],
            "only workbooks are taken here",
        ),
        (
            "/upload",
            "a.xlsx",
            &b"PK\x03\x04 broken"[..],
            "cannot be read",
        ),
        (
            "/upload",
            "a.xlsx",
            &unknown[..],
            "There is no record INDIGO-POJ-0777 here",
        ),
        (
            "/records/organisation/INDIGO-ORG-0002/upload",
            "a.xlsx",
            &other[..],
            "The workbook is of INDIGO-ORG-0001, not of INDIGO-ORG-0002",
        ),
    ] {
        let at = sent(&ada, to, &[(name, bytes)]).await;
        let page = shown(&ada, &at).await;
        assert!(page.contains(said), "{said} is not in\n{page}");
        assert!(!page.contains("Propose it</button>"), "{page}");
        let answer = ada
            .post("/upload", &at, &[("take", "1"), ("comment", "x")])
            .await;
        assert_eq!(answer.status, 422);
    }
    // What is unusual is said, and it is taken.
    let older = with_texts(&bytes, &[("Indigo", "B3", "0.9.0")]);
    let at = sent(&ada, "/upload", &[("same.xlsx", &older)]).await;
    let page = shown(&ada, &at).await;
    assert!(
        page.contains("made with version 0.9.0 of the standard"),
        "{page}"
    );
    assert!(page.contains("Nothing differs from the record"), "{page}");
    let none = ada
        .send("/upload", "/upload", &[field("comment", "x")])
        .await;
    assert_eq!(none.status, 422);
    assert!(none.text().contains("Choose a workbook first"));
    for nowhere in [
        "/records/project/INDIGO-POJ-0009/upload",
        "/records/nothing/INDIGO-POJ-0001/upload",
        "/upload?replaces=no-such-proposal",
        "/upload/no-such-upload",
    ] {
        assert_eq!(ada.get(nowhere).await.status, 404, "{nowhere}");
    }
    let filter = QueueFilter::default();
    assert_eq!(house.registry.queue(&filter, 9, 0).unwrap().total, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_workbooks_are_several_proposals_and_a_new_record_gets_an_id() {
    let house = house();
    let ada = house.signed_in("ada@example.org").await;
    let standard = house.registry.standard();
    let bytes = house.browser().get(WORKBOOK).await.body;
    let one = changed(&house, &bytes, &[("/name/value", MARKUP)]);
    let organisation = standard.get("organisation").unwrap();
    let blank = own_workbook(&*house.registry, organisation, None).unwrap();
    let new = changed(&house, &blank, &[("/name/value", "A new harbour")]);
    let files = [
        ("one.xlsx", &one[..]),
        ("new.xlsx", &new[..]),
        ("new again.xlsx", &new[..]),
        ("same.xlsx", &bytes[..]),
    ];
    let at = sent(&ada, "/upload", &files).await;
    let page = shown(&ada, &at).await;
    for wanted in [
        "INDIGO-POJ-0001: ",
        "New organisation: A new harbour",
        "It gets an id when it is proposed",
        "id=\"take-3\"",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in\n{page}");
    }
    assert!(
        !page.contains("id=\"take-4\"") && !page.contains("<script>"),
        "{page}"
    );
    // Nobody else finds it.
    let max = house.signed_in("max@example.org").await;
    assert_eq!(max.get(&at).await.status, 404);
    let fields = [
        ("take", "1"),
        ("take", "2"),
        ("take", "3"),
        ("take", "4"),
        ("comment", "new"),
    ];
    let answer = ada.post(&at, &at, &fields).await;
    assert_eq!(answer.header("location"), format!("{at}?done=proposed"));
    let page = shown(&ada, &at).await;
    assert!(page.matches("see the proposal").count() == 3, "{page}");
    assert!(!page.contains("Propose what is chosen"), "{page}");
    let queue = house.registry.queue(&QueueFilter::default(), 9, 0).unwrap();
    let mut keys: Vec<String> = queue.proposals.into_iter().map(|one| one.key.id).collect();
    keys.sort();
    assert_eq!(
        keys,
        ["INDIGO-ORG-0003", "INDIGO-ORG-0004", "INDIGO-POJ-0001"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_see_all_learns_nothing_of_it_from_a_workbook() {
    let house = house();
    let max = house.signed_in("max@example.org").await;
    let ada = house.signed_in("ada@example.org").await;
    assert_eq!(ada.get(WHOLE).await.status, 403);
    let whole = max.get(WHOLE).await;
    assert_eq!(whole.status, 200);
    assert_eq!(whole.header("cache-control"), "no-store");
    let own = form(house.registry.standard(), &whole.body).values();
    assert_eq!(own["notes"]["value"], SECRET);
    assert_eq!(own["investments"][1]["notes"], SECRET);

    // A workbook with all of it in the hands of somebody who sees a part: whether a value is the
    // one that stands there cannot be told from the answer.
    let guess = changed(&house, &whole.body, &[("/notes/value", "a guess")]);
    let mut pages = Vec::new();
    for bytes in [&whole.body[..], &guess[..]] {
        let at = sent(&ada, OF_RECORD, &[("guess.xlsx", bytes)]).await;
        let page = shown(&ada, &at).await;
        let main = &page[page.find("<main").unwrap()..];
        let csrf = super::house::token_in(&page).unwrap();
        pages.push(
            main.replace(&csrf, "")
                .replace(&at, "")
                .replace("a guess", SECRET),
        );
    }
    assert_eq!(pages[0], pages[1]);

    // The public workbook of somebody who sees all takes away nothing that it does not show.
    let public = house.browser().get(WORKBOOK).await.body;
    let text = String::from_utf8_lossy(&public).into_owned();
    assert!(!text.contains(SECRET));
    let one = changed(&house, &public, &[("/name/value", "Homes second")]);
    for browser in [&max, &ada] {
        let at = sent(browser, OF_RECORD, &[("public.xlsx", &one)]).await;
        let edit = proposed(browser, &at).await;
        assert_eq!(items(&house, &edit), ["/name/value"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_changed_since_a_workbook_was_made_stays() {
    let house = house();
    let max = house.signed_in("max@example.org").await;
    let ada = house.signed_in("ada@example.org").await;
    let whole = max.get(WHOLE).await.body;
    let public = house.browser().get(WORKBOOK).await.body;
    // Times are to the second, and public workbooks know only these.
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    let meanwhile = propose(
        &house,
        "ada@example.org",
        &project(),
        json!({"stage_development": {"value": "Complete"}, "name": {"value": "Homes meanwhile"}}),
    );
    let decide = format!("/proposals/{meanwhile}/decide");
    let accepted = max.post("/account", &decide, &[("all", "accept")]).await;
    assert_eq!(accepted.status, 303);

    for (browser, bytes, is_whole) in [(&max, &whole, true), (&ada, &public, false)] {
        let values = [
            ("/name/value", "Homes by workbook"),
            ("/investments/0/notes", "a rainy day"),
        ];
        let back = changed(&house, bytes, &values);
        let at = sent(browser, "/upload", &[("back.xlsx", &back)]).await;
        let page = shown(browser, &at).await;
        for wanted in [
            "what has changed in the record since stays",
            "2 changes.",
            "<dt>Now</dt><dd>Homes meanwhile</dd>",
        ] {
            assert!(page.contains(wanted), "{wanted} is not in\n{page}");
        }
        assert!(
            !page.contains("Implementation"),
            "the stage is not changed back: {page}"
        );
        let edit = proposed(browser, &at).await;
        assert_eq!(
            items(&house, &edit),
            ["/name/value", "/investments/[i1]/notes"]
        );
        let proposal = house.registry.proposal(&edit).unwrap().unwrap();
        assert_eq!(proposal.summary.conflicts, i64::from(is_whole));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_workbook_stands_in_the_place_of_an_own_proposal() {
    let house = house();
    let ada = house.signed_in("ada@example.org").await;
    let max = house.signed_in("max@example.org").await;
    let one = house.registry.standard().get("organisation").unwrap();
    let blank = own_workbook(&*house.registry, one, None).unwrap();
    let first = changed(&house, &blank, &[("/name/value", "First try")]);
    let at = sent(&ada, "/upload", &[("new.xlsx", &first)]).await;
    let edit = proposed(&ada, &at).await;
    let page = ada.get(&format!("/proposals/{edit}")).await.text();
    let again = format!("/upload?replaces={edit}");
    assert!(page.contains(&again), "{page}");
    assert_eq!(max.get(&again).await.status, 404, "it is not theirs");
    let second = changed(&house, &blank, &[("/name/value", "Second try")]);
    let parts = [file("new.xlsx", &second), field("replaces", &edit)];
    let answer = ada.send(&again, "/upload", &parts).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let at = answer.header("location").to_owned();
    let page = shown(&ada, &at).await;
    assert!(
        page.contains("Second try") && !page.contains("First try"),
        "{page}"
    );
    let other = proposed(&ada, &at).await;
    let former = house.registry.proposal(&edit).unwrap().unwrap().summary;
    assert_eq!(former.state, "superseded");
    let proposal = house.registry.proposal(&other).unwrap().unwrap().summary;
    assert_eq!(
        proposal.key,
        RecordKey::new("organisation", "INDIGO-ORG-0003")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_can_be_gone_on_with_in_the_form() {
    let house = house();
    let ada = house.signed_in("ada@example.org").await;
    let public = house.browser().get(WORKBOOK).await.body;
    let one = changed(&house, &public, &[("/name/value", "Homes third")]);
    let organisation = house.registry.standard().get("organisation").unwrap();
    let blank = own_workbook(&*house.registry, organisation, None).unwrap();
    let new = changed(&house, &blank, &[("/name/value", "A new harbour")]);
    let files = [("one.xlsx", &one[..]), ("new.xlsx", &new[..])];
    let at = sent(&ada, "/upload", &files).await;
    for (number, name) in [("1", "Homes third"), ("2", "A new harbour")] {
        let answer = ada.post(&at, &at, &[("form", number)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let form = ada.get(answer.header("location")).await;
        assert_eq!(form.status, 200);
        assert!(form.text().contains(name), "{}", form.text());
    }
    // What was typed in a form is never written over.
    let again = ada.post(&at, &at, &[("form", "1")]).await;
    assert_eq!(again.status, 422);
    assert!(again.text().contains("You have a draft of INDIGO-POJ-0001"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_signed_in_can_go_on_from_a_check() {
    let house = house();
    let bytes = house.browser().get(WORKBOOK).await.body;
    house.add("eve@example.org", Role::Contributor, &[]);
    let eve = house.signed_in("eve@example.org").await;
    let answer = eve
        .send("/account", "/check", &[file("one.xlsx", &bytes)])
        .await;
    let page = answer.text();
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(page.contains("action=\"/upload\""), "{page}");
    assert!(page.contains("name=\"csrf\""), "{page}");
    let nobody = house.browser();
    let answer = nobody
        .send("/sign-in", "/check", &[file("one.xlsx", &bytes)])
        .await;
    let page = answer.text();
    assert!(
        page.contains("href=\"/upload\"") && !page.contains("csrf"),
        "{page}"
    );
    let public = nobody.get("/projects/INDIGO-POJ-0001").await.text();
    assert!(
        public.contains(&format!("href=\"{OF_RECORD}\"")),
        "{public}"
    );
}
