//! How rare words are among the records that are in the index now.
//!
//! Records that were taken out stay in the files until these are merged; they are not counted, so
//! that the rank of a record depends on nothing but what can be found.

use tantivy::{
    DocSet, Searcher, SegmentReader, TERMINATED, Term,
    query::Bm25StatisticsProvider,
    schema::{Field, IndexRecordOption},
};

use crate::{document::Weight, schema::Fields};

/// Counts over what can be found.
pub(crate) struct Statistics<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) fields: Fields,
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let usual = Weight::ALL
            .into_iter()
            .find(|weight| self.fields.texts_of(*weight) == field)
            .map_or(1, Weight::usual_words);
        Ok(usual * self.total_num_docs()?)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs().max(1))
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut found = 0;
        for segment in self.searcher.segment_readers() {
            found += alive(segment, term)?;
        }
        Ok(found)
    }
}

/// In how many records of a piece that are there a term occurs.
fn alive(segment: &SegmentReader, term: &Term) -> tantivy::Result<u64> {
    let inverted = segment.inverted_index(term.field())?;
    let Some(alive) = segment.alive_bitset() else {
        return Ok(u64::from(inverted.doc_freq(term)?));
    };
    let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? else {
        return Ok(0);
    };
    let mut found = 0;
    let mut record = postings.doc();
    while record != TERMINATED {
        found += u64::from(alive.is_alive(record));
        record = postings.advance();
    }
    Ok(found)
}
