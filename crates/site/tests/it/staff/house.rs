//! An installation with people in it, and browsers that keep cookies.

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, header},
};
use indigo_mail::Outlet;
use indigo_model::{Grant, Role, Secret};
use indigo_registry::{
    Registry, Settings,
    accounts::{Account, By, LinkKind, NewAccount},
};
use indigo_site::{SiteConfig, router_with_registry};
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::{
    app::Answer,
    installation::{Sent, field},
};

/// A password that is good enough.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// What forms send.
const FORM: &str = "application/x-www-form-urlencoded";

/// An installation.
pub(crate) struct House {
    pub(crate) registry: Arc<Registry>,
    pub(crate) router: Router,
    _folder: TempDir,
}

/// A browser at its door.
pub(crate) struct Browser<'a> {
    house: &'a House,
    pub(crate) cookies: RefCell<BTreeMap<String, String>>,
}

impl House {
    pub(crate) fn new() -> Self {
        Self::with(SiteConfig::default())
    }

    pub(crate) fn with(config: SiteConfig) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            data: folder.path().to_owned(),
            ..Settings::default()
        };
        let registry = Arc::new(Registry::open(settings).unwrap());
        Self {
            router: router_with_registry(Arc::clone(&registry), config),
            registry,
            _folder: folder,
        }
    }

    pub(crate) fn add(&self, email: &str, role: Role, grants: &[&str]) -> Account {
        let grants: Vec<Grant> = grants
            .iter()
            .filter_map(|text| Grant::parse(text))
            .collect();
        let new = NewAccount {
            email,
            name: "Eva Example",
            role,
            grants: &grants,
        };
        self.registry
            .create_account(By::CommandLine, &new, &Secret::new(PASSWORD))
            .unwrap()
    }

    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser {
            house: self,
            cookies: RefCell::default(),
        }
    }

    /// A browser in which somebody has signed in.
    pub(crate) async fn signed_in(&self, email: &str) -> Browser<'_> {
        let browser = self.browser();
        let answer = browser.sign_in(email, PASSWORD).await;
        assert_eq!(answer.status, 303, "{email}: {}", answer.text());
        browser
    }

    /// Sends what is due into the folder; the path of the last link of a kind.
    pub(crate) fn mailed_link(&self, kind: LinkKind) -> Option<String> {
        let outlet = Outlet::new(None, None, &self.registry.mail_folder()).unwrap();
        let site = "https://data.example.org";
        let report = self.registry.deliver_due(&outlet, site).unwrap();
        report.written.iter().rev().find_map(|file| {
            // Long lines may be folded, with a mark at their ends.
            let text = std::fs::read_to_string(file)
                .unwrap()
                .replace("=\r\n", "")
                .replace("=\n", "");
            let at = text.find(&format!("{site}{}", kind.path()))?;
            Some(text[at + site.len()..].lines().next()?.trim().to_owned())
        })
    }

    /// How many lines the audit log has with these words.
    pub(crate) fn noted(&self, action: &str) -> usize {
        self.registry
            .audit_log(By::CommandLine, None, None, 9_999)
            .unwrap()
            .iter()
            .filter(|entry| entry.action == action)
            .count()
    }
}

impl Browser<'_> {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], String::new()).await
    }

    /// Sends a form as it stands on the page: with the token that the page shows.
    pub(crate) async fn post(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token(page).await;
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post_bare(path, &[], &all).await
    }

    /// Sends fields and headers as they are.
    pub(crate) async fn post_bare(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        fields: &[(&str, &str)],
    ) -> Answer {
        let mut all = vec![("content-type", FORM)];
        all.extend_from_slice(headers);
        self.ask(Method::POST, path, &all, urlencoded(fields)).await
    }

    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "indigo.example");
        let cookies: Vec<String> = self
            .cookies
            .borrow()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.into()).unwrap();
        let response = self.house.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.cookies
                    .borrow_mut()
                    .insert(name.to_owned(), value.to_owned());
            }
        }
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap(),
        }
    }

    /// Sends a form with files as it stands on the page.
    pub(crate) async fn send(&self, page: &str, path: &str, parts: &[Sent<'_>]) -> Answer {
        let token = self.token(page).await;
        let mut body = Vec::new();
        let csrf = [field("csrf", &token)];
        for part in csrf.iter().chain(parts) {
            let name = part
                .name
                .map_or_else(String::new, |name| format!("; filename=\"{name}\""));
            let head = format!(
                "--boundary\r\nContent-Disposition: form-data; name=\"{}\"{name}\r\n\r\n",
                part.field
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(part.bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--boundary--\r\n");
        let kind = [("content-type", "multipart/form-data; boundary=boundary")];
        self.ask(Method::POST, path, &kind, body).await
    }

    pub(crate) async fn sign_in(&self, email: &str, password: &str) -> Answer {
        let fields = [("email", email), ("password", password)];
        self.post("/sign-in", "/sign-in", &fields).await
    }

    /// The token of the forms of a page.
    pub(crate) async fn token(&self, page: &str) -> String {
        let answer = self.get(page).await;
        token_in(&answer.text()).unwrap_or_else(|| panic!("no token on {page}: {}", answer.text()))
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }
}

/// The first token of a page.
pub(crate) fn token_in(page: &str) -> Option<String> {
    between(page, "name=\"csrf\" value=\"", "\"")
}

/// What stands between two texts.
pub(crate) fn between(page: &str, before: &str, after: &str) -> Option<String> {
    let rest = &page[page.find(before)? + before.len()..];
    Some(rest[..rest.find(after)?].to_owned())
}

/// Fields as a form sends them.
pub(crate) fn urlencoded(fields: &[(&str, &str)]) -> String {
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect()
    };
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    pairs.join("&")
}
