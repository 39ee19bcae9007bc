//! Names made alike: case, accents, punctuation and legal forms do not count.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words that say what a body is in law, in the languages met so far.
const LEGAL_FORMS: [&str; 56] = [
    "limited",
    "ltd",
    "plc",
    "llp",
    "llc",
    "lp",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "company",
    "co",
    "cic",
    "cio",
    "gmbh",
    "ggmbh",
    "mbh",
    "ag",
    "ug",
    "kg",
    "ev",
    "eg",
    "se",
    "bv",
    "nv",
    "cv",
    "vzw",
    "asbl",
    "sa",
    "sas",
    "sasu",
    "sarl",
    "scop",
    "scic",
    "spa",
    "srl",
    "sl",
    "slu",
    "scarl",
    "onlus",
    "lda",
    "ltda",
    "oy",
    "oyj",
    "ry",
    "ab",
    "as",
    "asa",
    "aps",
    "pty",
    "pvt",
    "pte",
    "sdn",
    "bhd",
    "zrt",
    "kft",
];

/// The words of a name, made alike; single letters that follow each other are one word (`L.L.C.`).
pub(super) fn words(name: &str) -> Vec<String> {
    let mut plain = String::new();
    for letter in name.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ß' => plain.push_str("ss"),
            'æ' | 'Æ' => plain.push_str("ae"),
            'œ' | 'Œ' => plain.push_str("oe"),
            'ø' | 'Ø' => plain.push('o'),
            'ł' | 'Ł' => plain.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => plain.push('d'),
            'þ' | 'Þ' => plain.push_str("th"),
            'ı' => plain.push('i'),
            '&' | '+' => plain.push_str(" and "),
            '\'' | '’' | '‘' | '`' => {}
            letter if letter.is_alphanumeric() => plain.extend(letter.to_lowercase()),
            _ => plain.push(' '),
        }
    }
    let mut words: Vec<String> = Vec::new();
    let mut letters = false;
    for word in plain.split_whitespace() {
        let single = word.chars().count() == 1;
        match words.last_mut() {
            Some(last) if single && letters => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
        letters = single;
    }
    words
}

/// The words without legal forms and leading articles; all of them when nothing else is left.
pub(super) fn without_legal_forms(words: &[String]) -> Vec<String> {
    let kept: Vec<String> = words
        .iter()
        .enumerate()
        .filter(|(at, word)| {
            let is_article = *at == 0 && word.as_str() == "the";
            !is_article && !LEGAL_FORMS.contains(&word.as_str())
        })
        .map(|(_, word)| word.clone())
        .collect();
    if kept.is_empty() {
        words.to_vec()
    } else {
        kept
    }
}

/// The host of a web address without `www.`.
pub(super) fn host(address: &str) -> Option<String> {
    let rest = address.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

/// How alike two texts are by their groups of three letters, in hundredths (Dice).
pub(super) fn likeness(a: &str, b: &str) -> u32 {
    let groups = |text: &str| {
        let letters: Vec<char> = format!("  {text} ").chars().collect();
        let mut groups: Vec<[char; 3]> = letters
            .windows(3)
            .map(|three| [three[0], three[1], three[2]])
            .collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    };
    let (a, b) = (groups(a), groups(b));
    let common = a.iter().filter(|one| b.binary_search(one).is_ok()).count();
    let all = a.len() + b.len();
    u32::try_from(200 * common / all.max(1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(name: &str) -> String {
        without_legal_forms(&words(name)).join(" ")
    }

    #[test]
    fn case_accents_punctuation_and_legal_forms_do_not_count() {
        for (a, b) in [
            ("Café Society Ltd.", "CAFE SOCIETY LIMITED"),
            ("The Oxford Trust", "Oxford Trust"),
            ("Bridges L.L.P.", "Bridges LLP"),
            ("Straßen & Wege gGmbH", "Strassen and Wege"),
            ("Children’s Aid", "Childrens Aid"),
            ("Fundação Ágora, Lda", "FUNDACAO AGORA"),
        ] {
            assert_eq!(folded(a), folded(b));
        }
        assert_ne!(folded("Oxford Trust"), folded("Oxford Fund"));
        assert_eq!(folded("AB"), "ab", "a name that is all legal form stays");
    }

    #[test]
    fn hosts_are_found() {
        assert_eq!(
            host("https://www.Example.org/about?x"),
            Some("example.org".to_owned())
        );
        assert_eq!(host("example.org"), Some("example.org".to_owned()));
        assert_eq!(host("not a site"), None);
        assert_eq!(host(""), None);
    }

    #[test]
    fn likeness_is_of_hundred() {
        assert_eq!(likeness("bridges", "bridges"), 100);
        assert!(likeness("social finance", "social finanse") > 75);
        assert!(likeness("social finance", "big issue") < 30);
    }
}
