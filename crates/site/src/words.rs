//! Numbers and short phrases as sentences need them.

/// A whole number with a comma every three digits: `1,549`.
pub(crate) fn count(number: usize) -> String {
    thousands(&number.to_string())
}

/// Digits with a comma every three from the right.
pub(crate) fn thousands(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 result`, `5 results`, `no results`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{} {many}", count(number)),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// How many names are said before "and 3 others".
pub(crate) const NAMED: usize = 2;

/// "A and B", or "A, B and 3 others" where there are many.
pub(crate) fn named(names: &[String]) -> String {
    if names.len() <= NAMED + 1 {
        return and(names);
    }
    let others = names.len() - NAMED;
    format!("{} and {} others", names[..NAMED].join(", "), count(others))
}

/// The first letter small, unless the word is an abbreviation or the like (a second capital).
pub(crate) fn small_first(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let rest = letters.as_str();
    if rest.chars().next().is_some_and(char::is_lowercase) {
        first.to_lowercase().collect::<String>() + rest
    } else {
        text.to_owned()
    }
}

/// The first letter a capital.
pub(crate) fn capital_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

/// A title of the standard in sentence case: `Outcome validation Method` becomes
/// `Outcome validation method`; words with more capitals than the first stay.
pub(crate) fn sentence_case(title: &str) -> String {
    let mut words = title.trim().split(' ');
    let mut sentence = words.next().unwrap_or_default().to_owned();
    for word in words {
        sentence.push(' ');
        let plain = word.chars().skip(1).all(|letter| !letter.is_uppercase())
            && word.chars().count() > 1
            && word.chars().next().is_some_and(char::is_uppercase);
        if plain {
            sentence.push_str(&word.to_lowercase());
        } else {
            sentence.push_str(word);
        }
    }
    sentence
}

/// At most `most` letters of a text, cut at a word, with an ellipsis when something is cut.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let cut = match cut.rfind(char::is_whitespace) {
        Some(at) if at > cut.len() / 2 => &cut[..at],
        _ => &cut,
    };
    format!("{}…", cut.trim_end_matches([',', '.', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_lists() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(counted(1, "result", "results"), "1 result");
        assert_eq!(counted(0, "result", "results"), "no results");
        assert_eq!(and(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }

    #[test]
    fn titles_are_put_in_sentence_case() {
        assert_eq!(
            sentence_case("Targeted number of service users Or beneficiaries (total)"),
            "Targeted number of service users or beneficiaries (total)"
        );
        assert_eq!(
            sentence_case("Changes to project due to COVID-19"),
            "Changes to project due to COVID-19"
        );
        assert_eq!(sentence_case("Primary SDG goal"), "Primary SDG goal");
        assert_eq!(small_first("SDG goal"), "SDG goal");
        assert_eq!(small_first("Homelessness"), "homelessness");
    }

    #[test]
    fn shortens_at_words() {
        assert_eq!(shortened("one two three four", 9), "one two…");
        assert_eq!(shortened("short", 9), "short");
    }
}
