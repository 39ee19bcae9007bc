//! The names by which a country is found besides the one that is shown.

use indigo_standard::reference::country;

/// What people call countries besides their names and what is written for them.
const OTHER_NAMES: [(&str, &str); 14] = [
    ("GB", "Britain Great Britain"),
    ("US", "America United States of America"),
    ("KR", "Korea Republic of Korea"),
    ("KP", "North Korea"),
    ("CG", "Congo Brazzaville"),
    ("CD", "Congo Kinshasa DR Congo"),
    ("RU", "Russia"),
    ("SY", "Syria"),
    ("IR", "Iran"),
    ("LA", "Laos"),
    ("VN", "Vietnam"),
    ("PS", "Palestine"),
    ("TW", "Taiwan"),
    ("AE", "Emirates"),
];

/// The other names of a country and of the regions that it is in.
pub(super) fn other_names(code: &str) -> String {
    let mut names = vec![code];
    if let Some(known) = country(code) {
        names.push(&known.alpha3);
        names.extend(
            [
                &known.also_written,
                &known.intermediate_region,
                &known.sub_region,
                &known.region,
            ]
            .into_iter()
            .flatten()
            .map(String::as_str),
        );
    }
    names.extend(
        OTHER_NAMES
            .iter()
            .filter(|(of, _)| *of == code)
            .map(|(_, name)| *name),
    );
    names.join(" / ")
}
