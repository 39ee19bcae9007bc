//! The token in a request (RFC 6750), in the header `Authorization` and nowhere else: an address
//! ends in logs.

use axum::http::{HeaderMap, header};
use indigo_model::Secret;

/// The longest that is looked at.
const LONGEST: usize = 200;

/// What came with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Brought {
    /// No header.
    Nothing,
    /// A token, good or not.
    Token(Secret),
    /// A header that holds none.
    Odd,
}

pub(super) fn brought(headers: &HeaderMap) -> Brought {
    let mut all = headers.get_all(header::AUTHORIZATION).iter();
    let (first, more) = (all.next(), all.next().is_some());
    let Some(first) = first else {
        return Brought::Nothing;
    };
    let token = first
        .to_str()
        .ok()
        .filter(|_| !more)
        .and_then(|text| text.trim().split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .filter(|token| (1..=LONGEST).contains(&token.len()) && !token.contains(' '));
    token.map_or(Brought::Odd, |token| Brought::Token(Secret::new(token)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_from_one_header_alone() {
        let token = || Brought::Token(Secret::new("indigo_x"));
        for (values, expected) in [
            (vec![], Brought::Nothing),
            (vec!["Bearer indigo_x"], token()),
            (vec!["bearer  indigo_x "], token()),
            (vec!["Basic indigo_x"], Brought::Odd),
            (vec!["indigo_x"], Brought::Odd),
            (vec!["Bearer "], Brought::Odd),
            (vec!["Bearer a b"], Brought::Odd),
            (vec!["Bearer indigo_x", "Bearer indigo_y"], Brought::Odd),
        ] {
            let mut headers = HeaderMap::new();
            for value in &values {
                headers.append(header::AUTHORIZATION, value.parse().unwrap());
            }
            assert_eq!(brought(&headers), expected, "{values:?}");
        }
        let mut headers = HeaderMap::new();
        let long = format!("Bearer {}", "x".repeat(LONGEST + 1));
        headers.insert(header::AUTHORIZATION, long.parse().unwrap());
        assert_eq!(brought(&headers), Brought::Odd);
    }
}
