//! Texts in cells: how long one may be, and characters that XML cannot hold.

use std::borrow::Cow;

/// How many UTF-16 units a cell can hold.
const LONGEST: usize = 32_767;

/// What stands in a cell in the place of a text that is too long for one; `None` when it is not.
///
/// The number makes the words those of one text, so that they are known when they come back.
pub(super) fn instead(text: &str) -> Option<String> {
    if text.len() <= LONGEST {
        return None;
    }
    let length = text.encode_utf16().count();
    (length > LONGEST).then(|| {
        format!(
            "[This text of {length} characters is too long for a cell. It stays in the record as it is while these words stand here.]"
        )
    })
}

/// A text with what XML 1.0 cannot hold, and carriage returns, written as `_xHHHH_`.
pub(super) fn encoded(text: &str) -> Cow<'_, str> {
    let unsafe_char = |letter: char| matches!(letter, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if !text.contains(unsafe_char) && !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, letter) in text.char_indices() {
        if unsafe_char(letter) {
            out.push_str(&format!("_x{:04X}_", u32::from(letter)));
        } else {
            if letter == '_' && escape_at(&text[at..]).is_some() {
                out.push_str("_x005F");
            }
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

/// The text that [`encoded`] and spreadsheet programs write with `_xHHHH_`.
pub(super) fn decoded(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(letter) = escape_at(rest) {
            out.push(letter);
            rest = &rest["_xHHHH_".len()..];
        } else {
            out.push('_');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// The letter that an escape at the start of the text stands for.
fn escape_at(text: &str) -> Option<char> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let closed = text.as_bytes().get(6) == Some(&b'_');
    let hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok()?;
    (closed && hexadecimal)
        .then(|| char::from_u32(number))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_comes_back() {
        for text in [
            "plain",
            "a\u{1}b\u{ffff}",
            "cr\r\nlf",
            "_x0041_",
            "_x_x005F_",
            "_x00e9_é_xé",
            "__x000D_",
        ] {
            let written = encoded(text);
            assert!(!written.contains(['\u{1}', '\r', '\u{ffff}']));
            assert_eq!(decoded(written.into_owned()), text);
        }
        assert_eq!(encoded("a\rb"), "a_x000D_b");
        assert_eq!(encoded("_x0041_"), "_x005F_x0041_");
    }

    #[test]
    fn only_what_is_too_long_is_replaced() {
        assert_eq!(instead(&"é".repeat(32_767)), None);
        let said = instead(&"😀".repeat(16_384)).unwrap();
        assert!(said.starts_with("[This text of 32768 characters"), "{said}");
    }
}
