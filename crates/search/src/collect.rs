//! All records that match, each with its score.

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
};

/// Gathers all records that match: piece of the index, place in it, score.
pub(crate) struct All;

/// The same of one piece.
pub(crate) struct OfPiece {
    piece: SegmentOrdinal,
    found: Vec<(SegmentOrdinal, DocId, Score)>,
}

impl Collector for All {
    type Fruit = Vec<(SegmentOrdinal, DocId, Score)>;
    type Child = OfPiece;

    fn for_segment(&self, piece: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<OfPiece> {
        Ok(OfPiece {
            piece,
            found: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(fruits.into_iter().flatten().collect())
    }
}

impl SegmentCollector for OfPiece {
    type Fruit = Vec<(SegmentOrdinal, DocId, Score)>;

    fn collect(&mut self, place: DocId, score: Score) {
        self.found.push((self.piece, place, score));
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}
