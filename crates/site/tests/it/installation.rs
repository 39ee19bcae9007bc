//! A real installation in a temporary folder, with the site over it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request},
};
use indigo_registry::{Day, ImportOptions, Registry, Settings};
use indigo_site::{SiteConfig, router};
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::app::Answer;

/// An installation with the demo records.
pub(crate) struct Installation {
    pub(crate) registry: Arc<Registry>,
    pub(crate) folder: TempDir,
    router: Router,
}

/// A file to be sent.
pub(crate) struct Sent<'a> {
    pub(crate) field: &'a str,
    pub(crate) name: Option<&'a str>,
    pub(crate) bytes: &'a [u8],
}

pub(crate) fn file<'a>(name: &'a str, bytes: &'a [u8]) -> Sent<'a> {
    Sent {
        field: "file",
        name: Some(name),
        bytes,
    }
}

pub(crate) fn field<'a>(field: &'a str, value: &'a str) -> Sent<'a> {
    Sent {
        field,
        name: None,
        bytes: value.as_bytes(),
    }
}

impl Installation {
    pub(crate) fn demo() -> Self {
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/records");
        Self::of([(demo, None)])
    }

    /// An installation with what some folders hold, each as of a day where one is given.
    pub(crate) fn of(exports: impl IntoIterator<Item = (PathBuf, Option<&'static str>)>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let registry = Registry::open(Settings {
            data: folder.path().to_owned(),
            ..Settings::default()
        })
        .unwrap();
        for (export, dated) in exports {
            let options = ImportOptions {
                dated: dated.map(|day| Day::parse(day).unwrap()),
                ..ImportOptions::default()
            };
            let summary = registry.import(&[export], &options, &mut |_| {}).unwrap();
            assert!(summary.accepted);
        }
        let registry = Arc::new(registry);
        Self {
            router: router(Arc::clone(&registry) as _, SiteConfig::default()),
            registry,
            folder,
        }
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap(),
        }
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        let request = Request::builder().uri(address).body(Body::empty());
        self.ask(request.unwrap()).await
    }

    /// Sends a form to `/check`.
    pub(crate) async fn check(&self, parts: &[Sent<'_>]) -> Answer {
        let mut body = Vec::new();
        for part in parts {
            let name = part
                .name
                .map_or_else(String::new, |name| format!("; filename=\"{name}\""));
            body.extend_from_slice(
                format!(
                    "--boundary\r\nContent-Disposition: form-data; name=\"{}\"{name}\r\n\r\n",
                    part.field
                )
                .as_bytes(),
            );
            body.extend_from_slice(part.bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--boundary--\r\n");
        self.send("multipart/form-data; boundary=boundary", body)
            .await
    }

    pub(crate) async fn send(&self, content_type: &str, body: Vec<u8>) -> Answer {
        let request = Request::builder()
            .method(Method::POST)
            .uri("/check")
            .header("content-type", content_type)
            .body(Body::from(body));
        self.ask(request.unwrap()).await
    }

    /// Puts a blank official form in place, when the shared data are there.
    pub(crate) fn put_form(&self, record_type: &str, shared: &str) -> bool {
        let from = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../../shared/data/forms")
            .join(shared);
        if !from.exists() {
            crate::check_page::left_out();
            return false;
        }
        let forms = self.folder.path().join("forms");
        fs::create_dir_all(&forms).unwrap();
        fs::copy(from, forms.join(format!("{record_type}.xlsx"))).unwrap();
        true
    }
}
