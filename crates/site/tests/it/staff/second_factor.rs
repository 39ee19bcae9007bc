//! The second factor: turned on, asked for, lost, turned off.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use indigo_model::Role;
use sha1::Sha1;

use super::house::{Browser, House, PASSWORD, between};
use crate::lint;

/// The code that an app shows, some steps of thirty seconds from now.
pub(crate) fn code(secret: &str, steps: u64) -> String {
    let key = BASE32_NOPAD.decode(secret.as_bytes()).unwrap();
    let now_s = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs();
    let mut mac = Hmac::<Sha1>::new_from_slice(&key).unwrap();
    mac.update(&(now_s / 30 + steps).to_be_bytes());
    let bytes = mac.finalize().into_bytes();
    let at = usize::from(bytes[19] & 15);
    let number = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

/// Turns the second factor on for whoever is signed in; its secret.
pub(crate) async fn enrolled(browser: &Browser<'_>) -> String {
    let place = "/account/second-factor";
    let page = browser
        .post(place, "/account/second-factor/begin", &[])
        .await;
    let secret = between(&page.text(), "<code>", "</code>")
        .unwrap()
        .replace(' ', "");
    let confirm = "/account/second-factor/confirm";
    let now = code(&secret, 0);
    let answer = browser.post(place, confirm, &[("code", &now)]).await;
    assert_eq!(answer.status, 200);
    secret
}

#[tokio::test]
async fn a_code_is_asked_for_and_the_ticket_is_no_session() {
    let house = House::new();
    house.add("eva@example.org", Role::Contributor, &[]);
    let eva = house.signed_in("eva@example.org").await;
    let place = "/account/second-factor";
    let page = eva.post(place, "/account/second-factor/begin", &[]).await;
    assert!(
        lint::faults(&page.text()).is_empty(),
        "{:?}",
        lint::faults(&page.text())
    );
    let shown = between(&page.text(), "<code>", "</code>").unwrap();
    let secret = shown.replace(' ', "");
    assert!(
        page.text()
            .contains("otpauth://totp/Indigo:eva%40example.org?secret=")
    );
    assert!(page.text().contains("<svg class=\"qr\""));
    assert!(!eva.get(place).await.text().contains(&shown), "shown once");
    let confirm = "/account/second-factor/confirm";
    let wrong = eva.post(place, confirm, &[("code", "000000")]).await;
    assert_eq!(wrong.status, 422);
    assert!(lint::faults(&wrong.text()).is_empty());
    let codes = eva
        .post(place, confirm, &[("code", &code(&secret, 0))])
        .await;
    assert_eq!(codes.status, 200, "{}", codes.text());
    assert!(lint::faults(&codes.text()).is_empty());
    let recovery = between(&codes.text(), "<li><code>", "</code>").unwrap();
    assert_eq!(codes.text().matches("<li><code>").count(), 10);
    assert!(
        !eva.get(place).await.text().contains(&recovery),
        "shown once"
    );

    let max = house.browser();
    let fields = [
        ("email", "eva@example.org"),
        ("password", PASSWORD),
        ("next", "/account/tokens"),
    ];
    let answer = max.post("/sign-in", "/sign-in", &fields).await;
    let step = answer.header("location").to_owned();
    assert_eq!(step, "/sign-in/code?next=%2Faccount%2Ftokens");
    assert_eq!(max.cookie("indigo"), None);
    let ticket = max.cookie("indigo-ticket").unwrap();
    max.cookies.borrow_mut().insert("indigo".to_owned(), ticket);
    assert_eq!(
        max.get("/account").await.status,
        303,
        "a ticket opens nothing"
    );
    max.cookies.borrow_mut().remove("indigo");
    let page = max.get(&step).await.text();
    assert!(lint::faults(&page).is_empty(), "{:?}", lint::faults(&page));
    let next = ("next", "/account/tokens");
    let wrong = max
        .post(&step, "/sign-in/code", &[("code", "000000"), next])
        .await;
    assert_eq!(wrong.status, 422);
    let right = code(&secret, 1);
    let answer = max
        .post(&step, "/sign-in/code", &[("code", &right), next])
        .await;
    assert_eq!(answer.header("location"), "/account/tokens");
    assert_eq!(max.cookie("indigo-ticket"), None);
    assert_eq!(max.get("/account").await.status, 200);

    // A recovery code works once, and the form refuses codes where no password was right.
    for expected in [303, 422] {
        let phoneless = house.browser();
        phoneless.sign_in("eva@example.org", PASSWORD).await;
        let fields = [("code", recovery.as_str())];
        let answer = phoneless
            .post("/sign-in/code", "/sign-in/code", &fields)
            .await;
        assert_eq!(answer.status, expected);
    }
    let stranger = house.browser();
    assert_eq!(
        stranger.get("/sign-in/code").await.header("location"),
        "/sign-in"
    );

    let off = "/account/second-factor/end";
    let wrong = max
        .post(place, off, &[("end-password", "no horse at all")])
        .await;
    assert_eq!(wrong.status, 422);
    assert!(lint::faults(&wrong.text()).is_empty());
    let answer = max.post(place, off, &[("end-password", PASSWORD)]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(
        house
            .browser()
            .sign_in("eva@example.org", PASSWORD)
            .await
            .header("location"),
        "/account"
    );
}
