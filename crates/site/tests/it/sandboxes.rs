//! Sandbox data: only for the password, never kept.

use std::sync::atomic::Ordering;

use crate::{app::App, demo::demo};

const ADDRESS: &str = "/app/api1/project/INDIGO-POJ-0198";

#[tokio::test]
async fn sandbox_data_need_the_password_and_are_never_kept() {
    let mut fake = demo();
    fake.sandboxes.insert(
        ("project".to_owned(), "INDIGO-POJ-0198".to_owned()),
        vec![("alpha".to_owned(), "{\"id\": \"secret\"}".to_owned())],
    );
    let app = App::of(fake);
    let plain = app.get(ADDRESS).await;
    for query in [
        "sandbox_data_password=letmein",
        "x=1&sandbox%5Fdata%5Fpassword=letmein",
    ] {
        let before = app.reader.reads.load(Ordering::SeqCst);
        for _ in 0..2 {
            let answer = app.get(&format!("{ADDRESS}?{query}")).await;
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("etag"), "");
            assert!(
                answer
                    .text()
                    .ends_with(", \"sandboxes\": {\"alpha\": {\"id\": \"secret\"}}}}")
            );
        }
        assert_eq!(app.reader.reads.load(Ordering::SeqCst), before + 2);
    }
    for query in ["sandbox_data_password=wrong", "sandbox_data_password="] {
        let answer = app.get(&format!("{ADDRESS}?{query}")).await;
        assert_eq!(answer.body, plain.body, "{query}");
        assert_eq!(answer.header("cache-control"), "no-store", "{query}");
    }
    assert_eq!(app.get(ADDRESS).await.body, plain.body);
}

#[tokio::test]
async fn a_sandbox_without_data_is_an_empty_object() {
    let app = App::of(demo());
    let answer = app
        .get(&format!("{ADDRESS}?sandbox_data_password=letmein"))
        .await;
    assert!(answer.text().ends_with(", \"sandboxes\": {}}}"));
    // Types without sandboxes take no password.
    let address = "/app/api1/fund/INDIGO-FUND-0012";
    let fund = app
        .get(&format!("{address}?sandbox_data_password=letmein"))
        .await;
    assert_eq!(fund.body, app.get(address).await.body);
}
