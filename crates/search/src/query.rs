//! What was asked as a query of the index.

use tantivy::{
    Term,
    query::{
        BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query,
        TermQuery, TermSetQuery,
    },
    schema::IndexRecordOption,
};

use crate::{Asked, asked::Unit, document::Weight, schema::Fields, vocabulary::Vocabulary};

/// What a record's own id is worth: more than any words.
const OWN_ID: f32 = 100_000.0;

/// What another identifier of a record is worth.
const OTHER_ID: f32 = 1_000.0;

/// What a word that means the same is worth, beside the word itself.
const SYNONYM: f32 = 0.4;

/// What the beginning of a word in a name is worth.
const BEGUN_IN_NAME: f32 = 2.0;

/// What the beginning of a word elsewhere is worth.
const BEGUN: f32 = 0.5;

/// What all words side by side in a name are worth.
const WHOLE_NAME: f32 = 3.0;

/// What a match in further fields adds to that in the best.
const FURTHER: f32 = 0.2;

/// The most words that a beginning stands for; the commonest are taken.
const MOST_BEGUN: usize = 400;

/// Makes queries.
pub(crate) struct Maker<'a> {
    pub(crate) fields: Fields,
    pub(crate) vocabulary: &'a Vocabulary,
}

impl Maker<'_> {
    /// The query for what was asked: of its units at least `fewest` have to match.
    pub(crate) fn whole(&self, asked: &Asked, fewest: usize) -> Box<dyn Query> {
        let units: Vec<Box<dyn Query>> = asked.units.iter().map(|unit| self.unit(unit)).collect();
        let matching: Box<dyn Query> = if fewest >= units.len() {
            Box::new(BooleanQuery::intersection(units))
        } else {
            Box::new(BooleanQuery::union_with_minimum_required_clauses(
                units, fewest,
            ))
        };
        let mut parts = vec![(Occur::Must, matching)];
        if asked.stems.len() > 1 {
            let name = self.fields.texts_of(Weight::Name);
            let phrase = self.side_by_side(name, &asked.stems);
            parts.push((Occur::Should, boosted(phrase, WHOLE_NAME)));
        }
        let words: Box<dyn Query> = Box::new(BooleanQuery::new(parts));
        let Some(id) = &asked.id else {
            return words;
        };
        let is = |field, worth| -> Box<dyn Query> {
            let term = Term::from_field_text(field, id);
            let query = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
            Box::new(ConstScoreQuery::new(query, worth))
        };
        Box::new(BooleanQuery::union(vec![
            is(self.fields.own_id, OWN_ID),
            is(self.fields.other_id, OTHER_ID),
            words,
        ]))
    }

    /// The query for one unit.
    pub(crate) fn unit(&self, unit: &Unit) -> Box<dyn Query> {
        let mut ways = Vec::new();
        if unit.is_phrase || unit.stems.len() == 1 {
            self.everywhere(&unit.stems, 1.0, &mut ways);
        } else {
            let each = unit.stems.iter().map(|stem| -> Box<dyn Query> {
                let mut ways = Vec::new();
                self.everywhere(std::slice::from_ref(stem), 1.0, &mut ways);
                best_of(ways)
            });
            ways.push(Box::new(BooleanQuery::intersection(each.collect())) as Box<dyn Query>);
            self.everywhere(&unit.stems, 1.0, &mut ways);
        }
        for synonym in &unit.synonyms {
            self.everywhere(synonym, SYNONYM, &mut ways);
        }
        if unit.is_begun
            && let Some(begun) = unit.words.first()
        {
            let words = self.begun(begun);
            for (field, worth) in [
                (self.fields.name_words, BEGUN_IN_NAME),
                (self.fields.words, BEGUN),
            ] {
                let terms = words.iter().map(|word| Term::from_field_text(field, word));
                let query = Box::new(TermSetQuery::new(terms));
                ways.push(Box::new(ConstScoreQuery::new(query, worth)));
            }
        }
        best_of(ways)
    }

    /// The words that a beginning stands for.
    fn begun<'a>(&'a self, begun: &'a str) -> Vec<&'a str> {
        let mut found: Vec<(&str, u32)> = self.vocabulary.beginning_with(begun).collect();
        if found.len() > MOST_BEGUN {
            found.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
            found.truncate(MOST_BEGUN);
        }
        found.into_iter().map(|(word, _)| word).collect()
    }

    /// Stems side by side, in the texts of every weight.
    fn everywhere(&self, stems: &[String], worth: f32, ways: &mut Vec<Box<dyn Query>>) {
        for weight in Weight::ALL {
            let query = self.side_by_side(self.fields.texts_of(weight), stems);
            ways.push(boosted(query, worth * weight.boost()));
        }
    }

    fn side_by_side(&self, field: tantivy::schema::Field, stems: &[String]) -> Box<dyn Query> {
        let mut terms: Vec<Term> = stems
            .iter()
            .map(|stem| Term::from_field_text(field, stem))
            .collect();
        match (terms.len(), terms.pop()) {
            (1, Some(term)) => Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
            (_, last) => {
                terms.extend(last);
                Box::new(PhraseQuery::new(terms))
            }
        }
    }
}

fn best_of(ways: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, FURTHER))
}

fn boosted(query: Box<dyn Query>, worth: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, worth))
}
