//! What must not be in a log.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use indigo_model::Role;
use indigo_registry::accounts::LinkKind;
use tracing_subscriber::fmt::MakeWriter;

use super::house::House;

#[derive(Debug, Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Log {
    fn text(&self) -> String {
        let log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&log).into_owned()
    }
}

#[tokio::test]
async fn no_secret_is_logged() {
    let log = Log::default();
    // For all threads, as most of the work is done on others.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(log.clone())
        .init();
    tracing_subscriber_is_listening(&log);
    let house = House::new();
    let eva = house.browser();
    house.add("eva@example.org", Role::Administrator, &[]);
    let mistyped = "purple giraffe umbrella";
    eva.sign_in("eva@example.org", mistyped).await;
    eva.sign_in(mistyped, mistyped).await;
    eva.post(
        "/forgot-password",
        "/forgot-password",
        &[("email", "eva@example.org")],
    )
    .await;
    let link = house.mailed_link(LinkKind::Reset).unwrap();
    let secret = link.rsplit('/').next().unwrap().to_owned();
    let password = "nineteen copper lanterns";
    let fields = [("password", password), ("repeated", password)];
    eva.post(&link, &link, &fields).await;
    eva.get(&link).await;
    eva.sign_in("eva@example.org", password).await;
    let session = eva.cookie("indigo").unwrap();
    let token = eva.token("/account").await;
    let fields = [("name", "x"), ("days", "7"), ("scope", "propose")];
    let page = eva
        .post("/account/tokens", "/account/tokens", &fields)
        .await
        .text();
    let api = super::house::between(&page, "<code>", "</code>").unwrap();
    let bearer = [("authorization", format!("Bearer {api}"))];
    let bearer = [(bearer[0].0, bearer[0].1.as_str())];
    let program = house.browser();
    let me =
        |path: &'static str| program.ask(axum::http::Method::GET, path, &bearer, String::new());
    assert_eq!(me("/api/v2/me").await.status, 200);
    // Where something goes wrong on our side, the path is logged.
    let data = house.registry.data().to_owned();
    std::fs::remove_dir_all(&data).unwrap();
    for _ in 0..2 {
        eva.get(&link).await;
        eva.get("/account").await;
        eva.get("/account/sessions").await;
        me("/api/v2/me").await;
        me("/api/v2/proposals").await;
        me("/api/v2/records/project/x").await;
    }
    let text = log.text();
    for secret in [
        mistyped, password, &secret, &session, &token, &api, "giraffe",
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
}

/// Breaks when nothing is caught, so that the test cannot pass by listening to nothing.
fn tracing_subscriber_is_listening(log: &Log) {
    tracing::error!("one two three");
    assert!(log.text().contains("one two three"));
}
