//! Finding: all words first, then mended words, then most words.

use std::cmp::Reverse;

use tantivy::query::Query;

use crate::{
    Asked, Reading, SearchError, collect::All, query::Maker, spelling::nearest,
    statistics::Statistics, words::Stems,
};

/// Scores are compared to this part of one, so that how sums are rounded decides nothing.
const PARTS: f32 = 1_000.0;

/// What was found.
#[derive(Debug)]
pub struct Found<'a> {
    /// The records, best first; where two are as good, in order of type and id.
    pub matches: Vec<Match<'a>>,
    /// What was searched for, for the passages.
    pub asked: Asked,
    /// The words searched for, where they are others than those typed.
    pub instead: Option<String>,
    /// No record matches all words: these match most of them.
    pub is_partial: bool,
}

/// A record that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match<'a> {
    /// Its type.
    pub record_type: &'a str,
    /// Its id.
    pub id: &'a str,
    /// How well it matches, in thousandths.
    pub score: i64,
}

impl Reading {
    /// Searches for what was typed; with `exact`, for nothing else than that.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn find(&self, typed: &str, exact: bool) -> Result<Found<'_>, SearchError> {
        let maker = Maker {
            fields: self.fields,
            vocabulary: &self.vocabulary,
        };
        let asked = Asked::read(typed);
        let mut found = Found {
            matches: Vec::new(),
            instead: None,
            is_partial: false,
            asked,
        };
        if found.asked.is_empty() {
            return Ok(found);
        }
        let all = found.asked.units.len();
        found.matches = self.matching(&*maker.whole(&found.asked, all))?;
        if exact || !found.matches.is_empty() {
            return Ok(found);
        }
        if let Some((mended, words)) = self.mended(&maker, &found.asked)? {
            found.asked = mended;
            found.instead = Some(words);
            found.matches = self.matching(&*maker.whole(&found.asked, all))?;
        }
        let mut fewest = all;
        while found.matches.is_empty() && fewest > all.div_ceil(2) {
            fewest -= 1;
            found.is_partial = true;
            found.matches = self.matching(&*maker.whole(&found.asked, fewest))?;
        }
        if found.matches.is_empty() {
            found.is_partial = false;
            found.instead = None;
        }
        Ok(found)
    }

    fn matching(&self, query: &dyn Query) -> Result<Vec<Match<'_>>, SearchError> {
        let statistics = Statistics {
            searcher: &self.searcher,
            fields: self.fields,
        };
        let found = self
            .searcher
            .search_with_statistics_provider(query, &All, &statistics)?;
        let mut ranked: Vec<(Reverse<i64>, u32)> = found
            .into_iter()
            .map(|(piece, place, score)| {
                #[expect(clippy::cast_possible_truncation, reason = "scores are small")]
                let score = (score * PARTS).round() as i64;
                (Reverse(score), self.record_at(piece, place))
            })
            .collect();
        ranked.sort_unstable();
        Ok(ranked
            .into_iter()
            .map(|(Reverse(score), record)| {
                let (record_type, id) = self.record(record);
                Match {
                    record_type,
                    id,
                    score,
                }
            })
            .collect())
    }

    /// What was asked with the words that no record holds mended, and the same as text; `None`
    /// when there is nothing to mend.
    fn mended(
        &self,
        maker: &Maker<'_>,
        asked: &Asked,
    ) -> Result<Option<(Asked, String)>, SearchError> {
        let mut stems = Stems::default();
        let mut mended = asked.clone();
        let mut is_mended = false;
        for unit in &mut mended.units {
            for at in 0..unit.words.len() {
                let mut alone = unit.clone();
                alone.is_phrase = false;
                alone.words = vec![unit.words[at].clone()];
                alone.stems = vec![unit.stems[at].clone()];
                if !self.matching(&*maker.unit(&alone))?.is_empty() {
                    continue;
                }
                if let Some(word) = nearest(&self.vocabulary, &unit.words[at]) {
                    let stem = stems.stem(&word);
                    for known in mended
                        .stems
                        .iter_mut()
                        .filter(|one| **one == unit.stems[at])
                    {
                        known.clone_from(&stem);
                    }
                    unit.stems[at] = stem;
                    unit.words[at] = word;
                    unit.is_begun = false;
                    is_mended = true;
                }
            }
        }
        if !is_mended {
            return Ok(None);
        }
        let text: Vec<String> = mended.units.iter().map(crate::asked::Unit::text).collect();
        let text = text.join(" ");
        // Read again, so that a mended word brings what means the same.
        let again = Asked::read(&format!("{text} "));
        Ok(Some((again, text)))
    }
}
