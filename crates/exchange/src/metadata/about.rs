//! What data that are given away are: the facts that every description of them tells.

use serde::{Deserialize, Serialize};

use super::Terms;

/// What the data are, of when, by whom and on which terms.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Licence and publisher.
    pub terms: Terms,
    /// The name of the release; none for the newest state.
    pub version: Option<String>,
    /// The day that the data are of: `2025-05-31`.
    pub day: String,
    /// The address of the site, without a slash at its end.
    pub site_url: Option<String>,
    /// The digital object identifier, such as `10.5281/zenodo.1`.
    pub doi: Option<String>,
    /// What the publisher says of the release.
    pub note: Option<String>,
    /// What was taken out of the release later, a sentence each.
    pub taken_out: Vec<String>,
}

/// A file that is given away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataFile {
    /// Its name.
    pub name: String,
    /// How long it is.
    pub size_bytes: u64,
    /// The SHA-256 sum of its bytes, in hexadecimal.
    pub sha256: String,
}

impl About {
    /// The title of the data.
    #[must_use]
    pub fn title(&self) -> String {
        const TITLE: &str = "Indigo: data on social outcomes contracts";
        match &self.version {
            Some(version) => format!("{TITLE}, release {version}"),
            None => TITLE.to_owned(),
        }
    }

    /// What the data are, in two sentences.
    #[must_use]
    pub fn description(&self) -> String {
        let what = match self.version {
            Some(_) => "What was public on the day of the release.",
            None => "What is public now.",
        };
        format!(
            "Records of social outcomes contracts, the organisations and funds that take part in them, deals in preparation, and resources for measuring outcomes. {what}"
        )
    }

    /// Where the data are found on the site.
    #[must_use]
    pub fn home_url(&self) -> Option<String> {
        let site = self.site_url.as_ref()?;
        Some(match &self.version {
            Some(version) => format!("{site}/releases/{version}"),
            None => format!("{site}/data"),
        })
    }

    /// All of it as names and values, for the metadata of files.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let licence = self.terms.licence.as_ref();
        let pairs = [
            ("title", Some(self.title())),
            ("description", Some(self.description())),
            ("release", self.version.clone()),
            ("day", Some(self.day.clone())),
            ("publisher", Some(self.terms.publisher_said().to_owned())),
            ("licence", Some(self.terms.licence_said())),
            (
                "licence_spdx",
                licence.and_then(|licence| licence.spdx.clone()),
            ),
            ("licence_url", licence.map(|licence| licence.url.clone())),
            ("source", self.home_url()),
            ("doi", self.doi.clone()),
            ("note", self.note.clone()),
            (
                "taken_out",
                (!self.taken_out.is_empty()).then(|| self.taken_out.join(" ")),
            ),
        ];
        pairs
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?)))
            .collect()
    }

    /// All of it as lines for people.
    #[must_use]
    pub fn lines(&self) -> Vec<(String, String)> {
        let said = [
            ("title", "What"),
            ("description", "About"),
            ("release", "Release"),
            ("day", "As of"),
            ("publisher", "Publisher"),
            ("licence", "Licence"),
            ("source", "From"),
            ("doi", "DOI"),
            ("note", "Note"),
            ("taken_out", "Taken out later"),
        ];
        self.pairs()
            .into_iter()
            .filter_map(|(key, value)| {
                let (_, words) = said.iter().find(|(wanted, _)| *wanted == key)?;
                Some(((*words).to_owned(), value))
            })
            .collect()
    }
}
