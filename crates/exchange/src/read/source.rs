//! One or more files and folders, checked from end to end and then read record by record.

use std::{path::PathBuf, sync::Arc};

use indigo_model::{Problem, RecordKey};
use indigo_standard::Standard;

use super::{
    check,
    csv_rows::Rows,
    file_info::{FileInfo, FileKind},
    gather::{Gathered, gather, in_file},
    header::KnownTables,
    incoming::{Content, Incoming},
    input::Input,
    json::JsonRecords,
    problems::Problems,
    row_faults,
    table::Layout,
    tables::{TableFile, Tables},
};
use crate::{ExchangeError, Limits, columns::TableKind};

/// Files that somebody sent: a folder, an archive, single files, or several of these.
#[derive(Debug)]
pub struct Source {
    standard: Arc<Standard>,
    limits: Limits,
    problems: Vec<Problem>,
    files: Vec<FileInfo>,
    /// For each type, by its place in the standard.
    tables: Vec<Tables>,
    json: JsonRecords,
    workbooks: Vec<Input>,
    /// Whether the files are looked at only.
    to_check: bool,
}

impl Source {
    /// Opens files and checks their form from end to end.
    ///
    /// What is wrong with them is in [`Source::problems`]; when one of these is an error the
    /// source must not be taken.
    ///
    /// # Errors
    /// Only for what cannot be opened at all: a path that is not there or may not be read, or a
    /// folder for temporary files that is full.
    pub fn open(
        standard: &Arc<Standard>,
        paths: &[PathBuf],
        limits: &Limits,
    ) -> Result<Self, ExchangeError> {
        Self::open_kinds(standard, paths, limits, false)
    }

    /// Opens files to look at them only: as [`Source::open`], but a table may have a few columns
    /// that are not its own, and workbooks in archives are kept for [`Source::for_each_workbook`].
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn open_to_check(
        standard: &Arc<Standard>,
        paths: &[PathBuf],
        limits: &Limits,
    ) -> Result<Self, ExchangeError> {
        Self::open_kinds(standard, paths, limits, true)
    }

    fn open_kinds(
        standard: &Arc<Standard>,
        paths: &[PathBuf],
        limits: &Limits,
        to_check: bool,
    ) -> Result<Self, ExchangeError> {
        let mut problems = Problems::new(limits.problems_listed);
        let gathered = gather(standard, paths, limits, to_check, &mut problems)?;
        // When something was refused, that is what there is to say.
        if gathered.is_empty() && !problems.has_errors() {
            let names: Vec<_> = paths
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            let kinds = if to_check { ".xlsx, " } else { "" };
            problems.push(Problem::error(
                "nothing_to_read",
                format!("There is nothing to read here: no {kinds}.csv, .json or .jsonl file."),
                in_file(&names.join(", ")),
            ));
        }
        let mut source = Self {
            standard: Arc::clone(standard),
            limits: limits.clone(),
            problems: Vec::new(),
            files: Vec::new(),
            tables: standard.types().map(|_| Tables::default()).collect(),
            json: JsonRecords::new(standard),
            workbooks: gathered.workbooks.clone(),
            to_check,
        };
        source.read_headers(&gathered, &mut problems)?;
        source.scan(gathered, &mut problems)?;
        source.problems = problems.finish();
        Ok(source)
    }

    /// Everything wrong or noteworthy that was found while opening.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The files, in the order they were read.
    #[must_use]
    pub fn files(&self) -> &[FileInfo] {
        &self.files
    }

    /// Hands over the workbooks that are in archives, each with its name and bytes.
    ///
    /// # Errors
    /// What `f` gives back; [`ExchangeError`] when what was unpacked cannot be read.
    pub fn for_each_workbook<E: From<ExchangeError>>(
        &self,
        mut f: impl FnMut(&str, Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        for input in &self.workbooks {
            f(&input.name, input.bytes()?)?;
        }
        Ok(())
    }

    /// Whether there are workbooks for [`Source::for_each_workbook`].
    #[must_use]
    pub fn has_workbooks(&self) -> bool {
        !self.workbooks.is_empty()
    }

    /// How many records [`Source::for_each`] will hand over.
    #[must_use]
    pub fn record_count(&self) -> u64 {
        let tables: u64 = self.tables.iter().map(Tables::record_count).sum();
        tables + self.json.record_count()
    }

    /// Hands over the records one by one: types in the order of the standard, in a type those of
    /// tables first, each in the order of their file.
    ///
    /// # Errors
    /// What `f` gives back; [`ExchangeError`] when a file cannot be read again or is no longer
    /// what it was.
    pub fn for_each<E: From<ExchangeError>>(
        &self,
        f: &mut dyn FnMut(Incoming) -> Result<(), E>,
    ) -> Result<(), E> {
        for (type_index, one) in self.standard.types().enumerate() {
            self.tables[type_index].for_each(one, &self.limits, &mut |table| {
                f(Incoming {
                    key: table.key.clone(),
                    exists: true,
                    problems: check::table(one, &table),
                    place: table.first_place(),
                    content: Content::Table(table),
                })
            })?;
            self.json.for_each(type_index, &mut |record, place| {
                f(Incoming {
                    key: record.key,
                    exists: record.exists,
                    problems: check::whole(one, &record.data, &place),
                    content: Content::Whole(record.data),
                    place,
                })
            })?;
        }
        Ok(())
    }

    /// The keys of all records of the source, in the order of [`Source::for_each`].
    pub fn keys(&self) -> impl Iterator<Item = RecordKey> {
        self.standard.types().enumerate().flat_map(|(index, one)| {
            let tables = self.tables[index].ids();
            let json = self.json.ids(index).map(|(id, _)| id);
            tables
                .chain(json)
                .map(|id| RecordKey::new(one.id.as_str(), id))
        })
    }

    /// Recognises the CSV files by their headers.
    fn read_headers(
        &mut self,
        gathered: &Gathered,
        problems: &mut Problems,
    ) -> Result<(), ExchangeError> {
        let known = KnownTables::new(&self.standard);
        for input in &gathered.csv {
            let Some((file, type_index)) = self.recognise(&known, input, problems)? else {
                self.files.push(FileInfo {
                    name: input.name.to_string(),
                    kind: FileKind::Unknown,
                    rows: 0,
                    missing_columns: Vec::new(),
                });
                continue;
            };
            let tables = &mut self.tables[type_index];
            let same = |other: &&TableFile| {
                matches!(
                    (other.kind, file.kind),
                    (TableKind::Rows(a), TableKind::Rows(b)) if a == b
                ) || !matches!(file.kind, TableKind::Rows(_))
            };
            let before = match file.kind {
                TableKind::Rows(_) => tables.lists.iter().find(same),
                _ => tables.main.as_ref(),
            };
            if let Some(before) = before {
                problems.push(Problem::error(
                    "table_doubled",
                    format!(
                        "The file is the same table as {}. Send one of the two, or put their rows into one.",
                        before.input.name
                    ),
                    in_file(&input.name),
                ));
                continue;
            }
            match file.kind {
                TableKind::Rows(_) => tables.lists.push(file),
                _ => tables.main = Some(file),
            }
        }
        Ok(())
    }

    fn recognise(
        &self,
        known: &KnownTables,
        input: &Input,
        problems: &mut Problems,
    ) -> Result<Option<(TableFile, usize)>, ExchangeError> {
        let mut error = |code, message: &str| {
            problems.push(Problem::error(code, message, in_file(&input.name)));
        };
        if input.len == 0 {
            error("file_empty", "The file is empty.");
            return Ok(None);
        }
        let mut rows = Rows::new(input.open()?, self.limits.row_bytes);
        let result = rows.next().map_err(|source| input.unreadable(source))?;
        let row = rows.row();
        let mut layout = Layout {
            file: Arc::clone(&input.name),
            headers: row.cells().map(|text| text.trim().to_owned()).collect(),
            columns: Vec::new(),
            id: 0,
            missing: Vec::new(),
        };
        match result {
            Some(Err(fault)) => {
                problems.push(row_faults::of_form(fault, &layout, row, &self.limits));
                return Ok(None);
            }
            Some(Ok(())) if !row.is_blank() => {}
            _ => {
                error(
                    "header_missing",
                    "The file has no header row: its first row is empty.",
                );
                return Ok(None);
            }
        }
        let header: Vec<&str> = row.cells().collect();
        let found = match known.recognise(&header, input.base_name()) {
            Ok(found) => found,
            Err(not) => {
                let most = || known.recognise_most(&header, input.base_name());
                let Some(found) = self.to_check.then(most).flatten() else {
                    error(not.code, &not.message);
                    return Ok(None);
                };
                for (text, _) in layout
                    .headers
                    .iter()
                    .zip(&found.columns)
                    .filter(|(_, column)| **column == crate::columns::Column::Unknown)
                {
                    problems.push(unknown_column(&input.name, text));
                }
                found
            }
        };
        if let [first, ..] = found.missing.as_slice() {
            let rest = found.missing.len() - 1;
            let others = if rest == 0 {
                String::new()
            } else {
                format!(" and {rest} more")
            };
            problems.push(Problem::note(
                "columns_missing",
                format!("The file has no column \"{first}\"{others}; what the records hold there stays as it is."),
                in_file(&input.name),
            ));
        }
        layout.id = found
            .columns
            .iter()
            .position(|column| *column == crate::columns::Column::Id)
            .unwrap_or_default();
        layout.columns = found.columns;
        layout.missing = found.missing;
        let file = TableFile::new(input.clone(), found.kind, layout);
        Ok(Some((file, found.type_index)))
    }

    /// Reads every file from end to end.
    fn scan(&mut self, gathered: Gathered, problems: &mut Problems) -> Result<(), ExchangeError> {
        for (tables, one) in self.tables.iter_mut().zip(self.standard.types()) {
            tables.scan(&self.limits, problems)?;
            for file in tables.main.iter().chain(&tables.lists) {
                let record_type = one.id.clone();
                let kind = match file.kind {
                    TableKind::Main => FileKind::Main { record_type },
                    TableKind::ListDownload => FileKind::ListDownload { record_type },
                    TableKind::Rows(list) => FileKind::Rows {
                        record_type,
                        list: one.lists[list].pointer.clone(),
                    },
                };
                self.files.push(FileInfo {
                    name: file.input.name.to_string(),
                    kind,
                    rows: file.rows,
                    missing_columns: file.layout.missing.clone(),
                });
            }
        }
        let standard = Arc::clone(&self.standard);
        for input in gathered.lines {
            let name = input.name.to_string();
            let rows = self
                .json
                .scan_lines(&standard, input, &self.limits, problems)?;
            self.files.push(FileInfo {
                name,
                kind: FileKind::Records,
                rows,
                missing_columns: Vec::new(),
            });
        }
        for (name, inputs) in gathered.json {
            let mut rows = 0;
            for input in inputs {
                rows += self
                    .json
                    .scan_one(&standard, input, &self.limits, problems)?;
            }
            self.files.push(FileInfo {
                name,
                kind: FileKind::Records,
                rows,
                missing_columns: Vec::new(),
            });
        }
        for (index, tables) in self.tables.iter().enumerate() {
            for (id, place) in self.json.ids(index) {
                if tables.contains(id) {
                    let other = tables.place_of(id).map(|place| indigo_model::Place {
                        record: None,
                        column: None,
                        ..place
                    });
                    let other = other.unwrap_or_default();
                    problems.push(Problem::error(
                        "record_doubled",
                        format!("The record is also in {other}. Remove one of the two."),
                        place,
                    ));
                }
            }
        }
        Ok(())
    }
}

/// The warning for a column that the table does not have.
fn unknown_column(file: &str, header: &str) -> Problem {
    let place = indigo_model::Place {
        row: Some(1),
        column: Some(header.to_owned()),
        ..in_file(file)
    };
    let named = if header.is_empty() {
        "A column without a name".to_owned()
    } else {
        format!("The column \"{header}\"")
    };
    Problem::warning(
        "column_unknown",
        format!(
            "{named} is not in this table, so nothing in it was looked at. Remove it, or give it the name that the column has in the table; an import refuses the file as it is."
        ),
        place,
    )
}
