//! From a proposal to what everybody sees.

use serde_json::json;

use super::library::{MARKUP, SECRET, house, project, propose};
use crate::lint::faults;

#[tokio::test]
async fn what_is_decided_is_seen_everywhere_at_once() {
    let house = house();
    let edit = propose(
        &house,
        "ada@example.org",
        &project(),
        json!({"name": {"value": format!("Homes first, always {MARKUP}")},
               "stage_development": {"value": "Complete", "status": "PUBLIC"}}),
    );
    let max = house.signed_in("max@example.org").await;
    let queue = max.get("/moderate").await.text();
    assert!(queue.contains(&format!("/proposals/{edit}")), "{queue}");
    assert_eq!(faults(&queue), Vec::<String>::new());
    let address = format!("/proposals/{edit}");
    let page = max.get(&address).await.text();
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    assert!(page.contains("<del>Implementation</del>"), "{page}");
    assert!(page.contains("<ins>Complete</ins>"), "{page}");
    assert!(!page.contains("<script>"), "{page}");
    let preview = max.get(&format!("{address}/preview")).await.text();
    assert_eq!(faults(&preview), Vec::<String>::new());
    assert!(preview.contains("<ins>Complete</ins>"), "{preview}");
    // Before: rendered and kept.
    let nobody = house.browser();
    let public = "/projects/INDIGO-POJ-0001";
    for place in [public, "/app/api1/project/INDIGO-POJ-0001"] {
        assert!(!nobody.get(place).await.text().contains("Complete"));
    }
    let decide = format!("{address}/decide");
    let nothing = max.post(&address, &decide, &[("comment", "x")]).await;
    assert_eq!(nothing.status, 422);
    let fields = [
        ("item:/stage_development/value", "accept"),
        ("comment", "seen"),
    ];
    let done = max.post(&address, &decide, &fields).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(done.header("location").contains("accepted=1"));
    let rejected = max
        .post(&address, &decide, &[("item:/name/value", "reject")])
        .await;
    assert_eq!(rejected.status, 422, "a rejection needs a reason");
    for place in [
        public,
        "/app/api1/project/INDIGO-POJ-0001",
        "/app/project_download",
        "/projects/INDIGO-POJ-0001/history",
        "/projects/INDIGO-POJ-0001/history.atom",
        "/projects/changes.atom",
        "/changes.atom",
    ] {
        let answer = nobody.get(place).await;
        assert_eq!(answer.status, 200, "{place}");
        assert!(
            answer.text().contains("Complete"),
            "{place}: {}",
            answer.text()
        );
        assert!(!answer.text().contains(SECRET), "{place}");
        assert!(!answer.text().contains("Homes first, always"), "{place}");
    }
    let again = max.get(&address).await.text();
    assert!(again.contains("Accepted by Eva Example"), "{again}");
    // The proposer hears of it, with the reason, and sees it.
    assert_eq!(house.registry.pass_tidings_on().unwrap(), 1);
    assert_eq!(house.registry.pass_tidings_on().unwrap(), 0, "told once");
    let ada = house.signed_in("ada@example.org").await;
    let notices = ada.get("/account/notices").await.text();
    assert!(notices.contains("1 change accepted"), "{notices}");
    assert!(notices.contains("seen"), "{notices}");
}

#[tokio::test]
async fn the_second_moderator_is_told_and_nothing_is_done_twice() {
    let house = house();
    let data = json!({"stage_development": {"value": "Complete"}, "name": {"value": "Homes"}});
    let edit = propose(&house, "ada@example.org", &project(), data);
    let address = format!("/proposals/{edit}");
    let decide = format!("{address}/decide");
    let (max, mia) = (
        house.signed_in("max@example.org").await,
        house.signed_in("mia@example.org").await,
    );
    let fields = [("item:/name/value", "accept")];
    assert_eq!(max.post(&address, &decide, &fields).await.status, 303);
    let late = mia.post(&address, &decide, &fields).await;
    assert_eq!(late.status, 409);
    let text = late.text();
    assert!(text.contains("Somebody else has decided this"), "{text}");
    assert!(text.contains("Name, by Eva Example"), "{text}");
    assert_eq!(faults(&text), Vec::<String>::new());
    let all = [("all", "accept")];
    assert_eq!(max.post(&address, &decide, &all).await.status, 303);
    let late = mia.post(&address, &decide, &all).await;
    assert_eq!(late.status, 409);
    assert!(
        late.text().contains("closed this proposal"),
        "{}",
        late.text()
    );
}

#[tokio::test]
async fn what_was_chosen_goes_before_all_that_is_left_and_is_not_lost() {
    let house = house();
    let data = json!({"stage_development": {"value": "Complete"}, "name": {"value": "Homes"}});
    let edit = propose(&house, "ada@example.org", &project(), data.clone());
    let other = propose(&house, "ada@example.org", &project(), data);
    let address = format!("/proposals/{edit}");
    let decide = format!("{address}/decide");
    let max = house.signed_in("max@example.org").await;
    let rejected = ("item:/name/value", "reject");
    let fields = [rejected, ("item:/stage_development/value", "accept")];
    let answer = max.post(&address, &decide, &fields).await;
    assert_eq!(answer.status, 422, "a rejection needs a reason");
    let page = answer.text();
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    for (name, value) in fields {
        let chosen = format!("name=\"{name}\" value=\"{value}\" checked");
        assert!(page.contains(&chosen), "{chosen} in {page}");
    }
    let fields = [
        rejected,
        ("reason:/name/value", "It is not called so"),
        ("all", "accept"),
    ];
    let done = max.post(&address, &decide, &fields).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(done.header("location").contains("accepted=1&rejected=1"));
    let page = max.get(done.header("location")).await.text();
    let next = format!("<a href=\"/proposals/{other}\">Next in the queue: Homes first</a>");
    assert!(page.contains(&next), "{page}");
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    let queue = max.get("/moderate").await.text();
    assert!(queue.contains("Name: Homes first → Homes"), "{queue}");
}

#[tokio::test]
async fn a_conflict_shows_three_values_and_needs_a_word_of_its_own() {
    let house = house();
    let first = json!({"stage_development": {"value": "Complete"}});
    let second = json!({"stage_development": {"value": "Early stage"}});
    let one = propose(&house, "ada@example.org", &project(), first);
    let two = propose(&house, "ada@example.org", &project(), second);
    let max = house.signed_in("max@example.org").await;
    let fields = [
        ("edit", one.as_str()),
        ("edit", two.as_str()),
        ("reason", "checked"),
    ];
    let many = max.post("/moderate", "/moderate/accept", &fields).await;
    assert_eq!(many.status, 200);
    assert!(
        many.text().contains("1 of 2 accepted whole"),
        "{}",
        many.text()
    );
    assert_eq!(faults(&many.text()), Vec::<String>::new());
    let address = format!("/proposals/{two}");
    let page = max.get(&address).await.text();
    assert!(page.contains("In conflict"), "{page}");
    assert!(page.contains("<dt>Now</dt><dd>Complete</dd>"), "{page}");
    assert_eq!(faults(&page), Vec::<String>::new());
    let decide = format!("{address}/decide");
    let key = "item:/stage_development/value";
    let left = max.post(&address, &decide, &[(key, "accept")]).await;
    assert!(left.header("location").contains("left=1"));
    let done = max.post(&address, &decide, &[(key, "anyway")]).await;
    assert!(done.header("location").contains("accepted=1"));
    let public = house.browser().get("/projects/INDIGO-POJ-0001").await;
    assert!(public.text().contains("Early stage"));
}

#[tokio::test]
async fn a_proposer_learns_nothing_of_what_is_private() {
    let house = house();
    let pages = [
        json!({"notes": {"value": "a guess"}, "name": {"value": "Homes"}}),
        json!({"notes": {"value": SECRET}, "name": {"value": "Homes"}}),
    ]
    .map(|data| propose(&house, "ada@example.org", &project(), data));
    let ada = house.signed_in("ada@example.org").await;
    let mut seen = Vec::new();
    for edit in &pages {
        let address = format!("/proposals/{edit}");
        let page = ada.get(&address).await.text();
        assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
        assert!(page.contains("Homes first") || page.contains("Homes"));
        for verb in ["decide", "ask", "assign"] {
            let answer = ada.post(&address, &format!("{address}/{verb}"), &[]).await;
            assert_eq!(answer.status, 403, "{verb}");
        }
        assert_eq!(ada.get(&format!("{address}/preview")).await.status, 403);
        let main = &page[page.find("<main").unwrap()..];
        let csrf = super::house::token_in(&page).unwrap();
        seen.push(
            main.replace(SECRET, "a guess")
                .replace(edit, "")
                .replace(&csrf, ""),
        );
    }
    assert_eq!(seen[0], seen[1], "a right guess looks like a wrong one");
    let other = propose(
        &house,
        "max@example.org",
        &project(),
        json!({"name": {"value": "x"}}),
    );
    assert_eq!(ada.get(&format!("/proposals/{other}")).await.status, 404);
    let mine = ada.get("/proposals").await.text();
    assert!(mine.contains("2 proposals"), "{mine}");
    assert_eq!(faults(&mine), Vec::<String>::new());
    let page = format!("/proposals/{}", pages[0]);
    let back = ada.post(&page, &format!("{page}/withdraw"), &[]).await;
    assert!(back.header("location").contains("done=withdrawn"));
}

#[tokio::test]
async fn moderators_talk_with_the_proposer() {
    let house = house();
    let data = json!({"name": {"value": "Homes"}});
    let edit = propose(&house, "ada@example.org", &project(), data);
    let address = format!("/proposals/{edit}");
    let max = house.signed_in("max@example.org").await;
    for (verb, field) in [
        ("assign", ("to", "me")),
        ("ask", ("wish", MARKUP)),
        ("comment", ("words", "Hello")),
    ] {
        let answer = max
            .post(&address, &format!("{address}/{verb}"), &[field])
            .await;
        assert_eq!(answer.status, 303, "{verb} {}", answer.text());
    }
    let page = max.get(&address).await.text();
    assert!(
        page.contains("Waits for its proposer") && page.contains("Leave it to others"),
        "{page}"
    );
    assert!(!page.contains("<script>"));
    let mine = max
        .get("/moderate?assigned=me&type=project&conflict=no")
        .await
        .text();
    assert!(mine.contains(&address), "{mine}");
    let none = max.get("/moderate?assigned=nobody").await.text();
    assert!(none.contains("No proposal is like that"), "{none}");
}

#[tokio::test]
async fn what_waits_for_its_proposer_is_not_accepted_with_others() {
    let house = house();
    let data =
        |name: &str| json!({"name": {"value": name}, "stage_development": {"value": "Complete"}});
    let waits = propose(&house, "ada@example.org", &project(), data("Homes"));
    let part = propose(&house, "ada@example.org", &project(), data("Houses"));
    let max = house.signed_in("max@example.org").await;
    let (first, second) = (format!("/proposals/{waits}"), format!("/proposals/{part}"));
    let wish = [("wish", "Another name")];
    max.post(&first, &format!("{first}/ask"), &wish).await;
    let rejected = [("item:/name/value", "reject"), ("comment", "No")];
    max.post(&second, &format!("{second}/decide"), &rejected)
        .await;
    let queue = max.get("/moderate").await.text();
    assert_eq!(faults(&queue), Vec::<String>::new(), "{queue}");
    let tick = |edit: &str| format!("name=\"edit\" value=\"{edit}\"");
    assert!(queue.contains("<strong>waits for its proposer</strong>"));
    assert!(!queue.contains(&tick(&waits)) && queue.contains(&tick(&part)));
    let fields = [("edit", waits.as_str()), ("edit", part.as_str())];
    let many = max.post("/moderate", "/moderate/accept", &fields).await;
    let page = many.text();
    assert!(page.contains("0 of 2 accepted whole"), "{page}");
    assert!(
        page.contains("Left out: it waits for its proposer"),
        "{page}"
    );
    assert!(page.contains("some of it was rejected before"), "{page}");
    let page = max.get(&first).await.text();
    assert!(page.contains("Waits for its proposer"), "{page}");
}

#[tokio::test]
async fn a_closed_proposal_says_who_decided_and_nothing_of_how_it_stood() {
    let house = house();
    let data = json!({"stage_development": {"value": "Complete"}});
    let one = propose(&house, "ada@example.org", &project(), data.clone());
    let two = propose(&house, "ada@example.org", &project(), data);
    let max = house.signed_in("max@example.org").await;
    let fields = [("edit", one.as_str()), ("reason", "checked")];
    max.post("/moderate", "/moderate/accept", &fields).await;
    let open = max.get(&format!("/proposals/{two}")).await.text();
    assert!(open.contains("The record says so already"), "{open}");
    let address = format!("/proposals/{two}");
    let back = [("reason", "twice")];
    max.post(&address, &format!("{address}/withdraw"), &back)
        .await;
    for (edit, said) in [
        (&one, "Accepted by Eva Example on "),
        (&two, "Taken back by Eva Example on "),
    ] {
        let page = max.get(&format!("/proposals/{edit}")).await.text();
        assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
        assert!(page.contains(said), "{said} in {page}");
        assert!(!page.contains("The record says so already"), "{page}");
        assert!(!page.contains("In conflict"), "{page}");
    }
}

#[tokio::test]
async fn the_next_proposal_is_the_one_after_this_and_then_the_first() {
    let house = house();
    let edits: Vec<String> = ["A", "B", "C"]
        .map(|name| {
            let data = json!({"name": {"value": name}});
            propose(&house, "ada@example.org", &project(), data)
        })
        .into();
    let max = house.signed_in("max@example.org").await;
    for (this, next) in [(0, 1), (1, 2), (2, 0)] {
        let page = max.get(&format!("/proposals/{}", edits[this])).await.text();
        let link = format!("<a href=\"/proposals/{}\">Next: ", edits[next]);
        assert!(page.contains(&link), "{this}: {page}");
    }
    let address = format!("/proposals/{}", edits[1]);
    let reject = [("all", "reject"), ("comment", "No")];
    let done = max
        .post(&address, &format!("{address}/decide"), &reject)
        .await;
    let page = max.get(done.header("location")).await.text();
    let link = format!("<a href=\"/proposals/{}\">Next in the queue: ", edits[2]);
    assert!(page.contains(&link), "{page}");
}

#[tokio::test]
async fn the_reason_of_one_change_reaches_its_proposer_with_the_name_of_the_record() {
    let house = house();
    let data = json!({"stage_development": {"value": "Complete"}, "name": {"value": "Homes"}});
    let edit = propose(&house, "ada@example.org", &project(), data);
    let new = indigo_model::RecordKey::new("project", "INDIGO-POJ-0002");
    let data = json!({"name": {"value": "New homes"}});
    let second = propose(&house, "ada@example.org", &new, data);
    let max = house.signed_in("max@example.org").await;
    let address = format!("/proposals/{edit}");
    let fields = [
        ("item:/name/value", "reject"),
        ("reason:/name/value", "It is not\ncalled so"),
        ("all", "accept"),
    ];
    let done = max
        .post(&address, &format!("{address}/decide"), &fields)
        .await;
    assert_eq!(done.status, 303, "{}", done.text());
    let address = format!("/proposals/{second}");
    let fields = [("all", "reject"), ("comment", "Known")];
    max.post(&address, &format!("{address}/decide"), &fields)
        .await;
    house.registry.pass_tidings_on().unwrap();
    let ada = house.signed_in("ada@example.org").await;
    let notices = ada.get("/account/notices").await.text();
    for said in [
        "Your proposal on Homes first (INDIGO-POJ-0001): 1 change accepted, 1 not accepted.",
        "Not accepted – Impact Bond Name: It is not called so.",
        "Your proposal on New homes (INDIGO-POJ-0002)",
        "In their words: Known",
    ] {
        assert!(notices.contains(said), "{said} in {notices}");
    }
}
