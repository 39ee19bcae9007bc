//! The index on disk or in memory, and writing to it.

use std::{fs, path::Path};

use serde::{Deserialize, Serialize};
use tantivy::{
    Index, IndexWriter, TantivyDocument, Term,
    directory::MmapDirectory,
    tokenizer::{PreTokenizedString, Token},
};

use crate::{
    Document, Reading, SearchError, Weight,
    schema::{FORMAT, Fields, schema},
    words::{Stems, id_forms, normal_id, words},
};

/// Memory for writing, let go when it is done; the least that the library takes.
const WRITER_BYTES: usize = 15_000_000;

/// Up to how many records everything is kept in one piece.
const ONE_PIECE: u64 = 5_000;

/// How far apart two texts of a record are, so that no phrase reaches over their border.
const GAP: usize = 16;

/// Up to which change of the database an index holds the records, and by which rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// The position of the database.
    pub position: i64,
    /// The rules that texts were chosen by, as a digest.
    pub rules: String,
    /// The format of the index.
    #[serde(default)]
    format: String,
}

impl Stand {
    /// A stand of this format.
    #[must_use]
    pub fn new(position: i64, rules: &str) -> Self {
        Self {
            position,
            rules: rules.to_owned(),
            format: FORMAT.to_owned(),
        }
    }
}

/// The index.
#[derive(Debug)]
pub struct SearchIndex {
    index: Index,
    fields: Fields,
}

impl SearchIndex {
    /// Opens the index in a folder; what is damaged or of another format there is taken away, and
    /// an empty index stands in its place.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        if let Ok(index) = Self::open_sound(folder) {
            return Ok(index);
        }
        let cannot = |cause: String| SearchError::Folder {
            folder: folder.display().to_string(),
            cause,
        };
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(cannot(error.to_string()));
            }
            _ => {}
        }
        fs::create_dir_all(folder).map_err(|error| cannot(error.to_string()))?;
        let directory = MmapDirectory::open(folder).map_err(|error| cannot(error.to_string()))?;
        let (schema, fields) = schema();
        let index = Index::create(directory, schema, tantivy::IndexSettings::default())
            .map_err(|error| cannot(error.to_string()))?;
        Ok(Self { index, fields })
    }

    /// The index in a folder, if it can be read to its last byte and is of this format.
    fn open_sound(folder: &Path) -> Result<Self, SearchError> {
        let index = Index::open_in_dir(folder)?;
        let (wanted, fields) = schema();
        if index.schema() != wanted {
            return Err(SearchError::Damaged("it has other fields".to_owned()));
        }
        let damaged = index.validate_checksum()?;
        if let Some(file) = damaged.iter().next() {
            return Err(SearchError::Damaged(file.display().to_string()));
        }
        let found = Self { index, fields };
        match found.stand()? {
            Some(stand) if stand.format != FORMAT => {
                Err(SearchError::Damaged("it is of another format".to_owned()))
            }
            _ => {
                // What cannot be opened shows here.
                found.read()?;
                Ok(found)
            }
        }
    }

    /// An index in memory.
    #[must_use]
    pub fn in_memory() -> Self {
        let (schema, fields) = schema();
        Self {
            index: Index::create_in_ram(schema),
            fields,
        }
    }

    /// Up to where the index goes; `None` when nothing was ever taken in.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn stand(&self) -> Result<Option<Stand>, SearchError> {
        let payload = self.index.load_metas()?.payload;
        Ok(payload.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// The index as it was committed last, for any number of searches.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn read(&self) -> Result<Reading, SearchError> {
        let reader = self
            .index
            .reader_builder()
            .reload_policy(tantivy::ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(0)
            .try_into()?;
        Reading::new(reader.searcher(), self.fields)
    }

    /// Begins to write; one at a time. Nothing is seen before [`Writing::commit`].
    ///
    /// # Errors
    /// [`SearchError::Busy`] when another process writes; or when the index cannot be written.
    pub fn write(&self) -> Result<Writing, SearchError> {
        let writer = self.index.writer_with_num_threads(1, WRITER_BYTES)?;
        let is_empty = self.index.load_metas()?.segments.is_empty();
        Ok(Writing {
            writer,
            fields: self.fields,
            stems: Stems::default(),
            is_empty,
        })
    }
}

/// Changes of the index on their way.
pub struct Writing {
    writer: IndexWriter<TantivyDocument>,
    fields: Fields,
    stems: Stems,
    /// Nothing that is put in can be there already.
    is_empty: bool,
}

impl std::fmt::Debug for Writing {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Writing").finish_non_exhaustive()
    }
}

impl Writing {
    /// Takes everything out.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn clear(&mut self) -> Result<(), SearchError> {
        self.writer.delete_all_documents()?;
        self.is_empty = true;
        Ok(())
    }

    /// Takes a record out.
    pub fn remove(&mut self, record_type: &str, id: &str) {
        if !self.is_empty {
            self.writer.delete_term(Term::from_field_text(
                self.fields.key,
                &key(record_type, id),
            ));
        }
    }

    /// Puts a record in the place of what was there of it. Each record once before a commit when
    /// the index was empty.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn put(&mut self, record: &Document) -> Result<(), SearchError> {
        self.remove(&record.record_type, &record.id);
        let document = self.document(record);
        self.writer.add_document(document)?;
        Ok(())
    }

    /// Makes all that was changed seen, and notes up to where the index goes now.
    ///
    /// # Errors
    /// When the index cannot be written; then it is as it was.
    pub fn commit(mut self, stand: &Stand) -> Result<(), SearchError> {
        let payload = serde_json::to_string(stand)
            .map_err(|error| SearchError::Damaged(error.to_string()))?;
        let mut prepared = self.writer.prepare_commit()?;
        prepared.set_payload(&payload);
        prepared.commit()?;
        let metas = self.writer.index().load_metas()?.segments;
        let records: u64 = metas.iter().map(|one| u64::from(one.max_doc())).sum();
        let is_whole = metas.len() <= 1 && metas.iter().all(|one| one.num_deleted_docs() == 0);
        if records <= ONE_PIECE && !is_whole {
            let ids: Vec<_> = metas.iter().map(tantivy::SegmentMeta::id).collect();
            self.writer.merge(&ids).wait()?;
        }
        self.writer.garbage_collect_files().wait()?;
        self.writer.wait_merging_threads()?;
        Ok(())
    }

    fn document(&mut self, record: &Document) -> TantivyDocument {
        let fields = self.fields;
        let mut document = TantivyDocument::default();
        document.add_text(fields.key, key(&record.record_type, &record.id));
        document.add_text(fields.record_type, &record.record_type);
        document.add_text(fields.id, &record.id);
        for form in id_forms(&record.id) {
            document.add_text(fields.own_id, form);
        }
        let mut all = Tokens::default();
        let mut name = Tokens::default();
        let mut by_weight: [Tokens; 8] = Default::default();
        for text in &record.texts {
            if text.weight == Weight::Identifier
                && let Some(form) = normal_id(&text.text)
            {
                document.add_text(fields.other_id, form);
            }
            let stems = &mut by_weight[text.weight as usize];
            for part in [&text.text, &text.also] {
                for word in words(part) {
                    stems.push(self.stems.stem(&word.folded));
                    if text.weight == Weight::Name {
                        name.push(word.folded.clone());
                    }
                    all.push(word.folded);
                }
                stems.position += GAP;
            }
        }
        all.each_once();
        name.each_once();
        for (field, tokens) in [(fields.words, all), (fields.name_words, name)]
            .into_iter()
            .chain(fields.texts.into_iter().zip(by_weight))
        {
            if !tokens.tokens.is_empty() {
                document.add_pre_tokenized_text(
                    field,
                    PreTokenizedString {
                        text: String::new(),
                        tokens: tokens.tokens,
                    },
                );
            }
        }
        document
    }
}

fn key(record_type: &str, id: &str) -> String {
    format!("{record_type}/{id}")
}

/// The words of a field of a record.
#[derive(Default)]
struct Tokens {
    tokens: Vec<Token>,
    position: usize,
}

impl Tokens {
    fn push(&mut self, text: String) {
        self.tokens.push(Token {
            offset_from: 0,
            offset_to: 0,
            position: self.position,
            text,
            position_length: 1,
        });
        self.position += 1;
    }

    fn each_once(&mut self) {
        self.tokens.sort_by(|a, b| a.text.cmp(&b.text));
        self.tokens.dedup_by(|a, b| a.text == b.text);
        for (position, token) in self.tokens.iter_mut().enumerate() {
            token.position = position;
        }
    }
}
