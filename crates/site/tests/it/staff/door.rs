//! Getting in and out.

use axum::http::Method;
use indigo_model::Role;
use indigo_registry::accounts::By;
use indigo_site::SiteConfig;

use super::house::{House, PASSWORD, between};
use crate::lint;

#[tokio::test]
async fn somebody_gets_in_and_out() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    let eva = house.browser();
    let answer = eva.sign_in(" EVA@example.org ", PASSWORD).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("location")),
        (303, "/account")
    );
    let line = answer
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|line| line.to_str().unwrap())
        .find(|line| line.starts_with("indigo="))
        .unwrap();
    for part in [
        "; Path=/",
        "; HttpOnly",
        "; SameSite=Lax",
        "; Max-Age=2592000",
    ] {
        assert!(line.contains(part), "{line}");
    }
    assert!(
        !line.contains("Secure") && !line.contains("Domain"),
        "{line}"
    );
    assert_eq!(eva.cookie("indigo-visitor"), None, "it is over");
    let page = eva.get("/account").await;
    assert!(page.text().contains("eva@example.org"));
    assert_eq!(eva.get("/sign-in").await.header("location"), "/account");
    let kept = eva.cookie("indigo").unwrap();
    let answer = eva.post("/account", "/sign-out", &[]).await;
    assert_eq!(answer.header("location"), "/sign-in?done=out");
    assert_eq!(eva.cookie("indigo"), None);
    eva.cookies.borrow_mut().insert("indigo".to_owned(), kept);
    assert_eq!(
        eva.get("/account").await.status,
        303,
        "the session is over on our side too"
    );
}

#[tokio::test]
async fn over_https_cookies_are_for_this_host_alone() {
    let house = House::with(SiteConfig {
        base_url: Some("https://indigo.example".to_owned()),
        ..SiteConfig::default()
    });
    house.add("eva@example.org", Role::Contributor, &[]);
    let eva = house.browser();
    eva.get("/sign-in").await;
    let answer = eva.sign_in("eva@example.org", PASSWORD).await;
    assert_eq!(answer.status, 303);
    let lines: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    assert!(!lines.is_empty());
    for line in lines {
        let line = line.to_str().unwrap();
        assert!(line.starts_with("__Host-indigo"), "{line}");
        assert!(
            line.contains("; Secure") && line.contains("; Path=/;"),
            "{line}"
        );
    }
    let session = eva.cookie("__Host-indigo").unwrap();
    // The plain name is not looked at, so that nobody on the way can plant one.
    let other = house.browser();
    other
        .cookies
        .borrow_mut()
        .insert("indigo".to_owned(), session);
    assert_eq!(other.get("/account").await.status, 303);
    let wrong = [("origin", "http://indigo.example.evil.example")];
    let token = eva.token("/account").await;
    let answer = eva
        .post_bare("/sign-out", &wrong, &[("csrf", &token)])
        .await;
    assert_eq!(answer.status, 403);
}

#[tokio::test]
async fn who_cannot_get_in_is_not_told_why() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    house.add("closed@example.org", Role::Contributor, &[]);
    house
        .registry
        .disable_account(By::CommandLine, "closed@example.org")
        .unwrap();
    let mut pages = Vec::new();
    for (email, password) in [
        ("eva@example.org", "wrong horse battery"),
        ("nobody@example.org", PASSWORD),
        ("closed@example.org", PASSWORD),
    ] {
        let browser = house.browser();
        let answer = browser.sign_in(email, password).await;
        assert_eq!(answer.status, 422, "{email}");
        assert!(browser.cookie("indigo").is_none(), "{email}");
        let page = answer.text();
        assert!(!page.contains("horse"), "the password is not shown again");
        assert!(lint::faults(&page).is_empty(), "{:?}", lint::faults(&page));
        let token = super::house::token_in(&page).unwrap();
        pages.push(page.replace(email, "…").replace(&token, "…"));
    }
    assert_eq!(pages[0], pages[1]);
    assert_eq!(pages[0], pages[2]);
    let empty = house.browser().post("/sign-in", "/sign-in", &[]).await;
    assert!(
        empty
            .text()
            .contains("<a href=\"#password\">Type your password.</a>")
    );
}

#[tokio::test]
async fn who_guesses_has_to_wait() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    let browser = house.browser();
    for _ in 0..5 {
        browser
            .sign_in("eva@example.org", "wrong horse battery")
            .await;
    }
    let answer = browser.sign_in("eva@example.org", PASSWORD).await;
    assert_eq!(answer.status, 429);
    assert!(answer.text().contains("Try again in"));
}

#[tokio::test]
async fn the_address_of_a_visitor_is_that_of_the_proxy_s_last_word() {
    for (behind_proxy, expected) in [(true, "192.0.2.7"), (false, "")] {
        let house = House::with(SiteConfig {
            behind_proxy,
            ..SiteConfig::default()
        });
        house.add("eva@example.org", Role::Contributor, &[]);
        let browser = house.browser();
        let token = browser.token("/sign-in").await;
        let headers = [("x-forwarded-for", "203.0.113.9, 192.0.2.7")];
        let fields = [
            ("csrf", token.as_str()),
            ("email", "eva@example.org"),
            ("password", PASSWORD),
        ];
        browser.post_bare("/sign-in", &headers, &fields).await;
        let log = house
            .registry
            .audit_log(By::CommandLine, None, None, 9)
            .unwrap();
        let line = log
            .iter()
            .find(|entry| entry.action == "signed in")
            .unwrap();
        assert_eq!(line.address, expected);
    }
}

#[tokio::test]
async fn a_planted_session_is_not_taken_over() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    house.add("mallory@example.org", Role::Contributor, &[]);
    let mallory = house.signed_in("mallory@example.org").await;
    let planted = mallory.cookie("indigo").unwrap();
    for planted in [planted, "made-up".to_owned()] {
        let eva = house.browser();
        let token = eva.token("/sign-in").await;
        eva.cookies
            .borrow_mut()
            .insert("indigo".to_owned(), planted.clone());
        let fields = [
            ("csrf", token.as_str()),
            ("email", "eva@example.org"),
            ("password", PASSWORD),
        ];
        let answer = eva.post_bare("/sign-in", &[], &fields).await;
        assert_eq!(answer.status, 303);
        assert_ne!(eva.cookie("indigo").unwrap(), planted);
        let attacker = house.browser();
        attacker
            .cookies
            .borrow_mut()
            .insert("indigo".to_owned(), planted);
        assert_eq!(attacker.get("/account").await.status, 303);
    }
}

#[tokio::test]
async fn the_way_on_stays_in_the_house() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    for (next, expected) in [
        ("/account/tokens?x=1", "/account/tokens?x=1"),
        ("//evil.example", "/account"),
        ("/\\evil.example", "/account"),
        ("https://evil.example", "/account"),
        ("/\t/evil.example", "/account"),
        ("/\r\nSet-Cookie: x=1", "/account"),
    ] {
        let eva = house.browser();
        let href = format!("/sign-in?{}", super::house::urlencoded(&[("next", next)]));
        let page = eva.get(&href).await.text();
        let shown = between(&page, "name=\"next\" value=\"", "\"").unwrap();
        assert_eq!(shown, expected, "{next}");
        let fields = [
            ("email", "eva@example.org"),
            ("password", PASSWORD),
            ("next", next),
        ];
        let answer = eva.post("/sign-in", "/sign-in", &fields).await;
        assert_eq!(answer.header("location"), expected, "{next}");
        // Somebody who is signed in already is sent on by the same rule.
        assert_eq!(eva.get(&href).await.header("location"), expected, "{next}");
    }
}

#[tokio::test]
async fn readers_pages_are_the_same_for_everybody_and_set_no_cookie() {
    let house = House::new();
    house.add("eva@example.org", Role::Administrator, &[]);
    let eva = house.signed_in("eva@example.org").await;
    let nobody = house.browser();
    for path in [
        "/",
        "/about",
        "/data",
        "/search",
        "/projects",
        "/organisations",
        "/nothing",
        "/robots.txt",
        "/sitemap.xml",
        "/app/api1/project",
        "/data/dictionary/project",
    ] {
        let hers = eva.get(path).await;
        let anybodys = nobody.get(path).await;
        for answer in [&hers, &anybodys] {
            assert_eq!(answer.header("set-cookie"), "", "{path}");
            assert!(
                !answer.header("vary").to_lowercase().contains("cookie"),
                "{path}"
            );
        }
        assert_eq!(hers, anybodys, "{path}");
        assert!(
            !hers.text().contains("csrf") && !hers.text().contains("Eva Example"),
            "{path}"
        );
    }
    assert!(nobody.cookies.borrow().is_empty());
}

#[tokio::test]
async fn other_methods_are_refused() {
    let house = House::new();
    house.add("eva@example.org", Role::Administrator, &[]);
    let eva = house.signed_in("eva@example.org").await;
    for (method, path) in [
        (Method::GET, "/sign-out"),
        (Method::PUT, "/account"),
        (Method::DELETE, "/admin/users"),
    ] {
        let answer = eva.ask(method.clone(), path, &[], String::new()).await;
        assert_eq!(answer.status, 405, "{method} {path}");
    }
    let head = eva.ask(Method::HEAD, "/account", &[], String::new()).await;
    assert_eq!(head.status, 200);
    assert!(head.body.is_empty());
    assert_eq!(head.header("cache-control"), "no-store");
}
