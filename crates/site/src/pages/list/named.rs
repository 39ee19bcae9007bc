//! Words that are nothing but ids: they choose just these records.

use indigo_registry::Entry;
use indigo_standard::TypeStandard;

use crate::words::count;

/// How many ids are taken.
pub(super) const MOST: usize = 500;
/// How many ids that are not found the sentence names.
const NOT_FOUND_SAID: usize = 5;

/// The ids that a text is made of, each once, in their order; nothing when it holds anything but
/// ids of the type. Blanks, commas, semicolons and line ends stand between them, or nothing where a
/// field for one line took the line ends out.
pub(super) fn ids(one: &TypeStandard, text: &str) -> Option<Vec<String>> {
    let prefix = one.profile.id_prefix.to_ascii_uppercase();
    if prefix.is_empty() {
        return None;
    }
    let text = text.to_ascii_uppercase();
    let is_between = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';');
    let mut ids: Vec<String> = Vec::new();
    for token in text.split(is_between).filter(|token| !token.is_empty()) {
        let mut parts = token.split(prefix.as_str());
        if parts.next() != Some("") {
            return None;
        }
        for part in parts {
            if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return None;
            }
            let id = format!("{}{part}", one.profile.id_prefix);
            // One more than are taken says that there are too many.
            if ids.len() <= MOST && !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    (!ids.is_empty()).then_some(ids)
}

/// The records that are named by their ids.
pub(super) struct Named {
    /// Their places in the catalogue, in the order of the ids.
    pub(super) places: Vec<usize>,
    /// The ids that are of no public record.
    pub(super) not_found: Vec<String>,
}

impl Named {
    /// The records of some ids; nothing when there are no ids.
    pub(super) fn of(ids: &[String], entries: &[Entry]) -> Option<Self> {
        if ids.is_empty() {
            return None;
        }
        let (mut places, mut not_found) = (Vec::new(), Vec::new());
        for id in ids {
            let place = entries
                .binary_search_by(|entry| entry.id.as_str().cmp(id))
                .ok()
                .or_else(|| {
                    let mut entries = entries.iter();
                    entries.position(|entry| entry.id.eq_ignore_ascii_case(id))
                });
            match place {
                Some(place) => places.push(place),
                None => not_found.push(id.clone()),
            }
        }
        Some(Self { places, not_found })
    }

    /// "the 10 named by their ids; not found: INDIGO-POJ-9999", where `found` records are left.
    pub(super) fn phrase(&self, found: usize) -> String {
        let mut said = match self.places.len() {
            0 => "named by their ids".to_owned(),
            1 if found == 1 => "the one named by its id".to_owned(),
            1 => "of the one named by its id".to_owned(),
            all if found == all => format!("the {} named by their ids", count(all)),
            all => format!("of the {} named by their ids", count(all)),
        };
        if !self.not_found.is_empty() {
            let first: Vec<&str> = self.not_found.iter().map(String::as_str).collect();
            let first = &first[..first.len().min(NOT_FOUND_SAID)];
            said.push_str(&format!("; not found: {}", first.join(", ")));
            let more = self.not_found.len() - first.len();
            if more > 0 {
                said.push_str(&format!(" and {} more", count(more)));
            }
        }
        said
    }

    /// "10 ids", for what can be taken away again.
    pub(super) fn chip(&self) -> String {
        match self.places.len() + self.not_found.len() {
            1 => "1 id".to_owned(),
            all => format!("{} ids", count(all)),
        }
    }

    /// All ids that are not found, where the sentence does not name them all.
    pub(super) fn not_found_whole(&self) -> Option<String> {
        (self.not_found.len() > NOT_FOUND_SAID).then(|| self.not_found.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;

    use super::*;

    #[test]
    fn only_ids_of_the_type_are_ids() {
        let standard = Standard::builtin().unwrap();
        let project = standard.get("project").unwrap();
        let read = |text: &str| ids(project, text).map(|ids| ids.join(" "));
        let two = Some("INDIGO-POJ-0001 INDIGO-POJ-0002".to_owned());
        for text in [
            "INDIGO-POJ-0001 INDIGO-POJ-0002",
            " indigo-poj-0001,\r\n INDIGO-POJ-0002;INDIGO-POJ-0001 ",
            "INDIGO-POJ-0001INDIGO-POJ-0002",
        ] {
            assert_eq!(read(text), two, "{text}");
        }
        for text in [
            "",
            " , ",
            "INDIGO-POJ-",
            "INDIGO-POJ-0001 homes",
            "homes INDIGO-POJ-0001",
            "INDIGO-ORG-0001",
            "POJ-0001",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        let many: Vec<String> = (0..900).map(|one| format!("INDIGO-POJ-{one}")).collect();
        assert_eq!(ids(project, &many.join("\n")).unwrap().len(), MOST + 1);
    }
}
