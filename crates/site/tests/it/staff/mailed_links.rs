//! Forgotten passwords and invitations.

use indigo_model::Role;
use indigo_registry::accounts::{By, LinkKind, NewAccount};

use super::house::{House, PASSWORD, token_in};
use crate::lint;

#[tokio::test]
async fn asking_for_a_link_does_not_say_who_has_an_account() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    let mut seen = Vec::new();
    for email in ["eva@example.org", "nobody@example.org"] {
        let browser = house.browser();
        let answer = browser
            .post("/forgot-password", "/forgot-password", &[("email", email)])
            .await;
        let page = browser.get(answer.header("location")).await;
        assert!(lint::faults(&page.text()).is_empty());
        let names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
        seen.push((
            answer.status,
            answer.text(),
            names,
            page.status,
            page.text(),
        ));
    }
    assert_eq!(seen[0], seen[1]);
    assert!(seen[0].4.contains("If the address has an account"));
    let mails = house.registry.mail_list(By::CommandLine, None, 9).unwrap();
    assert_eq!(mails.len(), 1);
    let odd = house.browser();
    let answer = odd
        .post("/forgot-password", "/forgot-password", &[("email", "x")])
        .await;
    assert_eq!(answer.status, 422);
}

#[tokio::test]
async fn a_forgotten_password_is_set_once_and_ends_all_sessions() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    let thief = house.signed_in("eva@example.org").await;
    let eva = house.browser();
    eva.post(
        "/forgot-password",
        "/forgot-password",
        &[("email", "eva@example.org")],
    )
    .await;
    let link = house.mailed_link(LinkKind::Reset).unwrap();
    // Programs that check mail look at links first.
    for _ in 0..2 {
        let page = eva.get(&link).await;
        assert_eq!(page.status, 200, "{link}");
        assert!(page.text().contains("eva@example.org"));
        assert!(lint::faults(&page.text()).is_empty());
    }
    let new = "battery staple horse";
    for (first, second, field) in [("short", "short", "password"), (new, "other", "repeated")] {
        let fields = [("password", first), ("repeated", second)];
        let answer = eva.post(&link, &link, &fields).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains(&format!("href=\"#{field}\"")));
        assert!(lint::faults(&answer.text()).is_empty());
    }
    let fields = [("password", new), ("repeated", new)];
    let answer = eva.post(&link, &link, &fields).await;
    assert_eq!(answer.header("location"), "/sign-in?done=password");
    assert_eq!(thief.get("/account").await.status, 303);
    let over = eva.get(&link).await;
    assert_eq!(over.status, 404);
    assert!(over.text().contains("This link is over") && token_in(&over.text()).is_none());
    assert!(lint::faults(&over.text()).is_empty());
    assert_eq!(eva.sign_in("eva@example.org", PASSWORD).await.status, 422);
    assert_eq!(eva.sign_in("eva@example.org", new).await.status, 303);
}

#[tokio::test]
async fn an_invitation_leads_in_and_is_no_other_link() {
    let house = House::new();
    let new = NewAccount {
        email: "max@example.org",
        name: "Max Example",
        role: Role::Moderator,
        grants: &[],
    };
    house.registry.invite(By::CommandLine, &new).unwrap();
    let link = house.mailed_link(LinkKind::Invite).unwrap();
    let max = house.browser();
    let other = link.replace("/invitation/", "/reset/");
    assert_eq!(max.get(&other).await.status, 404, "another kind");
    let page = max.get(&link).await.text();
    assert!(page.contains("Welcome to Indigo") && page.contains("Max Example"));
    let fields = [("password", PASSWORD), ("repeated", PASSWORD)];
    assert_eq!(max.post(&link, &link, &fields).await.status, 303);
    assert_eq!(max.sign_in("max@example.org", PASSWORD).await.status, 303);
    assert!(max.get("/account").await.text().contains("Moderator"));
    house.registry.let_time_pass(8 * 86_400);
    assert_eq!(
        max.get("/account").await.status,
        303,
        "twelve hours without use"
    );
}
