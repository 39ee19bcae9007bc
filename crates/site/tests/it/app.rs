//! The site as a program sees it.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use indigo_site::{SiteConfig, router};
use tower::ServiceExt as _;

use crate::fake::Fake;

/// The site over a reader.
pub(crate) struct App {
    pub(crate) reader: Arc<Fake>,
    router: Router,
}

/// An answer, read to its end.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl App {
    pub(crate) fn of(reader: Fake) -> Self {
        Self::with(reader, SiteConfig::default())
    }

    pub(crate) fn with(reader: Fake, config: SiteConfig) -> Self {
        let reader = Arc::new(reader);
        Self {
            router: router(Arc::clone(&reader) as _, config),
            reader,
        }
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.ask(Method::GET, address, &[]).await
    }

    pub(crate) async fn ask(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        ask(&self.router, method, address, headers).await
    }

    /// A page that has to be there.
    pub(crate) async fn page(&self, address: &str) -> String {
        let answer = self.get(address).await;
        assert_eq!(answer.status, 200, "{address}: {}", answer.text());
        answer.text()
    }
}

/// An answer of a site, read to its end.
pub(crate) async fn ask(
    router: &Router,
    method: Method,
    address: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let mut request = Request::builder().method(method).uri(address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request
        .body(Body::empty())
        .unwrap_or_else(|error| panic!("{address}: {error}"));
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: to_bytes(body, usize::MAX).await.unwrap(),
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.to_vec())
            .unwrap()
            .replace('\u{a0}', " ")
    }
}
