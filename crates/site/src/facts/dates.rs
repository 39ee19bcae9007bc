//! Dates in words, as far as they are known.

use indigo_model::{PartialDate, Value};

use super::{Piece, Shown, number::received};

const NOT_A_DATE: &str = "not a date";

/// A date as a fact; `strict` marks what is no date, otherwise such text stands as it is.
pub(crate) fn shown(value: &Value, strict: bool) -> Option<Shown> {
    let text = match value {
        Value::String(text) if text.trim().is_empty() => return None,
        Value::String(text) => text.trim(),
        Value::Number(number) => {
            return match PartialDate::parse(&number.to_string()) {
                Some(date) => Some(Shown::one(Piece::Text(date.in_words()))),
                None => received(value, NOT_A_DATE),
            };
        }
        other => return received(other, NOT_A_DATE),
    };
    match PartialDate::parse(text) {
        Some(date) => Some(Shown::one(Piece::Text(date.in_words()))),
        None if strict => received(value, NOT_A_DATE),
        None => super::text::shown(value),
    }
}

/// A date in words for a sentence; nothing when it is no date.
pub(crate) fn in_words(text: &str) -> Option<String> {
    PartialDate::parse(text.trim()).map(|date| date.in_words())
}

/// The day of a time such as `2026-11-23T10:00:00Z` in words.
pub(crate) fn day_of(time: &str) -> String {
    time.get(..10)
        .and_then(in_words)
        .unwrap_or_else(|| time.to_owned())
}

/// The year of a date.
pub(crate) fn year(text: &str) -> Option<u16> {
    PartialDate::parse(text.trim()).map(|date| date.year)
}

/// "From … to …" of two values; each may be missing.
pub(crate) fn period(start: Option<Shown>, end: Option<Shown>) -> Option<Shown> {
    match (start, end) {
        (None, None) => None,
        (Some(mut start), None) => {
            start.pieces.insert(0, Piece::Text("from ".to_owned()));
            Some(start)
        }
        (None, Some(mut end)) => {
            end.pieces.insert(0, Piece::Text("until ".to_owned()));
            Some(end)
        }
        (Some(start), Some(end)) if start == end => Some(start),
        (Some(mut start), Some(end)) => {
            start.pieces.push(Piece::Text(" to ".to_owned()));
            start.pieces.extend(end.pieces);
            Some(start)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn dates_say_what_is_known() {
        let say = |value| shown(&value, true).map(|shown| shown.plain());
        assert_eq!(say(json!("2017")), Some("2017".into()));
        assert_eq!(say(json!(2017)), Some("2017".into()));
        assert_eq!(say(json!("2017-03")), Some("March 2017".into()));
        assert_eq!(say(json!("2017-03-03")), Some("3 March 2017".into()));
        assert_eq!(say(json!("")), None);
        assert_eq!(
            shown(&json!("2018-13"), true).unwrap().pieces,
            [Piece::AsReceived("2018-13".into(), NOT_A_DATE)]
        );
        assert_eq!(
            shown(&json!("spring 2018"), false).unwrap().pieces,
            [Piece::Text("spring 2018".into())]
        );
        assert_eq!(day_of("2026-11-23T10:00:00Z"), "23 November 2026");
    }

    #[test]
    fn periods_have_two_ends_or_one() {
        let date = |text: &str| shown(&json!(text), true);
        let say = |start: Option<Shown>, end: Option<Shown>| period(start, end).unwrap().plain();
        assert_eq!(say(date("2017-03"), date("2018")), "March 2017 to 2018");
        assert_eq!(say(date("2017"), None), "from 2017");
        assert_eq!(say(None, date("2018")), "until 2018");
        assert_eq!(say(date("2018"), date("2018")), "2018");
        assert_eq!(period(None, None), None);
    }
}
