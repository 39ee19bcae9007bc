//! The rules that give the classes their colours.

/// The rules for a page: custom properties for light and dark, then a rule a class.
///
/// They use `--paper`, `--ink`, `--soft` and `--line` of the page.
pub const STYLE: &str = include_str!("style.css");

/// What the page gives, as it is in light.
const PAGE: [(&str, &str); 4] = [
    ("paper", "#ffffff"),
    ("ink", "#1c1a26"),
    ("soft", "#57546a"),
    ("line", "#d9d7e3"),
];

/// The value of each custom property in light or dark, by name without the dashes.
#[must_use]
pub fn palette(is_dark: bool) -> Vec<(String, String)> {
    let blocks: Vec<&str> = STYLE.split(":root").skip(1).collect();
    let Some(block) = blocks.get(usize::from(is_dark)) else {
        return Vec::new();
    };
    let inside = block
        .split_once('{')
        .and_then(|(_, rest)| rest.split_once('}'))
        .map_or("", |(inside, _)| inside);
    inside
        .split(';')
        .filter_map(|rule| {
            let (name, value) = rule.split_once(':')?;
            Some((
                name.trim().trim_start_matches("--").to_owned(),
                value.trim().to_owned(),
            ))
        })
        .collect()
}

/// The rules of classes with the colours written out, for programs that know no custom properties.
pub(crate) fn for_file() -> String {
    let mut rules = STYLE
        .split_once("/* Marks */")
        .and_then(|(_, rest)| rest.split_once("/* Place on the page */"))
        .map_or("", |(rules, _)| rules)
        .to_owned();
    for (name, value) in palette(false) {
        rules = rules.replace(&format!("var(--{name})"), &value);
    }
    for (name, value) in PAGE {
        rules = rules.replace(&format!("var(--{name})"), value);
    }
    rules.split_whitespace().collect::<Vec<_>>().join(" ")
}
