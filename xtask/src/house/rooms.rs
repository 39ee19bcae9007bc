//! What each room may touch.

use anyhow::Result;

use super::{House, source::Source};

/// Write SQLite *files* for people to download, which are an exchange format, not our store: that of
/// the old addresses, and the one with views and descriptions.
const SQL_FOR_DOWNLOAD: [&str; 2] = [
    "crates/exchange/src/write/sqlite",
    "crates/exchange/src/write/database",
];

/// Crates that speak HTTP.
const HTTP: [&str; 6] = ["axum", "http", "hyper", "tower", "tower_http", "askama"];

/// Rooms that compute and do nothing else.
const PURE: [&str; 6] = [
    "model", "standard", "publish", "quality", "insight", "charts",
];

/// The files of those rooms that may read: the schema files are data that the standard is made of.
const READS_SCHEMAS: [&str; 2] = [
    "crates/standard/src/load.rs",
    "crates/standard/src/check.rs",
];

/// Only `store` contains SQL.
#[expect(clippy::unnecessary_wraps, reason = "one signature for all rules")]
pub(super) fn sql(house: &House) -> Result<Vec<String>> {
    Ok(breaches(house, |source, line| {
        source.room() != "store"
            && !SQL_FOR_DOWNLOAD
                .iter()
                .any(|path| source.path.starts_with(path))
            && has_sql(line)
    }))
}

/// Only `site` knows HTTP.
#[expect(clippy::unnecessary_wraps, reason = "one signature for all rules")]
pub(super) fn http(house: &House) -> Result<Vec<String>> {
    Ok(breaches(house, |source, line| {
        source.room() != "site" && HTTP.iter().any(|name| names_crate(line, name))
    }))
}

/// The pure rooms do no input or output.
#[expect(clippy::unnecessary_wraps, reason = "one signature for all rules")]
pub(super) fn io(house: &House) -> Result<Vec<String>> {
    Ok(breaches(house, |source, line| {
        PURE.contains(&source.room())
            && !READS_SCHEMAS.contains(&source.path.as_str())
            && ["fs", "net", "process", "env"]
                .iter()
                .any(|name| names_std(line, name))
    }))
}

fn breaches(house: &House, breaks: impl Fn(&Source, &str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in house.sources.iter().filter(|source| source.is_product()) {
        for (number, line) in source.code() {
            if breaks(source, line) {
                found.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    found
}

/// Whether a string in the line looks like a statement: a verb at its start, its partner after.
fn has_sql(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    let statements: [(&str, &str); 7] = [
        ("select ", " from "),
        ("insert into ", "("),
        ("update ", " set "),
        ("delete from ", ""),
        ("create table ", ""),
        ("create index ", ""),
        ("pragma ", ""),
    ];
    statements.iter().any(|(verb, partner)| {
        line.match_indices(verb).any(|(at, _)| {
            let opens = line[..at].trim_end().ends_with(['"', '(', '#']);
            opens && line[at + verb.len()..].contains(partner)
        })
    })
}

/// Whether the line names the crate as the start of a path or in a `use`.
fn names_crate(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + name.len()..];
        let starts = before.is_none_or(|c| !c.is_alphanumeric() && !"_:\"/.-".contains(c));
        starts && (after.starts_with("::") || line.trim_start() == format!("use {name};"))
    })
}

/// Whether the line names a module of the standard library, alone or in a list.
fn names_std(line: &str, name: &str) -> bool {
    if line.contains(&format!("std::{name}")) {
        return true;
    }
    line.split_once("std::{").is_some_and(|(_, list)| {
        list.split([',', '{', '}', ' '])
            .any(|item| item == name || item.starts_with(&format!("{name}::")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_is_told_from_prose() {
        assert!(has_sql(
            r#"db.query("select id from record where type = ?1", &[])"#
        ));
        assert!(has_sql(r#"    "UPDATE record SET data = ?1""#));
        assert!(has_sql(
            r##"let text = r#"insert into event (id) values (1)"#;"##
        ));
        assert!(!has_sql(
            r#"println!("Nothing to update in this set of records")"#
        ));
        assert!(!has_sql(r#"<select name="country"> from the list"#));
        assert!(!has_sql("self.select (from)"));
    }

    #[test]
    fn crates_are_told_from_words() {
        assert!(names_crate("use axum::Router;", "axum"));
        assert!(names_crate("fn a() -> http::StatusCode {", "http"));
        assert!(!names_crate(r#"let url = "http://example.org";"#, "http"));
        assert!(!names_crate("use crate::http::get;", "http"));
        assert!(!names_crate("tower_http::trace", "http"));
    }

    #[test]
    fn input_and_output_are_seen() {
        assert!(names_std("use std::fs;", "fs"));
        assert!(names_std("use std::{fmt, fs::File};", "fs"));
        assert!(!names_std("use std::{fmt, offset};", "fs"));
    }
}
