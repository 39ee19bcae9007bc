//! Text with its web addresses as links.

use indigo_model::Value;

use super::{Piece, Shown};
use crate::url::web_address;

/// A value as text; nothing when it is blank.
pub(crate) fn shown(value: &Value) -> Option<Shown> {
    match value {
        Value::Null => None,
        Value::String(text) => of(text),
        Value::Number(number) => Some(Shown::one(Piece::Text(number.to_string()))),
        Value::Bool(yes) => Some(Shown::one(Piece::Text(
            if *yes { "Yes" } else { "No" }.to_owned(),
        ))),
        other => super::number::received(other, "not a single value"),
    }
}

/// Text with its web addresses as links; nothing when it is blank.
pub(crate) fn of(text: &str) -> Option<Shown> {
    let text = text.trim();
    (!text.is_empty()).then(|| Shown::of(pieces(text)))
}

/// The parts of a text: what lies between addresses, and the addresses.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    for part in text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        let lead = word.len() - word.trim_start_matches(['(', '<', '"', '\'', '[']).len();
        let address = word[lead..].trim_end_matches(['.', ',', ';', ':', ')', '>', '"', '\'', ']']);
        match web_address(address) {
            Some(href) => {
                plain.push_str(&word[..lead]);
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(Piece::Away {
                    href: href.to_owned(),
                    text: href.to_owned(),
                });
                plain.push_str(&part[lead + address.len()..]);
            }
            None => plain.push_str(part),
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_links_and_nothing_else_does() {
        let away = |href: &str| Piece::Away {
            href: href.into(),
            text: href.into(),
        };
        let text = |text: &str| Piece::Text(text.into());
        assert_eq!(pieces("https://a.org/x"), [away("https://a.org/x")]);
        assert_eq!(
            pieces("See (https://a.org/x), or\nhttp://b.org."),
            [
                text("See ("),
                away("https://a.org/x"),
                text("), or\n"),
                away("http://b.org"),
                text(".")
            ]
        );
        assert_eq!(
            pieces("javascript:alert(1) <b>"),
            [text("javascript:alert(1) <b>")]
        );
    }
}
