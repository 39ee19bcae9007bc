//! Tokens in forms, so that another site cannot make a browser send one.
//!
//! A form's token is made from the secret in the visitor's cookie (the session id, or a random one
//! for visitors who are not signed in), so that it is bound to it and nothing has to be stored.

use indigo_model::Secret;
use indigo_store::Digest;

use super::secrets::same;

/// The token for forms shown to the holder of a session id or visitor's secret.
#[must_use]
pub fn csrf_token(cookie: &Secret) -> Secret {
    Secret::new(Digest::default().part("form").part(cookie.expose()).hex())
}

/// Whether a form brought the token of that session id or visitor's secret.
#[must_use]
pub fn csrf_matches(cookie: &Secret, brought: &str) -> bool {
    same(csrf_token(cookie).expose(), brought)
}
