//! A whole data set, in all formats, from one file of JSON Lines.
//!
//! The records are read twice: once to see what holds of their values, and once to write all
//! formats beside each other.

mod records;

use std::{
    fs::{self, File},
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use indigo_model::Value;
use indigo_standard::{Standard, TypeStandard};
use records::RecordLines;
use serde_json::Map;
use sha2::{Digest as _, Sha256};

use super::{
    DataBaseFile, DataWorkbook, FileSink, FlatCsv, OpenSheets, ParquetFile, PlacesFile, Readme,
    ZipSink,
};
use crate::{
    ExchangeError,
    metadata::{self, About, DataFile},
    tables::{DataFacts, DataTable, TableFacts},
};

/// The file of JSON Lines that everything is made from.
const RECORDS: &str = "records.jsonl";
/// The checksums of all files.
const SUMS: &str = "SHA256SUMS";
/// What goes into archives beside the tables.
const BESIDE: [&str; 6] = [
    "README.md",
    "LICENSE.txt",
    "CITATION.cff",
    "datapackage.json",
    "dictionary.csv",
    "codelists.csv",
];

/// A data set in a folder.
#[derive(Debug)]
pub struct DataSet<'a> {
    standard: &'a Standard,
    about: &'a About,
    folder: PathBuf,
}

/// The files of a table that are being written.
struct OpenTable {
    csv: FlatCsv<BufWriter<File>>,
    parquet: ParquetFile<BufWriter<File>>,
    sheets: OpenSheets,
    facts: TableFacts,
}

impl<'a> DataSet<'a> {
    /// A data set in a folder that holds `records.jsonl` and nothing else that it will hold: the
    /// public records in order of type, as [`write_json_lines`](crate::write_json_lines) writes
    /// them.
    #[must_use]
    pub fn new(standard: &'a Standard, about: &'a About, folder: &Path) -> Self {
        Self {
            standard,
            about,
            folder: folder.to_owned(),
        }
    }

    /// Writes all files beside the records; `more` are further ones (name and content). The same
    /// records give the same bytes.
    ///
    /// What comes back are all files with their sizes and checksums, in order of name.
    ///
    /// # Errors
    /// When the records cannot be read, or a file cannot be written.
    pub fn write(&self, more: &[(&str, Vec<u8>)]) -> Result<Vec<DataFile>, ExchangeError> {
        let lines = RecordLines::read(&self.folder.join(RECORDS))?;
        let all: Vec<(&TypeStandard, Vec<DataTable>)> = self
            .standard
            .types()
            .map(|one| (one, DataTable::all_of(one)))
            .collect();
        let mut facts = DataFacts::default();
        for (one, tables) in &all {
            lines.for_each(one, &mut |id, data, _| {
                facts.add(one, tables, id, data);
                Ok(())
            })?;
        }
        self.tables(&all, &facts, &lines)?;
        self.descriptions(&facts, more)?;
        self.archive("csv.zip", ".csv")?;
        self.archive("parquet.zip", ".parquet")?;
        let files = self.files()?;
        let sums: String = files
            .iter()
            .map(|file| format!("{}  {}\n", file.sha256, file.name))
            .collect();
        self.put(SUMS, sums.as_bytes())?;
        self.files()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn create(&self, name: &str) -> Result<BufWriter<File>, ExchangeError> {
        let path = self.path(name);
        match File::create_new(&path) {
            Ok(file) => Ok(BufWriter::new(file)),
            Err(source) => Err(ExchangeError::Unwritable { path, source }),
        }
    }

    fn put(&self, name: &str, content: &[u8]) -> Result<(), ExchangeError> {
        let mut file = self.create(name)?;
        file.write_all(content)
            .and_then(|()| file.flush())
            .map_err(|source| self.unwritable(name, source))
    }

    fn put_json(&self, name: &str, content: &Value) -> Result<(), ExchangeError> {
        let mut text = serde_json::to_string_pretty(content).map_err(ExchangeError::records)?;
        text.push('\n');
        self.put(name, text.as_bytes())
    }

    fn unwritable(&self, name: &str, source: io::Error) -> ExchangeError {
        ExchangeError::Unwritable {
            path: self.path(name),
            source,
        }
    }

    /// All tables in all formats.
    fn tables(
        &self,
        all: &[(&TypeStandard, Vec<DataTable>)],
        facts: &DataFacts,
        lines: &RecordLines,
    ) -> Result<(), ExchangeError> {
        let mut workbook = DataWorkbook::new(Readme {
            title: self.about.title(),
            lines: self.about.lines().into_iter().skip(1).collect(),
        });
        let mut database =
            DataBaseFile::new(&self.path("indigo.sqlite"), self.standard, self.about)?;
        let mut head = Map::new();
        for (key, value) in self.about.pairs() {
            head.insert(key, Value::from(value));
        }
        let places = self.create("places.geojson")?;
        let mut places = PlacesFile::new(places, self.about.site_url.as_deref(), &head)?;
        for (one, tables) in all {
            let mut open = Vec::with_capacity(tables.len());
            for (place, table) in tables.iter().enumerate() {
                open.push(self.open(one, table, facts.table(&one.id, place), &mut workbook)?);
            }
            database.begin(self.standard, one, tables, facts)?;
            lines.for_each(one, &mut |id, data, line| {
                for (table, open) in tables.iter().zip(&mut open) {
                    table.rows(one, id, data, &mut |cells| {
                        open.csv.add(cells)?;
                        open.parquet.add(cells)?;
                        workbook.add(&mut open.sheets, cells)?;
                        database.add(table, &open.facts, cells)
                    })?;
                }
                database.add_record(one, id, line)?;
                places.add(one, id, data)
            })?;
            for open in open {
                open.csv.finish()?.flush().map_err(ExchangeError::Output)?;
                open.parquet
                    .finish()?
                    .flush()
                    .map_err(ExchangeError::Output)?;
                workbook.end(open.sheets);
            }
        }
        places.finish()?;
        database.finish(self.standard, all)?;
        self.put("indigo.xlsx", &workbook.finish()?)
    }

    fn open(
        &self,
        one: &TypeStandard,
        table: &DataTable,
        facts: TableFacts,
        workbook: &mut DataWorkbook,
    ) -> Result<OpenTable, ExchangeError> {
        let mut said = self.about.pairs();
        said.push(("table".to_owned(), table.title.clone()));
        let csv = self.create(&format!("{}.csv", table.name))?;
        let parquet = self.create(&format!("{}.parquet", table.name))?;
        Ok(OpenTable {
            csv: FlatCsv::new(table, csv, false)?,
            parquet: ParquetFile::new(table, &facts, &said, parquet)?,
            sheets: workbook.begin(one, table)?,
            facts,
        })
    }

    /// What describes the tables.
    fn descriptions(
        &self,
        facts: &DataFacts,
        more: &[(&str, Vec<u8>)],
    ) -> Result<(), ExchangeError> {
        let (standard, about) = (self.standard, self.about);
        for one in standard.types() {
            self.put_json(&format!("schema-{}.json", one.id), &one.schema)?;
        }
        self.put("dictionary.csv", &metadata::dictionary_csv(standard, facts))?;
        self.put_json(
            "dictionary.json",
            &metadata::dictionary_json(standard, facts),
        )?;
        self.put("codelists.csv", &metadata::codelists_csv(standard))?;
        self.put("LICENSE.txt", metadata::licence_text(about).as_bytes())?;
        let readme = metadata::readme(standard, about, facts);
        self.put("README.md", readme.as_bytes())?;
        self.put("CITATION.cff", metadata::citation_cff(about).as_bytes())?;
        for (name, content) in more {
            self.put(name, content)?;
        }
        let files = self.files()?;
        let package = metadata::datapackage_json(standard, about, facts, &files);
        self.put_json("datapackage.json", &package)?;
        self.put_json("datacite.json", &metadata::datacite_json(about, &files))
    }

    /// An archive of the tables with an ending, and of what describes them.
    fn archive(&self, name: &str, ending: &str) -> Result<(), ExchangeError> {
        let out = self.create(name)?;
        let mut sink = ZipSink::deflated(out, self.path(name));
        for file in self.files()? {
            let is_beside = BESIDE.contains(&file.name.as_str());
            if is_beside || file.name.ends_with(ending) {
                let path = self.path(&file.name);
                let content = File::open(&path);
                let mut content =
                    content.map_err(|source| ExchangeError::Unreadable { path, source })?;
                sink.add(&file.name, file.size_bytes, &mut content)?;
            }
        }
        sink.finish()?;
        Ok(())
    }

    /// All files that are there now, in order of name.
    fn files(&self) -> Result<Vec<DataFile>, ExchangeError> {
        let unreadable = |source| ExchangeError::Unreadable {
            path: self.folder.clone(),
            source,
        };
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(unreadable)? {
            names.push(entry.map_err(unreadable)?.file_name());
        }
        names.sort();
        names
            .into_iter()
            .map(|name| {
                let path = self.folder.join(&name);
                let (size_bytes, sha256) = sha256_of(&path)
                    .map_err(|source| ExchangeError::Unreadable { path, source })?;
                Ok(DataFile {
                    name: name.to_string_lossy().into_owned(),
                    size_bytes,
                    sha256,
                })
            })
            .collect()
    }
}

/// The size of a file, and the SHA-256 sum of its bytes in hexadecimal.
///
/// # Errors
/// When it cannot be read.
pub fn sha256_of(path: &Path) -> io::Result<(u64, String)> {
    use std::fmt::Write as _;
    let mut file = File::open(path)?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    let mut size = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        size += read as u64;
        digest.update(&buffer[..read]);
    }
    let mut text = String::with_capacity(64);
    for byte in digest.finalize() {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok((size, text))
}
