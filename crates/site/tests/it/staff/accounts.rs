//! The own account.

use indigo_model::{Role, Secret};

use super::house::{House, PASSWORD, between};
use crate::lint;

#[tokio::test]
async fn a_name_is_changed_and_shown_as_text() {
    let house = House::new();
    house.add("eva@example.org", Role::DataSteward, &["fund"]);
    let eva = house.signed_in("eva@example.org").await;
    let name = "<script>alert(1)</script> \"Eva\"";
    let answer = eva
        .post("/account", "/account/name", &[("name", name)])
        .await;
    assert_eq!(answer.header("location"), "/account?done=name");
    let page = eva.get("/account?done=name").await.text();
    assert!(
        !page.contains("<script>") && page.contains("&#60;script&#62;"),
        "{page}"
    );
    assert!(page.contains("Your name is changed.") && page.contains("fund"));
    let answer = eva
        .post("/account", "/account/name", &[("name", " ")])
        .await;
    assert_eq!(answer.status, 422);
    assert!(lint::faults(&answer.text()).is_empty());
    let odd = eva.get("/account?done=%3Cb%3E").await.text();
    assert!(!odd.contains("<b>"), "only words that we know are said");
}

#[tokio::test]
async fn another_password_ends_the_other_sessions() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    let eva = house.signed_in("eva@example.org").await;
    let other = house.signed_in("eva@example.org").await;
    let place = "/account/password";
    let new = "battery staple horse";
    for (old, first, second, field) in [
        ("no horse at all", new, new, "old"),
        (PASSWORD, "short", "short", "password"),
        (PASSWORD, new, "other", "repeated"),
    ] {
        let fields = [("old", old), ("password", first), ("repeated", second)];
        let answer = eva.post(place, place, &fields).await;
        assert_eq!(answer.status, 422, "{field}");
        let page = answer.text();
        assert!(page.contains(&format!("href=\"#{field}\"")), "{page}");
        assert!(
            !page.contains(new) && !page.contains(PASSWORD),
            "never shown again"
        );
        assert!(lint::faults(&page).is_empty());
    }
    let fields = [("old", PASSWORD), ("password", new), ("repeated", new)];
    assert_eq!(eva.post(place, place, &fields).await.status, 303);
    assert_eq!(eva.get("/account").await.status, 200);
    assert_eq!(other.get("/account").await.status, 303);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    house.add("max@example.org", Role::Contributor, &[]);
    let eva = house.signed_in("eva@example.org").await;
    let phone = house.signed_in("eva@example.org").await;
    let max = house.signed_in("max@example.org").await;
    let place = "/account/sessions";
    let page = eva.get(place).await.text();
    assert!(page.contains("This one"));
    let id = between(&page, "name=\"session\" value=\"", "\"").unwrap();
    let answer = max
        .post(place, "/account/sessions/end", &[("session", &id)])
        .await;
    assert_eq!(
        answer.header("location"),
        "/account/sessions?done=gone",
        "not his"
    );
    assert_eq!(phone.get("/account").await.status, 200);
    eva.post(place, "/account/sessions/end", &[("session", &id)])
        .await;
    assert_eq!(phone.get("/account").await.status, 303);
    let tablet = house.signed_in("eva@example.org").await;
    let answer = eva.post(place, "/account/sessions/end-all", &[]).await;
    assert_eq!(answer.header("location"), "/sign-in?done=out");
    assert_eq!(eva.cookie("indigo"), None);
    assert_eq!(tablet.get("/account").await.status, 303);
    assert_eq!(max.get("/account").await.status, 200);
}

#[tokio::test]
async fn a_token_is_shown_once_works_and_ends() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    house.add("max@example.org", Role::Contributor, &[]);
    let eva = house.signed_in("eva@example.org").await;
    let place = "/account/tokens";
    for (fields, field) in [
        (vec![("name", "Loader"), ("days", "30")], "scope"),
        (vec![("days", "30"), ("scope", "propose")], "name"),
        (
            vec![("name", "Loader"), ("days", "9999"), ("scope", "propose")],
            "days",
        ),
        (
            vec![("name", "Loader"), ("days", "30"), ("scope", "everything")],
            "scope",
        ),
    ] {
        let answer = eva.post(place, place, &fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        assert!(
            answer.text().contains(&format!("href=\"#{field}\"")),
            "{}",
            answer.text()
        );
        assert!(
            lint::faults(&answer.text()).is_empty(),
            "{:?}",
            lint::faults(&answer.text())
        );
    }
    let fields = [
        ("name", "Loader"),
        ("days", "30"),
        ("scope", "propose"),
        ("scope", "read-private"),
    ];
    let answer = eva.post(place, place, &fields).await;
    assert_eq!(answer.status, 201);
    assert!(lint::faults(&answer.text()).is_empty());
    let token = between(&answer.text(), "<code>", "</code>").unwrap();
    assert!(token.starts_with("indigo_"));
    let page = eva.get(place).await.text();
    assert!(
        !page.contains(&token) && page.contains("read-private, propose"),
        "{page}"
    );
    let secret = Secret::new(token);
    assert!(house.registry.person_of_token(&secret).unwrap().is_some());
    // A token is no session.
    let program = house.browser();
    program
        .cookies
        .borrow_mut()
        .insert("indigo".to_owned(), secret.expose().to_owned());
    assert_eq!(program.get("/account").await.status, 303);
    let id = between(&page, "name=\"token\" value=\"", "\"").unwrap();
    let max = house.signed_in("max@example.org").await;
    max.post(place, "/account/tokens/end", &[("token", &id)])
        .await;
    assert!(
        house.registry.person_of_token(&secret).unwrap().is_some(),
        "not his"
    );
    eva.post(place, "/account/tokens/end", &[("token", &id)])
        .await;
    assert!(house.registry.person_of_token(&secret).unwrap().is_none());
}

#[tokio::test]
async fn notices_are_new_until_they_are_seen() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    for link in ["/about", "", "//evil.example"] {
        house
            .registry
            .tell("eva@example.org", "News", "Something <happened>.", link)
            .unwrap();
    }
    let eva = house.signed_in("eva@example.org").await;
    assert!(eva.get("/account").await.text().contains("3 new"));
    let page = eva.get("/account/notices").await.text();
    assert!(lint::faults(&page).is_empty());
    assert!(page.contains("<a href=\"/about\">Something &#60;happened&#62;.</a>"));
    assert!(!page.contains("evil.example"));
    let newest = between(&page, "name=\"newest\" value=\"", "\"").unwrap();
    eva.post(
        "/account/notices",
        "/account/notices/seen",
        &[("newest", &newest)],
    )
    .await;
    assert!(
        !eva.get("/account/notices")
            .await
            .text()
            .contains(" new</span>")
    );
}
