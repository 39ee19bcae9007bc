//! Where a record names other records: declared places, and ids that stand where none is declared.

use crate::{Cell, Subject};

/// A cell that holds ids of other records.
pub(crate) struct Reference<'s, 'a> {
    pub(crate) cell: &'s Cell<'a>,
    /// The type of the records.
    pub(crate) record_type: &'s str,
    /// What separates ids, when the field may hold several.
    pub(crate) separator: Option<&'s str>,
    /// The text of the cell as it stands.
    pub(crate) text: &'a str,
}

impl<'a> Reference<'_, 'a> {
    /// The ids, trimmed, blank ones left out.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &'a str> {
        let parts: Vec<&str> = match self.separator {
            Some(separator) => self.text.split(separator).collect(),
            None => vec![self.text],
        };
        parts
            .into_iter()
            .map(str::trim)
            .filter(|part| !part.is_empty())
    }
}

/// All cells that hold ids of other records, in order.
pub(crate) fn references<'s, 'a>(subject: &'s Subject<'a>) -> Vec<Reference<'s, 'a>> {
    let links = &subject.standard.profile.publication.references;
    subject
        .texts()
        .filter_map(|(cell, text)| {
            let found = |record_type, separator| Reference {
                cell,
                record_type,
                separator,
                text,
            };
            if let Some(model) = &cell.field.leaf.references {
                return Some(found(&model.record_type, model.separator.as_deref()));
            }
            let link = cell.row.and_then(|(list, _)| {
                links
                    .iter()
                    .find(|link| link.list == list.pointer && link.field == cell.field.pointer)
            });
            if let Some(link) = link {
                return Some(found(&link.record_type, None));
            }
            // The host of a fund and the controller of an organisation are ids in undeclared fields.
            (is_id(text) && text.starts_with("INDIGO-ORG-") && !is_own_identifier(cell))
                .then(|| found("organisation", None))
        })
        .collect()
}

/// Whether a text has the shape of one of our identifiers: `INDIGO-`, a word, a number.
pub(crate) fn is_id(text: &str) -> bool {
    let mut parts = text.split('-');
    parts.next() == Some("INDIGO")
        && parts.next().is_some_and(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_uppercase())
        })
        && parts.next().is_some_and(|number| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
        && parts.next().is_none()
}

fn is_own_identifier(cell: &Cell<'_>) -> bool {
    cell.field.keys.first().is_some_and(|key| key == "org-ids")
}
