//! Recognises a CSV file by its header row.
//!
//! People save downloads under names of their own (`projects (1).csv`), so the name decides only
//! where two tables have the same columns.

mod unknown;
mod words;

use std::collections::HashMap;

use indigo_standard::{Standard, TypeStandard};

use words::{by_name, quoted, quoted_are, stem};

use crate::columns::{Column, Table, TableKind, file_name};

/// The tables that a header is compared with, made once.
#[derive(Debug)]
pub(crate) struct KnownTables {
    known: Vec<Known>,
}

#[derive(Debug)]
struct Known {
    type_index: usize,
    /// Every column that the table may have.
    table: Table,
    /// The headers of complete files of this table.
    complete: Vec<(TableKind, Vec<String>)>,
    file_name: String,
    /// How often each header stands in the table.
    counts: HashMap<String, usize>,
}

/// What a file was recognised as.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Recognised {
    pub(crate) type_index: usize,
    pub(crate) kind: TableKind,
    pub(crate) columns: Vec<Column>,
    /// Headers of the table that the file does not have.
    pub(crate) missing: Vec<String>,
}

/// Why a file was not recognised, for people.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotRecognised {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl KnownTables {
    pub(crate) fn new(standard: &Standard) -> Self {
        let mut known = Vec::new();
        for (type_index, one) in standard.types().enumerate() {
            let main = Table::main(one);
            let download = Table::list_download(one);
            let mut complete = vec![(TableKind::Main, main.headers)];
            if one.profile.downloads.list {
                complete.push((TableKind::ListDownload, download.headers));
            }
            known.push(Known::new(
                type_index,
                one,
                Table::main_with_extra(one),
                complete,
            ));
            for list in 0..one.lists.len() {
                let table = Table::rows(one, list);
                let complete = vec![(table.kind, table.headers.clone())];
                known.push(Known::new(type_index, one, table, complete));
            }
        }
        Self { known }
    }

    /// What the file with this header row is.
    pub(crate) fn recognise(
        &self,
        header: &[&str],
        name: &str,
    ) -> Result<Recognised, NotRecognised> {
        let header: Vec<&str> = header.iter().map(|text| text.trim()).collect();
        let whole: Vec<(&Known, TableKind, Vec<Column>)> = self
            .known
            .iter()
            .filter_map(|known| {
                let (kind, _) = known
                    .complete
                    .iter()
                    .find(|(_, headers)| *headers == header)?;
                Some((known, *kind, known.columns(&header)?))
            })
            .collect();
        let mut found = whole;
        if found.is_empty() {
            found = self
                .known
                .iter()
                .filter_map(|known| Some((known, known.table.kind, known.columns(&header)?)))
                .collect();
        }
        let chosen = match found.len() {
            0 => return Err(self.not_recognised(&header, name)),
            1 => 0,
            _ => by_name(
                found.iter().map(|(known, ..)| known.file_name.as_str()),
                name,
            )
            .ok_or_else(|| ambiguous(found.iter().map(|(known, ..)| known.file_name.as_str())))?,
        };
        let (known, kind, columns) = found.swap_remove(chosen);
        let missing = known.missing(kind, &header);
        Ok(Recognised {
            type_index: known.type_index,
            kind,
            columns,
            missing,
        })
    }

    fn not_recognised(&self, header: &[&str], name: &str) -> NotRecognised {
        let error = |code, message| NotRecognised { code, message };
        if let [only] = header {
            for (letter, word) in [(';', "semicolons"), ('\t', "tabs"), ('|', "bars")] {
                if only.contains(letter) {
                    return error(
                        "file_not_comma_separated",
                        format!(
                            "The columns seem to be separated by {word}. Save the file as CSV with commas."
                        ),
                    );
                }
            }
        }
        let stem_of_file = stem(name);
        // The share of columns in common decides between tables of the same id column.
        let shared = |known: &Known| {
            let hits = header
                .iter()
                .filter(|text| known.counts.contains_key(**text))
                .count();
            let all = known.counts.len() + header.len() - hits;
            let has_id = header.contains(&known.table.headers[0].trim());
            let has_name = stem(&known.file_name) == stem_of_file;
            (hits > 0, has_name, has_id, hits * 10_000 / all.max(1))
        };
        let Some(closest) = self.known.iter().rev().max_by_key(|known| shared(known)) else {
            return error("file_not_recognised", "No record type is known.".to_owned());
        };
        if !shared(closest).0 {
            return error(
                "file_not_recognised",
                format!(
                    "The header row is not that of any table. It begins with {}.",
                    quoted(header.iter().take(3).copied())
                ),
            );
        }
        error(
            "file_not_recognised",
            format!(
                "The header row is not that of any table. It is closest to {}{}.",
                closest.file_name,
                closest.difference(header)
            ),
        )
    }
}

impl Known {
    fn new(
        type_index: usize,
        one: &TypeStandard,
        table: Table,
        complete: Vec<(TableKind, Vec<String>)>,
    ) -> Self {
        let mut counts = HashMap::new();
        for text in &table.headers {
            *counts.entry(text.trim().to_owned()).or_insert(0) += 1;
        }
        let trimmed =
            |headers: Vec<String>| headers.iter().map(|text| text.trim().to_owned()).collect();
        Self {
            type_index,
            file_name: file_name(one, table.kind),
            complete: complete
                .into_iter()
                .map(|(kind, headers)| (kind, trimmed(headers)))
                .collect(),
            table,
            counts,
        }
    }

    /// The headers of a complete file of this kind that the header does not have.
    fn missing(&self, kind: TableKind, header: &[&str]) -> Vec<String> {
        let complete = self.complete.iter().find(|(one, _)| *one == kind);
        complete
            .into_iter()
            .flat_map(|(_, headers)| headers)
            .filter(|text| !header.contains(&text.as_str()))
            .cloned()
            .collect()
    }

    /// What keeps a header from being that of the table, as the end of a sentence.
    fn difference(&self, header: &[&str]) -> String {
        let id_header = self.table.headers[0].trim();
        let unknown: Vec<_> = header
            .iter()
            .filter(|text| !self.counts.contains_key(**text))
            .copied()
            .collect();
        // Of the complete forms of the table, the one that the file comes closest to.
        let missing = self
            .complete
            .iter()
            .map(|(_, headers)| {
                let missing = headers.iter().map(String::as_str);
                missing
                    .filter(|text| !header.contains(text))
                    .collect::<Vec<_>>()
            })
            .min_by_key(Vec::len)
            .unwrap_or_default();
        let times = |text: &str| header.iter().filter(|other| **other == text).count();
        let doubled = header.iter().find(|text| {
            self.counts
                .get(**text)
                .is_some_and(|count| times(text) > *count)
        });
        let mut said = Vec::new();
        if !header.contains(&id_header) {
            said.push(format!("there is no column \"{id_header}\""));
        } else if unknown.is_empty() {
            said.push(match doubled {
                Some(text) => format!("the column \"{text}\" stands in it more than once"),
                None => "columns of the same name cannot be told apart: give all of them, in their order".to_owned(),
            });
        }
        if !unknown.is_empty() {
            said.push(format!("{} not in that table", quoted_are(&unknown)));
            let missing: Vec<_> = missing
                .into_iter()
                .filter(|text| *text != id_header)
                .collect();
            if !missing.is_empty() {
                said.push(format!("{} missing", quoted_are(&missing)));
            }
        }
        format!(", but {}", said.join(", and "))
    }

    /// The column of each header, when all are known and can be told apart.
    ///
    /// Headers that stand in the table once may come in any order. Those that stand in it more
    /// than once must all be there, in their order.
    fn columns(&self, header: &[&str]) -> Option<Vec<Column>> {
        let id_header = self.table.headers[0].trim();
        if !header.contains(&id_header) {
            return None;
        }
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut places = Vec::with_capacity(header.len());
        for text in header {
            let before = seen.entry(text).or_insert(0);
            let place = self
                .table
                .headers
                .iter()
                .enumerate()
                .filter(|(_, known)| known.trim() == *text)
                .nth(*before)?
                .0;
            *before += 1;
            places.push(place);
        }
        let doubled = |text: &str| self.counts.get(text).is_some_and(|count| *count > 1);
        let all_of_them = seen
            .iter()
            .all(|(text, count)| self.counts.get(*text) == Some(count));
        let in_order = places.is_sorted();
        if header.iter().any(|text| doubled(text)) && !(all_of_them && in_order) {
            return None;
        }
        Some(
            places
                .iter()
                .map(|place| self.table.columns[*place])
                .collect(),
        )
    }
}

fn ambiguous<'a>(tables: impl Iterator<Item = &'a str>) -> NotRecognised {
    let names: Vec<_> = tables.take(4).collect();
    NotRecognised {
        code: "file_ambiguous",
        message: format!(
            "The header row fits more than one table. Name the file after the one that is meant: {}.",
            names.join(" or ")
        ),
    }
}

#[cfg(test)]
mod tests;
