//! Forms that come when their session is over: nothing that was typed is lost, and nobody else can
//! have words put into them.

use axum::http::Method;
use indigo_model::Role;

use super::{
    house::{Browser, House, between, token_in},
    library::{MARKUP, house, project, propose},
    second_factor::{code, enrolled},
};
use crate::{app::Answer, lint::faults};

/// What browsers say of a form that a page of ours sends.
const OURS: [(&str, &str); 2] = [
    ("origin", "http://indigo.example"),
    ("sec-fetch-site", "same-origin"),
];

/// What somebody has typed, with all that could get lost on the way.
fn typed() -> String {
    format!("  Is \"this\" & <that> so?\r\nÄrger 'über' {MARKUP}\r\n\r\n+ 100 %  ")
}

/// The hidden fields of the form for an address.
fn hidden(page: &str, action: &str) -> Vec<(String, String)> {
    let form = between(page, &format!("<form action=\"{action}\""), "</form>")
        .or_else(|| {
            between(
                page,
                &format!("<form class=\"stack\" action=\"{action}\""),
                "</form>",
            )
        })
        .unwrap_or_else(|| panic!("no form for {action} in {page}"));
    form.split("<input type=\"hidden\" ")
        .skip(1)
        .map(|field| {
            (
                plain(&between(field, "name=\"", "\"").unwrap()),
                plain(&between(field, "value=\"", "\"").unwrap()),
            )
        })
        .collect()
}

fn plain(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
}

async fn send(
    browser: &Browser<'_>,
    path: &str,
    hidden: &[(String, String)],
    more: &[(&str, &str)],
) -> Answer {
    let mut fields: Vec<(&str, &str)> = hidden
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.extend_from_slice(more);
    browser.post_bare(path, &OURS, &fields).await
}

/// A proposal to comment on, and its addresses.
struct Talk {
    page: String,
    comment: String,
}

fn talk(house: &House) -> Talk {
    let data = serde_json::json!({"name": {"value": "Homes"}});
    let edit = propose(house, "ada@example.org", &project(), data);
    Talk {
        page: format!("/proposals/{edit}"),
        comment: format!("/proposals/{edit}/comment"),
    }
}

const SIGN_IN: [(&str, &str); 2] = [
    ("email", "max@example.org"),
    ("password", super::house::PASSWORD),
];

#[tokio::test]
async fn what_was_typed_is_sent_after_signing_in_again() {
    let house = house();
    let talk = talk(&house);
    let max = house.signed_in("max@example.org").await;
    let token = max.token(&talk.page).await;
    assert_eq!(max.post(&talk.page, "/sign-out", &[]).await.status, 303);
    let words = typed();
    let fields = [("csrf", token.as_str()), ("words", &words)];
    let answer = max.post_bare(&talk.comment, &OURS, &fields).await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.header("cache-control"), "no-store");
    let page = answer.text();
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    assert!(page.contains("What you wrote is not lost"), "{page}");
    assert!(!page.contains(MARKUP) && !page.contains(&token), "{page}");
    let carried = hidden(&page, "/sign-in/resume");
    assert!(carried.contains(&("kept.words".to_owned(), words.clone())));

    // Not the right password: all of it is still there.
    let wrong = [SIGN_IN[0], ("password", "purple giraffe umbrella")];
    let answer = send(&max, "/sign-in/resume", &carried, &wrong).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    assert!(page.contains("do not belong together"), "{page}");
    assert!(!page.contains("giraffe"), "{page}");
    let carried = hidden(&page, "/sign-in/resume");
    assert!(carried.contains(&("kept.words".to_owned(), words.clone())));

    let answer = send(&max, "/sign-in/resume", &carried, &SIGN_IN).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "no-store");
    let page = answer.text();
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    assert!(page.contains("was <strong>not sent yet</strong>"), "{page}");
    assert!(max.cookie("indigo").is_some());
    let before = max.get(&talk.page).await.text();
    assert!(!before.contains("Ärger"), "{before}");
    let fields = hidden(&page, &talk.comment);
    let answer = send(&max, &talk.comment, &fields, &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let after = max.get(&talk.page).await.text();
    assert!(plain(&after).contains(words.trim()), "{after}");
    // The page in between can be loaded again.
    let again = send(&max, "/sign-in/resume", &carried, &SIGN_IN).await;
    assert_eq!(again.status, 200);
}

#[tokio::test]
async fn a_second_factor_stands_in_between() {
    let house = house();
    let talk = talk(&house);
    let max = house.signed_in("max@example.org").await;
    let secret = enrolled(&max).await;
    let token = max.token(&talk.page).await;
    max.post(&talk.page, "/sign-out", &[]).await;
    let words = typed();
    let fields = [("csrf", token.as_str()), ("words", &words)];
    let page = max.post_bare(&talk.comment, &OURS, &fields).await.text();
    let carried = hidden(&page, "/sign-in/resume");
    let answer = send(&max, "/sign-in/resume", &carried, &SIGN_IN).await;
    assert_eq!(answer.status, 200);
    let page = answer.text();
    assert!(page.contains("Enter your code"), "{page}");
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    assert!(max.cookie("indigo").is_none() && max.cookie("indigo-ticket").is_some());
    let carried = hidden(&page, "/sign-in/resume");
    let answer = send(&max, "/sign-in/resume", &carried, &[("code", "000 000")]).await;
    assert_eq!(answer.status, 422);
    let carried = hidden(&answer.text(), "/sign-in/resume");
    // Each code works once, and the present one was used to turn it on.
    let code = code(&secret, 1);
    let answer = send(&max, "/sign-in/resume", &carried, &[("code", &code)]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let fields = hidden(&answer.text(), &talk.comment);
    assert!(fields.contains(&("words".to_owned(), words)));
    assert_eq!(send(&max, &talk.comment, &fields, &[]).await.status, 303);
}

#[tokio::test]
async fn another_site_gets_nothing_of_it() {
    let house = house();
    let talk = talk(&house);
    let max = house.signed_in("max@example.org").await;
    let nobody = house.browser();
    let visitor = nobody.token("/sign-in").await;
    let foreign: [&[(&str, &str)]; 6] = [
        // A browser that says nothing could be sent by anybody.
        &[],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site"), OURS[0]],
        &[("origin", "https://evil.example"), OURS[1]],
    ];
    let words = "Evil words of another site";
    for headers in foreign {
        for token in ["", "wrong", visitor.as_str()] {
            let fields = [("csrf", token), ("words", words)];
            let answer = nobody.post_bare(&talk.comment, headers, &fields).await;
            assert_eq!(answer.status, 303, "{headers:?}");
            assert_eq!(answer.header("location"), "/sign-in", "{headers:?}");
            let answer = max.post_bare(&talk.comment, headers, &fields).await;
            assert_eq!(answer.status, 403, "{headers:?}");
            assert!(!answer.text().contains(words), "{headers:?}");
            assert_eq!(token_in(&answer.text()), None, "{headers:?}");
            // Nor can it have them carried to the page that sends them.
            let fields = [
                ("csrf", token),
                ("to", talk.comment.as_str()),
                ("kept.words", words),
            ];
            for browser in [&max, &house.browser()] {
                let answer = browser.post_bare("/sign-in/resume", headers, &fields).await;
                assert_eq!(answer.status, 403, "{headers:?}");
                assert!(!answer.text().contains(words), "{headers:?}");
            }
        }
    }
    assert!(!max.get(&talk.page).await.text().contains(words));
}

#[tokio::test]
async fn a_form_of_an_earlier_session_is_shown_again_and_not_sent() {
    let house = house();
    let talk = talk(&house);
    let max = house.signed_in("max@example.org").await;
    let token = max.token(&talk.page).await;
    max.post(&talk.page, "/sign-out", &[]).await;
    max.sign_in("max@example.org", super::house::PASSWORD).await;
    let fields = [("csrf", token.as_str()), ("words", "Half a thought")];
    let answer = max.post_bare(&talk.comment, &OURS, &fields).await;
    assert_eq!(answer.status, 403);
    let page = answer.text();
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    assert!(page.contains("You are signed in again"), "{page}");
    assert!(!max.get(&talk.page).await.text().contains("Half a thought"));
    let fields = hidden(&page, &talk.comment);
    assert_eq!(send(&max, &talk.comment, &fields, &[]).await.status, 303);
    assert!(max.get(&talk.page).await.text().contains("Half a thought"));
}

#[tokio::test]
async fn whoever_signs_in_in_another_window_meanwhile_loses_nothing_either() {
    let house = house();
    let talk = talk(&house);
    let max = house.browser();
    let fields = [("csrf", "old"), ("words", "Half a thought")];
    let page = max.post_bare(&talk.comment, &OURS, &fields).await.text();
    let carried = hidden(&page, "/sign-in/resume");
    // The other window takes the secret back that the page is tied to.
    max.sign_in("max@example.org", super::house::PASSWORD).await;
    let answer = send(&max, "/sign-in/resume", &carried, &SIGN_IN).await;
    assert_eq!(answer.status, 403);
    let fields = hidden(&answer.text(), &talk.comment);
    assert!(fields.contains(&("words".to_owned(), "Half a thought".to_owned())));
    assert_eq!(send(&max, &talk.comment, &fields, &[]).await.status, 303);
    // So does somebody whose browser has forgotten that secret.
    let other = house.browser();
    let answer = send(&other, "/sign-in/resume", &carried, &SIGN_IN).await;
    assert_eq!(answer.status, 401);
    let again = hidden(&answer.text(), "/sign-in/resume");
    assert!(again.contains(&("kept.words".to_owned(), "Half a thought".to_owned())));
}

#[tokio::test]
async fn hundreds_of_fields_come_back_whole() {
    let house = house();
    let max = house.browser();
    let token = max.token("/sign-in").await;
    let mut fields = vec![
        ("csrf".to_owned(), token),
        (
            "to".to_owned(),
            "/records/project/INDIGO-POJ-0001/edit".to_owned(),
        ),
    ];
    for number in 0..900 {
        fields.push((
            format!("kept./outcome_metrics/{number}/notes/value"),
            format!("{number} {}", "ä & b ".repeat(170)),
        ));
    }
    let size_bytes: usize = fields.iter().map(|(_, value)| value.len()).sum();
    assert!(size_bytes > 1_000_000, "{size_bytes}");
    let answer = send(&max, "/sign-in/resume", &fields, &SIGN_IN).await;
    assert_eq!(answer.status, 200);
    let page = answer.text();
    assert_eq!(faults(&page), Vec::<String>::new());
    let back = hidden(&page, "/records/project/INDIGO-POJ-0001/edit");
    assert_eq!(back.len(), 901, "the token and all fields");
    for (sent, came) in fields[2..].iter().zip(&back[1..]) {
        assert_eq!(sent.0.strip_prefix("kept."), Some(came.0.as_str()));
        assert_eq!(sent.1, came.1);
    }
}

#[tokio::test]
async fn passwords_and_codes_are_not_kept() {
    let house = House::new();
    house.add("max@example.org", Role::Administrator, &[]);
    let nobody = house.browser();
    for path in [
        "/account/password",
        "/account/second-factor/confirm",
        "/account/tokens",
        "/admin/sandboxes",
        "/sign-out",
    ] {
        let fields = [("password", "purple giraffe"), ("name", "purple giraffe")];
        let answer = nobody.post_bare(path, &OURS, &fields).await;
        assert_eq!(answer.status, 303, "{path}");
        assert_eq!(answer.header("location"), "/sign-in", "{path}");
    }
    let fields = [("new-password", "purple giraffe"), ("words", "x")];
    let answer = nobody
        .post_bare("/proposals/1/comment", &OURS, &fields)
        .await;
    assert_eq!(answer.status, 401);
    assert!(!answer.text().contains("giraffe"));
}

#[tokio::test]
async fn programs_and_files_are_answered_in_their_way() {
    let house = house();
    let nobody = house.browser();
    let mut headers = OURS.to_vec();
    headers.push(("accept", "application/json"));
    let answer = nobody
        .post_bare("/proposals/1/comment", &headers, &[("words", "x")])
        .await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let body = "--x\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nHalf a thought\r\n\
        --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n\r\nPK\r\n--x--\r\n";
    let mut headers = OURS.to_vec();
    headers.push(("content-type", "multipart/form-data; boundary=x"));
    let answer = nobody
        .ask(
            Method::POST,
            "/proposals/1/comment",
            &headers,
            body.to_owned(),
        )
        .await;
    assert_eq!(answer.status, 401);
    let page = answer.text();
    assert!(page.contains("Half a thought"), "{page}");
    assert!(
        page.contains("files that you had chosen are not kept"),
        "{page}"
    );
    let carried = hidden(&page, "/sign-in/resume");
    let answer = send(&nobody, "/sign-in/resume", &carried, &SIGN_IN).await;
    assert_eq!(answer.status, 200);
    let page = answer.text();
    assert!(!page.contains("Send it now"), "{page}");
    assert!(page.contains("Half a thought"), "{page}");
    assert_eq!(faults(&page), Vec::<String>::new());
    let large = "x".repeat(300_000);
    let answer = nobody
        .post_bare("/proposals/1/comment", &OURS, &[("words", &large)])
        .await;
    assert_eq!(answer.status, 413);
}
