//! Administration.

use indigo_model::Role;
use indigo_registry::accounts::{By, LinkKind};

use super::house::House;
use crate::lint;

#[tokio::test]
async fn somebody_is_invited_given_a_role_and_closed_out() {
    let house = House::new();
    house.add("eva@example.org", Role::Administrator, &[]);
    let eva = house.signed_in("eva@example.org").await;
    let place = "/admin/users/new";
    for (fields, field) in [
        (vec![("name", "Max"), ("role", "moderator")], "email"),
        (
            vec![("email", "max"), ("name", "Max"), ("role", "moderator")],
            "email",
        ),
        (
            vec![
                ("email", "eva@example.org"),
                ("name", "Max"),
                ("role", "moderator"),
            ],
            "email",
        ),
        (
            vec![("email", "max@example.org"), ("role", "moderator")],
            "name",
        ),
        (
            vec![
                ("email", "max@example.org"),
                ("name", "Max"),
                ("role", "king"),
            ],
            "role",
        ),
    ] {
        let answer = eva.post(place, place, &fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        assert!(
            answer.text().contains(&format!("href=\"#{field}\"")),
            "{fields:?}"
        );
        assert!(lint::faults(&answer.text()).is_empty());
    }
    let fields = [
        ("email", "max@example.org"),
        ("name", "Max"),
        ("role", "data-steward"),
    ];
    let answer = eva.post(place, place, &fields).await;
    assert_eq!(answer.status, 303);
    let page = answer
        .header("location")
        .split('?')
        .next()
        .unwrap()
        .to_owned();
    assert!(house.mailed_link(LinkKind::Invite).is_some());
    let account = || {
        house
            .registry
            .account(By::CommandLine, "max@example.org")
            .unwrap()
    };

    let act = async |what: &str, fields: &[(&str, &str)]| {
        eva.post(&page, &format!("{page}/{what}"), fields).await
    };
    assert_eq!(
        act("grant", &[("type", "fund")]).await.header("location"),
        format!("{page}?done=granted")
    );
    let odd = act(
        "grant",
        &[("type", "project"), ("record", "INDIGO-POJ-9999")],
    )
    .await;
    assert_eq!(odd.status, 422, "no such record");
    assert!(lint::faults(&odd.text()).is_empty());
    assert_eq!(act("grant", &[("type", "nothing")]).await.status, 422);
    assert_eq!(account().grants.len(), 1);
    assert!(eva.get(&page).await.text().contains("All outcomes funds"));
    act("revoke", &[("grant", "fund")]).await;
    assert!(account().grants.is_empty());
    act("role", &[("role", "moderator")]).await;
    assert_eq!(account().role, Role::Moderator);
    assert_eq!(act("role", &[("role", "reader")]).await.status, 422);
    assert_eq!(act("invite", &[]).await.status, 303);
    act("disable", &[]).await;
    assert!(eva.get(&page).await.text().contains("closed"));
    act("enable", &[]).await;
    assert_eq!(
        act("clear-second-factor", &[]).await.header("location"),
        format!("{page}?done=none")
    );

    let own = house
        .registry
        .account(By::CommandLine, "eva@example.org")
        .unwrap()
        .id;
    for (what, fields) in [("disable", vec![]), ("role", vec![("role", "moderator")])] {
        let answer = eva
            .post("/account", &format!("/admin/users/{own}/{what}"), &fields)
            .await;
        assert_eq!(answer.status, 422, "{what}");
        assert!(answer.text().contains("last administrator"), "{what}");
    }
    assert_eq!(eva.get("/admin/users/nobody").await.status, 404);
    assert!(
        eva.get("/admin/users")
            .await
            .text()
            .contains("max@example.org")
    );
}

#[tokio::test]
async fn a_role_that_is_taken_away_holds_no_more_at_the_next_request() {
    let house = House::new();
    house.add("eva@example.org", Role::Administrator, &[]);
    house.add("max@example.org", Role::Administrator, &[]);
    let max = house.signed_in("max@example.org").await;
    assert_eq!(max.get("/admin").await.status, 200);
    house
        .registry
        .change_role(By::CommandLine, "max@example.org", Role::Moderator)
        .unwrap();
    let answer = max.get("/admin").await;
    assert_eq!(answer.status, 403);
    assert!(answer.text().contains("max@example.org (moderator)"));
    assert!(lint::faults(&answer.text()).is_empty());
    house
        .registry
        .disable_account(By::CommandLine, "max@example.org")
        .unwrap();
    assert_eq!(max.get("/account").await.status, 303);
}

#[tokio::test]
async fn mail_is_listed_read_and_sent_again() {
    let house = House::new();
    house.add("eva@example.org", Role::Administrator, &[]);
    let nobody = house.browser();
    nobody
        .post(
            "/forgot-password",
            "/forgot-password",
            &[("email", "eva@example.org")],
        )
        .await;
    let eva = house.signed_in("eva@example.org").await;
    let waiting = eva.get("/admin/mail/1").await.text();
    assert!(
        waiting.contains("[link]") && waiting.contains("waits"),
        "{waiting}"
    );
    let link = house.mailed_link(LinkKind::Reset).unwrap();
    assert!(
        eva.get("/admin/mail")
            .await
            .text()
            .contains("written to the folder")
    );
    assert_eq!(house.noted("mail looked at"), 0);
    let page = eva.get("/admin/mail/1").await.text();
    let unfolded = page.replace("=\r\n", "").replace("=\n", "");
    assert!(unfolded.contains(&link), "{page}");
    assert_eq!(house.noted("mail looked at"), 1);
    for path in ["/admin/mail/99", "/admin/mail/x"] {
        assert_eq!(eva.get(path).await.status, 404, "{path}");
    }
    let answer = eva.post("/admin/mail", "/admin/mail/1/again", &[]).await;
    assert_eq!(answer.status, 404, "only what was given up");
}

#[tokio::test]
async fn the_audit_log_is_shown_whole_or_of_one_account() {
    let house = House::new();
    house.add("eva@example.org", Role::Administrator, &[]);
    house.add("max@example.org", Role::Contributor, &[]);
    let eva = house.signed_in("eva@example.org").await;
    house.signed_in("max@example.org").await;
    let whole = eva.get("/admin/audit").await.text();
    assert!(whole.contains("max@example.org") && whole.contains("signed in"));
    let one = eva
        .get("/admin/audit?account=eva%40example.org")
        .await
        .text();
    assert!(one.contains("signed in") && !one.contains("max@example.org"));
    let none = eva.get("/admin/audit?account=nobody&before=x").await;
    assert!(none.text().contains("There is no account"));
    assert!(lint::faults(&none.text()).is_empty());
}

#[tokio::test]
async fn a_sandbox_is_added_and_named() {
    let house = House::new();
    house.add("eva@example.org", Role::Administrator, &[]);
    let eva = house.signed_in("eva@example.org").await;
    let place = "/admin/sandboxes";
    for (id, title, field) in [
        ("a,b", "Title", "id"),
        ("", "Title", "id"),
        ("north", "", "title"),
    ] {
        let answer = eva
            .post(place, place, &[("id", id), ("title", title)])
            .await;
        assert_eq!(answer.status, 422, "{id} {title}");
        assert!(answer.text().contains(&format!("href=\"#{field}\"")));
        assert!(lint::faults(&answer.text()).is_empty());
    }
    for title in ["North", "North and east"] {
        let answer = eva
            .post(place, place, &[("id", "north"), ("title", title)])
            .await;
        assert_eq!(answer.status, 303);
    }
    let known = house.registry.sandbox_list().unwrap();
    assert_eq!(known, [("north".to_owned(), "North and east".to_owned())]);
}
