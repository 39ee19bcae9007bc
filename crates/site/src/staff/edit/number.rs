//! Numbers as people type them.

use serde_json::Number;

/// The number in a text: `1,250,000`, `1 250 000.5`; nothing when it is none, or could be read in
/// two ways.
pub(super) fn number(text: &str) -> Option<Number> {
    let mut plain: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '\u{2019}')
        .collect();
    if plain.contains(',') {
        let (whole, rest) = match plain.split_once('.') {
            Some((whole, rest)) => (whole.to_owned(), format!(".{rest}")),
            None => (plain.clone(), String::new()),
        };
        let groups: Vec<&str> = whole.trim_start_matches('-').split(',').collect();
        let (first, others) = groups.split_first()?;
        let are_thousands = (1..=3).contains(&first.len())
            && !first.starts_with('0')
            && others.iter().all(|group| group.len() == 3)
            && !rest.contains(',');
        if !are_thousands {
            return None;
        }
        plain = format!("{}{rest}", whole.replace(',', ""));
    }
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain.strip_prefix('+').unwrap_or(&plain)),
    };
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    let bare = digits.trim_start_matches('0');
    let digits = match bare.chars().next() {
        Some(first) if first.is_ascii_digit() => bare.to_owned(),
        _ => format!("0{bare}"),
    };
    serde_json::from_str(&format!("{sign}{digits}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type_and_nothing_else() {
        for (text, expected) in [
            ("1250000", Some("1250000")),
            ("1,250,000", Some("1250000")),
            ("1 250 000.50", Some("1250000.50")),
            ("-1,000", Some("-1000")),
            ("007", Some("7")),
            ("0", Some("0")),
            (".5", Some("0.5")),
            ("0.25", Some("0.25")),
            ("1,5", None),
            ("0,500", None),
            ("00,123", None),
            ("1.000,50", None),
            ("12,34,567", None),
            ("GBP 5", None),
            ("5%", None),
            ("--1", None),
            ("", None),
            ("1e", None),
        ] {
            let found = number(text).map(|number| number.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
