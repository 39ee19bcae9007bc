//! All words of all records, each with how many records hold it.

use std::collections::BTreeMap;

use tantivy::{
    DocSet, Searcher, TERMINATED,
    schema::{Field, IndexRecordOption},
};

use crate::SearchError;

/// The words in order of the alphabet, packed.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    text: String,
    /// Where each word ends in `text`.
    ends: Vec<u32>,
    /// How many records hold it.
    counts: Vec<u32>,
}

impl Vocabulary {
    /// The words of a field.
    pub(crate) fn of(searcher: &Searcher, field: Field) -> Result<Self, SearchError> {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut stream = inverted.terms().stream()?;
            while stream.advance() {
                let Ok(word) = std::str::from_utf8(stream.key()) else {
                    continue;
                };
                let info = stream.value();
                let count = match segment.alive_bitset() {
                    None => info.doc_freq,
                    Some(alive) => {
                        let mut postings =
                            inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
                        let mut count = 0;
                        let mut record = postings.doc();
                        while record != TERMINATED {
                            count += u32::from(alive.is_alive(record));
                            record = postings.advance();
                        }
                        count
                    }
                };
                if count == 0 {
                    continue;
                }
                match counts.get_mut(word) {
                    Some(known) => *known += count,
                    None => {
                        counts.insert(word.to_owned(), count);
                    }
                }
            }
        }
        let mut found = Self::default();
        for (word, count) in counts {
            found.text.push_str(&word);
            found
                .ends
                .push(u32::try_from(found.text.len()).unwrap_or(u32::MAX));
            found.counts.push(count);
        }
        found.text.shrink_to_fit();
        Ok(found)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn word(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[from as usize..self.ends[at] as usize]
    }

    /// All words, in order, with their counts.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        (0..self.len()).map(|at| (self.word(at), self.counts[at]))
    }

    /// The words that begin with `begun`, in order, with their counts.
    pub(crate) fn beginning_with<'a>(
        &'a self,
        begun: &'a str,
    ) -> impl Iterator<Item = (&'a str, u32)> {
        let mut low = 0;
        let mut high = self.len();
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.word(middle) < begun {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low..self.len())
            .map(|at| (self.word(at), self.counts[at]))
            .take_while(move |(word, _)| word.starts_with(begun))
    }
}
