//! How data are cited: as a sentence, and as files that reference managers and archives read.

use super::{About, Licence};

/// How a release, or the newest state, is cited.
#[derive(Debug, Clone)]
pub struct Citation<'a>(pub &'a About);

impl Citation<'_> {
    fn year(&self) -> &str {
        self.0.day.get(..4).unwrap_or_default()
    }

    fn address(&self) -> Option<String> {
        match &self.0.doi {
            Some(doi) => Some(format!("https://doi.org/{doi}")),
            None => self.0.home_url(),
        }
    }

    fn version(&self) -> &str {
        self.0.version.as_deref().unwrap_or(&self.0.day)
    }

    /// In the form of the American Psychological Association.
    #[must_use]
    pub fn apa(&self) -> String {
        let publisher = self.0.terms.publisher_said();
        let address = self.address().map(|url| format!(" {url}"));
        format!(
            "{publisher} ({}). Indigo: data on social outcomes contracts (Version {}) [Data set].{}",
            self.year(),
            self.version(),
            address.unwrap_or_default()
        )
    }

    /// As an entry for BibTeX.
    #[must_use]
    pub fn bibtex(&self) -> String {
        let plain = |text: &str| text.replace(['{', '}', '\\'], "");
        let key: String = self
            .version()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let mut out = format!(
            "@misc{{indigo{key},\n  author = {{{{{}}}}},\n  title = {{Indigo: data on social outcomes contracts}},\n  year = {{{}}},\n  version = {{{}}},\n  note = {{Data set}}",
            plain(self.0.terms.publisher_said()),
            self.year(),
            self.version()
        );
        if let Some(doi) = &self.0.doi {
            out.push_str(&format!(",\n  doi = {{{}}}", plain(doi)));
        }
        if let Some(url) = self.0.home_url() {
            out.push_str(&format!(",\n  url = {{{url}}}"));
        }
        out.push_str("\n}\n");
        out
    }

    /// As an entry in RIS.
    #[must_use]
    pub fn ris(&self) -> String {
        let mut lines = vec![
            ("TY", "DATA".to_owned()),
            ("AU", self.0.terms.publisher_said().to_owned()),
            ("TI", "Indigo: data on social outcomes contracts".to_owned()),
            ("PY", self.year().to_owned()),
            ("DA", self.0.day.replace('-', "/")),
            ("ET", self.version().to_owned()),
            ("PB", self.0.terms.publisher_said().to_owned()),
        ];
        lines.extend(self.0.doi.clone().map(|doi| ("DO", doi)));
        lines.extend(self.0.home_url().map(|url| ("UR", url)));
        lines.push(("ER", String::new()));
        lines
            .into_iter()
            .map(|(tag, value)| format!("{tag}  - {value}\r\n"))
            .collect()
    }
}

/// `CITATION.cff`, in the Citation File Format 1.2.0.
#[must_use]
pub fn citation_cff(about: &About) -> String {
    // Every text of JSON is one of YAML.
    let text = |text: &str| serde_json::Value::from(text).to_string();
    let mut out = format!(
        "cff-version: 1.2.0\nmessage: {}\ntype: dataset\ntitle: {}\nabstract: {}\nauthors:\n  - name: {}\n",
        text("If you use these data, please cite them as below."),
        text("Indigo: data on social outcomes contracts"),
        text(&about.description()),
        text(about.terms.publisher_said())
    );
    if let Some(version) = &about.version {
        out.push_str(&format!("version: {}\n", text(version)));
    }
    if about.day.len() == "YYYY-MM-DD".len() {
        out.push_str(&format!("date-released: {}\n", about.day));
    }
    match &about.terms.licence {
        Some(Licence {
            spdx: Some(spdx), ..
        }) => out.push_str(&format!("license: {}\n", text(spdx))),
        Some(licence) => out.push_str(&format!("license-url: {}\n", text(&licence.url))),
        None => out.push_str(&format!("# {}.\n", super::NO_LICENCE)),
    }
    if let Some(doi) = &about.doi {
        out.push_str(&format!("doi: {}\n", text(doi)));
    }
    if let Some(url) = about.home_url() {
        out.push_str(&format!("url: {}\n", text(&url)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Terms;

    #[test]
    fn a_release_is_cited_by_publisher_year_version_and_address() {
        let about = About {
            terms: Terms {
                licence: Licence::of_spdx("CC-BY-4.0"),
                publisher: Some("Example Lab".to_owned()),
            },
            version: Some("2025-05".to_owned()),
            day: "2025-05-31".to_owned(),
            site_url: Some("https://data.example.org".to_owned()),
            ..About::default()
        };
        let citation = Citation(&about);
        assert_eq!(
            citation.apa(),
            "Example Lab (2025). Indigo: data on social outcomes contracts (Version 2025-05) [Data set]. https://data.example.org/releases/2025-05"
        );
        assert!(citation.bibtex().contains("author = {{Example Lab}}"));
        assert!(citation.ris().ends_with("ER  - \r\n"));
        let cff = citation_cff(&about);
        assert!(cff.contains("license: \"CC-BY-4.0\"\n"), "{cff}");
        assert!(cff.contains("date-released: 2025-05-31\n"), "{cff}");
        let none = citation_cff(&About::default());
        assert!(none.contains("# No licence has been set by the operator of this site."));
    }
}
