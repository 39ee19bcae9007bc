//! Full text over what is public: FTS5 in SQLite, `tsvector` in PostgreSQL.

use crate::{ReadTx, StoreError, WriteTx, db::params};

/// The most letters of a record that PostgreSQL's index takes safely.
const LONGEST: usize = 400_000;

impl WriteTx<'_> {
    /// Sets the words by which a record is found; `None` takes it out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn put_search(
        &mut self,
        record_row: i64,
        is_new: bool,
        words: Option<(&str, &str)>,
    ) -> Result<(), StoreError> {
        if self.db.is_postgres() {
            self.db.execute(
                "delete from search where record_row = ?1",
                params![record_row],
            )?;
            if let Some((name, words)) = words {
                let (name, words) = (fold(name), fold(shortened(words)));
                self.db.execute(
                    "insert into search (record_row, words) values (?1, setweight(to_tsvector('simple', ?2), 'A') || to_tsvector('simple', ?3))",
                    params![record_row, &name, &words],
                )?;
            }
        } else {
            if !is_new {
                self.db
                    .execute("delete from search where rowid = ?1", params![record_row])?;
            }
            if let Some((name, words)) = words {
                self.db.execute(
                    "insert into search (rowid, name, words) values (?1, ?2, ?3)",
                    params![record_row, name, words],
                )?;
            }
        }
        Ok(())
    }
}

impl ReadTx<'_> {
    /// The public records that hold all the words (each as the beginning of a word), best first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn search(
        &mut self,
        record_type: Option<&str>,
        words: &str,
        limit: i64,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let postgres = self.db.is_postgres();
        let Some(query) = query(words, postgres) else {
            return Ok(Vec::new());
        };
        let rows = match (postgres, record_type) {
            (false, None) => self.db.query(
                "select p.type, p.id from search s join published p on p.record_row = s.rowid where search match ?1 and p.is_public = 1 order by bm25(search, 10.0, 1.0), p.type, p.id limit ?2",
                params![&query, limit],
            )?,
            (false, Some(one)) => self.db.query(
                "select p.type, p.id from search s join published p on p.record_row = s.rowid where search match ?1 and p.is_public = 1 and p.type = ?3 order by bm25(search, 10.0, 1.0), p.id limit ?2",
                params![&query, limit, one],
            )?,
            (true, None) => self.db.query(
                "select p.type, p.id from search s join published p on p.record_row = s.record_row, to_tsquery('simple', ?1) q where s.words @@ q and p.is_public = 1 order by ts_rank(s.words, q) desc, p.type, p.id limit ?2",
                params![&query, limit],
            )?,
            (true, Some(one)) => self.db.query(
                "select p.type, p.id from search s join published p on p.record_row = s.record_row, to_tsquery('simple', ?1) q where s.words @@ q and p.is_public = 1 and p.type = ?3 order by ts_rank(s.words, q) desc, p.id limit ?2",
                params![&query, limit, one],
            )?,
        };
        Ok(rows
            .into_iter()
            .map(|mut row| (row.text(0), row.text(1)))
            .collect())
    }
}

/// The words a person typed as a query: all of them, each as the beginning of a word. Signs of the
/// query language are no more than blanks.
fn query(typed: &str, postgres: bool) -> Option<String> {
    let folded = if postgres {
        fold(typed)
    } else {
        typed.to_owned()
    };
    let words: Vec<String> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(12)
        .map(|word| {
            if postgres {
                format!("{word}:*")
            } else {
                format!("\"{word}\"*")
            }
        })
        .collect();
    (!words.is_empty()).then(|| words.join(if postgres { " & " } else { " " }))
}

/// Letters without marks, as SQLite's tokenizer has them by itself.
fn fold(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .collect()
}

fn shortened(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_query_language_mean_nothing() {
        assert_eq!(
            query("home* \"less) OR -x", false).unwrap(),
            "\"home\"* \"less\"* \"OR\"* \"x\"*"
        );
        assert_eq!(query("a & b:*|!c", true).unwrap(), "a:* & b:* & c:*");
        assert_eq!(query(" ?!* ", false), None);
        assert_eq!(query("Café", true).unwrap(), "Cafe:*");
    }
}
