//! Requests to the site and their answers.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use indigo_site::{SiteConfig, router};
use tower::ServiceExt as _;

use super::reader::Fake;

/// A site in memory.
pub(crate) struct TestSite {
    pub(crate) reader: Arc<Fake>,
    router: Router,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

impl TestSite {
    pub(crate) fn over(reader: Fake) -> Self {
        let reader = Arc::new(reader);
        let config = SiteConfig {
            base_url: Some("https://indigo.example.org".to_owned()),
            demo: true,
        };
        Self {
            router: router(Arc::clone(&reader) as Arc<dyn indigo_registry::Reader>, config),
            reader,
        }
    }

    pub(crate) fn demo() -> Self {
        Self::over(Fake::demo(&[]))
    }

    pub(crate) async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[]).await
    }
}
