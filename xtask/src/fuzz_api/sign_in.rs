//! Makes a token as a person does: signs in, and fills in the form.

use anyhow::{Context, Result, bail};

use crate::http::{self, Answer};

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

/// A token with all scopes for a demo sign-in.
pub(super) fn token(port: u16, email: &str, password: &str) -> Result<String> {
    let page = http::get(port, "/sign-in", &[])?;
    let visitor = cookies(&page);
    let csrf = between(&page.text(), "name=\"csrf\" value=\"", "\"")
        .context("the sign-in page has no form")?;
    let body = format!(
        "csrf={csrf}&email={}&password={}",
        encoded(email),
        encoded(password)
    );
    let answer = http::send(port, "POST", "/sign-in", &[FORM, &visitor], body.as_bytes())?;
    if answer.status != 303 {
        bail!("{email} cannot sign in: {}", answer.status);
    }
    let session = cookies(&answer);
    let page = http::get(port, "/account/tokens", &[&session])?;
    let csrf = between(&page.text(), "name=\"csrf\" value=\"", "\"")
        .context("the page of tokens has no form")?;
    let body =
        format!("csrf={csrf}&name=fuzz&days=7&scope=read-private&scope=propose&scope=decide");
    let answer = http::send(
        port,
        "POST",
        "/account/tokens",
        &[FORM, &session],
        body.as_bytes(),
    )?;
    between(&answer.text(), "<code>", "</code>").context("no token was shown")
}

/// The cookies of an answer as a header line.
fn cookies(answer: &Answer) -> String {
    let pairs: Vec<&str> = answer
        .head
        .lines()
        .filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("set-cookie")
                .then(|| value.trim().split(';').next())?
        })
        .filter(|pair| !pair.ends_with('='))
        .collect();
    format!("Cookie: {}", pairs.join("; "))
}

fn between(text: &str, before: &str, after: &str) -> Option<String> {
    let rest = &text[text.find(before)? + before.len()..];
    Some(rest[..rest.find(after)?].to_owned())
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
