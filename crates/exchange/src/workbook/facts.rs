//! The official INDIGO forms: which cell of which version holds which value.
//!
//! These are facts about files that people have, kept in `facts/official.tsv`; no form is part of
//! Indigo.

use std::sync::LazyLock;

use super::{
    View,
    cell::{CellName, column_of},
    layout::{Direction, Keys, Layout, ListLayout, SheetLayout, keys},
};

/// All official forms, read once.
pub(super) static OFFICIAL: LazyLock<Official> =
    LazyLock::new(|| Official::parse(include_str!("facts/official.tsv")));

/// Forms, and what is particular to the forms of a record type.
#[derive(Debug, Default)]
pub(super) struct Official {
    pub(super) forms: Vec<OfficialForm>,
    /// Record type and the text of the first cell of its forms.
    pub(super) labels: Vec<(String, String)>,
    aliases: Vec<Alias>,
    words: Vec<Word>,
}

/// A form in one version.
#[derive(Debug)]
pub(super) struct OfficialForm {
    pub(super) record_type: String,
    pub(super) name: String,
    pub(super) view: View,
    pub(super) versions: Versions,
    pub(super) tells: Vec<Tell>,
    pub(super) layout: Layout,
}

/// What the version cell of a form says.
#[derive(Debug)]
pub(super) enum Versions {
    /// Whatever it likes.
    Any,
    /// One of these; `-` when there is no such cell.
    OneOf(Vec<String>),
}

/// A cell whose text tells one form from another of the same version.
#[derive(Debug)]
pub(super) struct Tell {
    pub(super) sheet: String,
    pub(super) cell: CellName,
    /// The text, trimmed; empty when the cell is.
    pub(super) text: String,
}

/// A value of rows that forms keep under another key than the standard.
#[derive(Debug)]
struct Alias {
    record_type: String,
    list: Keys,
    in_forms: Keys,
    in_records: Keys,
}

/// A text that forms have in the place of a value of the codelist.
#[derive(Debug)]
struct Word {
    record_type: String,
    /// Keys of the list and of the value in its rows, or of a value outside lists.
    keys: Keys,
    in_forms: String,
    in_records: String,
}

impl Official {
    /// Where the standard keeps a value of rows that forms keep elsewhere.
    pub(super) fn in_records(
        &self,
        record_type: &str,
        list: &[String],
        field: &[String],
    ) -> Option<&Keys> {
        let found = self.aliases.iter().find(|alias| {
            alias.record_type == record_type && alias.list == list && alias.in_forms == field
        })?;
        Some(&found.in_records)
    }

    /// The value of the codelist that a text of a form means.
    pub(super) fn record_word(
        &self,
        record_type: &str,
        list: &[String],
        field: &[String],
        text: &str,
    ) -> Option<&str> {
        let found = self
            .words_of(record_type, list, field)
            .find(|word| word.in_forms == text)?;
        Some(&found.in_records)
    }

    /// The text that the forms for staff have for a value of the codelist.
    pub(super) fn form_word(
        &self,
        record_type: &str,
        list: &[String],
        field: &[String],
        text: &str,
    ) -> Option<&str> {
        // Forms outside lists have had the codelist's own words for long.
        let found = self
            .words_of(record_type, list, field)
            .find(|word| !list.is_empty() && word.in_records == text)?;
        Some(&found.in_forms)
    }

    fn words_of(
        &self,
        record_type: &str,
        list: &[String],
        field: &[String],
    ) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(move |word| {
            word.record_type == record_type && word.keys.iter().eq(list.iter().chain(field))
        })
    }

    /// Reads the facts. A line that is not understood is left out; a test says whether one is.
    fn parse(text: &str) -> Self {
        let mut official = Self::default();
        for line in text.lines() {
            official.line(line);
        }
        official
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let cells: Vec<&str> = line.split('\t').collect();
        let owned = |text: &str| text.to_owned();
        match cells[..] {
            ["type", record_type, label] => self.labels.push((owned(record_type), owned(label))),
            ["alias", record_type, list, in_forms, in_records] => self.aliases.push(Alias {
                record_type: owned(record_type),
                list: keys(list),
                in_forms: keys(in_forms),
                in_records: keys(in_records),
            }),
            ["word", record_type, path, in_forms, in_records] => self.words.push(Word {
                record_type: owned(record_type),
                keys: keys(path),
                in_forms: owned(in_forms),
                in_records: owned(in_records),
            }),
            ["form", record_type, name, view, versions] => self.forms.push(OfficialForm {
                record_type: owned(record_type),
                name: owned(name),
                view: View::parse(view)?,
                versions: match versions {
                    "*" => Versions::Any,
                    some => Versions::OneOf(some.split(' ').map(owned).collect()),
                },
                tells: Vec::new(),
                layout: Layout::default(),
            }),
            ["same", sheet, name] => {
                let (form, before) = self.forms.split_last_mut()?;
                let other = before
                    .iter()
                    .find(|other| other.record_type == form.record_type && other.name == name)?;
                let known = other
                    .layout
                    .sheets
                    .iter()
                    .find(|known| known.name == sheet)?;
                form.layout.sheets.push(known.clone());
            }
            _ => self.forms.last_mut()?.line(&cells)?,
        }
        Some(())
    }
}

impl OfficialForm {
    fn line(&mut self, cells: &[&str]) -> Option<()> {
        match *cells {
            ["tell", sheet, cell, text] => self.tells.push(Tell {
                sheet: sheet.to_owned(),
                cell: CellName::parse(cell)?,
                text: text.to_owned(),
            }),
            ["cells", name] => {
                self.sheet(name);
            }
            [kind @ ("down" | "right"), name, first, list] => {
                let (direction, first) = match kind {
                    "down" => (Direction::Down, first.parse().ok()?),
                    _ => (Direction::Right, column_of(first)?),
                };
                self.sheet(name).lists.push(ListLayout {
                    list: keys(list),
                    direction,
                    first,
                    fields: Vec::new(),
                });
            }
            [at, path] => {
                let sheet = self.layout.sheets.last_mut()?;
                match sheet.lists.last_mut() {
                    None => sheet.singles.push((CellName::parse(at)?, keys(path))),
                    Some(list) => {
                        let at = match list.direction {
                            Direction::Down => column_of(at)?,
                            Direction::Right => at.parse().ok()?,
                        };
                        list.fields.push((at, keys(path)));
                    }
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn sheet(&mut self, name: &str) -> &mut SheetLayout {
        let sheets = &mut self.layout.sheets;
        let at = sheets
            .iter()
            .position(|known| known.name == name)
            .unwrap_or_else(|| {
                sheets.push(SheetLayout {
                    name: name.to_owned(),
                    ..SheetLayout::default()
                });
                sheets.len() - 1
            });
        &mut sheets[at]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn every_line_is_understood() {
        let mut official = Official::default();
        for line in include_str!("facts/official.tsv").lines() {
            if !line.is_empty() && !line.starts_with('#') {
                assert!(official.line(line).is_some(), "{line}");
            }
        }
        let count = |form: &OfficialForm| -> usize {
            form.layout
                .sheets
                .iter()
                .map(|sheet| {
                    sheet.singles.len()
                        + sheet
                            .lists
                            .iter()
                            .map(|list| list.fields.len())
                            .sum::<usize>()
                })
                .sum()
        };
        let told: Vec<String> = official
            .forms
            .iter()
            .map(|form| format!("{} {} {}", form.record_type, form.name, count(form)))
            .collect();
        assert_eq!(told.len(), 26);
        // As many cells as were counted in the forms, less the id on the first sheet.
        for known in [
            "project v007 308",
            "project v018 358",
            "project S1 66",
            "project public-v019 307",
            "organisation v002 22",
            "pipeline v002 241",
            "fund v003 51",
            "assessment_resource v001 82",
        ] {
            assert!(told.iter().any(|told| told == known), "{known}: {told:?}");
        }
    }

    /// What the facts say of a form, as `sheet cell list path`.
    fn told(form: &OfficialForm) -> BTreeSet<String> {
        let mut told = BTreeSet::new();
        for sheet in &form.layout.sheets {
            for (cell, keys) in &sheet.singles {
                told.insert(format!("{} {cell}  {}", sheet.name, keys.join("/")));
            }
            for list in &sheet.lists {
                for (at, keys) in &list.fields {
                    let cell = list.direction.cell(list.first, *at);
                    let (list, path) = (list.list.join("/"), keys.join("/"));
                    told.insert(format!("{} {cell} {list} {path}", sheet.name));
                }
            }
        }
        told
    }

    #[test]
    fn every_cell_of_every_form_is_known() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../shared/indigo/guide-cells.csv"
        );
        let Ok(mut reader) = csv::Reader::from_path(path) else {
            println!("left out: the shared data folder is not beside the project");
            return;
        };
        let mut guides: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in reader.records() {
            let row = row.unwrap();
            if &row[2] != "Introduction" && &row[0] != "project_data_quality_report_public" {
                let cell = format!("{} {} {} {}", &row[2], &row[3], &row[5], &row[6]);
                guides.entry(row[0].to_owned()).or_default().insert(cell);
            }
        }
        assert_eq!(guides.len(), OFFICIAL.forms.len());
        for form in &OFFICIAL.forms {
            let guide = match form.name.split_once('-') {
                Some((view, version)) => format!("{}_{view}_{version}", form.record_type),
                None if form.name == "S1" => "simple_project_v001".to_owned(),
                None => format!("{}_{}", form.record_type, form.name),
            };
            assert_eq!(told(form), guides[&guide], "{guide}");
        }
    }
}
