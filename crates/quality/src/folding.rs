//! Names and ids folded, so that spellings of one thing come out the same.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words for the legal form of an organisation, which people leave out or write in many ways.
const LEGAL_FORMS: [&str; 25] = [
    "ab",
    "ag",
    "bv",
    "cic",
    "cio",
    "co",
    "corp",
    "corporation",
    "company",
    "gmbh",
    "inc",
    "incorporated",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "plc",
    "pty",
    "sa",
    "sarl",
    "sas",
    "se",
    "sl",
    "srl",
];

/// A name without accents, capitals, signs, brackets and legal form; "and" for "&", no "the".
///
/// ```
/// use indigo_quality::fold_name;
/// assert_eq!(fold_name("The Älpha & Beta Ltd."), fold_name("alpha and beta"));
/// ```
#[must_use]
pub fn fold_name(name: &str) -> String {
    let plain: String = name
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == '&' { '+' } else { letter })
        .collect();
    let plain = plain.replace('+', " and ").replace(['.', '\'', '’'], "");
    let words: Vec<&str> = plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "the")
        .collect();
    let bare: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !LEGAL_FORMS.contains(word))
        .collect();
    if bare.is_empty() { words } else { bare }.join(" ")
}

/// An id without capitals, blanks and signs, to tell what was meant.
pub(crate) fn fold_id(id: &str) -> String {
    id.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The part of a web address that names the site: no scheme, no `www.`, no path, small letters.
pub(crate) fn site_of(url: &str) -> Option<String> {
    let url = url.trim().to_lowercase();
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .unwrap_or(&url);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.trim_end_matches('/');
    (rest.contains('.') && !rest.contains(char::is_whitespace)).then(|| rest.to_owned())
}
