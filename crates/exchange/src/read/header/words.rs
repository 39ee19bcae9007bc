//! File names, and columns in sentences.

/// The one of several tables that a file's name means.
pub(super) fn by_name<'a>(
    tables: impl Iterator<Item = &'a str> + Clone,
    name: &str,
) -> Option<usize> {
    let stem_of_file = stem(name);
    if let Some(found) = tables.clone().position(|table| stem(table) == stem_of_file) {
        return Some(found);
    }
    // The longest that is part of the name: "old organisations_controlled_by 2.csv".
    let mut best: Vec<(usize, usize)> = tables
        .enumerate()
        .filter(|(_, table)| stem_of_file.contains(&stem(table)))
        .map(|(index, table)| (table.len(), index))
        .collect();
    best.sort_unstable();
    match best[..] {
        [] => None,
        [.., (second, _), (first, _)] if first == second => None,
        [.., (_, index)] => Some(index),
    }
}

/// A file name without its ending and without what copying adds: "projects (1).csv" → "projects".
pub(super) fn stem(name: &str) -> String {
    let name = name.to_lowercase();
    let name = name.strip_suffix(".csv").unwrap_or(&name);
    let name = name
        .strip_suffix(')')
        .and_then(|name| {
            let (before, number) = name.rsplit_once('(')?;
            number
                .bytes()
                .all(|byte| byte.is_ascii_digit())
                .then_some(before)
        })
        .unwrap_or(name);
    let name = name.trim_end();
    name.strip_suffix("- copy")
        .unwrap_or(name)
        .trim_end()
        .to_owned()
}

pub(super) fn quoted<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<_> = texts
        .map(|text| format!("\"{}\"", shortened(text)))
        .collect();
    texts.join(", ")
}

/// `"A", "B" and 3 more are` or `"A" is`.
pub(super) fn quoted_are(texts: &[&str]) -> String {
    let most = 5;
    let listed = quoted(texts.iter().take(most).copied());
    match texts.len() {
        1 => format!("{listed} is"),
        count if count > most => format!("{listed} and {} more are", count - most),
        _ => format!("{listed} are"),
    }
}

fn shortened(text: &str) -> String {
    let most = 80;
    if text.chars().count() <= most {
        text.to_owned()
    } else {
        text.chars().take(most).chain(['…']).collect()
    }
}
