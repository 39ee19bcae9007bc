//! What a form sent: fields and files, read and checked by the guard before a handler sees them.

use std::{sync::Arc, time::Duration};

use axum::{
    Form,
    body::Body,
    extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
};
use bytes::Bytes;
use indigo_model::Secret;
use indigo_registry::accounts::csrf_matches;

use crate::site::App;

/// The hidden field with the token.
pub(crate) const TOKEN: &str = "csrf";

/// More fields than any form of ours has.
const MOST_FIELDS: usize = 5_000;

/// How long a form may take to arrive.
const PATIENCE: Duration = Duration::from_secs(120);

/// A file that was sent.
#[derive(Debug, Clone)]
pub(crate) struct PostedFile {
    /// The name of the field.
    pub(crate) field: String,
    /// What the sender calls it; never a path to be opened.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Bytes,
}

/// What came in a form, before anything says that it is from a page of ours.
#[derive(Default)]
pub(crate) struct Sent {
    /// Names and values, in order.
    pub(crate) fields: Vec<(String, String)>,
    /// Files that were chosen.
    pub(crate) files: Vec<PostedFile>,
}

/// A form that was sent from a page of ours: its token is right. Its text is never printed.
#[derive(Clone)]
pub(crate) struct Posted(Arc<Sent>);

/// Why a form is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotTaken {
    /// It is larger than its route allows.
    TooLarge,
    /// It cannot be read.
    Unreadable,
    /// It came from another page, or with a token of another session.
    Foreign,
    /// Too many large ones are being read.
    Busy,
}

impl Posted {
    /// What was sent, if it brought the token of `secret`; else it is given back.
    pub(crate) fn proven(sent: Sent, secret: &Secret) -> Result<Self, Sent> {
        let posted = Self(Arc::new(sent));
        if posted
            .field(TOKEN)
            .is_some_and(|brought| csrf_matches(secret, brought))
        {
            return Ok(posted);
        }
        Err(Arc::into_inner(posted.0).unwrap_or_default())
    }

    /// The first field of a name, as it came.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.0
            .fields
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The first field of a name without blanks around it; empty when there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.field(name).unwrap_or_default().trim()
    }

    /// The first field of a name as it came, as a secret: a blank may be part of a password.
    pub(crate) fn secret(&self, name: &str) -> Secret {
        Secret::new(self.field(name).unwrap_or_default())
    }

    /// All fields of a name, in order: boxes that were ticked.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .fields
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// All fields but the token, in order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .fields
            .iter()
            .filter(|(key, _)| key != TOKEN)
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// All files that were chosen.
    pub(crate) fn files(&self) -> impl Iterator<Item = &PostedFile> {
        self.0.files.iter()
    }
}

impl Sent {
    /// Reads a body of at most `limit_bytes`.
    pub(crate) async fn read(
        headers: &HeaderMap,
        body: Body,
        limit_bytes: usize,
    ) -> Result<Self, NotTaken> {
        tokio::time::timeout(PATIENCE, read(headers, body, limit_bytes))
            .await
            .map_err(|_| NotTaken::Unreadable)?
    }
}

async fn read(headers: &HeaderMap, body: Body, limit_bytes: usize) -> Result<Sent, NotTaken> {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .ok_or(NotTaken::Unreadable)?;
    let kind = content_type.to_str().map(|kind| {
        kind.split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_lowercase()
    });
    // The whole is held in memory, so that nothing over the limit ever is.
    let body = axum::body::to_bytes(body, limit_bytes)
        .await
        .map_err(|_| NotTaken::TooLarge)?;
    let mut request = Request::new(Body::from(body));
    *request.method_mut() = Method::POST;
    request
        .headers_mut()
        .insert(header::CONTENT_TYPE, content_type.clone());
    DefaultBodyLimit::disable().apply(&mut request);
    let sent = match kind.as_deref() {
        Ok("application/x-www-form-urlencoded") => urlencoded(request).await,
        Ok("multipart/form-data") => multipart(request).await,
        _ => Err(NotTaken::Unreadable),
    }?;
    // No page of ours sends it, and no database keeps it.
    if sent.fields.iter().any(|(_, value)| value.contains('\0')) {
        return Err(NotTaken::Unreadable);
    }
    Ok(sent)
}

async fn urlencoded(request: Request) -> Result<Sent, NotTaken> {
    let Form(fields) = Form::<Vec<(String, String)>>::from_request(request, &())
        .await
        .map_err(|_| NotTaken::Unreadable)?;
    if fields.len() > MOST_FIELDS {
        return Err(NotTaken::TooLarge);
    }
    Ok(Sent {
        fields,
        files: Vec::new(),
    })
}

async fn multipart(request: Request) -> Result<Sent, NotTaken> {
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| NotTaken::Unreadable)?;
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.map_err(|_| NotTaken::Unreadable)? {
        if sent.fields.len() + sent.files.len() >= MOST_FIELDS {
            return Err(NotTaken::TooLarge);
        }
        let field = part.name().unwrap_or_default().to_owned();
        if let Some(name) = part.file_name().map(str::to_owned) {
            let bytes = part.bytes().await.map_err(|_| NotTaken::Unreadable)?;
            // A browser sends a file without name and content when none was chosen.
            if !(name.is_empty() && bytes.is_empty()) {
                sent.files.push(PostedFile { field, name, bytes });
            }
        } else {
            let value = part.text().await.map_err(|_| NotTaken::Unreadable)?;
            sent.fields.push((field, value));
        }
    }
    Ok(sent)
}

impl FromRequestParts<App> for Posted {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, StatusCode> {
        // Only the guard puts it there; a route outside of the table gets nothing.
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(StatusCode::FORBIDDEN)
    }
}
