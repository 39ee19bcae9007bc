//! Organisations that may be one and the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{
    Aspect, Check, DataSetFindings, Example, Finding, Outline, Severity, Test, fold_name,
    folding::site_of,
};

/// Names shorter than this are not compared letter by letter.
const SHORTEST: usize = 10;
/// More names than this that share a half are too many to compare with one another.
const LARGEST_BLOCK: usize = 200;
/// More organisations than this on one site are parts of something, not one.
const SITE_SHARED_BY: usize = 2;

pub(super) const CHECK: Check = Check {
    code: "organisations_alike",
    title: "Organisations that may be one",
    why: "An organisation entered twice splits its projects between two pages. Names are compared without accents, capitals, signs, legal form and order of words, and with one letter wrong; identifiers and web sites too. Branches, funds and ministries with like names are false alarms, so a person decides.",
    severity: Severity::Hint,
    aspect: Aspect::Accurate,
    types: &["organisation"],
    switchable: true,
    passes: Example::new(
        "organisation",
        r#"{"INDIGO-ORG-0001": {"name": {"value": "Open Doors Leeds"}}, "INDIGO-ORG-0002": {"name": {"value": "Open Doors York"}}}"#,
    ),
    fails: Example::new(
        "organisation",
        r#"{"INDIGO-ORG-0001": {"name": {"value": "Open Doors Ltd."}}, "INDIGO-ORG-0002": {"name": {"value": "The OPEN DOORS"}}}"#,
    ),
    test: Test::DataSet(run),
};

fn run(outlines: &[Outline], findings: &mut DataSetFindings) {
    let mut said: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut groups: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
    let mut halves: HashMap<(bool, String), Vec<usize>> = HashMap::new();
    let mut long: Vec<(usize, String)> = Vec::new();
    for (index, outline) in outlines.iter().enumerate() {
        let names = outline.name.iter().chain(&outline.other_names);
        for name in names {
            let folded = fold_name(name);
            if folded.is_empty() {
                continue;
            }
            let mut words: Vec<&str> = folded.split(' ').collect();
            words.sort_unstable();
            let key = words.join(" ");
            if folded.chars().count() >= SHORTEST {
                for half in halves_of(&folded) {
                    halves.entry(half).or_default().push(long.len());
                }
                long.push((index, folded.clone()));
            }
            groups
                .entry(("the same name", key))
                .or_default()
                .push(index);
        }
        for identifier in &outline.identifiers {
            let key = identifier.trim().to_uppercase();
            groups
                .entry(("the same identifier", key))
                .or_default()
                .push(index);
        }
        if let Some(site) = outline.website.as_deref().and_then(site_of) {
            groups
                .entry(("the same web site", site))
                .or_default()
                .push(index);
        }
    }
    for ((what, _), mut members) in groups {
        members.dedup();
        if what == "the same web site" && members.len() > SITE_SHARED_BY {
            continue;
        }
        pairs(&members, |one, other| {
            if said.insert((one, other)) {
                add(outlines, one, other, what, findings);
            }
        });
    }
    let mut like: BTreeSet<(usize, usize)> = BTreeSet::new();
    for members in halves.values().filter(|all| all.len() <= LARGEST_BLOCK) {
        for (at, one) in members.iter().enumerate() {
            for other in &members[at + 1..] {
                let ((one, name), (other, alike)) = (&long[*one], &long[*other]);
                if one != other && one_letter_apart(name, alike) {
                    like.insert((*one.min(other), *one.max(other)));
                }
            }
        }
    }
    for (one, other) in like {
        if said.insert((one, other)) {
            add(outlines, one, other, "almost the same name", findings);
        }
    }
}

/// Beginnings and ends of a name, one of which it shares with every name one letter apart.
fn halves_of(name: &str) -> BTreeSet<(bool, String)> {
    let letters: Vec<char> = name.chars().collect();
    let count = letters.len();
    [count.saturating_sub(1) / 2, count / 2, count.div_ceil(2)]
        .into_iter()
        .flat_map(|half| {
            [
                (true, letters[..half].iter().collect()),
                (false, letters[count - half..].iter().collect()),
            ]
        })
        .collect()
}

fn pairs(members: &[usize], mut f: impl FnMut(usize, usize)) {
    let Some((first, rest)) = members.split_first() else {
        return;
    };
    // Each is compared with the first, so that many of a kind do not make a finding for each pair.
    for other in rest {
        if other != first {
            f(*first, *other);
        }
    }
}

fn add(outlines: &[Outline], one: usize, other: usize, what: &str, findings: &mut DataSetFindings) {
    let name = |outline: &Outline| outline.name.clone().unwrap_or_default();
    let (first, second) = (&outlines[one], &outlines[other]);
    findings.add(
        &second.key,
        Finding::at(
            "/name/value",
            format!(
                "\"{}\" ({}) and \"{}\" ({}) have {what}.",
                name(second),
                second.key.id,
                name(first),
                first.key.id
            ),
            "If they are one organisation, merge them; if not, let their names tell them apart.",
        )
        .value(name(second)),
    );
}

/// Whether two texts differ by one letter put in, left out, changed, or swapped with the next;
/// digits have to be the same, for numbers tell branches and funds apart.
fn one_letter_apart(one: &str, other: &str) -> bool {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    let letters = one.iter().chain(other).all(|letter| letter.is_alphabetic());
    letters
        && match (one, other) {
            ([], []) => false,
            ([], [_]) | ([_], []) | ([_], [_]) => true,
            ([a, b], [c, d]) => a == d && b == c,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_one_letter_apart_share_a_half_and_are_told() {
        for (one, other, apart) in [
            ("bridges fund management", "bridges fund managment", true),
            ("bridges fund management", "bridge fund management", true),
            ("bridges fund management", "bridges fund mangaement", true),
            ("bridges fund management", "bridges fund management", false),
            ("bridges fund 1 limited", "bridges fund 2 limited", false),
            ("bridges fund", "open doors", false),
        ] {
            assert_eq!(one_letter_apart(one, other), apart, "{one} {other}");
            let shared = halves_of(one).intersection(&halves_of(other)).count();
            assert!(!apart || shared > 0, "{one} {other}");
        }
    }
}
