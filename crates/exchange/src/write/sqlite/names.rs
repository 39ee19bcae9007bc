//! Names of tables and columns.
//!
//! The old file has them without quotes, and its definitions are kept letter by letter; quotes are
//! put only where SQL would not understand a name that a new record type brings.

use std::collections::HashSet;

/// Names that were given out; SQL does not tell capitals apart.
#[derive(Default)]
pub(super) struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// A name that was not given out yet: the one wished for, or it with a number.
    pub(super) fn add(&mut self, wished: &str) -> String {
        let mut name = wished.to_owned();
        let mut number = 2;
        while !self.taken.insert(name.to_lowercase()) {
            name = format!("{wished}_{number}");
            number += 1;
        }
        name
    }
}

/// A name as SQL understands it.
pub(in crate::write) fn quoted(name: &str) -> String {
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && name
            .bytes()
            .next()
            .is_some_and(|byte| !byte.is_ascii_digit());
    if plain && !RESERVED.contains(&name.to_uppercase().as_str()) {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

/// The words that SQLite takes for names only in quotes.
const RESERVED: [&str; 66] = [
    "ADD",
    "ALL",
    "ALTER",
    "AND",
    "AS",
    "AUTOINCREMENT",
    "BETWEEN",
    "CASE",
    "CHECK",
    "COLLATE",
    "COMMIT",
    "CONSTRAINT",
    "CREATE",
    "CROSS",
    "DEFAULT",
    "DEFERRABLE",
    "DELETE",
    "DISTINCT",
    "DROP",
    "ELSE",
    "ESCAPE",
    "EXCEPT",
    "EXISTS",
    "FOREIGN",
    "FROM",
    "FULL",
    "GROUP",
    "HAVING",
    "IN",
    "INDEX",
    "INNER",
    "INSERT",
    "INTERSECT",
    "INTO",
    "IS",
    "ISNULL",
    "JOIN",
    "LEFT",
    "LIMIT",
    "NATURAL",
    "NOT",
    "NOTHING",
    "NOTNULL",
    "NULL",
    "ON",
    "OR",
    "ORDER",
    "OUTER",
    "PRIMARY",
    "REFERENCES",
    "RETURNING",
    "RIGHT",
    "SELECT",
    "SET",
    "TABLE",
    "THEN",
    "TO",
    "TRANSACTION",
    "UNION",
    "UNIQUE",
    "UPDATE",
    "USING",
    "VALUES",
    "WHEN",
    "WHERE",
    "WITH",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_only_where_needed() {
        assert_eq!(quoted("project_360giving_datas"), "project_360giving_datas");
        assert_eq!(quoted("order"), "\"order\"");
        assert_eq!(quoted("360"), "\"360\"");
        assert_eq!(quoted("a b\""), "\"a b\"\"\"");
        let mut names = Names::default();
        assert_eq!(names.add("id"), "id");
        assert_eq!(names.add("ID"), "ID_2");
    }
}
