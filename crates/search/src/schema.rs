//! The fields of the index.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};

use crate::document::Weight;

/// Changes whenever the index holds something else, so that an older one is made anew.
pub(crate) const FORMAT: &str = "1";

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// Type and id together, by which a record is taken out.
    pub(crate) key: Field,
    /// The type of the record.
    pub(crate) record_type: Field,
    /// The id of the record.
    pub(crate) id: Field,
    /// The forms in which the id may be typed.
    pub(crate) own_id: Field,
    /// The same of other identifiers of the record.
    pub(crate) other_id: Field,
    /// Every word as it stands, for beginnings of words and for what may have been meant.
    pub(crate) words: Field,
    /// The words of the name as they stand.
    pub(crate) name_words: Field,
    /// Stems of the texts of each weight.
    pub(crate) texts: [Field; 8],
}

impl Fields {
    /// The field of the texts of a weight.
    pub(crate) fn texts_of(&self, weight: Weight) -> Field {
        self.texts[weight as usize]
    }
}

/// The schema with its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let options = |option, norms| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(option)
                .set_fieldnorms(norms),
        )
    };
    let mut builder = Schema::builder();
    let fields = Fields {
        key: builder.add_text_field("key", STRING),
        record_type: builder.add_text_field("record_type", FAST),
        id: builder.add_text_field("id", FAST),
        own_id: builder.add_text_field("own_id", STRING),
        other_id: builder.add_text_field("other_id", STRING),
        words: builder.add_text_field("words", options(IndexRecordOption::Basic, false)),
        name_words: builder.add_text_field("name_words", options(IndexRecordOption::Basic, false)),
        texts: Weight::ALL.map(|weight| {
            builder.add_text_field(
                weight.field_name(),
                options(IndexRecordOption::WithFreqsAndPositions, true),
            )
        }),
    };
    (builder.build(), fields)
}
