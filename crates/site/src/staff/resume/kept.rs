//! What was typed in a form that came too late, as it travels in the pages until it can be sent.

use axum::http::{HeaderMap, header};

use crate::{
    request::Asked,
    staff::{
        form::{Posted, Sent, TOKEN},
        is_place,
        next::own_path,
    },
};

/// Stands before the name of a field while it travels, so that it is none of the sign-in form.
const PREFIX: &str = "kept.";

/// The field with the address that the form is for.
const TO: &str = "to";

/// The field that says that the form was sent in parts, as those with files are.
const IN_PARTS: &str = "in-parts";

/// The field that says that files were chosen.
const FILES: &str = "files";

/// Most bytes that are kept.
const MOST_BYTES: usize = 2 << 20;

/// Most fields that are kept; a form may have some more besides.
const MOST_FIELDS: usize = 4_990;

/// What was typed in a form. It is stored nowhere: it goes to the browser that it came from.
pub(crate) struct Kept {
    /// Path and query that it was sent to.
    pub(super) to: String,
    /// Whether it was sent in parts.
    pub(super) in_parts: bool,
    /// Whether files were chosen, which cannot be kept.
    pub(super) had_files: bool,
    fields: Vec<(String, String)>,
}

/// A value for a person to read.
pub(super) struct Written<'a> {
    pub(super) label: String,
    pub(super) value: &'a str,
}

impl Kept {
    /// What came to a route; none when it is too much, or not what is kept.
    pub(crate) fn of(path: &str, asked: &Asked, headers: &HeaderMap, sent: Sent) -> Option<Self> {
        if path == super::PATH {
            return Self::carried(sent.fields.into_iter());
        }
        let in_parts = headers
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/"));
        let kept = Self {
            to: asked.address().to_owned(),
            in_parts,
            had_files: !sent.files.is_empty(),
            fields: sent
                .fields
                .into_iter()
                .filter(|(name, _)| name != TOKEN && !name.contains("password"))
                .collect(),
        };
        kept.fits().then_some(kept)
    }

    /// What a page of ours has carried here.
    pub(super) fn in_posted(posted: &Posted) -> Option<Self> {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self::carried(posted.fields().map(owned))
    }

    fn carried(sent: impl Iterator<Item = (String, String)>) -> Option<Self> {
        let mut kept = Self {
            to: String::new(),
            in_parts: false,
            had_files: false,
            fields: Vec::new(),
        };
        for (name, value) in sent {
            match name.as_str() {
                TO => kept.to = value,
                IN_PARTS => kept.in_parts = true,
                FILES => kept.had_files = true,
                _ => {
                    if let Some(name) = name.strip_prefix(PREFIX) {
                        kept.fields.push((name.to_owned(), value));
                    }
                }
            }
        }
        kept.fits().then_some(kept)
    }

    /// Whether it is for a form of ours, and no more than can be carried.
    fn fits(&self) -> bool {
        let path = self.to.split('?').next().unwrap_or_default();
        let size_bytes: usize = self
            .fields
            .iter()
            .map(|(name, value)| name.len() + value.len())
            .sum();
        own_path(Some(&self.to)) == self.to
            && is_place(path)
            && super::keeps(path)
            && self.fields.len() <= MOST_FIELDS
            && size_bytes <= MOST_BYTES
    }

    /// Hidden fields that carry all of it through a form that is not its own.
    pub(super) fn hidden(&self) -> Vec<(String, &str)> {
        let mut hidden = vec![(TO.to_owned(), self.to.as_str())];
        hidden.extend(self.in_parts.then(|| (IN_PARTS.to_owned(), "yes")));
        hidden.extend(self.had_files.then(|| (FILES.to_owned(), "yes")));
        hidden.extend(
            self.fields
                .iter()
                .map(|(name, value)| (format!("{PREFIX}{name}"), value.as_str())),
        );
        hidden
    }

    /// The fields as they came.
    pub(super) fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// What there is to read, in the order of the form.
    pub(super) fn written(&self) -> Vec<Written<'_>> {
        self.fields
            .iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .map(|(name, value)| Written {
                label: label(name),
                value,
            })
            .collect()
    }
}

/// A name of a field as words.
fn label(name: &str) -> String {
    match name {
        "words" | "comment" => "Comment".to_owned(),
        "wish" => "What is to be changed".to_owned(),
        _ => {
            let name = name.split_once(':').map_or(name, |(_, place)| place);
            let words: Vec<String> = name
                .split(['/', '.'])
                .filter(|part| !part.is_empty() && *part != "value")
                .map(|part| part.replace(['_', '-'], " "))
                .collect();
            let words = words.join(", ");
            let mut letters = words.chars();
            letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .chain(letters)
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_said_in_words() {
        for (name, expected) in [
            ("words", "Comment"),
            ("item:/stage_development/value", "Stage development"),
            (
                "/outcome_metrics/[outcomemetric1]/target/value",
                "Outcome metrics, [outcomemetric1], target",
            ),
            ("edit", "Edit"),
            ("", ""),
        ] {
            assert_eq!(label(name), expected, "{name}");
        }
    }

    #[test]
    fn it_is_for_a_form_of_ours_only() {
        for (to, expected) in [
            ("/proposals/7/comment", true),
            ("/records/project/A-1/edit?from=x", true),
            ("/account/password", false),
            ("/admin/users/new", false),
            ("/sign-in/resume", false),
            ("/sign-out", false),
            ("/projects", false),
            ("//evil.example/proposals", false),
            ("https://evil.example/proposals", false),
            ("", false),
        ] {
            let sent = [(TO.to_owned(), to.to_owned())];
            assert_eq!(Kept::carried(sent.into_iter()).is_some(), expected, "{to}");
        }
    }

    #[test]
    fn what_is_carried_comes_out_as_it_went_in() {
        let kept = Kept {
            to: "/proposals/7/comment".to_owned(),
            in_parts: true,
            had_files: false,
            fields: vec![
                ("to".to_owned(), "x".to_owned()),
                ("kept.words".to_owned(), " two\r\nlines ".to_owned()),
                ("words".to_owned(), String::new()),
            ],
        };
        let hidden = kept.hidden();
        let sent = hidden
            .iter()
            .map(|(name, value)| (name.clone(), (*value).to_owned()));
        let again = Kept::carried(sent).unwrap();
        assert_eq!(again.fields(), kept.fields());
        assert_eq!(again.to, kept.to);
        assert!(again.in_parts && !again.had_files);
    }
}
