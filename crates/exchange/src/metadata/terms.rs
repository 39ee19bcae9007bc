//! On which terms data are given away.

use serde::{Deserialize, Serialize};

/// What every page and file says when the operator has set no licence.
pub const NO_LICENCE: &str = "No licence has been set by the operator of this site";

/// The licences that can be chosen by their SPDX identifier: identifier, name, address.
pub const LICENCES: [(&str, &str, &str); 5] = [
    (
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    (
        "CC0-1.0",
        "Creative Commons Zero 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    (
        "OGL-UK-3.0",
        "Open Government Licence 3.0 (United Kingdom)",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    (
        "ODbL-1.0",
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    (
        "ODC-By-1.0",
        "Open Data Commons Attribution License 1.0",
        "https://opendatacommons.org/licenses/by/1-0/",
    ),
];

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Its SPDX identifier, when it is one of [`LICENCES`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spdx: Option<String>,
    /// Its name.
    pub name: String,
    /// Where its text is.
    pub url: String,
}

/// On which terms data are given away, and by whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// The licence; none when none was set.
    pub licence: Option<Licence>,
    /// Who publishes the data, as citations name them.
    pub publisher: Option<String>,
}

impl Licence {
    /// The licence with an SPDX identifier, when it is one of [`LICENCES`].
    #[must_use]
    pub fn of_spdx(spdx: &str) -> Option<Self> {
        let (id, name, url) = LICENCES
            .into_iter()
            .find(|(id, ..)| id.eq_ignore_ascii_case(spdx.trim()))?;
        Some(Self {
            spdx: Some(id.to_owned()),
            name: name.to_owned(),
            url: url.to_owned(),
        })
    }

    /// What it is called for short: its identifier, else its name.
    #[must_use]
    pub fn short(&self) -> &str {
        self.spdx.as_deref().unwrap_or(&self.name)
    }
}

impl Terms {
    /// The licence in a sentence, or that none was set.
    #[must_use]
    pub fn licence_said(&self) -> String {
        match &self.licence {
            Some(licence) => format!("{} ({})", licence.name, licence.url),
            None => NO_LICENCE.to_owned(),
        }
    }

    /// Who publishes the data.
    #[must_use]
    pub fn publisher_said(&self) -> &str {
        self.publisher.as_deref().unwrap_or("Indigo")
    }

    /// Why they cannot be used, in a sentence; nothing when they can.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        const LONGEST: usize = 300;
        let is_line = |text: &str| {
            !text.trim().is_empty() && text.len() <= LONGEST && !text.contains(char::is_control)
        };
        if let Some(licence) = &self.licence {
            if !is_line(&licence.name) {
                return Some("A licence needs a name, on one line.".to_owned());
            }
            let is_address =
                licence.url.starts_with("https://") || licence.url.starts_with("http://");
            if !is_line(&licence.url) || !is_address || licence.url.contains([' ', '"', '<', '>']) {
                return Some(
                    "A licence needs the address of its text, beginning with https://.".to_owned(),
                );
            }
        }
        if self.publisher.as_deref().is_some_and(|name| !is_line(name)) {
            return Some("The name of the publisher goes on one line.".to_owned());
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_none_was_set_that_is_said() {
        assert_eq!(Terms::default().licence_said(), NO_LICENCE);
        let terms = Terms {
            licence: Licence::of_spdx("cc-by-4.0"),
            publisher: None,
        };
        assert_eq!(
            terms.licence_said(),
            "Creative Commons Attribution 4.0 International (https://creativecommons.org/licenses/by/4.0/)"
        );
        assert_eq!(Licence::of_spdx("MIT"), None);
    }

    #[test]
    fn a_licence_has_a_name_and_an_address() {
        let of = |name: &str, url: &str| Terms {
            licence: Some(Licence {
                spdx: None,
                name: name.to_owned(),
                url: url.to_owned(),
            }),
            publisher: None,
        };
        assert_eq!(of("Ours", "https://example.org/terms").fault(), None);
        for (name, url) in [
            ("", "https://example.org"),
            ("a\nb", "https://example.org"),
            ("Ours", "javascript:alert(1)"),
            ("Ours", "https://example.org/\" onclick"),
        ] {
            assert!(of(name, url).fault().is_some(), "{name} {url}");
        }
    }
}
