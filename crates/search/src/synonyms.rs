//! Words of the field that mean the same, or nearly.

/// Groups of words and phrases that stand for one another. What was typed counts fully, the others
/// less.
const GROUPS: [&[&str]; 24] = [
    &[
        "homeless",
        "homelessness",
        "rough sleeping",
        "rough sleepers",
        "unhoused",
    ],
    &[
        "neet",
        "young people out of work",
        "not in education employment or training",
        "youth unemployment",
    ],
    &[
        "sib",
        "social impact bond",
        "impact bond",
        "social outcomes contract",
        "pay for success",
    ],
    &["dib", "development impact bond"],
    &[
        "pbr",
        "payment by results",
        "pay for results",
        "results based financing",
        "outcomes based contract",
    ],
    &["reoffending", "recidivism", "ex offenders"],
    &["prison", "jail", "custody", "incarceration"],
    &[
        "foster",
        "looked after children",
        "children in care",
        "out of home care",
        "fostering",
    ],
    &["refugee", "asylum seeker", "forcibly displaced"],
    &["employment", "jobs", "work"],
    &["unemployed", "jobless", "out of work"],
    &["education", "schooling"],
    &[
        "early years",
        "early childhood",
        "preschool",
        "kindergarten",
    ],
    &["diabetes", "type 2 diabetes"],
    &["mental health", "mental illness", "psychological wellbeing"],
    &[
        "addiction",
        "substance misuse",
        "drug misuse",
        "substance abuse",
    ],
    &["elderly", "older people", "ageing"],
    &["lonely", "loneliness", "social isolation"],
    &["disability", "disabled people", "special needs"],
    &["farmers", "smallholders", "agriculture"],
    &["water", "sanitation", "wash"],
    &["girls", "female students"],
    &["metric", "indicator"],
    &["investor", "lender", "funder"],
];

/// Phrases as folded words, each with the number of its group.
pub(crate) fn phrases() -> impl Iterator<Item = (usize, Vec<String>)> {
    GROUPS.iter().enumerate().flat_map(|(group, phrases)| {
        phrases
            .iter()
            .map(move |phrase| (group, phrase.split(' ').map(str::to_owned).collect()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_folded_words() {
        for (_, phrase) in phrases() {
            let joined = phrase.join(" ");
            assert_eq!(crate::fold(&joined), joined);
            assert_eq!(crate::words::words(&joined).len(), phrase.len(), "{joined}");
        }
    }
}
