//! The index as it was committed last, with what is kept of it in memory.

use tantivy::{DocId, Searcher, SegmentOrdinal};

use crate::{SearchError, schema::Fields, vocabulary::Vocabulary};

/// The index as it was committed last. Later changes are not seen; any number of threads may use
/// it at a time.
pub struct Reading {
    pub(crate) searcher: Searcher,
    pub(crate) fields: Fields,
    pub(crate) vocabulary: Vocabulary,
    types: Vec<Box<str>>,
    /// Type and id of every record, in their order.
    records: Vec<(u16, Box<str>)>,
    /// Piece of the index → place in it → which of `records`.
    places: Vec<Vec<u32>>,
}

impl std::fmt::Debug for Reading {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Reading")
            .field("records", &self.records.len())
            .field("words", &self.vocabulary.len())
            .finish_non_exhaustive()
    }
}

impl Reading {
    pub(crate) fn new(searcher: Searcher, fields: Fields) -> Result<Self, SearchError> {
        let vocabulary = Vocabulary::of(&searcher, fields.words)?;
        let mut types: Vec<Box<str>> = Vec::new();
        let mut found: Vec<(Box<str>, Box<str>, usize, DocId)> = Vec::new();
        let mut places = Vec::new();
        for (piece, segment) in searcher.segment_readers().iter().enumerate() {
            places.push(vec![0; segment.max_doc() as usize]);
            let columns = segment.fast_fields();
            let (Some(of_type), Some(ids)) = (columns.str("record_type")?, columns.str("id")?)
            else {
                continue;
            };
            for record in segment.doc_ids_alive() {
                let text =
                    |column: &tantivy::columnar::StrColumn| -> Result<Box<str>, SearchError> {
                        let mut text = String::new();
                        if let Some(ord) = column.term_ords(record).next() {
                            column.ord_to_str(ord, &mut text)?;
                        }
                        Ok(text.into_boxed_str())
                    };
                found.push((text(&of_type)?, text(&ids)?, piece, record));
            }
        }
        found.sort();
        let mut records = Vec::with_capacity(found.len());
        for (record_type, id, piece, place) in found {
            if types.last() != Some(&record_type) {
                types.push(record_type);
            }
            places[piece][place as usize] = u32::try_from(records.len()).unwrap_or(u32::MAX);
            records.push((u16::try_from(types.len() - 1).unwrap_or(u16::MAX), id));
        }
        Ok(Self {
            searcher,
            fields,
            vocabulary,
            types,
            records,
            places,
        })
    }

    /// How many records there are.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.records.len()
    }

    /// Which record stands at a place of the index.
    pub(crate) fn record_at(&self, piece: SegmentOrdinal, place: DocId) -> u32 {
        self.places[piece as usize][place as usize]
    }

    /// Type and id of a record.
    pub(crate) fn record(&self, record: u32) -> (&str, &str) {
        let (record_type, id) = &self.records[record as usize];
        (&self.types[usize::from(*record_type)], id)
    }
}
